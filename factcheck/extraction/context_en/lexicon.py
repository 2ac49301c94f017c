"""The word lists of the English context grammar, read once from ``data/context_en_*``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Final

from factcheck.extraction.context_en.marks import (
    ACCORDING,
    AIM,
    COMPARING,
    CONDITION,
    FORETOLD,
    MARK_OF_ROLE,
    MEANT,
    NEGATION,
    OUTLOOK,
    SUPPOSED,
    TIME_NOUN,
    TIME_START,
    TIME_TRIGGER,
    WAY,
)
from factcheck.extraction.figures.lexicon import LexiconError, rows, user_folder

VERB_KINDS: Final = ("up", "down", "level", "light", "act", "say", "plan", "expect", "help")

# Word classes are single characters, so that a sentence's classes are a string regular expressions can search.
_CLASS_OF_LIST: Final = {
    "adverbs": "A",
    "adjectives": "J",
    "demonyms": "J",
    "comparatives": "L",
    "nouns": "N",
    "determiners": "D",
    "possessives": "Z",
    "pronouns": "Q",
    "existential": "E",
    "prepositions": "P",
    "of": "O",
    "to": "T",
    "conjunctions": "C",
    "subordinators": "S",
    "relatives": "R",
    "that": "I",
    "modals": "M",
    "be": "B",
    "have": "H",
    "do": "M",
}


@dataclass(slots=True, frozen=True)
class Verb:
    """One form of a verb: its base form and its kind (see ``data/context_en_verbs.tsv``)."""

    base: str
    kind: str


@dataclass(slots=True)
class Lexicon:
    """Everything the grammar knows of single words, by lower-case form."""

    classes: dict[str, str] = field(default_factory=dict)
    verbs: dict[str, Verb] = field(default_factory=dict)
    roles: dict[str, frozenset[str]] = field(default_factory=dict)
    directions: dict[str, str] = field(default_factory=dict)
    phrases: dict[tuple[str, str], str] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()
    """Second words of ``phrases``."""
    hypothetical: frozenset[str] = frozenset()
    forecast: frozenset[str] = frozenset()
    outlooks: frozenset[str] = frozenset()
    target: frozenset[str] = frozenset()
    scheduled: frozenset[str] = frozenset()
    intended: frozenset[str] = frozenset()
    foretold: frozenset[str] = frozenset()
    demonyms: frozenset[str] = frozenset()
    contracted: dict[str, int] = field(default_factory=dict)
    """Contractions without their apostrophe, and where it would stand."""
    unchanged: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    participles: frozenset[str] = frozenset()
    publishing: frozenset[str] = frozenset()
    putting: frozenset[str] = frozenset()
    commanding: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    movers: frozenset[str] = frozenset()
    permitted: frozenset[str] = frozenset()
    ruling: frozenset[str] = frozenset()
    comparing: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    books: frozenset[tuple[str, str]] = frozenset()
    """Quantities in two words that a company has in its books."""
    time_nouns: frozenset[str] = frozenset()
    time_starts: frozenset[str] = frozenset()
    time_triggers: frozenset[str] = frozenset()
    time_openers: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    """Names of days and months: capitalised, but no names of anybody."""
    fiscal_year_end: dict[str, int] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    """The bits of ``marks`` for each listed word that has any."""

    def kind(self, word: str) -> str:
        """The kind of the verb ``word`` is a form of; ``act`` for a verb that is not listed."""
        verb = self.verbs.get(word)
        return verb.kind if verb else "act"

    def mark(self, word: str) -> int:
        """The bits of ``marks`` that hold for ``word``, in lower case; of a hyphenated word its last part decides."""
        found = self.marks.get(word, 0)
        if "-" in word:
            found |= self.marks.get(word.rpartition("-")[2], 0) & _ROLES
        return found


_ROLES: Final = sum(MARK_OF_ROLE.values())


def head_mark(words: str) -> int:
    """The bits of ``marks`` for the last of ``words``."""
    known = _head_marks.get(words)
    if known is None:
        known = lexicon().mark(words.rpartition(" ")[2].lower())
        if len(_head_marks) >= _MOST_KEPT:
            _head_marks.clear()
        _head_marks[words] = known
    return known


# a dictionary emptied when full answers in a fifth of the time of functools.lru_cache
_MOST_KEPT: Final = 20_000
_head_marks: Final[dict[str, int]] = {}


def _s_form(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _doubles(base: str) -> bool:
    """Whether a final consonant doubles before -ed and -ing: one short syllable, as in cut and slip."""
    return (
        (len(base) in (3, 4) and base[-1] in "bdgmnprt" and base[-2] in "aeiou" and base[-3] not in "aeiou")
        or base in ("commit", "admit", "transmit", "rebut", "propel", "axe", "allot")
    ) and base not in ("open", "enter", "order", "visit", "offer", "gather", "list", "axe")


def _inflected(base: str, past: list[str]) -> tuple[list[str], list[str]]:
    """Past forms and -ing form of ``base``."""
    if base.endswith("e"):
        return past or [base + "d"], [base[:-1] + "ing" if not base.endswith("ie") else base[:-2] + "ying"]
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return past or [base[:-1] + "ied"], [base + "ing"]
    stem = base + base[-1] if _doubles(base) else base
    if base.endswith("l") and base[-2] in "aeiou" and base[-3] not in "aeiou":
        return past or [base + "ed", base + "led"], [base + "ing", base + "ling"]
    return past or [stem + "ed"], [stem + "ing"]


def _plural(noun: str) -> str:
    return noun if noun.endswith("s") and not noun.endswith("ss") else _s_form(noun)


def _table(name: str) -> dict[str, Any]:
    """The built-in word lists of ``name``, with those of the user's file of that name added."""
    table = tomllib.loads((files("factcheck.extraction") / "data" / name).read_text("utf-8"))
    own = user_folder() / name
    if own.is_file():
        try:
            _extend(table, tomllib.loads(own.read_text("utf-8-sig")), str(own))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise LexiconError(f"{own}: can't be read ({error}); mend it or move it away") from None
    return table


def _extend(table: dict[str, Any], own: dict[str, Any], place: str) -> None:
    for name, value in own.items():
        known = table.get(name)
        if isinstance(known, list) and isinstance(value, list):
            known.extend(value)
        elif isinstance(known, dict) and isinstance(value, dict):
            if all(isinstance(inner, list) for inner in known.values()):
                _extend(known, value, place)
            else:
                known.update(value)
        else:
            raise LexiconError(f"{place}: no list is called {name!r}; see docs/context_en.md")


def _add_verbs(lexicon: Lexicon) -> None:
    for place, (base, kind, noun, irregular) in rows("context_en_verbs.tsv", 4):
        if kind not in VERB_KINDS:
            raise LexiconError(f"{place}: {kind!r} is no kind of verb; known are {', '.join(VERB_KINDS)}")
        verb = Verb(base, kind)
        past, ing = _inflected(base, irregular.split())
        for form in (base, _s_form(base)):
            lexicon.verbs.setdefault(form, verb)
            lexicon.classes[form] = "v" if noun else "V"
        for form in past:
            lexicon.verbs[form] = verb
            lexicon.classes[form] = ("v" if noun else "V") if form == base else "d"
        for form in ing:
            lexicon.verbs.setdefault(form, verb)
            lexicon.classes.setdefault(form, "G")


_READ: Final[list[Lexicon]] = []


def lexicon() -> Lexicon:
    """The lists as shipped, with the user's own added; ``LexiconError`` names a line that can't be read."""
    if not _READ:  # asked for at every other word, for which functools.cache is slow
        _READ.append(read_lexicon())
    return _READ[0]


def read_lexicon() -> Lexicon:
    """The lists read anew."""
    made = Lexicon()
    _add_verbs(made)
    table = _table("context_en_words.toml")
    for name, code in _CLASS_OF_LIST.items():
        for word in table[name]:
            if not (code == "N" and made.classes.get(word) == "v"):
                made.classes[word] = code
    for way in ("up", "down"):
        made.directions.update(dict.fromkeys(table[way], way))
    for phrase, kind in table["phrases"].items():
        first, second = phrase.split()
        made.phrases[first, second] = kind
    made.particles = frozenset(second for _, second in made.phrases)
    _add_modality(made, table["modality"])
    made.contracted = {word.replace("'", ""): word.index("'") for word in table["contractions"]}
    made.demonyms = frozenset(table["demonyms"])
    made.unchanged = frozenset(table["unchanged"])
    made.reporting = frozenset(table["reporting"])
    made.participles = frozenset(table["participles"])
    made.publishing = frozenset(table["publishing"])
    made.commanding = frozenset(table["commanding"])
    made.putting = frozenset(table["putting"])
    made.rivals = frozenset(table["rivals"])
    made.sources = frozenset(table["sources"])
    made.negations = frozenset(table["negations"])
    made.movers = frozenset(table["movers"])
    made.permitted = frozenset(table["permitted"])
    made.ruling = frozenset(table["ruling"])
    made.comparing = frozenset(table["comparing"])
    made.levels = frozenset(table["levels"])
    made.offices = frozenset(table["offices"])
    made.books = frozenset((words.split()[0], words.split()[1]) for words in table["books"])
    periods = _table("context_en_periods.toml")
    made.time_nouns = frozenset(periods["nouns"])
    made.time_starts = frozenset(periods["starts"])
    made.time_triggers = frozenset(periods["triggers"])
    made.time_openers = frozenset(periods["openers"]).union(periods["calendar"])
    made.documents = frozenset(periods["documents"])
    made.calendar = frozenset(periods["calendar"])
    made.fiscal_year_end = periods["fiscal_year_end"]
    roles: dict[str, set[str]] = {}
    for place, (noun, role) in rows("context_en_nouns.tsv", 2):
        if not role:
            raise LexiconError(f"{place}: a noun needs a role after a tab; see docs/context_en.md")
        for form in (noun, _plural(noun)):
            roles.setdefault(form, set()).add(role)
    made.roles = {noun: frozenset(found) for noun, found in roles.items()}
    _add_marks(made)
    return made


def _add_modality(lexicon: Lexicon, lists: dict[str, list[str]]) -> None:
    lexicon.hypothetical = frozenset(lists["hypothetical"])
    lexicon.forecast = frozenset(lists["forecast"])
    lexicon.outlooks = frozenset(lists["outlooks"])
    lexicon.target = frozenset(lists["target"])
    lexicon.scheduled = frozenset(lists["scheduled"])
    lexicon.intended = frozenset(lists["intended"])
    lexicon.foretold = frozenset(lists["foretold"])


def _add_marks(lexicon: Lexicon) -> None:
    marks = lexicon.marks
    for noun, roles in lexicon.roles.items():
        marks[noun] = sum(MARK_OF_ROLE.get(role, 0) for role in roles)
    for words, mark in (
        (lexicon.time_nouns, TIME_NOUN),
        (lexicon.time_starts, TIME_START),
        (lexicon.time_triggers, TIME_TRIGGER),
        (("if", "unless"), CONDITION),
        (("according",), ACCORDING),
        (lexicon.hypothetical, SUPPOSED),
        (lexicon.forecast, FORETOLD),
        (lexicon.outlooks, OUTLOOK),
        (lexicon.target, AIM),
        (lexicon.directions, WAY),
        (lexicon.comparing, COMPARING),
        (lexicon.intended, MEANT),
        (lexicon.foretold, MEANT),
        (lexicon.negations, NEGATION),
    ):
        for word in words:
            marks[word] = marks.get(word, 0) | mark
