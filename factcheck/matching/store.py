"""Matching against a database: what is new is held against everything stored, and suggestions are kept for review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from claims_db.records import DECIDED
from factcheck.matching.aliases import Lexicon, load_lexicon
from factcheck.matching.features import evidence
from factcheck.matching.figures import agreement
from factcheck.matching.keys import (
    compared_lookups,
    figure_lookup,
    format_key,
    keys_of,
    lookups,
    question_at,
    sum_lookups,
)
from factcheck.matching.linked import Linked, linked_names
from factcheck.matching.periods import relation as period_relation
from factcheck.matching.profile import Profile, profile_of
from factcheck.matching.record import record_of
from factcheck.matching.rivals import COMPARING
from factcheck.matching.scoring import Pair, comparable_dimensions, load_weights, probability
from factcheck.matching.versions import with_earlier_versions

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.claim import Claim
    from claims_db.records import ClaimRecord

_TOGETHER = 400
_ARCHIVE = 5_000
_MOST_PARTNERS = 90
"""Claims found by their figures that are held against what is asked."""
_MOST_LIKES = 60
"""The same of each new claim, and of claims found by words."""
_LATEST, _OTHER_FIGURES, _OF_EACH = 24, 6, 2
"""So many of the latest likes come first, then other figures of the question, up and down, so many claims of each."""
_OF_OTHER_NAME = 12
"""So many likes under each other name of a claim come first."""
_LIKELY = 0.5
"""Score from which a claim of the very figure and metric asked for comes before all others."""
_VERDICT = 0.03
"""How much worse a claim with a verdict may fit than one without and still come first."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier claim that may answer what is asked: its id, how well it fits (0 to 1), and why."""

    claim_id: int
    score: float
    why: tuple[str, ...]


def match_new(
    database: Database, claim_ids: Sequence[int] | None = None, lexicon: Path | None = None
) -> Iterator[Pair]:
    """Match claims with all that are stored; store the suggestions and yield them.

    ``claim_ids`` are those to match, by default all that were never matched or have changed since. Claims of the same
    batch find each other. Raises the ``ClaimsDbError`` of a database that can't be written.
    """
    words = load_lexicon(lexicon)
    wanted = list(database.blocks.unmatched() if claim_ids is None else claim_ids)
    if len(wanted) >= _ARCHIVE:
        from factcheck.matching.archive import match_archive

        yield from match_archive(database, wanted, words)
        return
    if not database.blocks.noted(format_key()):
        from factcheck.matching.archive import file_anew

        file_anew(database, words, wanted)
    linked = linked_names(database, lexicon)
    batch: dict[int, list[int]] = {}
    for source_id, ids in database.blocks.by_source(wanted).items():
        # sums are checked article by article: a source is never cut in two
        batch[source_id] = ids
        if sum(map(len, batch.values())) >= _TOGETHER:
            yield from _match_some(database, batch, words, linked)
            batch = {}
    if batch:
        yield from _match_some(database, batch, words, linked)


def match_again(database: Database, lexicon: Path | None = None) -> Iterator[Pair]:
    """Weigh all that is stored anew, as for a database never matched; links and rejections of reviewers stay.

    Interrupted, :func:`match_new` goes on with it. Raises as that does.
    """
    load_lexicon(lexicon)  # a faulty one is told before anything is forgotten
    database.blocks.forget()
    yield from match_new(database, lexicon=lexicon)


def _match_some(database: Database, batch: dict[int, list[int]], packaged: Lexicon, linked: Linked) -> Iterator[Pair]:
    """Match the claims of ``batch``, by source; what came of it is stored at once or, when interrupted, not at all."""
    from factcheck.matching.engine import match_profiles  # its phrases take a while to compile, and ``find`` needs none

    claim_ids = [claim_id for ids in batch.values() for claim_id in ids]
    since = database.blocks.last_change()
    lexicon = linked.lexicon
    fresh = list(profiles(database, claim_ids, lexicon))
    # claims are filed by the lexicon alone: links come and go
    filed = fresh if lexicon is packaged else list(profiles(database, claim_ids, packaged))
    database.blocks.put((p.id, keys_of(p)) for p in filed)
    partners = {p.id: _likes_by_any_name(database, p, packaged, linked)[:_MOST_LIKES] for p in filed}
    new = {p.id for p in fresh}
    beside = database.blocks.of_sources(batch)
    summed = _in_sums(database, fresh, set(beside).difference(claim_ids), lexicon)
    others = sorted({i for some in partners.values() for i in some}.union(beside, summed).difference(claim_ids))
    every = fresh + list(profiles(database, others, lexicon))
    place = {p.id: at for at, p in enumerate(every)}
    looked_at = {
        (min(place[p.id], place[i]), max(place[p.id], place[i]))
        for p in fresh
        for i in partners[p.id]
        if i in place and i != p.id
    }
    within = new.union(beside)
    # A sum is of three claims, a suggestion of two: those of these sources are found again or no longer hold.
    source_of = {p.id: p.source for p in every if p.id in within}
    earlier = {
        key
        for key in database.suggestions.within(within, "contradiction", "open")
        if source_of.get(key[0], "") == source_of.get(key[1])
    }
    looked_at.update((min(place[a], place[b]), max(place[a], place[b])) for a, b, _ in earlier)
    # of the other sources only a few claims are here: nothing to sum up
    asked = [question_at(p) for p in every]  # as filed: what articles say together is not read into it yet

    def unweighed(a: int, b: int) -> bool:
        """Only what is new is weighed, and that with some likes: those of one question and time are so with it all."""
        return asked[a] is not None and asked[a] == asked[b] and (min(a, b), max(a, b)) not in looked_at

    every_pair = list(match_profiles(every, sorted(looked_at), set(source_of.values()), unweighed))
    refused = _refused_sums(database, every)
    every_pair = [
        replace(pair, why=linked.told(every[place[pair.a]], every[place[pair.b]], pair.why))
        for pair in every_pair
        if not _is_refused(pair, place, every, refused)
    ]
    kind = {p.id: _kind(p) for p in every if p.id in summed}

    def concerns(pair: Pair) -> bool:
        """Whether a pair has a new claim, is of an article with one, or is of a sum with one."""
        if pair.a in new or pair.b in new or (pair.a in within and pair.b in within):
            return True
        summed_up = pair.relation == "contradiction" and pair.a in kind and pair.b in kind
        return summed_up and kind[pair.a] != kind[pair.b]

    pairs = [pair for pair in every_pair if concerns(pair)]
    pairs += with_earlier_versions(database, batch)
    found = {(min(p.a, p.b), max(p.a, p.b), p.relation) for p in pairs}
    still = {(min(p.a, p.b), max(p.a, p.b), p.relation) for p in every_pair}
    earlier |= _sums_of_before(database, every, summed) - still
    rows = [(p.a, p.b, p.relation, p.score, p.why) for p in pairs]
    database.suggestions.add(rows, matched=claim_ids, stale=earlier - found, since=since)
    yield from stored(database, pairs, since)


def _in_sums(database: Database, fresh: Sequence[Profile], beside: set[int], lexicon: Lexicon) -> set[int]:
    """What new claims are in one sum with.

    A comparison that is made with one of them brings the figure it compares, one ``beside`` them in their articles that
    with which it is made.
    """

    def partners(some: Iterable[Profile]) -> set[int]:
        return {i for p in some for i in database.blocks.partners(sum_lookups(p))[:_MOST_PARTNERS]}

    compared = {i for p in fresh for i in database.blocks.partners(compared_lookups(p))[:_MOST_PARTNERS]} | beside
    return partners(fresh) | partners(p for p in profiles(database, sorted(compared), lexicon) if p.rival_text)


def stored(database: Database, pairs: Sequence[Pair], since: int) -> Iterator[Pair]:
    """Of pairs given to ``database.suggestions.add`` those that stand: neither rejected nor of claims changed since."""
    rejected = database.suggestions.rejected({min(pair.a, pair.b) for pair in pairs})
    changed = database.blocks.changed_since(since)
    for pair in pairs:
        low, high = min(pair.a, pair.b), max(pair.a, pair.b)
        if (low, high, pair.relation) not in rejected and low not in changed and high not in changed:
            yield pair


def _likes(database: Database, profile: Profile, *, checked: bool = False) -> list[int]:
    """Ids of stored claims that may say the same or otherwise, the likeliest first.

    Other figures of its question and period are among the first, however many claims of one figure came after them.
    ``checked``: with decided claims of earlier versions of an article.
    """
    found = database.blocks.partners(lookups(profile), checked=checked)
    place = figure_lookup(profile)
    others = database.blocks.around(*place, keys=_OTHER_FIGURES, each=_OF_EACH) if place else []
    return list(dict.fromkeys([*found[:_LATEST], *others, *found[_LATEST:]]))


def _likes_by_any_name(
    database: Database, profile: Profile, packaged: Lexicon, linked: Linked, *, checked: bool = False
) -> list[int]:
    """As :func:`_likes`, then those of the names that links say are the same; ``profile`` is by the packaged lexicon.

    A few of each name come first: of many likes under one name those under another would be cut off.
    """
    found = _likes(database, profile, checked=checked)
    for record in linked.renamed(profile.record):
        renamed = profile_of(record, packaged)
        if renamed is not None:
            found = [*_likes(database, renamed, checked=checked)[:_OF_OTHER_NAME], *found]
    return list(dict.fromkeys(found))


def _refused_sums(database: Database, every: Sequence[Profile]) -> dict[int, list[Profile]]:
    """By the id of a change, the levels of other articles beside which a reviewer refused its sum."""
    by_id = {p.id: p for p in every}
    refused: dict[int, list[Profile]] = {}
    for a, b, relation in database.suggestions.rejected(by_id):
        if relation == "contradiction" and a in by_id and b in by_id and by_id[a].change != by_id[b].change:
            change, level = (a, b) if by_id[a].change else (b, a)
            refused.setdefault(change, []).append(by_id[level])
    return refused


def _is_refused(pair: Pair, place: dict[int, int], every: Sequence[Profile], refused: dict[int, list[Profile]]) -> bool:
    """Whether a pair is a refused sum once more, of another article that gives the same level for the same time."""
    one, other = every[place[pair.a]], every[place[pair.b]]
    if pair.relation != "contradiction" or one.change == other.change:
        return False
    change, level = (one, other) if one.change else (other, one)
    return any(
        earlier.id != level.id
        and earlier.amount.dimension == level.amount.dimension
        and agreement(earlier.amount, level.amount) == "same"
        and period_relation(earlier.period, level.period) == "same"
        for earlier in refused.get(change.id, ())
    )


def _kind(profile: Profile) -> tuple[bool, bool]:
    """What tells a change or a comparison from the figures it is held against."""
    return profile.change, profile.amount.dimension in COMPARING


def _sums_of_before(database: Database, every: Sequence[Profile], summed: set[int]) -> set[tuple[int, int, str]]:
    """Suggestions over articles of a change or comparison with a figure of it, of what new claims are summed with."""
    if not summed:
        return set()
    kind = {p.id: _kind(p) for p in every}
    source = {p.id: p.source for p in every}
    open_ones = database.suggestions.within(kind, "contradiction", "open")
    touched = {key for key in open_ones if kind[key[0]] != kind[key[1]] and source[key[0]] != source[key[1]]}
    return {key for key in touched if key[0] in summed or key[1] in summed}


def profiles(database: Database, claim_ids: Sequence[int], lexicon: Lexicon) -> Iterator[Profile]:
    """Profiles of stored claims, corrections applied; those without a comparable figure are passed over."""
    for claim_id, source_id, claim in database.blocks.contents(claim_ids):
        profile = _profile(claim_id, source_id, claim, lexicon)
        if profile is not None:
            yield profile


def _profile(claim_id: int, source_id: int, claim: Claim, lexicon: Lexicon) -> Profile | None:
    record = record_of(claim, claim_id)
    # two sources may have one name: records of two files
    record.source = f"source {source_id}"
    profile = profile_of(record, lexicon)
    if profile is not None:
        profile.order = claim_id
    return profile


def _profiles(records: Iterable[ClaimRecord], lexicon: Lexicon) -> list[Profile]:
    every = (_profile(record.id, record.source_id, record.claim, lexicon) for record in records)
    return [profile for profile in every if profile is not None]


def find(
    database: Database,
    text: str,
    top: int,
    lexicon: Path | None = None,
) -> list[Earlier]:
    """The stored claims that may be earlier checks of ``text``, best first.

    Found by the figures in it (units, rounding and language apart) and by its words. Of claims that fit about as well
    those with a verdict come first.
    """
    from factcheck import extract

    packaged, linked = load_lexicon(lexicon), linked_names(database, lexicon)
    words = linked.lexicon
    by_words = database.blocks.with_words(search_words(text), _MOST_LIKES)
    records = {record.id: record for record in database.claims.iterate(ids=by_words)}
    stored = _profiles(records.values(), words)
    said = [record_of(claim, "asked") for claim in extract(text, every=True)]
    asked = [p for record in said if (p := profile_of(record, words))]
    filed = asked if words is packaged else [p for record in said if (p := profile_of(record, packaged))]
    by_figure = list(
        dict.fromkeys(i for p in filed for i in _likes_by_any_name(database, p, packaged, linked, checked=True))
    )
    others = [i for i in by_figure[:_MOST_PARTNERS] if i not in records]
    more = {record.id: record for record in database.claims.iterate(ids=others)}
    stored += _profiles(more.values(), words)
    records |= more
    # what was decided stays an answer, also when its article was corrected since
    shown = {number for number, record in records.items() if not record.retired or record.status in DECIDED}
    scored = _by_evidence(asked, [p for p in stored if p.id in shown], linked)
    for rank, claim_id in enumerate(by_words):
        if claim_id in shown:
            scored.setdefault(claim_id, _Fit(0.5 / (rank + 2), ("shares rare words",), False))

    def place(item: tuple[int, _Fit]) -> tuple[float, int]:
        claim_id, fit = item
        checked = records[claim_id].status in DECIDED and not fit.other_time
        return -fit.score - _VERDICT * checked - fit.answers, claim_id

    ranked = sorted(scored.items(), key=place)
    return [Earlier(claim_id, round(fit.score, 3), fit.why) for claim_id, fit in ranked[:top]]


class _Fit(NamedTuple):
    """How well a stored claim fits what is asked, why, whether it says so of another time, and whether it has the very
    figure and metric."""

    score: float
    why: tuple[str, ...]
    other_time: bool
    answers: bool = False


def _by_evidence(asked: Iterable[Profile], stored: Sequence[Profile], linked: Linked) -> dict[int, _Fit]:
    from factcheck.matching.features import figure_and_metric
    from factcheck.matching.reasons import reasons
    from factcheck.matching.relations import relation_of

    weights = load_weights()
    best: dict[int, _Fit] = {}
    for one in asked:
        for other in stored:
            if not comparable_dimensions(one.amount, other.amount):
                continue
            score = probability(weights.log_odds(evidence(one, other)))
            if score > max(0.05, best[other.id].score if other.id in best else 0.0):
                relation = relation_of(one, other)
                why = reasons(one, other, relation or "duplicate")
                answers = score > _LIKELY and figure_and_metric(one, other)
                best[other.id] = _Fit(score, linked.told(one, other, why), relation == "update", answers)
    return best


def search_words(text: str) -> list[str]:
    """Words of ``text`` as the search index has them: Latin words, pairs of Chinese characters."""
    from itertools import pairwise

    from factcheck.matching.posts import read_post
    from factcheck.matching.text import is_chinese, normal, raw_tokens

    said = raw_tokens(normal(read_post(text).text))
    latin = [token for token in said if not is_chinese(token) and len(token) > 1]
    return latin + [f"{a} {b}" for a, b in pairwise(said) if is_chinese(a) and is_chinese(b)]
