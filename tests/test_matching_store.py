"""Matching against a database: what is new only, never lost, never cut inside an article, in step with changes."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from db_case import claim, source
from shell import factcheck

from claims_db import Claim, Database, NewSource
from claims_db.errors import ClaimsDbError
from factcheck import extract
from factcheck.matching import engine
from factcheck.matching.aliases import load_lexicon
from factcheck.matching.bulk import Bulk
from factcheck.matching.keys import lookups
from factcheck.matching.profile import Profile, profile_of
from factcheck.matching.record import record_of
from factcheck.matching.scoring import Pair
from factcheck.matching.store import find, match_new

CUT = "In 2024 Orlo cut the price of the Pico van from 70,000 yuan to 56,000 yuan, a cut of 50%.\n"
WIRE = "NEW YORK - Nvidia reported revenue of $44.1bn in 2024.\n"
DESK = "LONDON - Nvidia reported revenue of $52.3bn in 2024.\n"


def money(text: str, value: int) -> Claim:
    figure = f"${value / 10**9:.1f}bn"
    fields = {"unit": "USD", "subject": "Nvidia", "metric": "revenue", "period": "2024", "as_of": "2024"}
    return claim(text, figure, kind="money", value=Decimal(value), **fields)


def fillers(count: int) -> tuple[NewSource, list[Claim]]:
    text = "".join(f"{number} fishes\n" for number in range(1000, 1000 + count))
    found = [
        claim(text, f"{number} fishes", value=Decimal(number), unit="fishes", subject=f"pond {hash_of(number)}")
        for number in range(1000, 1000 + count)
    ]
    return source("ponds.txt", text), found


def hash_of(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()[:8]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.db", "ana", create=True) as opened:
        yield opened


def two(db: Database) -> None:
    db.intake(source("wire.txt", WIRE), [money(WIRE, 44_100_000_000)])
    db.intake(source("desk.txt", DESK), [money(DESK, 52_300_000_000)])


def test_matching_reads_claims_as_they_were_corrected_in_the_order_asked_for(db: Database) -> None:
    two(db)
    db.acts.correct(1, subject="Norlund")
    read = list(db.blocks.contents([2, 99, 1]))
    assert read == [(r.id, r.source_id, r.claim) for r in db.claims.iterate(ids=[2, 1])]
    assert read[1][2].subject == "Norlund"


def test_a_claim_that_changes_takes_its_suggestions_with_it(db: Database) -> None:
    two(db)
    assert [pair.relation for pair in match_new(db)] == ["contradiction"]
    assert db.claims.rows([1])[0].suggestion_count == 1
    later = WIRE.replace("44.1", "44.2")
    db.intake(source("wire.txt", later), [money(later, 44_200_000_000)])
    assert db.claims.rows([2])[0].suggestion_count == 0
    assert list(db.check()) == []
    assert [(pair.a, pair.b) for pair in match_new(db)] == [(3, 2)]
    assert list(db.check()) == []


def test_what_an_interrupted_match_did_not_store_is_matched_again(db: Database) -> None:
    two(db)
    with closing(sqlite3.connect(db.path, isolation_level=None)) as other:
        other.execute("CREATE TRIGGER cut BEFORE INSERT ON matched BEGIN SELECT RAISE(ABORT, 'power cut'); END")
        with pytest.raises(ClaimsDbError, match="power cut"):
            list(match_new(db))
        assert db.suggestions.open() == []
        assert db.blocks.unmatched() == [1, 2]
        other.execute("DROP TRIGGER cut")
    assert [pair.relation for pair in match_new(db)] == ["contradiction"]
    assert db.blocks.unmatched() == []


@pytest.mark.parametrize("before", [397, 398, 399, 400])
def test_an_article_is_matched_as_a_whole_wherever_batches_end(db: Database, before: int) -> None:
    db.intake(*fillers(before))
    db.intake(
        source("cut.txt", CUT),
        [
            claim(CUT, "70,000 yuan", kind="money", value=Decimal(70_000), unit="CNY", subject="Pico", metric="price"),
            claim(CUT, "56,000 yuan", kind="money", value=Decimal(56_000), unit="CNY", subject="Pico", metric="price"),
            claim(
                CUT,
                "50%",
                kind="percentage",
                value=Decimal(50),
                unit="%",
                direction="down",
                subject="Pico",
                metric="price",
            ),
        ],
    )

    def sums() -> list[tuple[int, int, str]]:
        """The pairs that all three figures of the article were needed for, by their places in it."""
        found = [pair for pair in match_new(db) if "%" in " ".join(pair.why)]
        return sorted((pair.a - before, pair.b - before, pair.relation) for pair in found)

    assert sums() == SUMS
    # and a claim that is matched again alone is still held against its neighbours
    db.acts.correct(before + 3, value=Decimal(40))
    assert sums() == SUMS


SUMS = [(3, 1, "contradiction"), (3, 2, "contradiction")]


def test_add_matches_what_it_added(tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text(WIRE)
    (tmp_path / "desk.txt").write_text(DESK)
    assert factcheck("add", "wire.txt", cwd=tmp_path).code == 0
    assert "1 suggestions" in factcheck("add", "desk.txt", cwd=tmp_path).out
    (tmp_path / "desk.txt").write_text(DESK.replace("52.3", "44.1"))
    assert factcheck("add", "--no-match", "desk.txt", cwd=tmp_path).code == 0
    assert factcheck("check", cwd=tmp_path).code == 0
    with Database.open(tmp_path / "claims.db", readonly=True) as db:
        assert db.suggestions.open() == []
        assert len(db.blocks.unmatched()) == 1
    assert factcheck("match", cwd=tmp_path).code == 0
    with Database.open(tmp_path / "claims.db", readonly=True) as db:
        assert [pair.relation for pair in db.suggestions.open()] == ["duplicate"]


def test_very_many_claims_are_matched_together_and_found_by_later_ones(db: Database) -> None:
    two(db)
    db.intake(*fillers(5000))
    first = list(match_new(db))
    assert ("contradiction", {1, 2}) in [(pair.relation, {pair.a, pair.b}) for pair in first]
    assert db.blocks.unmatched() == []
    assert list(match_new(db)) == []
    late = "PARIS - Nvidia reported revenue of $44.1bn in 2024.\n"
    _, _ = db.intake(source("late.txt", late), [money(late, 44_100_000_000)])
    found = {(pair.relation, min(pair.a, pair.b)) for pair in match_new(db)}
    assert found == {("duplicate", 1), ("contradiction", 2)}


def test_of_claims_that_fit_alike_the_checked_one_is_found_first(db: Database) -> None:
    texts = [f"{town} - Nvidia reported revenue of $44.1bn in 2024.\n" for town in ("NEW YORK", "LONDON", "PARIS")]
    for number, text in enumerate(texts):
        db.intake(source(f"{number}.txt", text), [money(text, 44_100_000_000)])
    other = "ROME - Nvidia reported revenue of $12.8bn in 2019.\n"
    db.intake(source("other.txt", other), [replace(money(other, 12_800_000_000), period="2019", as_of="2019")])
    list(match_new(db))
    db.acts.mark([3, 4], "refuted")
    found = [earlier.claim_id for earlier in find(db, "Nvidia reported revenue of $44.1bn in 2024.", 10)]
    assert found[0] == 3
    assert found.index(4) > max(found.index(1), found.index(2))


def test_claims_of_the_figure_and_metric_asked_for_come_before_other_figures(tmp_path: Path) -> None:
    text = "The Linz plant employs 2,900 people. A steel plant employs 3,100. The Graz plant employs 3,400 people.\n"
    (tmp_path / "en.txt").write_text(text, encoding="utf-8")
    (tmp_path / "zh.txt").write_text("格拉茨工厂雇用3400人。\n", encoding="utf-8")
    assert factcheck("add", "en.txt", "zh.txt", cwd=tmp_path).code == 0
    assert found_figures(tmp_path / "claims.db", "plant employs 3,400 people")[:2] == ["3,400", "3400人"]


LADDER = [
    "Orlo Vans sold 40,000 vans in 2023.\n",
    "Orlo Vans sold 50,000 vans in 2024.\n",
    "Van sales at Orlo Vans rose 10% in 2024.\n",
]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_sum_over_articles_is_found_whichever_comes_last(db: Database, order: tuple[int, ...]) -> None:
    for number in order:
        db.intake(source(f"{number}.txt", LADDER[number]), extract(LADDER[number]))
        found = list(match_new(db))
    assert "50,000 / 40,000 = 1.25, that is 25 % more" in [pair.why[0] for pair in found]


def test_a_sum_over_articles_goes_with_the_figure_it_was_made_with(db: Database) -> None:
    for number, text in enumerate(LADDER):
        db.intake(source(f"{number}.txt", text), extract(text))
    assert [pair.relation for pair in match_new(db)].count("contradiction") == 2
    db.acts.correct(2, value=Decimal(44_000))
    assert [pair for pair in match_new(db) if pair.relation == "contradiction"] == []
    assert [kept for kept in db.suggestions.open() if kept.relation == "contradiction"] == []


SPAIN = "Spain had an unemployment rate of 11.4% in 2024.\n"
EMBER = "Ember Motors posted revenue of $4.53bn in 2025.\n"
ASKED = {"11.4%": "11.4%", "$4.53bn": "$4.53bn", "45.3亿美元": "$4.53bn", "4.5 billion dollars": "$4.53bn"}


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    (tmp_path / "spain.txt").write_text(SPAIN)
    (tmp_path / "ember.txt").write_text(EMBER)
    assert factcheck("add", "spain.txt", "ember.txt", cwd=tmp_path).code == 0
    return tmp_path / "claims.db"


def found_figures(path: Path, asked: str) -> list[str]:
    with Database.open(path, readonly=True) as db:
        ids = [earlier.claim_id for earlier in find(db, asked, 10)]
        return [row.figure for row in db.claims.rows(ids)]


@pytest.mark.parametrize("asked", ASKED)
def test_a_figure_without_a_period_finds_claims_of_any(dated: Path, asked: str) -> None:
    assert found_figures(dated, asked) == [ASKED[asked]]


def bare_figure() -> Profile:
    (asked,) = extract("11.4%", every=True)
    profile = profile_of(record_of(asked, "asked"), load_lexicon())
    assert profile is not None
    return profile


def test_a_database_of_before_is_filed_anew_with_the_next_match(dated: Path) -> None:
    # as an earlier release left it: no keys of values, nothing noted about the index
    with sqlite3.connect(dated) as conn:
        conn.execute("DELETE FROM match_key WHERE claim_id = 0")
        conn.executemany("DELETE FROM match_key WHERE key = ?", [(key,) for key, _ in lookups(bare_figure())])
    conn.close()
    assert found_figures(dated, "11.4%") == []
    assert factcheck("match", cwd=dated.parent).code == 0
    assert found_figures(dated, "11.4%") == ["11.4%"]


def test_what_contradicts_a_claim_is_found_behind_many_of_other_periods(db: Database) -> None:
    def told(number: int, year: int, value: int) -> None:
        text = f"Report {number}: Nvidia had revenue of ${value / 10**9:.1f}bn in {year}.\n"
        said = replace(money(text, value), period=str(year), as_of=str(year))
        db.intake(source(f"report{number}.txt", text), [said])

    told(0, 2024, 44_100_000_000)
    for number in range(1, 61):
        told(number, 1900 + number, 10_000_000_000 + number * 200_000_000)
    list(match_new(db))
    told(61, 2024, 52_300_000_000)
    assert (62, 1, "contradiction") in {(max(p.a, p.b), min(p.a, p.b), p.relation) for p in match_new(db)}


def test_add_and_show_say_what_was_decided_about_the_like_before(tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text(WIRE)
    assert factcheck("add", "wire.txt", cwd=tmp_path).code == 0
    assert factcheck("mark", "1", "refuted", "--why", "it was 43.9", cwd=tmp_path).code == 0
    for name, figure in (("copy.txt", "44.1"), ("other.txt", "52.3")):
        (tmp_path / name).write_text(WIRE.replace("NEW YORK", name[:-4].upper()).replace("44.1", figure))
    said = factcheck("add", "copy.txt", "other.txt", cwd=tmp_path).out
    assert "claim 2: checked before: refuted, claim 1 “" in said
    assert "claim 3: contradicts what was checked: refuted, claim 1 “" in said
    assert "(wire.txt, 1.00)" in said
    assert "checked before: refuted, claim 1" in factcheck("show", "2", cwd=tmp_path).out
    [shown] = factcheck("show", "2", "--format", "jsonl", cwd=tmp_path).lines()
    [before] = shown["checked_before"]
    assert (before["id"], before["status"], before["relation"]) == (1, "refuted", "duplicate")
    assert "checked_before" not in factcheck("show", "1", "--format", "jsonl", cwd=tmp_path).lines()[0]
    number = next(s["id"] for s in factcheck("suggestions", "--format", "jsonl", cwd=tmp_path).lines() if s["b"] == 2)
    assert factcheck("suggestions", str(number), "--judge", "unrelated", cwd=tmp_path).code == 0
    assert "checked before" not in factcheck("show", "2", cwd=tmp_path).out


def test_add_and_find_know_the_users_own_names(tmp_path: Path) -> None:
    names = tmp_path / "own.tsv"
    names.write_text("company\torlo\tOrlo|欧若\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("LONDON - Orlo reported revenue of $4.41bn in 2024.\n")
    (tmp_path / "zh.txt").write_text("欧若2024年营收为44.1亿美元。\n", encoding="utf-8")
    assert factcheck("add", "en.txt", "zh.txt", "--lexicon", "own.tsv", cwd=tmp_path).code == 0
    found = factcheck("suggestions", "--format", "jsonl", cwd=tmp_path).lines()
    assert [pair["relation"] for pair in found] == ["duplicate"]
    assert found[0]["why"][1] in ("Orlo = 欧若", "欧若 = Orlo")
    asked = ("find", "欧若营收44.1亿美元", "--format", "jsonl")
    [told] = factcheck(*asked, "--lexicon", "own.tsv", cwd=tmp_path).lines()
    assert "欧若 = Orlo" in [why for match in told["matches"] for why in match["why"]]
    [without] = factcheck(*asked, cwd=tmp_path).lines()
    assert "欧若 = Orlo" not in [why for match in without["matches"] for why in match["why"]]
    names.write_text("firm\torlo\tOrlo\n")
    for command in (("add", "en.txt"), asked):
        refused = factcheck(*command, "--lexicon", "own.tsv", cwd=tmp_path)
        assert refused.code == 2
        assert "own.tsv, line 1" in refused.complaint()


def test_names_in_the_configuration_folder_are_known_to_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = tmp_path / "config" / "factcheck" / "lexicons" / "names.tsv"
    names.parent.mkdir(parents=True)
    names.write_text("company\torlo\tOrlo|欧若\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "en.txt").write_text("LONDON - Orlo reported revenue of $4.41bn in 2024.\n")
    (tmp_path / "zh.txt").write_text("欧若2024年营收为44.1亿美元。\n", encoding="utf-8")
    assert factcheck("add", "en.txt", "zh.txt", cwd=tmp_path).code == 0
    [found] = factcheck("suggestions", "--format", "jsonl", cwd=tmp_path).lines()
    assert found["why"][1] in ("Orlo = 欧若", "欧若 = Orlo")
    names.write_text("company\torlo\n")
    refused = factcheck("find", "Orlo", cwd=tmp_path)
    assert refused.code == 2
    assert "names.tsv, line 1" in refused.complaint()


def test_again_weighs_all_anew_and_keeps_what_was_decided(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    more = WIRE.replace("44.1", "44.3")
    with Database.open(path, "ana", create=True) as db:
        two(db)
        db.intake(source("third.txt", more), [money(more, 44_300_000_000)])
        assert {(pair.a, pair.b) for pair in match_new(db)} == {(1, 2), (1, 3), (2, 3)}
        numbers = {(one.a, one.b): one.id for one in db.suggestions.open()}
        db.suggestions.reject(numbers[1, 2])
        db.suggestions.accept(numbers[1, 3])
        # as no matching makes it
        db.intake(*fillers(1))
        db.suggestions.add([(1, 4, "duplicate", 0.9, ["of an earlier release"])], matched=[4])
    first = factcheck("match", "--again", "--format", "jsonl", "--db", path)
    assert first.code == 0, first.err
    with Database.open(path, "ana") as db:
        states = {(one.a, one.b): one.state for number in (1, 2) for one in db.suggestions.of(number, None)}
        assert states == {(1, 2): "rejected", (1, 3): "accepted", (2, 3): "open"}
        assert db.blocks.unmatched() == []
        assert [link.type for link in db.claims.get(1).links] == ["contradicts"]
        assert db.claims.rows([1])[0].suggestion_count == 0
        assert list(db.check()) == []
    refused = factcheck("match", "--again", "--records", path)
    assert (refused.code, len(refused.err.splitlines())) == (2, 1)


def test_a_refused_sum_stays_refused_when_an_article_repeats_a_figure_more_finely(tmp_path: Path) -> None:
    told = [
        "Acme revenue was $50 million in 2024.\n",
        "Acme revenue was $40 million in 2023.\n",
        "Acme revenue rose 10% in 2024.\n",
        "Acme revenue was $50.0 million in 2024, it said on Monday.\n",
    ]
    database = str(tmp_path / "c.db")
    for number, text in enumerate(told):
        if number == 3:
            with Database.open(database, "ana") as opened:
                sums = [s for s in opened.suggestions.open() if s.relation == "contradiction"]
                assert sums
                for suggestion in sums:
                    opened.suggestions.reject(suggestion.id)
        article = tmp_path / f"{number}.txt"
        article.write_text(text, encoding="utf-8")
        assert factcheck("add", str(article), "--db", database, "--quiet").code == 0
    with Database.open(database, "ana") as opened:
        assert [s.why for s in opened.suggestions.open() if s.relation == "contradiction"] == []


@pytest.mark.parametrize("many", [0, 5000])
def test_a_claim_corrected_while_matching_runs_is_matched_as_corrected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    path = tmp_path / "claims.db"
    with Database.open(path, "ana", create=True) as db:
        two(db)
        if many:
            db.intake(*fillers(many))
        read: list[str] = []

        def meanwhile(*arguments: Any) -> Iterator[Pair]:
            """Another process corrects a claim once matching has read it."""
            if not read:
                read.append("")
                done = factcheck("correct", "2", "value=44100000000", "--reviewer", "bo", "--db", path)
                assert done.code == 0, done.err
            found: Iterator[Pair] = match(*arguments)
            return found

        with monkeypatch.context() as patch:
            where, name = (Bulk, "pairs") if many else (engine, "match_profiles")
            match = getattr(where, name)
            patch.setattr(where, name, meanwhile)
            found = list(match_new(db))
        assert not [pair for pair in found if 2 in (pair.a, pair.b)]
        assert db.suggestions.of(2, None) == []
        assert db.blocks.unmatched() == [2]
        assert [({pair.a, pair.b}, pair.relation) for pair in match_new(db)] == [({1, 2}, "duplicate")]
        assert db.blocks.unmatched() == []
        assert list(db.check()) == []


@pytest.mark.parametrize("asked", [44_100_000_000, 52_300_000_000, 61_700_000_000])
def test_what_contradicts_a_claim_is_found_behind_many_of_its_own_figure_and_period(db: Database, asked: int) -> None:
    two(db)
    often = DESK.replace("LONDON", "PARIS")
    for number in range(100):
        told = often.replace("PARIS", f"PARIS {number}")
        db.intake(source(f"often{number}.txt", told), [money(told, 52_300_000_000)])
    assert list(match_new(db))
    late = WIRE.replace("NEW YORK", "OSLO").replace("44.1", f"{asked / 10**9:.1f}")
    db.intake(source("late.txt", late), [money(late, asked)])
    found = {pair.a + pair.b - 103: pair.relation for pair in match_new(db) if 103 in (pair.a, pair.b)}
    assert found[1] == ("duplicate" if asked == 44_100_000_000 else "contradiction")
    assert {"contradiction", "duplicate"} >= set(found.values())
    assert len(found) <= 60


def test_other_figures_of_a_question_are_found_next_to_it_and_none_of_other_questions(db: Database) -> None:
    db.intake(*fillers(10))
    key = 7 << 15
    db.blocks.put([(1, [key]), (2, [key + 5]), (3, [key + 5]), (4, [key + 9]), (5, [key - 1]), (6, [key + (1 << 15)])])
    assert db.blocks.around(key, key, key + (1 << 15) - 1, keys=6, each=1) == [3, 4]
    assert db.blocks.around(key + 9, key, key + (1 << 15) - 1, keys=1, each=2) == [3, 2]
    assert db.blocks.around(key + 7, key, key + (1 << 15) - 1, keys=9, each=2) == [4, 3, 2, 1]
