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

from factcheck.matching.aliases import Lexicon
from factcheck.matching.bags import bag_of, meaning
from factcheck.matching.figures import amount_of
from factcheck.matching.parallel import in_processes
from factcheck.matching.profile import Profile, profile_of
from factcheck.matching.record import Brief, MatchingInputError, MistypedClaimError, Record, decode
from factcheck.matching.text import is_chinese, normal

CHINESE, HAN_NAME, UP, DOWN, ACTUAL, BASELINE = 1, 2, 4, 8, 16, 32


class Interner(dict[Hashable, int]):
    """Numbers for things, in order of first sight: ``numbers[thing]``; 0 is for None."""

    def __init__(self) -> None:
        super().__init__({None: 0})
        self.things: list[Any] = [None]

    def __missing__(self, thing: Hashable) -> int:
        found = self[thing] = len(self.things)
        self.things.append(thing)
        return found


@dataclass(slots=True)
class Names:
    """What the texts of an :class:`Interner` mean, one entry a text.

    ``key`` is the number of the meaning, ``signature`` one of its letters, ``known`` whether the lexicon has a name in
    it, ``chinese`` whether it begins with a Chinese character; ``metrics`` are the metrics it names.
    """

    key: NDArray[np.int32]
    signature: NDArray[np.uint64]
    known: NDArray[np.bool_]
    chinese: NDArray[np.bool_]
    metrics: list[frozenset[str]]


@dataclass(slots=True)
class Tables:
    """What the numbers in :class:`Sketches` stand for."""

    dimensions: Interner = field(default_factory=Interner)
    subjects: Interner = field(default_factory=Interner)
    metrics: Interner = field(default_factory=Interner)
    periods: Interner = field(default_factory=Interner)


@dataclass(slots=True)
class Columns:
    """Columns of equal length, one entry a claim with a comparable figure, and the tables their numbers point into.

    ``offset`` and ``length`` are those of the claim's line in its file; ``figures`` has columns low, high, floor,
    ceiling, middle in base units. Numbers of subjects, metrics and periods are 0 where unstated, as is ``source``,
    otherwise a hash of its name; ``id`` is a hash of the claim's.
    """

    id: NDArray[np.int64]
    offset: NDArray[np.int64]
    length: NDArray[np.int32]
    figures: NDArray[np.float64]
    digits: NDArray[np.int8]
    dimension: NDArray[np.int32]
    subject: NDArray[np.int32]
    metric: NDArray[np.int32]
    period: NDArray[np.int32]
    source: NDArray[np.int64]
    flags: NDArray[np.int8]
    tables: Tables

    def __len__(self) -> int:
        return len(self.offset)


@dataclass(slots=True)
class Sketches(Columns):
    """All claims of a file: ``source`` in numbers from 0, and the meaning of subjects and metrics."""

    subject_key: NDArray[np.int32]
    metric_key: NDArray[np.int32]
    subjects: Names
    metrics: Names


_brief_decoder = msgspec.json.Decoder(Brief)
_PARALLEL_FROM = 8_000_000
_MANY_NAMES = 5_000
_PARTS = 2


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
        parts = _PARTS if size >= _PARALLEL_FROM else 1
        bounds = [(size * part // parts, size * (part + 1) // parts) for part in range(parts)]
        columns = merge(list(in_processes(self._read_part, bounds)))
        return understand(columns, lexicon)

    def left_out(self, sketches: Sketches) -> tuple[list[int], list[str]]:
        """Lines of the claims that have no usable figure, and what is wrong with those of which a field is mistyped."""
        taken = iter(sketches.offset.tolist())
        wanted = next(taken, -1)
        bare: list[int] = []
        faults: list[str] = []
        for number, (offset, line) in self._numbered():
            if offset == wanted:
                wanted = next(taken, -1)
                continue
            try:
                decode(line, self._name, number)
            except MistypedClaimError as fault:
                faults.append(str(fault))
            else:
                bare.append(number)
        return bare, faults

    def require_own_ids(self, sketches: Sketches) -> None:
        """Raises :class:`MatchingInputError` where two claims have one id, which would leave their pairs unclear."""
        order = np.argsort(sketches.id, kind="stable")
        hashes = sketches.id[order]
        for place in np.flatnonzero(hashes[1:] == hashes[:-1]).tolist():
            first, second = (int(row) for row in order[place : place + 2])
            one, other = (self.brief(int(sketches.offset[r]), int(sketches.length[r])).id for r in (first, second))
            if type(one) is type(other) and one == other:
                lines = [self._line_of(int(sketches.offset[row])) for row in (first, second)]
                raise MatchingInputError(
                    f"{self._name}, line {lines[1]}: the id {one!r} is that of line {lines[0]} too; "
                    "give each claim its own"
                )

    def _numbered(self) -> Iterator[tuple[int, tuple[int, bytes]]]:
        """The lines with their numbers, blank ones counted."""
        number, at = 1, 0
        for offset, line in self.lines(0, len(self._map)):
            number += self._map[at:offset].count(b"\n")
            at = offset
            yield number, (offset, line)

    def _line_of(self, offset: int) -> int:
        return self._map[:offset].count(b"\n") + 1

    def _read_part(self, bounds: tuple[int, int]) -> Columns:
        growing = _Growing()
        for offset, line in self.lines(*bounds):
            try:
                record = decode(line, self._name, 0)
            except MistypedClaimError:
                continue  # named by left_out
            except MatchingInputError:
                decode(line, self._name, self._line_of(offset))
                raise
            growing.add(record, offset, len(line))
        return growing.finish()

    def profile(self, sketches: Sketches, row: int, lexicon: Lexicon) -> Profile:
        """The full profile of claim ``row`` of ``sketches``."""
        record = self.record(int(sketches.offset[row]), int(sketches.length[row]))
        profile = profile_of(record, lexicon)
        assert profile is not None
        profile.order = row
        return profile


class _Growing:
    """Growing columns, then arrays."""

    def __init__(self) -> None:
        self._tables = Tables()
        self._columns = {name: array(code) for name, code in _CODES.items()}
        self._figures = array("d")

    def add(self, record: Record, offset: int, length: int) -> None:
        """Take up one claim; one without a comparable figure is passed over."""
        amount = amount_of(record)
        if amount is None:
            return
        tables, columns = self._tables, self._columns
        self._figures.extend((amount.low, amount.high, amount.floor, amount.ceiling, amount.middle))
        columns["id"].append(hash(record.id))
        columns["offset"].append(offset)
        columns["length"].append(length)
        columns["dimension"].append(tables.dimensions[amount.dimension])
        columns["subject"].append(tables.subjects[_text(record.subject)])
        columns["metric"].append(tables.metrics[_text(record.metric)])
        columns["period"].append(tables.periods[_text(record.period)])
        # Forked processes hash alike; among a million sources two share a hash once in 30 million files.
        columns["source"].append(hash(record.source) if record.source and isinstance(record.source, str) else 0)
        columns["digits"].append(min(amount.digits, 120))
        lang = record.lang
        flags = CHINESE if lang == "zh" or (lang != "en" and _has_chinese(_letters(record))) else 0
        if record.direction is not None:
            flags |= UP * (record.direction == "up") | DOWN * (record.direction == "down")
        if record.modality is None or record.modality == "actual":
            flags |= ACTUAL
        if record.relative_to:
            flags |= BASELINE
        columns["flags"].append(flags)

    def finish(self) -> Columns:
        """The columns as arrays."""
        columns = {
            name: np.frombuffer(column, _TYPES[name]) if column else np.empty(0, _TYPES[name])
            for name, column in self._columns.items()
        }
        figures = np.frombuffer(self._figures, np.float64).reshape(-1, 5) if self._figures else np.empty((0, 5))
        return Columns(figures=figures, tables=self._tables, **columns)


_CODES = {
    "id": "q",
    "offset": "q",
    "length": "i",
    "digits": "b",
    "dimension": "i",
    "subject": "i",
    "metric": "i",
    "period": "i",
    "source": "q",
    "flags": "b",
}
_TYPES = {name: np.dtype({"q": np.int64, "i": np.int32, "b": np.int8}[code]) for name, code in _CODES.items()}
_NUMBERED = {"dimension": "dimensions", "subject": "subjects", "metric": "metrics", "period": "periods"}


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if value and isinstance(value, str) else None


def _letters(record: Record) -> str:
    return record.statement_text or f"{_text(record.subject)}{_text(record.metric)}"


def merge(parts: list[Columns]) -> Columns:
    """Columns of the parts of one file as one, numbers counted through."""
    first, *others = parts
    if not others:
        return first
    columns: dict[str, list[NDArray[Any]]] = {name: [getattr(first, name)] for name in (*_CODES, "figures")}
    for part in others:
        for name, pieces in columns.items():
            column = getattr(part, name)
            if name in _NUMBERED:
                numbers = getattr(first.tables, _NUMBERED[name])
                things = getattr(part.tables, _NUMBERED[name]).things
                column = np.array([numbers[thing] for thing in things], np.int32)[column]
            pieces.append(column)
    return Columns(**{name: np.concatenate(pieces) for name, pieces in columns.items()}, tables=first.tables)


def understand(columns: Columns, lexicon: Lexicon) -> Sketches:
    """The sketches whose ``columns`` these are."""
    tables = columns.tables
    subjects = names_of(tables.subjects.things, lexicon, True)
    metrics = names_of(tables.metrics.things, lexicon, False)
    known = {name: getattr(columns, name) for name in (*_CODES, "figures", "tables")}
    known["flags"] = columns.flags | (HAN_NAME * subjects.chinese[columns.subject]).astype(np.int8)
    # hashes differ from run to run, the order of first sight does not
    _, first, place = np.unique(columns.source, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(1, len(first) + 1)
    known["source"] = rank[place]
    known["source"][columns.source == 0] = 0
    return Sketches(
        **known,
        subject_key=subjects.key[columns.subject],
        metric_key=metrics.key[columns.metric],
        subjects=subjects,
        metrics=metrics,
    )


def names_of(texts: list[str | None], lexicon: Lexicon, naming: bool) -> Names:
    """What ``texts`` mean, the first of which is None; ``naming`` as for :func:`bag_of`."""
    parts = _PARTS if len(texts) >= _MANY_NAMES else 1
    slices = [texts[len(texts) * part // parts : len(texts) * (part + 1) // parts] for part in range(parts)]
    read = lambda some: [_read_name(text, lexicon, naming) for text in some]  # noqa: E731
    rows = [row for some in in_processes(read, slices) for row in some]
    keys = Interner()
    return Names(
        np.array([keys[row[0]] for row in rows], np.int32),
        np.array([row[1] for row in rows], np.uint64),
        np.array([row[2] for row in rows], bool),
        np.array([row[3] for row in rows], bool),
        [row[4] for row in rows],
    )


def _read_name(name: str | None, lexicon: Lexicon, naming: bool) -> tuple[Hashable, int, bool, bool, frozenset[str]]:
    if name is None:
        return None, 0, False, False, frozenset()
    bag = bag_of(name, lexicon, naming=naming)
    text = normal(name)
    return meaning(bag, text, naming), _signature(text), bool(bag.names), _has_chinese(text[:1]), bag.metrics


def _has_chinese(text: str) -> bool:
    return any(is_chinese(character) for character in text)


def _signature(text: str) -> int:
    """64 bits, one set for each pair of letters: names that share few pairs share few bits."""
    bits = 0
    letters = text.replace(" ", "")
    for pair in itertools.pairwise(letters) if len(letters) > 1 else [(letters,)]:
        bits |= 1 << ((ord(pair[0]) * 31 + ord(pair[-1])) & 63)
    return bits
