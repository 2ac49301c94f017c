"""What takes long to derive from data files, kept in the platform's cache folder.

A kept file is named after everything it was derived from, so that it is never out of date: what changed is derived
anew. It holds text or JSON, nothing that is executed. Where the folder can't be written all works, only slower.
"""

from __future__ import annotations

import mmap
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from zlib import crc32

_OLD_DAYS = 30
_DAY = 86_400
_FORM = b"2: with a sum at the end"
"""Part of every name: a file of another form is another file."""
_SUM_BYTES = 4
"""At a file's end, its CRC-32: 5 ms for the largest."""


def derived(
    name: str, sources: Iterable[Path], packages: Iterable[str], make: Callable[[], bytes]
) -> mmap.mmap | bytes:
    """What ``make`` gives, from the cache folder where it was made before of the same ``sources`` and ``packages``.

    ``sources`` count by their content, among them the modules that ``make`` runs; libraries (``packages``) by when
    they were installed. ``make`` must not give an empty result. Raises what ``make`` raises, and ``OSError`` for a
    source that can't be read.
    """
    digest = blake2b(_FORM, digest_size=16)
    for source in sources:
        content = source.read_bytes()
        digest.update(b"%d " % len(content) + content)
    for package in packages:
        digest.update(_installed(package))
    file = _folder() / f"{name}-{digest.hexdigest()}"
    kept = _kept(file)
    if kept is not None:
        return kept
    made = make()
    # a cache nobody can write to is none: what was made serves this process
    with suppress(OSError):
        _write(file, made)
        _tidy(file)
    return made


def _kept(file: Path) -> mmap.mmap | None:
    """What was written to ``file``; None where nothing was, or it was damaged since."""
    with suppress(OSError), file.open("rb") as found:
        size = file.stat().st_size - _SUM_BYTES
        if size > 0:
            content = mmap.mmap(found.fileno(), size, access=mmap.ACCESS_READ)
            found.seek(size)
            if found.read() == _sum(content):
                _used(file)
                return content
            content.close()
    return None


def _used(file: Path) -> None:
    """Note the use of a file once a day: what is used is not old, whenever it was made."""
    with suppress(OSError):  # a folder that can't be written is read all the same
        if file.stat().st_mtime < time.time() - _DAY:
            os.utime(file)


def _sum(content: mmap.mmap | bytes) -> bytes:
    return crc32(content).to_bytes(_SUM_BYTES)


def _folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("factcheck", appauthor=False)


def _installed(package: str) -> bytes:
    """Where a library is and when it came there, without importing it."""
    found = find_spec(package)
    places = [] if found is None else [found.origin] if found.origin else found.submodule_search_locations or []
    if not places:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    state = Path(places[0]).stat()
    return f"{places[0]} {state.st_size} {state.st_mtime_ns} ".encode()


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all, also where the power fails or another process writes the same."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as part:
        unfinished = Path(part.name)
        try:
            part.write(content + _sum(content))
            part.flush()
            os.fsync(part.fileno())
            part.close()  # an open file can't be moved everywhere
            unfinished.replace(file)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def _tidy(file: Path) -> None:
    """Remove what older data left, files of the same name not used for a month, and what killed processes began."""
    name = file.name.rpartition("-")[0]
    now = time.time()
    for pattern, days in ((f"{name}-*", _OLD_DAYS), (".*", 1)):
        for other in file.parent.glob(pattern):
            # another process may tidy at the same time
            with suppress(FileNotFoundError):
                if other != file and other.is_file() and other.stat().st_mtime < now - days * _DAY:
                    other.unlink()


class SortedLines:
    """Words with what is known of them: lines ``word TAB known`` in the order of the words, UTF-8.

    Of a large dictionary a text needs little: the words of one first character are read when the first is asked for.
    """

    def __init__(self, lines: mmap.mmap | bytes) -> None:
        self._lines = lines
        self._by_first: dict[str, dict[str, str]] = {}

    def get(self, word: str) -> str | None:
        """What is known of ``word``, None where there is no such line."""
        return self.beginning_with(word[:1]).get(word)

    def beginning_with(self, first: str) -> dict[str, str]:
        """All words of a first character, with what is known of them."""
        known = self._by_first.get(first)
        if known is None:
            known = self._by_first[first] = dict(self._beginning_with(first.encode("utf-8", "surrogatepass")))
        return known

    def _beginning_with(self, first: bytes) -> Iterator[tuple[str, str]]:
        lines, at = self._lines, self._place_of(first)
        while first and lines[at : at + len(first)] == first:
            end = lines.find(b"\n", at)
            word, _, senses = lines[at:end].decode("utf-8").partition("\t")
            yield word, senses
            at = end + 1

    def _place_of(self, first: bytes) -> int:
        """Where the first line begins that is not before ``first``."""
        low, high = 0, len(self._lines)
        while low < high:
            middle = self._lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if self._lines[middle : middle + len(first)] < first:
                low = self._lines.find(b"\n", middle) + 1
            else:
                high = middle
        return low
