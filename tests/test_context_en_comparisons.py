"""Baselines, directions and denials of English figures: what is to be read, and what is to be left alone."""

from __future__ import annotations

import pytest
from context_en_reading import read

from factcheck import extract

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


MODALITIES = [
    ("If we do nothing, the fund is $3bn short.", "$3bn", "hypothetical"),
    ("Unless wages rise, output falls 4%.", "4%", "hypothetical"),
    ("Did the plan cost $3bn?", "$3bn", "hypothetical"),
    ("Were 300 people killed?", "300", "hypothetical"),
    ("If the fund was short, the state paid $3bn.", "$3bn", "actual"),
    ("Why did sales fall 4%?", "4%", "actual"),
    ("Sales did fall 4%. Why?", "4%", "actual"),
    ("Visitors may stay 90 days.", "90 days", "actual"),
    ("Power companies may draw 27bn cubic metres from the lake.", "27bn cubic metres", "actual"),
    ("Farmers may use 300 tonnes, the court ruled.", "300 tonnes", "actual"),
    ("The plant may use 300 tonnes.", "300 tonnes", "hypothetical"),
    ("Sales may fall 4%.", "4%", "hypothetical"),
    ("The firm will cut 640 of its 7,700 staff.", "640", "forecast"),
    ("The firm will cut 640 of its 7,700 staff.", "7,700", "actual"),
]


@pytest.mark.parametrize(
    ("text", "figure", "modality"), MODALITIES, ids=[f"{case[1]} {case[0]}" for case in MODALITIES]
)
def test_conditions_questions_and_leave(text: str, figure: str, modality: str) -> None:
    assert read(text)[figure].modality == modality


SUBJECTS = [
    ("Funding reached $108 million, with 45 countries involved in it.", "45", "countries", "involved"),
    ("A YouGov poll shows 71 percent of Obama voters regret voting for him.", "71 percent", "Obama voters", "regret"),
    ("Some 60% of Americans oppose the law -- 30% support the law.", "30%", "Americans", "support law"),
    ("Clouds reflect about 75 watts.", "75 watts", "Clouds", "reflect"),
    ("Deaths among over-65s rose 4%.", "4%", "over-65s", "Deaths"),
    ("The works employ 900 people with 300 tonnes of steel.", "900", "works", "employ people"),
    ("Prices rose 4% in May; 30% of shops closed.", "30%", "shops", "closed"),
    ("The bank cut 300 jobs in support of the plan.", "300", "bank", "jobs"),
]


@pytest.mark.parametrize(("text", "figure", "subject", "metric"), SUBJECTS, ids=[case[0] for case in SUBJECTS])
def test_whose_figures_and_of_what(text: str, figure: str, subject: str, metric: str) -> None:
    context = read(text)[figure]
    assert (context.subject, context.metric) == (subject, metric)


@pytest.mark.parametrize("group", ["over-75s", "under-16s", "under 25s"])
def test_people_of_an_age_are_no_seconds(group: str) -> None:
    assert list(read(f"Fares for {group} rose 4%.")) == ["4%"]


def test_seconds_stay_seconds() -> None:
    assert list(read("The run took over 75 s, and the next 9s.")) == ["75 s", "9s"]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [("He presided over a 55 percent rise in debt.", "eq"), ("Debt rose over 55 percent.", None)],
)
def test_over_may_belong_to_the_verb(text: str, comparator: str | None) -> None:
    assert read(text)["55 percent"].comparator == comparator


def test_what_a_figure_exceeds_is_its_baseline() -> None:
    found = read("Ohio added $6.5 trillion to its debt, more than the $6.3 trillion added before.")
    assert found["$6.5 trillion"].relative_to == "$6.3 trillion"


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("Ohio added $6.5 trillion, more than the $6.3 trillion of 2023.", "eq"),
        ("Yards took 9 million tonnes, less than the $6.3 trillion of a year ago.", "eq"),
        ("Ohio added more than $6.3 trillion.", "gt"),
        ("The fund has less than $6.3 trillion.", "lt"),
        ("Ohio added about the $6.3 trillion it wanted.", "approx"),
    ],
)
def test_what_is_known_is_no_bound(text: str, comparator: str) -> None:
    assert {claim.figure: claim.comparator for claim in extract(text)}["$6.3 trillion"] == comparator


def test_more_than_a_plain_figure_is_no_baseline() -> None:
    found = read("Ohio added $6.5 trillion to its debt, more than $6.3 trillion of it before.")
    assert found["$6.5 trillion"].relative_to is None
    assert found["$6.3 trillion"].comparator is None


OTHERS = [
    ("There are 500 million users and 80 million bloggers.", "80 million", "bloggers", "bloggers"),
    ("Lund carried independents by 12 points.", "12", "Lund", "carried independents"),
    ("A video shows two men looting a shop.", "two", "men", "looting shop"),
    ("Lund cut emissions by 12 tonnes.", "12 tonnes", "Lund", "emissions"),
    ("Lund raised its prices by 12%.", "12%", "Lund", "prices"),
    ("The firm has 500 users and 80 clerks.", "80", "firm", "clerks"),
]


@pytest.mark.parametrize(("text", "figure", "subject", "metric"), OTHERS, ids=[case[0] for case in OTHERS])
def test_lists_and_objects(text: str, figure: str, subject: str, metric: str) -> None:
    context = next(context for written, context in read(text).items() if written.startswith(figure))
    assert (context.subject, context.metric) == (subject, metric)


def test_a_stretch_beside_another_figure_dates_that_one() -> None:
    found = read("The line will create 930 jobs, totalling 5,600 over the next 20 years.")
    assert found["930"].as_of is None
    assert found["5,600"].as_of == "the next 20 years"


COUNTED = [
    ("Half the pupils walk to school.", "Half", "pupils"),
    ("Some 900 clerks were asked, but only 1 in 10 wanted to go.", "1 in 10", "clerks"),
    ("The 30 major droughts of the plains were natural.", "30", "major droughts of the plains"),
    ("A record 1,500 jets landed.", "1,500", "jets"),
    ("Texas has an $18 billion budget shortfall.", "$18 billion", "Texas"),
    ("Taxes fall for people making over $200,000.", "$200,000", "people"),
    ("Just two weeks ago, Lund quit her post.", "two weeks", "Lund"),
    ("Ohio's job growth in May represents 25 percent of the total.", "25 percent", "Ohio"),
    ("He bought a $5m house.", "$5m", "house"),
    ("Half of the pupils walk to school.", "Half", "pupils"),
    ("Sales rose in a market making $3bn.", "$3bn", "Sales"),
]


@pytest.mark.parametrize(("text", "figure", "subject"), COUNTED, ids=[case[0] for case in COUNTED])
def test_what_is_counted_or_has_the_figure(text: str, figure: str, subject: str) -> None:
    assert read(text)[figure].subject == subject


AGAINST = [
    ("One in six pupils is obese, compared with one in nine a decade ago.", "One in six", "one in nine"),
    ("The average flat costs 11 times local earnings.", "11 times", "local earnings"),
    ("Charging takes twice as long as a refill.", "twice", "a refill"),
    ("Yields fell to 6.8 tonnes, well below the five-year average of 7.9 tonnes.", "6.8 tonnes", "7.9 tonnes"),
    ("Output was 40 tonnes, just above the ten-year average.", "40 tonnes", "ten-year average"),
    ("The cup was won 11 times last year.", "11 times", None),
    ("One in nine a decade ago was obese.", "One in nine", None),
    ("Output was 40 tonnes over the five-year plan.", "40 tonnes", None),
]


@pytest.mark.parametrize(("text", "figure", "baseline"), AGAINST, ids=[case[0] for case in AGAINST])
def test_norms_and_multiples(text: str, figure: str, baseline: str | None) -> None:
    assert read(text)[figure].relative_to == baseline


def test_the_subject_of_a_clause_after_a_day() -> None:
    found = read("About 60 homes were emptied on Monday after the fire grew to 900 hectares.")
    assert found["900 hectares"].subject == "fire"


def test_a_closed_relative_clause_keeps_out_of_the_period_after_it() -> None:
    found = read("The brewer, which makes 40m litres a year, will shut its site next spring with the loss of 140 jobs.")
    assert (found["40m litres"].as_of, found["140"].as_of) == (None, "next spring")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Admissions were a third lower last week.", ["a third"]),
        ("Prices are a fifth higher.", ["a fifth"]),
        ("A third lower court heard it.", []),
    ],
)
def test_fractions_before_a_comparative(text: str, figures: list[str]) -> None:
    assert list(read(text)) == figures


def test_levels_before_and_after_tell_the_way() -> None:
    assert read("Inflation eased for a third month, to 3.8% in May from 4.1%.")["3.8%"].direction == "down"
    assert read("The rate moved to 4.1% in May from 3.8%.")["4.1%"].direction == "up"
    assert read("The rate moved to 4.1% in May.")["4.1%"].direction is None


def test_a_change_after_a_comma_is_of_what_was_told() -> None:
    found = read("The tax raised €1.3bn in 2024, a 12% increase on 2023.")
    assert (found["12%"].subject, found["12%"].direction, found["12%"].relative_to) == ("tax", "up", "2023")


OFFICES = [
    ("Novo Nordisk cut 300 jobs. The government spent £3bn.", "£3bn", "government"),
    ("Novo Nordisk cut 300 jobs. The council's deficit was £3bn.", "£3bn", "council"),
    ("Leeds City Council cut 300 jobs. The council spent £3bn.", "£3bn", "Leeds City Council"),
    ("Novo Nordisk cut 300 jobs. The company spent £3bn.", "£3bn", "Novo Nordisk"),
]


@pytest.mark.parametrize(("text", "figure", "subject"), OFFICES, ids=[case[0] for case in OFFICES])
def test_the_government_is_no_company_told_before(text: str, figure: str, subject: str) -> None:
    assert read(text)[figure].subject == subject


def test_shares_of_which() -> None:
    found = read("Operators ran 412,000 services in May, of which 3.9% were cancelled.")
    assert (found["3.9%"].subject, found["3.9%"].metric) == ("services", "cancelled")


NEWS = [
    (
        "Receipts were £2.3bn lower than the watchdog had predicted.",
        "£2.3bn",
        "relative_to",
        "the watchdog had predicted",
    ),
    (
        "Demand fell by 70,000 barrels, 900 fewer than it forecast last month.",
        "900",
        "relative_to",
        "it forecast last month",
    ),
    ("Losses narrowed by 40% to $1.2m as ticket sales recovered to 85% of the norm.", "85%", "subject", "ticket sales"),
    ("Some 45% of the clerks is over 50, against a national average of 33%.", "45%", "metric", "is over 50"),
    ("The lender set aside $420m, twice what it did a year ago.", "$420m", "as_of", None),
    ("The price has risen by 30% in two years and by 157% since 2012.", "30%", "as_of", None),
    ("The price has risen by 30% in two years and by 157% since 2012.", "157%", "direction", "up"),
    ("The tunnel, due to open in 2029, will cost $3bn.", "$3bn", "as_of", None),
    ("Sales, in 2004, were $3bn.", "$3bn", "as_of", "2004"),
    ("The app has 2.4m users, less than half its 2021 high.", "half", "relative_to", "its 2021 high"),
    ("Public debt stands at 97% of GDP, up 4 percentage points.", "4 percentage points", "metric", "Public debt"),
    ("Public debt stands at 97% of GDP, up 4 percentage points.", "4 percentage points", "relative_to", None),
    ("The firm sold 30 cars and 40 vans in 2012.", "30", "as_of", "2012"),
]


@pytest.mark.parametrize(("text", "figure", "field", "value"), NEWS, ids=[" ".join(case[1:3]) for case in NEWS])
def test_news_sentences(text: str, figure: str, field: str, value: str | None) -> None:
    assert getattr(read(text)[figure], field) == value
