"""A blind review tells nothing of what others decided or wrote, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing, settle, shown, write
from textual.widgets import Input, OptionList, Select

from claims_db import Database
from claims_db.records import Finding, Query
from factcheck.review.blind import own_events, own_rows
from factcheck.review.matching_screen import MatchingScreen
from factcheck.review.questions.filtering import FilterQuestion
from factcheck.review.questions.help import Sheet
from factcheck.review.questions.history import HistoryQuestion
from factcheck.review.screen import ReviewScreen
from factcheck.review.span_screen import SpanScreen
from factcheck.review.widgets.claim_list import ClaimList
from factcheck.review.widgets.pair_pane import PairPane

TELLING = ("✗", "refuted", "secret", "ana", "✎", "§", "↔")
"""What would tell of ana's verdicts and notes."""


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as db:
        db.acts.mark([1, 5, 8], "refuted", Finding("secret rationale", review_url="https://secret.example"))
        db.acts.note(1, "secret note")
        db.acts.tag([1], "secret tag")
        db.acts.cite(1, "https://secret.example/filing", quote="secret quote")
        db.acts.link(1, 8, "duplicate", "secret reason")
        db.suggestions.add([(1, 8, "duplicate", 0.9, ["same value"]), (1, 5, "duplicate", 0.4, ["near"])])
        yield db


@pytest.fixture
def bo(ana: Database) -> Iterator[Database]:
    with Database.open(ana.path, "bo") as db:
        yield db


def told(text: str) -> list[str]:
    return [word for word in TELLING if word in text]


def all_shown(screen: ReviewScreen) -> str:
    return "\n".join(map(shown, (screen.claims, screen.detail, screen.status, screen.list_title)))


async def test_the_list_the_details_and_the_counts(bo: Database) -> None:
    async with reviewing(bo, (160, 45)) as (pilot, screen):
        assert told(all_shown(screen))
        await press(pilot, "B")
        assert told(all_shown(screen)) == []
        assert "0 of 9 judged by you" in shown(screen.status)
        await press(pilot, "v")
        assert "1 of 9 judged by you" in shown(screen.status)
        await press(pilot, "B")
        assert "all verdicts are shown again" in screen.status.message
        assert "3 of 9 reviewed" in shown(screen.status)


async def test_a_pair_side_by_side(bo: Database) -> None:
    async with reviewing(bo, (160, 45)) as (pilot, _):
        for key in ("=", "M"):
            await press(pilot, "B" if key == "=" else "escape", key)
            mode = pilot.app.screen
            assert isinstance(mode, MatchingScreen)
            assert told(shown(mode.query_one(PairPane)).replace("Nvidia", "")) == []


def queue(mode: MatchingScreen) -> list[tuple[int, int]]:
    return [(one.a, one.b) for one in mode.queue]


async def test_pairs_that_others_judged_are_judged_again_untold(ana: Database, bo: Database) -> None:
    (near,) = [one for one in ana.suggestions.of(1) if one.b == 5]
    ana.suggestions.reject(near.id)
    assert ana.suggestions.open() == []
    async with reviewing(bo, (160, 45)) as (pilot, screen):
        await press(pilot, "B")
        assert "duplicate?" in shown(screen.detail)
        await press(pilot, "M")
        mode = pilot.app.screen
        assert isinstance(mode, MatchingScreen)
        assert queue(mode) == [(1, 8), (1, 5)]
        for _turn in range(2):
            assert told(shown(mode.query_one(PairPane)).replace("Nvidia", "")) == []
            await press(pilot, "n")
        await press(pilot, "N", "x")
        assert queue(mode) == [(1, 5)]
        assert "8: not related" in mode.said
        await press(pilot, "d")
        assert queue(mode) == []
        assert [event.act for event in bo.changes_since(0) if event.reviewer == "bo"] == ["reject", "link"]
        await press(pilot, "z")
        assert queue(mode) == [(1, 5)]
        await press(pilot, "c", "escape")
        links = {(link.type, link.by) for link in bo.claims.get(1).links}
        assert links == {("duplicate", "ana"), ("contradicts", "bo")}
    assert list(bo.check()) == []
    assert bo.suggestions.unjudged() == []
    assert [one.b for one in ana.suggestions.unjudged()] == []


async def test_a_judgement_of_another_on_the_pair_at_hand_is_not_told(ana: Database, bo: Database) -> None:
    ana.suggestions.add([(2, 6, "duplicate", 0.95, ["same"])])
    async with reviewing(bo, (160, 45), Query(unjudged_by="bo")) as (pilot, _):
        await press(pilot, "M")
        mode = pilot.app.screen
        assert isinstance(mode, MatchingScreen)
        before, said = shown(mode), mode.said
        (pair,) = ana.suggestions.of(2)
        ana.suggestions.accept(pair.id)
        ana.acts.mark([2], "misleading")
        await pilot.pause(1.2)
        await settle(pilot)
        assert (shown(mode), mode.said) == (before, said)
        assert queue(mode)[0] == (2, 6)
        await press(pilot, "d")
        assert {(link.type, link.by) for link in bo.claims.get(2).links} == {("duplicate", "ana"), ("duplicate", "bo")}
        assert queue(mode)[0] != (2, 6)
        await press(pilot, "z")
        assert [link.by for link in bo.claims.get(2).links] == ["ana"]


async def test_the_plot_the_link_question_the_history_and_the_edges(bo: Database) -> None:
    bo.acts.mark([5], "verified")
    assert told(str(own_events(bo.history(5), "bo"))) == []
    async with reviewing(bo, (120, 40), Query(unjudged_by="bo")) as (pilot, screen):
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, Sheet)
        lines = "\n".join(pilot.app.screen.text_lines())
        assert "4.5 B USD" in lines
        assert told(lines) == []
        await press(pilot, "escape", "L")
        found = pilot.app.screen.query_one("#found", OptionList)
        options = "\n".join(str(found.get_option_at_index(place).prompt) for place in range(found.option_count))
        assert "320 TFLOPS" in options
        assert told(options) == []
        await press(pilot, "8")
        assert told(str(found.get_option_at_index(0).prompt)) == []
        await press(pilot, "escape", "H")
        assert isinstance(pilot.app.screen, HistoryQuestion)
        assert list(pilot.app.screen.text_lines()) == []
        await press(pilot, "escape", "b")
        assert isinstance(pilot.app.screen, SpanScreen)
        assert {mark.status for mark in pilot.app.screen._marks} == {"unreviewed", "verified"}
        await press(pilot, "escape", "O")
        assert "no address" in screen.status.message


async def test_no_filter_and_no_order_tells(bo: Database) -> None:
    async with reviewing(bo, (120, 40), Query(status=("refuted",))) as (pilot, screen):
        assert len(screen.claims.order) == 3
        await press(pilot, "B")
        assert len(screen.claims.order) == 9
        assert "filter by status, state or tag ended" in screen.status.message
        assert "also what nobody has" in screen.status.message
        await press(pilot, "f")
        question = pilot.app.screen
        assert isinstance(question, FilterQuestion)
        assert not question.query_one("#status", OptionList).option_count
        flags = [name for _, name in question.query_one("#flag", Select)._options]
        assert flags
        assert not {"disputed", "noted", "sourced", "unsourced", "tagged", "suggested"} & set(flags)
        assert not question.query_one("#tag", OptionList).option_count
        await press(pilot, "escape", "s")
        names = [name for name, _ in pilot.app.screen._options]  # type: ignore[attr-defined]
        assert "value" in names
        assert not {"status", "changed"} & set(names)


async def test_only_ones_own_tags_are_shown_and_taken_off(bo: Database) -> None:
    async with reviewing(bo, (120, 60)) as (pilot, screen):
        await press(pilot, "B")
        assert "secret" not in shown(screen.detail)
        await press(pilot, "t")
        await write(pilot, "mine")
        await press(pilot, "enter")
        assert "#mine" in shown(screen.detail)
        assert bo.claims.get(1).tags == ("mine", "secret tag")
        await press(pilot, "U")
        assert [name for name, _ in pilot.app.screen._options] == ["mine"]  # type: ignore[attr-defined]


async def test_a_remembered_order_by_status_does_not_come_back(bo: Database) -> None:
    async with reviewing(bo) as (pilot, screen):
        await press(pilot, "s")
        names = [name for name, _ in pilot.app.screen._options]  # type: ignore[attr-defined]
        await press(pilot, *("j" * names.index("status")), "enter")
        orders = [screen.view.sort]
        await press(pilot, "B")
        assert [*orders, screen.view.sort] == ["status", "checkworthiness"]


async def test_nothing_is_said_of_what_others_do(ana: Database, bo: Database) -> None:
    async with reviewing(bo, (160, 45), Query(unjudged_by="bo")) as (pilot, screen):
        said = screen.status.message
        ana.acts.mark([1], "misleading")
        await pilot.pause(1.3)
        await settle(pilot)
        assert screen.seen == ana.last_event_id()
        assert screen.status.message == said
        assert told(all_shown(screen)) == []
        screen.polling.pause()
        ana.acts.mark([1], "refuted")
        await press(pilot, "v")
        assert bo.claims.get(1).status == "verified"
        assert told(all_shown(screen)) == []


@pytest.mark.parametrize("key", ["Q", "V"])
async def test_what_would_show_verdicts_says_how_to_end_it(bo: Database, key: str) -> None:
    async with reviewing(bo) as (pilot, screen):
        await press(pilot, "B", key)
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert screen.blind
        assert "B ends it first" in screen.status.message


async def test_showing_all_claims_stays_blind(bo: Database) -> None:
    async with reviewing(bo) as (pilot, screen):
        await press(pilot, "B", "f", "tab", "tab", "tab")
        assert isinstance(pilot.app.screen.focused, Input)
        await write(pilot, "TFLOPS")
        await press(pilot, "enter")
        assert len(screen.claims.order) < 9
        await press(pilot, "F")
        assert screen.blind
        assert len(screen.claims.order) == 9
        assert "B ends the blind review" in screen.status.message
        assert told(shown(screen.query_one(ClaimList))) == []


async def test_words_of_others_notes_are_not_found(ana: Database, bo: Database) -> None:
    bo.acts.note(2, "secret of mine")
    async with reviewing(bo) as (pilot, screen):
        for key, hits, listed in (("R", 2, 2), ("B", 1, 1)):
            await press(pilot, key, "/")
            await write(pilot, "secret")
            await press(pilot, "enter")
            await settle(pilot)
            assert screen.claims.order.hits.count(1) == hits
            assert bo.count(Query(text="secret", unjudged_by="bo" if screen.blind else None)) == listed


async def test_progress_and_undo_name_nobody(ana: Database, bo: Database) -> None:
    bo.acts.mark([2], "verified")
    ana.acts.mark([2], "refuted")
    async with reviewing(bo, (160, 45)) as (pilot, screen):
        await press(pilot, "B", "P")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert told(all_shown(screen)) == []
        await press(pilot, "z")
        await settle(pilot)
        assert "Undone: " in shown(screen.status)
        assert told(all_shown(screen)) == []


def test_a_pair_that_others_judged_is_marked_as_if_nobody_had(ana: Database, bo: Database) -> None:
    rows = bo.claims.rows([1, 5, 8])
    assert {row.id for row in rows if row.suggestion_count} == {1, 5}
    assert {row.id: row.suggestion_count for row in own_rows(bo, rows)} == {1: 2, 5: 1, 8: 1}
    assert {row.id: row.suggestion_count for row in own_rows(ana, rows)} == {1: 1, 5: 1, 8: 0}
    (near,) = bo.suggestions.of(5)
    ana.suggestions.reject(near.id)
    assert {row.id: row.suggestion_count for row in own_rows(bo, bo.claims.rows([1, 5, 8]))} == {1: 2, 5: 1, 8: 1}
    bo.suggestions.reject(near.id, beside=True)
    assert {row.id: row.suggestion_count for row in own_rows(bo, bo.claims.rows([1, 5, 8]))} == {1: 1, 5: 0, 8: 1}
    assert bo.suggestions.count_unjudged([]) == {}


def test_a_blind_list_asks_as_often_for_many_rows_as_for_few(ana: Database, bo: Database) -> None:
    ana.acts.tag([1, 2, 3, 4, 5, 6], "theirs")
    bo.acts.tag([2, 3], "mine")
    said: list[str] = []
    with bo._store.read() as conn:
        conn.set_trace_callback(said.append)

    def asked(ids: list[int]) -> int:
        rows = bo.claims.rows(ids)
        said.clear()
        assert {row.id: row.tags for row in own_rows(bo, rows)} == {i: ("mine",) if i in (2, 3) else () for i in ids}
        return len([line for line in said if "SELECT" in line])

    assert asked([1, 2, 3, 4, 5, 6]) == asked([1, 2])
