"""Whose a figure is and what it measures, by the clause it stands in."""

from __future__ import annotations

import pytest
from context_en_reading import read

CASES = [
    ("Brightwell to shut 14 branches in spring", "14", "Brightwell", "branches"),
    ("Alder Foods said on Tuesday that revenue rose 8% to $2.1 billion.", "8%", "Alder Foods", "revenue"),
    ("Chip designer Corvane said its operating profit fell 3%.", "3%", "Corvane", "operating profit"),
    ("The Lumo 7 packs a 5,200mAh battery and a 50MP camera.", "50MP", "Lumo 7", "camera"),
    ("Rents in Bristol now exceed £1,400 a month.", "£1,400", "Bristol", "Rents"),
    ("Losses at the bank more than doubled to £90m.", "£90m", "bank", "Losses"),
    ("The US has 4% of the world's forests.", "4%", "US", "forests"),
    ("Half of nurses say they have skipped breaks.", "Half", "nurses", "skipped"),
    ("The club's 42 players voted.", "42", "club", "players"),
    # object and complement of a verb
    ("The council paid £3.2m to the contractor.", "£3.2m", "council", "paid"),
    ("Northwind's revenue was $4.1bn.", "$4.1bn", "Northwind", "revenue"),
    ("Shares in Northwind closed at $38.20.", "$38.20", "Northwind", "Shares"),
    ("The airline employs 12,400 people.", "12,400", "airline", "employs"),
    ("The new bridge cost taxpayers $90 million.", "$90 million", "taxpayers", "cost"),
    ("Inflation rose 3.4% in March.", "3.4%", "Inflation", "Inflation"),
    ("The river rose 40 cm overnight.", "40 cm", "river", "rose"),
    # "of" after a quantity, and nouns of change
    ("Northwind reported a loss of $2.5bn.", "$2.5bn", "Northwind", "loss"),
    ("The bank announced a 12% rise in profits.", "12%", "bank", "profits"),
    ("Oslo has a vacancy rate of 7 percent.", "7 percent", "Oslo", "vacancy rate"),
    # the figure in the subject
    ("On Sunday, 43 people died in the floods.", "43", "people", "died"),
    ("Only 18% of drivers wear a helmet.", "18%", "drivers", "wear"),
    ("Nurses say 62% of wards are understaffed.", "62%", "wards", "understaffed"),
    ("There are 48,000 students in Uppsala.", "48,000", "Uppsala", "students"),
    # relative clauses, asides and reduced clauses between subject and verb
    ("Northwind, which also owns Southwind, sold 9,000 cars.", "9,000", "Northwind", "sold"),
    ("People who rent homes pay $1,400 a month.", "$1,400", "People", "pay"),
    ("Tickets, the agency said, cost €35.", "€35", "Tickets", "cost"),
    ("Refugees living in Malmö receive 6,000 kronor.", "6,000 kronor", "Refugees", "receive"),
    # shares
    ("Norway gets 90 percent of its power from rivers.", "90 percent", "Norway", "power"),
    # possessives that name a thing, or a thing of somebody
    ("Northwind's older Falcon 900 weighs 21 tonnes.", "21 tonnes", "Falcon 900", "weighs"),
    # infinitives
    ("The ministry has agreed to spend $6bn on ferries.", "$6bn", "ministry", "ferries"),
    ("The storm caused 300 flights to be cancelled.", "300", "flights", "cancelled"),
]


@pytest.mark.parametrize(("text", "figure", "subject", "metric"), CASES, ids=[case[0][:40] for case in CASES])
def test_subject_and_metric(text: str, figure: str, subject: str, metric: str) -> None:
    context = read(text)[figure]
    assert context.subject is not None
    assert subject in context.subject
    assert len(context.subject) <= 2 * len(subject) + 12
    assert context.metric is not None
    assert metric.lower() in context.metric.lower()


def test_each_of_two_clauses_has_its_own_subject() -> None:
    found = read("Anna Berg earned $80,000 in wages while Carl Holm earned $45,000.")
    assert (found["$80,000"].subject, found["$45,000"].subject) == ("Anna Berg", "Carl Holm")


def test_an_understood_verb_is_taken_from_the_clause_before() -> None:
    found = read("The old engine delivers 90 kW, and the new engine 140 kW.")
    assert found["140 kW"].subject == "new engine"
    assert found["140 kW"].metric == found["90 kW"].metric


def test_list_members_keep_subject_and_take_their_own_noun() -> None:
    found = read("The tower has 58 floors, 31 lifts and 2 pools.")
    assert {context.subject for context in found.values()} == {"tower"}
    assert [context.metric for context in found.values()] == ["floors", "lifts", "pools"]


def test_the_noun_after_the_last_member_goes_with_all() -> None:
    found = read("The shop offers cars across 12, 24, or 36-month leases.")
    assert found["12"].subject == "leases"


def test_a_change_and_the_level_it_reached_have_one_metric() -> None:
    found = read("Northwind's revenue fell 3% to $171m.")
    assert found["3%"].metric == found["$171m"].metric == "revenue"
    assert found["3%"].subject == found["$171m"].subject == "Northwind"


def test_a_trailing_change_is_about_the_quantity_before() -> None:
    found = read("Northwind's revenue was $44bn, up 69% from a year earlier.")
    assert (found["69%"].subject, found["69%"].metric, found["69%"].direction) == ("Northwind", "revenue", "up")


def test_brackets_repeat_the_figure_before() -> None:
    found = read("The firm paid $54m (£43m) to the state.")
    assert (found["£43m"].subject, found["£43m"].metric) == ("firm", "paid")


def test_the_sentence_before_says_whom_its_and_the_company_mean() -> None:
    found = read("Northwind is a carmaker. Its profit was $3bn. The company employs 12,000 people.")
    assert found["$3bn"].subject == "Northwind"
    assert found["12,000"].subject == "Northwind"


def test_a_pronoun_of_the_same_sentence() -> None:
    found = read("Northwind expanded after it sold 2,000 boats.")
    assert found["2,000"].subject == "Northwind"


def test_first_persons_stay_as_written() -> None:
    assert read("Northwind sold 10 boats. We borrow $4 billion every day.")["$4 billion"].subject == "We"


def test_headlines_without_a_verb() -> None:
    context = read("Northwind annual profit of $3bn")["$3bn"]
    assert context.metric is not None
    assert "profit" in context.metric


def test_quotation_marks_and_brackets_do_not_get_into_names() -> None:
    context = read('The city has a "[juvenile] crime rate" of 4 percent.')["4 percent"]
    assert context.metric is not None
    assert not set(context.metric) & set('[]"')
