"""A reviewer's session: the real command in a pseudo-terminal, from the article to the export, and through a crash."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from shell import ROOT, SHARED, command, factcheck
from terminal import Terminal

from claims_db import Database, Query
from claims_db.records import ClaimRecord

SEED = SHARED / "seed" / "h20-news.txt"
SAMPLE = ROOT / "factcheck" / "sample" / "export-licence.zh.txt"
ARTICLE = SEED if SEED.exists() else SAMPLE
AHEAD = "12%"
"""The figure that the computing powers in the same article contradict."""
OPEN = "\n▌"
"""The list stands there, with its cursor."""
POWERS = ("320 TFLOPs", "148 TFLOPs") if SEED.exists() else ("310 TFLOPS", "240 TFLOPS")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a database of the article."""
    result = factcheck("add", ARTICLE, cwd=tmp_path)
    assert result.code == 0, result
    return tmp_path


def session(folder: Path) -> Terminal:
    """The review screen, with settings of its own."""
    home = str(folder / "home")
    return Terminal(
        command("review", "--reviewer", "ana"),
        cwd=folder,
        rows=50,
        PYTHONPATH=str(ROOT),
        HOME=home,
        XDG_CONFIG_HOME=home,
        XDG_STATE_HOME=home,
        XDG_DATA_HOME=home,
    )


def records(folder: Path) -> dict[int, ClaimRecord]:
    with Database.open(folder / "claims.db", reviewer="test", readonly=True) as database:
        return {number: database.claims.get(number) for number in database.ids(Query())}


def number_of(folder: Path, figure: str) -> int:
    return next(number for number, record in records(folder).items() if record.claim.figure == figure)


def go_to(screen: Terminal, folder: Path, number: int) -> None:
    """Move the cursor to a claim, the list being in its first order."""
    place = list(records(folder)).index(number)
    screen.press("1", "g", *["j"] * place)


def mark_all(screen: Terminal, folder: Path) -> list[int]:
    """Mark every claim with one key each, which goes on to the next; the claims in that order."""
    order = list(records(folder))
    for number in order:
        screen.press("v")
        screen.wait(f"Claim {number}: verified")
    return order


def annotate(screen: Terminal, first: int) -> None:
    screen.press("i")
    screen.wait("Note on claim")
    screen.press("asked the company", "f2")
    screen.wait(f"Claim {first}: note saved")
    screen.press("c")
    screen.wait("Evidence on claim")
    screen.press("https://example.org/filing", "f2")
    screen.wait(f"Claim {first}: evidence cited")


def link_contradiction(screen: Terminal, ahead: int, other: int) -> None:
    screen.press("L")
    screen.wait("derived-from")
    screen.press(str(other))
    screen.wait(f"{other} ✓")
    screen.press("tab")
    for _ in range(6):
        if chosen(screen, "contradicts"):
            break
        screen.press("down", "space")
        screen.settle()
    screen.press("f2")
    screen.wait(f"Claim {ahead} contradicts claim {other}: linked")


def chosen(screen: Terminal, relation: str) -> bool:
    """Whether the button before ``relation`` carries the sign of the one chosen."""
    return re.search(rf"● *{relation}\b", screen.text) is not None


def test_from_the_article_to_the_export(folder: Path) -> None:
    ahead, *powers = (number_of(folder, figure) for figure in (AHEAD, *POWERS))
    with session(folder) as screen:
        screen.wait(OPEN)
        order = mark_all(screen, folder)
        first = order[0]
        go_to(screen, folder, first)
        annotate(screen, first)
        go_to(screen, folder, ahead)
        for other in powers:
            link_contradiction(screen, ahead, other)
        for key, said in (("r", "refuted"), ("m", "misleading"), ("u", "unverifiable")):
            go_to(screen, folder, first)
            screen.press(key)
            screen.wait(f"Claim {first}: {said}")
        for _ in range(3):
            before = screen.text
            screen.press("z")
            screen.wait(lambda text, before=before: "Undone: mark" in text and text != before)  # type: ignore[misc]
        screen.press("q")
        assert screen.wait_end() == 0

    after = records(folder)
    assert set(after) == set(order)
    assert len(after) >= 11
    assert {record.status for record in after.values()} == {"verified"}
    assert [note.text for note in after[first].notes] == ["asked the company"]
    assert [item.url for item in after[first].evidence] == ["https://example.org/filing"]
    assert {(link.type, link.other(ahead)) for link in after[ahead].links} == {
        ("contradicts", other) for other in powers
    }

    with session(folder) as screen:
        shown = screen.wait(OPEN)
        assert "✓" in shown
        go_to(screen, folder, first)
        screen.wait("asked the company")
        screen.press("q")
        assert screen.wait_end() == 0
    exported = factcheck("export", "--status", "verified", "--allow-unsourced", cwd=folder).lines()
    assert sorted(line["id"] for line in exported) == sorted(after)
    text = ARTICLE.read_text("utf-8")
    assert all(text[line["start"] : line["end"]] == line["figure"] for line in exported)
    assert [line["id"] for line in factcheck("export", cwd=folder).lines()] == [first]


def test_what_was_acknowledged_survives_a_kill(folder: Path) -> None:
    order = list(records(folder))
    with session(folder) as screen:
        screen.wait(OPEN)
        for number, (key, said) in zip(order, (("v", "verified"), ("r", "refuted"), ("m", "misleading")), strict=False):
            screen.press(key)
            screen.wait(f"Claim {number}: {said}")
        screen.press("i")
        screen.wait("Note on claim")
        screen.press("half a no")
        screen.kill()
    statuses = [records(folder)[number].status for number in order[:4]]
    assert statuses == ["verified", "refuted", "misleading", "unreviewed"]
    assert factcheck("check", cwd=folder).code == 0
    with session(folder) as screen:
        screen.wait(OPEN)
        screen.press("z")
        screen.wait("Undone: mark")
        screen.press("q")
        assert screen.wait_end() == 0
    assert records(folder)[order[2]].status == "unreviewed"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_a_long_command_quietly(jobs: str, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    text = "Revenue rose 21% to $1.24 billion, the company said. " * 40
    records.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n in range(4000)), "utf-8")
    with Terminal(
        command("extract", "--records", records, "--jobs", jobs), cwd=tmp_path, PYTHONPATH=str(ROOT)
    ) as screen:
        screen.wait("1240000000")
        screen.press("\x03")
        assert screen.wait_end() == 130
        assert "Traceback" not in screen.text
        assert "KeyboardInterrupt" not in screen.text
