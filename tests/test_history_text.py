"""The history in sentences: what changed from what to what, by name, in both languages, in screen and command alike."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from db_case import HARBOUR, claim, fill
from review_pilot import press, reviewing
from shell import factcheck

from claims_db import Database, Finding
from claims_db.errors import ChangedMeanwhile
from factcheck.review.history_text import event_sentences
from factcheck.review.language import use_language


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database
    use_language("en")


def last(db: Database, claim_id: int) -> list[str]:
    return event_sentences(db.history(claim_id)[-1])


def test_each_act_is_told_with_names_and_values(db: Database) -> None:
    db.acts.mark([1], "refuted", Finding("no such figure", "310 Mt"))
    assert last(db, 1) == [
        "verdict: unreviewed → refuted",
        "why: none → “no such figure”",
        "corrected: none → “310 Mt”",
    ]
    db.acts.correct(1, value=Decimal(310_000_000), unit="kt", kind="count", comparator="ge")
    assert last(db, 1) == [
        "value 320 M → 310 M",
        "unit t → kt",
        "kind measure → count",
        "comparator exactly → at least",
    ]
    db.acts.correct(1, value=Decimal("3.6"))
    assert last(db, 1) == ["value 310 M → 3.6"]
    db.acts.restore(1, "unit")
    assert last(db, 1) == ["unit kt → t (as extracted)"]
    db.acts.note(1, "asked\nthem")
    assert last(db, 1) == ["note “asked them”"]
    (note,) = db.claims.get(1).notes
    db.acts.edit_note(note.id, "asked twice")
    assert last(db, 1) == ["note: “asked them” → “asked twice”"]
    db.acts.drop_note(note.id)
    assert last(db, 1) == ["note “asked twice” removed"]
    db.acts.tag([1], "port", "growth")
    assert last(db, 1) == ["tag port added", "tag growth added"]
    db.acts.untag([1], "port")
    assert last(db, 1) == ["tag port removed"]
    db.acts.cite(1, "https://example.org/a", "none", "refutes")
    assert last(db, 1) == ["evidence: refutes https://example.org/a “none”"]
    db.acts.uncite(db.claims.get(1).evidence[0].id)
    assert last(db, 1) == ["evidence removed: refutes https://example.org/a “none”"]
    db.acts.link(1, 6, "contradicts", "another port")
    assert last(db, 6) == last(db, 1) == ["linked: Claim 1 contradicts claim 6 (“another port”)"]
    db.acts.unlink(db.claims.get(1).links[0].id)
    assert last(db, 6) == ["link removed: Claim 1 contradicts claim 6 (“another port”)"]
    db.acts.assign([1], "bob")
    assert last(db, 1) == ["assigned to: none → “bob”"]
    db.acts.adjudicate([1], "misleading")
    assert last(db, 1) == ["verdict: refuted → misleading", "settled by ana"]
    db.acts.withdraw([1])
    assert last(db, 1) == ["out of the list"]
    db.suggestions.add([(1, 6, "duplicate", 0.9, [])])
    db.suggestions.reject(1)
    assert last(db, 1) == ["claims 1 and 6: not duplicate"]


def test_a_join_names_both_sides_and_what_came_along(db: Database) -> None:
    db.acts.note(2, "a rise")
    whole, _ = db.acts.merge([1, 2], claim(HARBOUR, "3.2亿吨，同比增长8.5%"))
    told = [event_sentences(event) for event in db.history(whole)]
    assert told == [
        ["joined from claim 1, 2"],
        ["joined from claim 1"],
        ["joined from claim 2", "note “a rise”"],
    ]
    assert event_sentences([e for e in db.history(1) if e.claim_id == 1][-1]) == [f"joined into claim {whole}"]
    halves, _ = db.acts.split(3, [claim(HARBOUR, "45亿"), claim(HARBOUR, "亿元")])
    assert last(db, 3) == [f"split into claim {halves[0]}, {halves[1]}"]
    assert last(db, halves[1]) == ["split from claim 3"]


def test_a_joined_claim_is_shown_and_exported_with_what_came_along(db: Database, tmp_path: Path) -> None:
    db.acts.cite(2, "https://example.org/port")
    db.acts.mark([2], "verified")
    whole, _ = db.acts.merge([1, 2], claim(HARBOUR, "3.2亿吨，同比增长8.5%"))
    db.acts.mark([whole], "refuted", Finding("no"))
    lines = factcheck("show", str(whole), "2", cwd=tmp_path).out.splitlines()
    assert "  joined from    1, 2" in lines
    assert f"  joined into    {whole}; not listed any more" in lines
    (line,) = factcheck("export", "--format", "jsonl", cwd=tmp_path).lines()
    assert line["id"] == whole
    assert [piece["url"] for piece in line["evidence"]] == ["https://example.org/port"]
    assert factcheck("check", cwd=tmp_path).code == 0
    back = factcheck("revert", str(whole), "0", cwd=tmp_path).out
    assert back == "back to that state, and with it what it was joined or split with: 1, 2\n"


def test_screen_and_command_say_the_same(db: Database, tmp_path: Path) -> None:
    db.acts.correct(1, value=Decimal("3.6"))
    db.acts.undo()
    out = factcheck("show", "1", "--history", cwd=tmp_path).out.splitlines()[-2:]
    assert out[0].split(maxsplit=4)[::2] == ["1", out[0].split()[2], "correct  value 320 M → 3.6"]
    assert out[1].endswith("undo  (takes 1 back)  value 3.6 → 320 M (as extracted)")


async def test_the_screen_tells_it_in_chinese(db: Database) -> None:
    use_language("zh")
    db.acts.correct(1, value=Decimal("3.6"))
    db.acts.link(6, 1, "updates")
    assert last(db, 1) == ["加上关联：第 6 条更新第 1 条"]
    assert event_sentences(db.history(1)[0]) == ["数值 320 M → 3.6"]
    db.acts.note(1, "\x1b[31mred")
    use_language("en")
    async with reviewing(db) as (pilot, _):
        await press(pilot, "H")
        lines = "\n".join(pilot.app.screen.text_lines())  # type: ignore[attr-defined]
    assert "value 320 M → 3.6" in lines
    assert "link  claim 6" in lines
    assert "\x1b" not in lines


def test_what_others_did_meanwhile_is_told_with_the_extracted_value(db: Database, tmp_path: Path) -> None:
    seen = db.last_event_id()
    with Database.open(tmp_path / "claims.db", "bo") as other:
        other.acts.correct(2, value=Decimal(9))
    with pytest.raises(ChangedMeanwhile) as refused:
        db.acts.mark([2], "verified", seen=seen)
    assert [event_sentences(event) for event in refused.value.events] == [["value 8.5 → 9"]]
