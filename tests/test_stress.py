"""Processes that act on one file while one is killed again and again: nothing acknowledged is lost."""

from pathlib import Path

from benchmarks.stress import fill, outcome, run


def test_killed_processes_lose_no_acknowledged_act(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    database = tmp_path / "claims.db"
    fill(database, articles, 2)
    kills, _, said = run(database, tmp_path, processes=3, acts=250, kill_every=0.6)
    assert kills >= 1
    found = outcome(database, tmp_path, 3, said)
    assert found.faults == []
    assert found.acknowledged == 3 * 250
