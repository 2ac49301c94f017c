"""Sources and claims: stored once, checked on every write, keeping their ids through re-extraction."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from db_case import HARBOUR, WATER, claim, fill, harbour, source, water
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims_db import Claim, Database, NewSource, Query, Statement
from claims_db.errors import InvalidRecord, SpanMismatch, UnknownClaim, UnknownSource
from claims_db.records import SourceAdded, Stored


def test_claims_come_back_as_they_went_in(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as db:
        for number, expected in enumerate(harbour(), 1):
            record = db.claims.get(number)
            assert record.claim == replace(expected, source="harbour.txt")
            assert record.claim == record.extracted
            assert (record.status, record.version, record.origin) == ("unreviewed", 0, "extractor")
        row = db.claims.rows([1])[0]
        assert (row.value, row.unit, row.subject, row.source_name) == (
            Decimal("320000000"),
            "t",
            "滨海港",
            "harbour.txt",
        )


def test_source_text_is_stored_unchanged(tmp_path: Path) -> None:
    text = "a\r\nb\x00c\u200b\u202e٣ 𠮷 ½\ufeff"
    with fill(tmp_path / "a.db") as db:
        added = db.sources.add(source("odd.txt", text, raw=text.encode(), boilerplate=((0, 3),)))
        assert db.sources.text(added.id) == text
        assert db.sources.raw(added.id) == text.encode()
        stored = db.sources.get(added.id)
        assert (stored.length, stored.boilerplate) == (len(text), ((0, 3),))
        assert db.sources.by_sha256(stored.sha256) == added.id
        assert list(db.check()) == []


def test_same_bytes_twice_add_nothing(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as db:
        assert db.intake(source("harbour.txt", HARBOUR), harbour()) == (SourceAdded(1, "known"), Stored(kept=5))
        assert db.sources.add(source("copy of harbour.txt", HARBOUR)) == SourceAdded(1, "known")
        assert [summary.claims for summary in db.sources.list()] == [4, 2]


def test_a_changed_source_keeps_what_was_reviewed(tmp_path: Path) -> None:
    later = WATER.replace("12%", "13%")
    with fill(tmp_path / "a.db") as db:
        db.acts.mark([6], "refuted")
        added, stored = db.intake(source("water.txt", later), [claim(later, "13%", kind="percentage")])
        assert (added, stored) == (SourceAdded(3, "changed"), Stored(added=1))
        assert db.sources.get(3).supersedes == 2
        assert db.sources.get(2).superseded
        # of the old version the reviewed claim is still shown, the untouched one is not
        assert list(db.ids(Query(), "id")) == [1, 2, 3, 4, 6, 8]
        assert db.sources.text(2) == WATER
        # and a page that goes back to what it was is the old version again
        assert db.sources.add(source("water.txt", WATER)) == SourceAdded(2, "changed")
        assert list(db.ids(Query(), "id")) == [1, 2, 3, 4, 6, 7]
        assert list(db.check()) == []


def test_re_extraction_keeps_ids_and_decisions_and_retires_what_is_gone(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as db:
        db.acts.mark([1, 2], "verified")
        fresh = [replace(item, extractor="rules 2.0", metric="装卸量") for item in harbour()[1:3]]
        assert db.claims.store(1, fresh) == Stored(kept=0, changed=2, retired=3)
        again = db.claims.get(2)
        assert (again.status, again.claim.metric, again.claim.extractor) == ("verified", "装卸量", "rules 2.0")
        # 1 was reviewed and stays in sight, 4 and 5 were not
        assert list(db.ids(Query(every=True), "id")) == [1, 2, 3, 6, 7]
        assert db.claims.get(1).retired
        assert db.claims.get(4).retired
        assert list(db.ids(Query(text="装卸量"), "id")) == [2, 3]
        # found again, it is the same claim
        assert db.claims.store(1, harbour()) == Stored(kept=3, changed=2)
        assert list(db.ids(Query(every=True), "id")) == [1, 2, 3, 4, 5, 6, 7]
        assert list(db.ids(Query(text="装卸量"), "id")) == []
        assert list(db.check()) == []


def test_one_wrong_span_refuses_the_whole(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as db:
        good, bad = water()
        for wrong in (
            replace(bad, figure="4.2 million"),
            replace(bad, start=bad.start + 1),
            replace(bad, end=len(WATER) + 9),
            replace(bad, start=-5),
            replace(bad, statement=Statement(0, 5, "The t.")),
        ):
            with pytest.raises(SpanMismatch):
                db.intake(source("new.txt", WATER + "More."), [good, wrong])
        assert len(db.sources.list()) == 2


def test_bad_records_are_refused_in_one_line(tmp_path: Path) -> None:
    good = water()[0]
    with fill(tmp_path / "a.db") as db:
        for wrong, word in (
            (replace(good, value=None), "the field value is empty"),
            (replace(good, value=Decimal("NaN")), "finite"),
            (replace(good, value=Decimal("1e999999")), "digits"),
            (replace(good, kind="sort"), "kind"),  # type: ignore[arg-type]
            (replace(good, low=Decimal(5), high=Decimal(4)), r"the field low \(5\) is above high \(4\)"),
            (replace(good, base_value=Decimal("1e999999")), "the field base value has more"),
            (replace(good, checkworthiness=7.0), "checkworthiness"),
        ):
            with pytest.raises(InvalidRecord, match=word) as caught:
                db.claims.store(2, [wrong])
            assert "\n" not in str(caught.value)
            assert f"{good.figure!r} ({good.start})" in str(caught.value)
        with pytest.raises(InvalidRecord, match="two claims"):
            db.claims.store(2, [good, good])
        with pytest.raises(InvalidRecord, match="surrogate"):
            db.sources.add(NewSource("half.txt", "a\ud800b", "0" * 64))
        with pytest.raises(UnknownSource):
            db.claims.store(9, [])
        with pytest.raises(UnknownClaim):
            db.claims.get(99)
        assert db.claims.get(6).status == "unreviewed"


def test_the_same_text_gives_the_same_uid_in_any_database(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as one, Database.open(tmp_path / "b.db", "bob", create=True) as two:
        two.intake(source("elsewhere.txt", WATER), water())
        assert [two.claims.get(1).uid, two.claims.get(2).uid] == [one.claims.get(6).uid, one.claims.get(7).uid]
        assert one.claims.by_uid(two.claims.get(1).uid) == [6]
        assert len({one.claims.get(number).uid for number in range(1, 8)}) == 7


def test_a_stream_of_sources_keeps_what_came_before_a_refused_one(tmp_path: Path) -> None:
    with Database.open(tmp_path / "a.db", "ana", create=True) as db:
        pairs = [
            (source(f"{number}.txt", f"{number} tonnes\n"), [claim(f"{number} tonnes\n", f"{number} tonnes")])
            for number in range(40)
        ]
        pairs.insert(30, (source("bad.txt", "8 tonnes."), [claim("7 tonnes\n", "7 tonnes")]))
        taken: list[tuple[SourceAdded, Stored]] = []
        with pytest.raises(SpanMismatch):
            taken.extend(db.intake_many(iter(pairs)))
        assert [(added.outcome, stored.added) for added, stored in taken] == [("added", 1)] * 30
        assert db.count(Query()) == 30


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(min_size=1, max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=4, unique=True),
)
def test_only_spans_that_equal_their_text_get_in(tmp_path: Path, text: str, spans: list[tuple[int, int]]) -> None:
    with Database.open(tmp_path / "spans.db", "ana", create=True) as db:
        claims = [
            Claim(
                source="x",
                start=start,
                end=end,
                figure=text[start:end],
                statement=Statement(0, len(text), text),
                kind="count",
                value=Decimal(1),
            )
            for start, end in spans
        ]
        proper = all(start < end <= len(text) for start, end in spans)
        try:
            added, _ = db.intake(source("x", text), claims)
        except InvalidRecord:
            assert not proper
            return
        assert proper
        for row in db.claims.of_source(added.id):
            assert db.sources.text(added.id)[row.start : row.end] == row.figure
