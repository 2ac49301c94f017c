"""Work done beside another: its result is the same, whatever becomes of the process it runs in."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from decimal import Decimal

import pytest

from factcheck import extract
from factcheck.matching.parallel import beside


def in_own_process(code: str) -> subprocess.CompletedProcess[str]:
    """What a program without other threads prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_figures_found_beside_are_those_found_here() -> None:
    code = (
        "import os; from factcheck import extract; from factcheck.matching.parallel import beside\n"
        "found = beside(lambda: (os.getpid(), extract('营收391亿美元', every=True)))()\n"
        "print(found[0] != os.getpid(), [(c.figure, c.value) for c in found[1]])"
    )
    apart = sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
    assert in_own_process(code).stdout == f"{apart} [('391亿美元', Decimal('39100000000'))]\n"


def test_what_fails_there_is_told_here() -> None:
    code = (
        "from factcheck.matching.parallel import beside\n"
        "result = beside(lambda: 1 // 0)\n"
        "try:\n    result()\nexcept ZeroDivisionError as error:\n    print(error)"
    )
    done = in_own_process(code)
    assert done.stdout == "integer division or modulo by zero\n"
    assert done.returncode == 0


def test_a_child_that_dies_is_no_loss() -> None:
    code = (
        "import os; from factcheck.matching.parallel import beside\n"
        "here = os.getpid()\n"
        "print(beside(lambda: 'done' if os.getpid() == here else os.kill(os.getpid(), 9))())"
    )
    assert in_own_process(code).stdout == "done\n"


def test_beside_other_threads_nothing_is_forked() -> None:
    go_on = threading.Event()
    other = threading.Thread(target=go_on.wait)
    other.start()
    try:
        assert beside(os.getpid)() == os.getpid()
    finally:
        go_on.set()
        other.join()


@pytest.mark.parametrize("text", ["", "no figure here", "Revenue rose 12% to $39.1 billion."])
def test_the_claims_are_the_same_of_any_text(text: str) -> None:
    assert beside(lambda: extract(text, every=True))() == extract(text, every=True)


def test_numbers_stay_exact() -> None:
    assert beside(lambda: Decimal("0.1") * 3)() == Decimal("0.3")
