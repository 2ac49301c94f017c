"""Many documents through one extractor, over processes where asked, in the order they came."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from claims_db.claim import Claim
from factcheck.extraction.registry import extractor
from factcheck.reading.document import Document

if TYPE_CHECKING:
    from concurrent.futures import Future

BATCH_LENGTH = 200_000
"""Code points handed to a process at a time: enough to hide the cost of the handing over."""

Extracted = tuple[Document, list[Claim]]


def extract_documents(
    documents: Iterable[Document], extractor_name: str = "rules", *, jobs: int = 1
) -> Iterator[Extracted]:
    """Yield ``(document, claims)`` for each of ``documents``, in their order whatever ``jobs`` is.

    Reads ahead by a few batches at most, so memory stays flat over an endless stream. Raises
    ``registry.UnknownExtractor`` before the first document is read.
    """
    chosen = extractor(extractor_name)
    if jobs <= 1:
        return ((document, list(chosen.extract(document))) for document in documents)
    return _over_processes(documents, extractor_name, jobs)


def _over_processes(documents: Iterable[Document], name: str, jobs: int) -> Iterator[Extracted]:
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, initializer=_begin_process) as pool:
        under_way: deque[tuple[list[Document], Future[list[list[Claim]]]]] = deque()
        try:
            for batch in _batches(documents):
                under_way.append((batch, pool.submit(_extract_batch, name, batch)))
                if len(under_way) > 2 * jobs:
                    yield from _finished(under_way)
            while under_way:
                yield from _finished(under_way)
        finally:
            for _, future in under_way:
                future.cancel()


_ALLOCATIONS = 300_000
"""Objects made between two rounds of the cycle collector; Python's own default is 700."""


def spare_collector() -> None:
    """For a process that does nothing but extract: claims go when they are written, and hold no cycles to look for.

    What was imported is never looked through again, which saves a twelfth of the time; memory stays flat.
    """
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)


def _begin_process() -> None:
    """Ctrl+C reaches every process of the terminal; the one that reads decides, and the others end with it."""
    spare_collector()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _finished(under_way: deque[tuple[list[Document], Future[list[list[Claim]]]]]) -> Iterator[Extracted]:
    batch, future = under_way.popleft()
    yield from zip(batch, future.result(), strict=True)


def _extract_batch(name: str, batch: list[Document]) -> list[list[Claim]]:
    chosen = extractor(name)
    return [list(chosen.extract(document)) for document in batch]


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    length = 0
    for document in documents:
        batch.append(document)
        length += len(document.text)
        if length >= BATCH_LENGTH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
