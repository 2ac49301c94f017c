"""Baselines, directions and denials of English figures: what is to be read, and what is to be left alone."""

from __future__ import annotations

import pytest
from context_en_reading import read

BASELINES = [
    ("Confidence stands at 95 percent, compared to only 10 percent in 2009.", "95 percent", "10 percent"),
    ("The state has 900 fewer clerks now than there were when Lund took office.", "900", "when Lund took office"),
    ("The city has 300 more officers than it did in 2019.", "300", "2019"),
    ("It has 3 times higher rates than what we have here.", "3 times", "what we have here"),
    ("The line is €310 million over budget.", "€310 million", "budget"),
    ("The pound fell 2% against the dollar.", "2%", "the dollar"),
    ("The flat sold for £15,000 under the asking price.", "£15,000", "the asking price"),
    ("Fees have risen by 25 percent under the Democrats.", "25 percent", None),
    ("They won by spending $1 million against me.", "$1 million", None),
    ("The group filed 300 lawsuits against the firm.", "300", None),
    ("Clay County hired 1,300 people over the past seven months.", "1,300", None),
    ("Ohio has raised $3m since the November election.", "$3m", None),
]


@pytest.mark.parametrize(("text", "figure", "baseline"), BASELINES, ids=[case[0] for case in BASELINES])
def test_what_a_figure_is_compared_with(text: str, figure: str, baseline: str | None) -> None:
    assert read(text)[figure].relative_to == baseline


DIRECTIONS = [
    ("Her approval rating went from 70 percent to 52 percent.", "52 percent", "down"),
    ("The number of accidents went from 400 to 2,200.", "2,200", "up"),
    ("Damages would halve from 0.04 per cent to 0.02 per cent.", "0.02 per cent", "down"),
    ("The rate ticked up 3%.", "3%", "up"),
    ("The fee was cut by two years of wages and fell by $3.", "$3", "down"),
    ("The mayor called up 38,000 officers.", "38,000", None),
    ("The law reduced crime in five states.", "five", None),
    ("The bill will reduce the deficit by $35 billion over ten years.", "ten years", None),
    ("Ohio has recovered $60 million that was lost to fraud.", "$60 million", None),
    ("Prices did not rise by 9%.", "9%", None),
    ("Output is not expected to fall by 9%.", "9%", None),
    ("Prices not only rose by 9% but stayed there.", "9%", "up"),
]


@pytest.mark.parametrize(("text", "figure", "direction"), DIRECTIONS, ids=[case[0] for case in DIRECTIONS])
def test_which_way_a_figure_moved(text: str, figure: str, direction: str | None) -> None:
    found = read(text)
    context = next(context for written, context in found.items() if written.startswith(figure))
    assert context.direction == direction


DENIED = [
    ("The plant no longer employs 300 people.", "300", "no longer employs people"),
    ("Half of all pupils did not go to school.", "Half", "not go to school"),
    ("Some 50 percent of owners aren't hiring.", "50 percent", "aren't hiring"),
    ("The firm did not build 300 homes.", "300", "not build homes"),
    ("The plant employs 300 people.", "300", "employs people"),
    ("Not far away, 300 people died.", "300", "died"),
    ("The firm, which did not comment, built 300 homes.", "300", "built homes"),
]


@pytest.mark.parametrize(("text", "figure", "metric"), DENIED, ids=[case[0] for case in DENIED])
def test_a_denial_stays_with_its_verb(text: str, figure: str, metric: str) -> None:
    assert read(text)[figure].metric == metric
