"""A file that is either whole or not there."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def written_whole(path: str | Path) -> Iterator[BinaryIO]:
    """A file to write bytes to, which takes the place of ``path`` only when the block ends well.

    The bytes are on the disk (fsync of the file, then of its folder) before the name points at them; when the block
    raises, ``path`` is as it was. A symbolic link keeps pointing where it does, an existing file keeps its
    permissions, and a path that is no regular file (a pipe, ``/dev/stdout``) is written to directly. Raises
    ``OSError`` naming ``path``.
    """
    target = Path(path).resolve()
    try:
        before = target.stat()
    except FileNotFoundError:
        before = None
    if before is not None and not stat.S_ISREG(before.st_mode):
        with target.open("wb") as stream:
            yield stream
        return
    if before is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", str(path))
    with _temporary(target, path) as (stream, temporary):
        yield stream
        stream.flush()
        os.fchmod(stream.fileno(), stat.S_IMODE(before.st_mode) if before else 0o666 & ~_umask())
        os.fsync(stream.fileno())
        temporary.replace(target)
    _sync_folder(target.parent)


@contextmanager
def _temporary(target: Path, asked: str | Path) -> Iterator[tuple[BinaryIO, Path]]:
    try:
        number, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(asked)) from error
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            yield stream, temporary
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
