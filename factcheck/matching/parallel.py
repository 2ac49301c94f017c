"""Work in other processes, where the system can fork: the same of many tasks, or one thing beside another."""

from __future__ import annotations

import os
import sys
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


def beside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin ``work`` in a forked process; what is returned waits for it and gives what it gave.

    Its result must be one that can be pickled. In this process, and only when asked for, where other threads run (a
    fork would copy the locks they hold), where there is one processor or no fork, or where it failed: what ``work``
    raises is raised here. For work that only computes: files and connections open now are the parent's.
    """
    import threading

    if sys.platform != "linux" or _processors() < 2 or threading.active_count() > 1:  # noqa: PLR2004
        return work
    import pickle

    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        done = False
        try:
            os.close(reading)
            with os.fdopen(writing, "wb") as told:
                pickle.dump(work(), told)
            done = True
        finally:
            # whatever went wrong is found again by the parent, which can tell it; nothing of the parent's is run here
            os._exit(not done)
    os.close(writing)

    def result() -> Result:
        with os.fdopen(reading, "rb") as told:
            content = told.read()
        _, status = os.waitpid(child, 0)
        if status:
            return work()
        found: Result = pickle.loads(content)  # our own child wrote it
        return found

    return result


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
