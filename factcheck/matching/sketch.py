"""A million claims as arrays: of each claim only what blocking needs, its text left in the file."""

from __future__ import annotations

import itertools
import mmap
from array import array
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import msgspec
import numpy as np
from numpy.typing import NDArray

from factcheck.matching.aliases import Lexicon, strip_legal_form
from factcheck.matching.figures import amount_of
from factcheck.matching.parallel import in_processes
from factcheck.matching.profile import EMPTY, Bag, Profile, bag_of, profile_of
from factcheck.matching.record import MatchingInputError, Record, Statement, decode
from factcheck.matching.text import is_chinese, normal, tokens

CHINESE, HAN_NAME, UP, DOWN, ACTUAL = 1, 2, 4, 8, 16


class Interner:
    """Numbers for things, in order of first sight; 0 is for nothing."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {None: 0}
        self.things: list[Any] = [None]

    def number(self, thing: Hashable) -> int:
        """The number of ``thing``, a new one if it is new."""
        found = self._numbers.get(thing)
        if found is None:
            found = self._numbers[thing] = len(self.things)
            self.things.append(thing)
        return found


@dataclass(slots=True)
class Naming:
    """A text that names a subject or a metric: its bag, the number of what it means, a signature of its letters."""

    text: str
    bag: Bag
    key: int
    signature: int


@dataclass(slots=True)
class Sketches:
    """Columns of equal length, one entry a claim with a comparable figure, and the tables their numbers point into.

    ``row`` is the claim's number among the lines of its file, ``figures`` has columns low, high, floor, ceiling,
    middle in base units. Numbers of subjects, metrics and periods are 0 where unstated.
    """

    offset: NDArray[np.int64]
    length: NDArray[np.int32]
    figures: NDArray[np.float64]
    digits: NDArray[np.int8]
    dimension: NDArray[np.int32]
    subject: NDArray[np.int32]
    metric: NDArray[np.int32]
    period: NDArray[np.int32]
    source: NDArray[np.int32]
    flags: NDArray[np.int8]
    subject_key: NDArray[np.int32]
    metric_key: NDArray[np.int32]
    tables: Tables

    def __len__(self) -> int:
        return len(self.offset)


@dataclass(slots=True)
class Tables:
    """What the numbers in :class:`Sketches` stand for."""

    dimensions: Interner = field(default_factory=Interner)
    subjects: Interner = field(default_factory=Interner)
    metrics: Interner = field(default_factory=Interner)
    periods: Interner = field(default_factory=Interner)
    sources: Interner = field(default_factory=Interner)
    keys: Interner = field(default_factory=Interner)
    subject_naming: list[Naming] = field(default_factory=lambda: [Naming("", EMPTY, 0, 0)])
    metric_naming: list[Naming] = field(default_factory=lambda: [Naming("", EMPTY, 0, 0)])


class Brief(msgspec.Struct, gc=False):
    """Of a claim what its relation to another needs beside its sketch."""

    id: Any
    figure: Any = None
    start: Any = None
    statement: Statement | str | None = None

    @property
    def statement_text(self) -> str:
        """The sentence, or an empty text."""
        said = self.statement.text if isinstance(self.statement, Statement) else self.statement
        return said if isinstance(said, str) else ""


_brief_decoder = msgspec.json.Decoder(Brief)
_PARALLEL_FROM = 8_000_000


class Records:
    """The claims of a file by place, decoded when asked for."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._name = name

    def lines(self, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        """Offset and bytes of every line that is not blank, of those that begin in ``start``..``end``."""
        self._map.seek(start)
        if start and self._map[start - 1 : start] != b"\n":
            self._map.readline()
        at = self._map.tell()
        while at < end and (line := self._map.readline()):
            if not line.isspace():
                yield at, line
            at += len(line)

    def record(self, offset: int, length: int) -> Record:
        """The claim whose line has ``length`` bytes at ``offset``."""
        return decode(self._map[offset : offset + length], self._name, 0)

    def brief(self, offset: int, length: int) -> Brief:
        """Id and sentence of the claim whose line has ``length`` bytes at ``offset``."""
        line = self._map[offset : offset + length]
        try:
            return _brief_decoder.decode(line)
        except msgspec.MsgspecError:  # NaN beside a range, which only the loose reading takes
            record = decode(line, self._name, 0)
            return Brief(record.id, record.figure, record.start, record.statement)

    def read(self, lexicon: Lexicon) -> Sketches:
        """Sketches of all claims; :class:`MatchingInputError` names the line that can't be read."""
        size = len(self._map)
        parts = 2 if size >= _PARALLEL_FROM else 1
        bounds = [(size * part // parts, size * (part + 1) // parts) for part in range(parts)]
        return merge(list(in_processes(lambda part: self._read_part(part, lexicon), bounds)))

    def _read_part(self, bounds: tuple[int, int], lexicon: Lexicon) -> Sketches:
        columns = _Columns(lexicon)
        for offset, line in self.lines(*bounds):
            try:
                record = decode(line, self._name, 0)
            except MatchingInputError:
                decode(line, self._name, self._map[:offset].count(b"\n") + 1)
                raise
            columns.add(record, offset, len(line))
        return columns.finish()

    def profile(self, sketches: Sketches, row: int, lexicon: Lexicon) -> Profile:
        """The full profile of claim ``row`` of ``sketches``."""
        record = self.record(int(sketches.offset[row]), int(sketches.length[row]))
        profile = profile_of(record, lexicon)
        assert profile is not None
        profile.order = row
        return profile


class _Columns:
    """Growing columns, then arrays."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._tables = Tables()
        self._whole = {name: array("i") for name in ("dimension", "subject", "metric", "period", "source", "length")}
        self._small = {name: array("b") for name in ("digits", "flags")}
        self._offset = array("q")
        self._figures = array("d")

    def add(self, record: Record, offset: int, length: int) -> None:
        """Take up one claim; one without a comparable figure is passed over."""
        amount = amount_of(record)
        if amount is None:
            return
        tables, whole = self._tables, self._whole
        subject = self._naming(record.subject, tables.subjects, tables.subject_naming, True)
        self._offset.append(offset)
        self._figures.extend((amount.low, amount.high, amount.floor, amount.ceiling, amount.middle))
        whole["length"].append(length)
        whole["dimension"].append(tables.dimensions.number(amount.dimension))
        whole["subject"].append(subject)
        whole["metric"].append(self._naming(record.metric, tables.metrics, tables.metric_naming, False))
        period = record.period if isinstance(record.period, str) and record.period else None
        whole["period"].append(tables.periods.number(period))
        whole["source"].append(tables.sources.number(record.source if isinstance(record.source, str) else None))
        self._small["digits"].append(min(amount.digits, 120))
        chinese = record.lang == "zh" if record.lang in ("zh", "en") else _has_chinese(record.statement_text)
        flags = CHINESE * chinese | UP * (record.direction == "up") | DOWN * (record.direction == "down")
        flags |= ACTUAL * (record.modality in (None, "actual"))
        self._small["flags"].append(flags | HAN_NAME * _has_chinese(tables.subject_naming[subject].text[:1]))

    def _naming(self, value: Any, numbers: Interner, namings: list[Naming], naming: bool) -> int:
        if isinstance(value, list):
            value = value[0] if value else None
        if not isinstance(value, str) or not value:
            return 0
        number = numbers.number(value)
        if number == len(namings):
            bag = bag_of(value, self._lexicon, naming=naming)
            text = normal(value)
            key = self._tables.keys.number((naming, meaning(bag, text, naming)))
            namings.append(Naming(text, bag, key, _signature(text)))
        return number

    def finish(self) -> Sketches:
        """The columns as arrays."""
        tables = self._tables
        columns = {
            name: np.frombuffer(column, np.int32) if column else np.empty(0, np.int32)
            for name, column in self._whole.items()
        }
        small = {
            name: np.frombuffer(column, np.int8) if column else np.empty(0, np.int8)
            for name, column in self._small.items()
        }
        keys = key_columns(tables)
        return Sketches(
            offset=np.frombuffer(self._offset, np.int64) if self._offset else np.empty(0, np.int64),
            figures=np.frombuffer(self._figures, np.float64).reshape(-1, 5) if self._figures else np.empty((0, 5)),
            subject_key=keys[0][columns["subject"]],
            metric_key=keys[1][columns["metric"]],
            tables=tables,
            **columns,  # type: ignore[arg-type]
            **small,  # type: ignore[arg-type]
        )


def key_columns(tables: Tables) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The key of every subject and every metric by its number."""
    one, other = ([naming.key for naming in namings] for namings in (tables.subject_naming, tables.metric_naming))
    return np.array(one, np.int32), np.array(other, np.int32)


def merge(parts: list[Sketches]) -> Sketches:
    """Sketches of the parts of one file as one, numbers counted through."""
    first, *others = parts
    tables = first.tables
    columns: dict[str, list[NDArray[Any]]] = {name: [getattr(first, name)] for name in _PLAIN + tuple(_NUMBERED)}
    for part in others:
        _take_namings(tables, part.tables)
        for name, table in _NUMBERED.items():
            numbers = getattr(tables, table)
            renumbered = np.array([numbers.number(thing) for thing in getattr(part.tables, table).things], np.int32)
            columns[name].append(renumbered[getattr(part, name)])
        for name in _PLAIN:
            columns[name].append(getattr(part, name))
    whole = {name: np.concatenate(pieces) if others else pieces[0] for name, pieces in columns.items()}
    keys = key_columns(tables)
    return Sketches(**whole, subject_key=keys[0][whole["subject"]], metric_key=keys[1][whole["metric"]], tables=tables)


_PLAIN = ("offset", "length", "figures", "digits", "flags")
_NUMBERED = {
    "dimension": "dimensions",
    "subject": "subjects",
    "metric": "metrics",
    "period": "periods",
    "source": "sources",
}


def _take_namings(tables: Tables, others: Tables) -> None:
    """Take up the subjects and metrics of another part, keys included."""
    for name, namings in (("subjects", "subject_naming"), ("metrics", "metric_naming")):
        mine = getattr(tables, namings)
        for thing, naming in zip(getattr(others, name).things[1:], getattr(others, namings)[1:], strict=True):
            if getattr(tables, name).number(thing) == len(mine):
                key = tables.keys.number(others.keys.things[naming.key])
                mine.append(Naming(naming.text, naming.bag, key, naming.signature))


def meaning(bag: Bag, text: str, naming: bool) -> Hashable:
    """What two texts have in common that mean the same: their known concepts; a subject with other words, its words."""
    known = frozenset(token for token in bag.weights if token[:2] not in ("t:", "g:"))
    if naming and (bag.runs or bag.changes or any(token[:2] == "t:" for token in bag.weights)):
        return " ".join(strip_legal_form(tokens(text)))
    return known or text


def _has_chinese(text: str) -> bool:
    return any(is_chinese(character) for character in text)


def _signature(text: str) -> int:
    """64 bits, one set for each pair of letters: names that share few pairs share few bits."""
    bits = 0
    letters = text.replace(" ", "")
    for pair in itertools.pairwise(letters) if len(letters) > 1 else [(letters,)]:
        bits |= 1 << ((ord(pair[0]) * 31 + ord(pair[-1])) & 63)
    return bits
