"""Lists: every filter and order against the same question asked of plain Python."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from db_case import claim, fill, source

from claims_db import Database, Query
from claims_db import query as query_module
from claims_db.errors import InvalidRecord, UnknownStatus
from claims_db.records import KINDS, STATUSES, ClaimRow


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """60 claims in 6 sources, of all kinds and statuses, some tagged, assigned, cited, noted."""
    chance = random.Random(7)
    with Database.open(tmp_path_factory.mktemp("query") / "many.db", "ana", create=True) as db:
        for number in range(6):
            figures = [f"{number}{place}7 units" for place in range(10)]
            text = "\n".join(f"There were {figure} here." for figure in figures) + "\n"
            claims = [
                replace(
                    claim(text, figure),
                    kind=chance.choice(KINDS),
                    value=Decimal(chance.randrange(1000)),
                    subject=chance.choice(["Alfa", "beta", "Gamma", None]),
                    metric=chance.choice(["load", "Load", None]),
                    checkworthiness=chance.randrange(0, 100, 9) / 100,
                    region=chance.choice(["body", "body", "boilerplate"]),
                    states_claim=chance.random() < 0.9,
                )
                for figure in figures
            ]
            db.intake(source(f"s{number}", text), claims)
        for claim_id in range(1, 61):
            if chance.random() < 0.6:
                db.acts.mark([claim_id], chance.choice(STATUSES))
            if chance.random() < 0.4:
                db.acts.tag([claim_id], "north")
            if chance.random() < 0.4:
                db.acts.tag([claim_id], "south")
            if chance.random() < 0.4:
                db.acts.assign([claim_id], "bob")
            if chance.random() < 0.4:
                db.acts.cite(claim_id, "https://example.org")
            if chance.random() < 0.4:
                db.acts.note(claim_id, "a note")
        yield db


def touched(row: ClaimRow) -> bool:
    return row.status != "unreviewed" or bool(row.note_count or row.evidence_count or row.link_count or row.tags)


def shown(row: ClaimRow) -> bool:
    return (row.region == "body" and row.states_claim) or touched(row)


CASES: list[tuple[Query, Callable[[ClaimRow], bool]]] = [
    (Query(), shown),
    (Query(every=True), lambda row: True),
    (Query(status=["verified"]), lambda row: shown(row) and row.status == "verified"),
    (Query(status=["unreviewed", "refuted"], kind=["money", "age"]), lambda row: shown(row)
        and row.status in ("unreviewed", "refuted") and row.kind in ("money", "age")),
    (Query(source=3), lambda row: shown(row) and row.source_id == 3),
    (Query(source=3, kind=["count"], every=True), lambda row: row.source_id == 3 and row.kind == "count"),
    (Query(tag=["north"]), lambda row: shown(row) and "north" in row.tags),
    (Query(tag=["north", "south"]), lambda row: shown(row) and {"north", "south"} <= set(row.tags)),
    (Query(tag=["nowhere"]), lambda row: False),
    (Query(assignee="bob", status=["verified"]), lambda row: shown(row) and row.assignee == "bob"
        and row.status == "verified"),
    (Query(assignee=""), lambda row: shown(row) and row.assignee is None),
    (Query(unjudged_by="bob"), shown),
    (Query(unjudged_by="ana"), lambda row: shown(row) and row.status == "unreviewed"),
    (Query(unjudged_by="ana", assignee="", tag=["north"]), lambda row: shown(row) and row.status == "unreviewed"
        and row.assignee is None and "north" in row.tags),
    (Query(flag="unsourced"), lambda row: row.finding_missing_evidence),
    (Query(flag="noted", every=True), lambda row: row.note_count > 0),
    (Query(ids=[5, 9, 999, 41], every=True), lambda row: row.id in (5, 9, 41)),
    (Query(ids=[], every=True), lambda row: False),
    (Query(text="217"), lambda row: shown(row) and row.figure == "217 units"),
    (Query(text="note", tag=["south"]), lambda row: shown(row) and row.note_count > 0 and "south" in row.tags),
]  # fmt: skip


def key(sort: str, row: ClaimRow) -> Any:
    worth = (-round(row.checkworthiness * 100), row.id)
    return {
        "checkworthiness": worth,
        "source": (row.source_id, row.start),
        "id": row.id,
        "value": (row.value, row.id),
        "status": (STATUSES.index(row.status), worth),
        "kind": (KINDS.index(row.kind), worth),
        "metric": (row.metric is None, (row.metric or "").lower(), row.id),
        "subject": (row.subject is None, (row.subject or "").lower(), row.id),
        "changed": (row.version, row.id),
    }[sort]


@pytest.mark.parametrize("way", ["sorted", "near", "far", "along"])
@pytest.mark.parametrize(("query", "meets"), CASES)
def test_filters(
    many: Database,
    query: Query,
    meets: Callable[[ClaimRow], bool],
    way: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if way in ("near", "far"):
        # the first rows are looked for along the index: they are there, or not before its end
        monkeypatch.setattr(query_module, "SCARCE", 0)
        monkeypatch.setattr(query_module, "NEAR", 1000 if way == "near" else 1)
    if way == "along":
        # the way that large sets of ids go
        monkeypatch.setattr(query_module, "SMALL_SET", 0)
    rows = [row for row in many.claims.rows(range(1, 61)) if meets(row)]
    assert many.count(query) == len(rows)
    for sort in query_module.ORDERS:
        expected = [row.id for row in sorted(rows, key=lambda row: key(sort, row))]
        natural = expected[::-1] if sort in ("value", "changed") else expected
        assert list(many.ids(query, sort)) == natural
        # "descending" speaks of the values, of which checkworthiness lists the highest first by nature
        upwards = expected[::-1] if sort == "checkworthiness" else expected
        assert list(many.ids(query, sort, descending=False)) == upwards
        assert list(many.ids(query, sort, descending=True)) == upwards[::-1]
        assert list(many.ids(query, sort, limit=3, offset=2)) == natural[2:5]


def test_rows_come_in_the_order_asked_and_skip_unknown_ids(many: Database) -> None:
    wanted = [*range(60, 0, -1), 4000, *range(1, 30)]
    assert [row.id for row in many.claims.rows(wanted)] == [*range(60, 0, -1), *range(1, 30)]
    assert many.claims.rows([]) == []


def test_iterating_gives_whole_claims_in_order(many: Database) -> None:
    query = Query(status=["verified"])
    assert [record.id for record in many.claims.iterate(query)] == list(many.ids(query, "source"))
    assert [record.id for record in many.claims.iterate(ids=[9, 3, 7])] == [9, 3, 7]


def test_unknown_words_are_refused(many: Database) -> None:
    with pytest.raises(UnknownStatus, match="verified"):
        many.ids(Query(status=["checked"]))  # type: ignore[list-item]
    with pytest.raises(InvalidRecord, match="money"):
        many.ids(Query(kind=["cash"]))  # type: ignore[list-item]
    with pytest.raises(InvalidRecord, match="order"):
        many.ids(Query(), "beauty")  # type: ignore[arg-type]
    with pytest.raises(InvalidRecord, match="flag"):
        many.count(Query(flag="red"))  # type: ignore[arg-type]


def test_tags_and_sources_are_counted(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as db:
        db.acts.tag([1, 2, 6], "port")
        db.acts.tag([1], "  two   words ")
        assert db.tags() == [("port", 3), ("two words", 1)]
        db.acts.mark([1], "verified")
        assert [(item.name, item.claims, item.unreviewed) for item in db.sources.list()] == [
            ("harbour.txt", 4, 3),
            ("water.txt", 2, 2),
        ]


@pytest.mark.parametrize("sort", list(query_module.ORDERS))
def test_an_ordered_list_reads_one_covering_index_and_sorts_nothing(many: Database, sort: str) -> None:
    with many._store.read() as conn:
        plan = query_module._plan(conn, Query(status=["unreviewed", "refuted"]), many._store.folding)
        sql, values = query_module._statement(conn, plan, Query(), sort, None)  # type: ignore[arg-type]
        steps = " / ".join(row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}", values))
    assert f"COVERING INDEX claim_by_{sort}" in steps
    assert "TEMP B-TREE" not in steps


@pytest.mark.parametrize(
    "query", [Query(), Query(every=True), Query(status=("verified", "refuted")), Query(kind=("money",))]
)
@pytest.mark.parametrize("limit", [None, 7])
def test_statuses_come_parallel_to_the_ids(many: Database, query: Query, limit: int | None) -> None:
    for sort in ("checkworthiness", "source", "value", "status", "changed"):
        ids, statuses = many.ids_with_status(query, sort=sort, limit=limit)
        assert ids == many.ids(query, sort=sort, limit=limit)
        assert [STATUSES[code] for code in statuses] == [row.status for row in many.claims.rows(ids)]


def test_counts_by_status_are_those_of_the_claims_shown(many: Database) -> None:
    counts = many.count_by_status()
    rows = many.claims.rows(many.ids(Query()))
    assert {status: count for status, count in counts.items() if count} == dict(Counter(row.status for row in rows))


def test_spans_of_a_source_are_those_of_its_claims_by_place(many: Database) -> None:
    for every in (False, True):
        found = many.claims.spans(1, every=every)
        assert found == [(row.start, row.end, row.id, row.status) for row in many.claims.of_source(1, every=every)]
        assert found == sorted(found)
        text = many.sources.text(1)
        assert all(text[start:end] == many.claims.rows([number])[0].figure for start, end, number, _ in found)
    assert len(many.claims.spans(1)) < len(many.claims.spans(1, every=True))
