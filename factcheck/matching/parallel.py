"""The same work in several processes, where the system can fork; results in the order of the tasks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_work: Callable[[Any], Any] | None = None


def in_processes(work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
    """``work`` of every task; in forked processes, which see the parent's data without a copy, one a processor.

    In this process where there is one task, one processor or no fork. What ``work`` raises is raised here.
    """
    processes = min(len(tasks), _processors())
    if processes < 2 or not hasattr(os, "fork"):
        yield from map(work, tasks)
        return
    # slow to import, and few tasks need it
    import gc
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    global _work  # noqa: PLW0603 - how forked children get at what can't be pickled
    _work = work
    try:
        # A child lives for its tasks alone: looking for cycles among a million claims would only cost time.
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(processes, mp_context=context, initializer=gc.disable) as pool:
            yield from pool.map(_run, tasks)
    finally:
        _work = None


def _run(task: Any) -> Any:
    assert _work is not None
    return _work(task)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
