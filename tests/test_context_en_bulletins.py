"""Periods, subjects, metrics and bases of comparison of news reports, each rule with what it must leave alone."""

from __future__ import annotations

from datetime import date

import pytest
from context_en_reading import read_all

from factcheck import extract
from factcheck.extraction.context import Context

PUBLISHED = date(2025, 8, 21)


def told(text: str, figure: str) -> Context:
    """The context of the last figure of ``text`` that begins with ``figure``."""
    found = [context for one, context in read_all(text, PUBLISHED) if text.startswith(figure, one.start)]
    return found[-1]


OWN_PERIOD = [
    ("The firm posted a second-quarter profit of $3m on Thursday.", "$3m", "second-quarter", "2025Q2"),
    ("It reported first-half revenue of $9m on Monday.", "$9m", "first-half", "2025H1"),
    ("Kestrel made $9m in May and kept its third-quarter outlook at $3m.", "$3m", "third-quarter", "2025Q3"),
    ("Kestrel kept its full-year target at 300 tonnes.", "300", "full-year", "2025"),
    ("The firm sold 300 cars on Thursday.", "300", "Thursday", "2025-08"),
    ("The mill reported 30 deaths on Thursday.", "30", "Thursday", "2025-08"),
    ("The dam held 300 tonnes on Friday.", "300 tonnes", "Friday", "2025-08"),
    ("The firm posted a profit of $3m on Thursday.", "$3m", None, None),
    ("In June sales were $3m. The firm sold 300 cars on Thursday.", "300", "Thursday", None),
    ("The mill made $3m, figures showed on Monday.", "$3m", None, None),
    # short for the year
    ("Sales rose 5% this year and 8% next.", "8%", "next", "2026"),
    ("The bank sees growth of 1.2% this year, against 0.8% last.", "0.8%", "last", "2024"),
    ("Rents will rise 5% this year, and 8% next.", "8%", "next", "2026"),
    ("He paid $3m, and 40 people came next.", "40", None, None),
    ("Of two mills the last made $3m.", "$3m", None, None),
    ("He sold 300 cars last May, and 40 people came last.", "40", None, "2025-05"),
    # a year ago
    ("The rate was 4.1% in May and 4.4% a year ago.", "4.4%", "a year ago", "2024-05"),
    ("In the second quarter the price was $71, against $92 a year ago.", "$92", "a year ago", "2024Q2"),
    ("In May it was 4.1% and a year ago 4.4%.", "4.4%", "a year ago", "2024-05"),
    ("The price was $92 a year ago.", "$92", "a year ago", "2024"),
    ("In May 2019 it was $71, against $92 a year ago.", "$92", "a year ago", "2024"),
    ("In 2024 the price was $71, against $92 two years ago.", "$92", "two years ago", "2023"),
    # what came before
    ("In the year to June 2025 sales rose to $9m, from $8m in the previous year.", "$8m", "the previous year",
     "2023-07/2024-06"),
    ("Profit was $3m in the second quarter, compared with $2m in the previous three months.", "$2m",
     "the previous three months", "2025Q1"),
    ("In the year to June 2025 sales were $9m, after $8m a year earlier.", "$8m", "a year earlier",
     "2023-07/2024-06"),
    ("In May sales were $9m, more than in the previous three months.", "$9m", "May", "2025-05"),
    # clauses about a year
    ("Output was 300 tonnes, 2.6% more than in 2024, when the crop weighed 280 tonnes.", "280", "2024", "2024"),
    ("The port took in 300 ships, a gain of 4% on 2024, when 280 ships called.", "280", "2024", "2024"),
    ("In 2019, when the firm had 300 staff, it was sold.", "300", "2019", "2019"),
    ("Output was 300 tonnes, more than in 2024, and the crop weighed 280 tonnes.", "280", None, None),
    ("Output was 300 tonnes, more than in 2024. When it rained, the crop weighed 280 tonnes.", "280", None, None),
    ("Output was 300 tonnes, more than in 2024, when 280 tonnes came in. The mill has 30 clerks.", "30", None, None),
    # relative clauses and participles
    ("The quake that struck the coast on Sunday has killed 53 people.", "53", None, None),
    ("The loan, which stood at $9m in 2019, shrank to $3m.", "$3m", None, None),
    ("The firm that was sold in 2019 has 300 staff.", "300", None, None),
    ("The loan, which stood at $9m in 2019, shrank to $3m.", "$9m", "2019", "2019"),
    ("The firm that makes cars sold 300 of them in 2019.", "300", "2019", "2019"),
    ("The $73m profit that the club made in 2023 is gone.", "$73m", "2023", "2023"),
    ("The ferries will cost $92m, more than three times the $25m budgeted in 2020.", "$92m", None, None),
    ("The ferries will cost $92m, more than three times the $25m budgeted in 2020.", "$25m", "2020", "2020"),
    ("The rate averaged 4.7% over 2025.", "4.7%", "2025", "2025"),
    ("Officials now expect the rate to average 4.7% over 2025.", "4.7%", "2025", "2025"),
    ("Sales were $3m, a rise over 2019.", "$3m", None, None),
    # what was and what is to come
    ("The line carried 2m people in its first year and is expected to carry 4m people this year.", "2m", None, None),
    ("Kestrel sold 300 cars and expects to sell 400 cars in 2026.", "300", None, None),
    ("Traffic grew by 13%, and now makes up a third of the total.", "13%", None, None),
    ("Kestrel sold 300 cars and made $9m in 2024.", "300", "2024", "2024"),
    ("Kestrel expects to sell 300 cars and to earn $9m in 2026.", "300", "2026", "2026"),
    ("Now Kestrel sells 300 cars.", "300", "Now", "2025-08"),
    ("Sales reached 300m, compared to 200m in 2023.", "300m", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "as_of", "period"), OWN_PERIOD)
def test_periods(text: str, figure: str, as_of: str | None, period: str | None) -> None:
    context = told(text, figure)
    assert (context.as_of, context.period) == (as_of, period)


CARRIED_ON = [
    ("In 2024 the firm made $9m. It has hired 300 people.", "300", None),
    ("In 2024 the firm made $9m. It will hire 300 people.", "300", None),
    ("In the second quarter the firm made $9m. It will pay a dividend of $3m.", "$3m", None),
    ("The loan, which stood at $9m in 2019, shrank to $3m. It had 300 clients.", "300", None),
    ("In 2024 the firm made $9m. It hired 300 people.", "300", "2024"),
    ("In 2025 the firm made $9m. It has hired 300 people.", "300", "2025"),
    ("In the third quarter of 2025 the firm made $9m. It will hire 300 people.", "300", "2025Q3"),
]


@pytest.mark.parametrize(("text", "figure", "period"), CARRIED_ON)
def test_a_period_that_is_over_dates_nothing_that_is_or_will_be(text: str, figure: str, period: str | None) -> None:
    assert told(text, figure).period == period


ROLES = [
    # whose by the phrase before
    ("For men the rate was 4.4%.", "4.4%", "men", "rate"),
    ("Among those aged 15 to 24 the rate was 11.9%.", "11.9%", "those aged 15 to 24", "rate"),
    ("In Germany, unemployment stood at 4.2%.", "4.2%", "Germany", "unemployment"),
    ("The rate for women was unchanged at 4.2%, while for men it went up to 4.4%.", "4.4%", "men", "rate"),
    ("For six years we cut taxes by $3m.", "$3m", "we", "taxes"),
    ("In Texas, we created 300 jobs.", "300", "we", "jobs"),
    ("In May the rate was 4.4%.", "4.4%", "rate", "rate"),
    # grades
    ("A magnitude 6.7 earthquake struck the coast.", "6.7", "earthquake", "magnitude"),
    ("The magnitude 7.1 quake struck at night.", "7.1", "quake", "magnitude"),
    ("The firm sold 300 cars.", "300", "firm", "sold cars"),
    # the same done to another thing
    ("The firm cut prices by 5% and wages by 3%.", "3%", "firm", "wages"),
    ("The plan brought down crime by 76% and murder by 84%.", "84%", "plan", "brought murder"),
    ("The boats would cut emissions by 300 tonnes and the fuel bill by $3m.", "$3m", "boats", "fuel bill"),
    ("The firm cut prices by 5% and by 3% in May.", "3%", "firm", "prices"),
    ("Prices fell by 5% and the firm grew by 3%.", "3%", "firm", "grew"),
    ("The firm cut prices by 5% and sold 300 cars.", "300", "firm", "sold cars"),
    # verbs that leave it to their subject
    ("The monthly increase came to 6,100.", "6,100", "monthly increase", "monthly increase"),
    ("The damage is put at $3m.", "$3m", "damage", "damage"),
    ("Repairs amount to $3m.", "$3m", "Repairs", "Repairs"),
    ("On-time departures averaged 86.8%.", "86.8%", "On-time departures", "On-time departures"),
    ("The index came back 12 times.", "12 times", "index", "came"),
    ("He came to Ohio 12 times.", "12 times", "He", "came"),
    ("The house was valued at $3m.", "$3m", "house", "valued"),
    # states
    ("Six people remain unaccounted for.", "Six", "people", "unaccounted"),
    ("Inspectors list 300 houses as damaged.", "300", "houses", "damaged"),
    ("Inspectors list 300 houses as damaged, 90 of them beyond repair.", "90", "houses", "beyond repair"),
    ("Some 30 miners were hurt. Another 19 are missing.", "19", "miners", "missing"),
    ("Farmers use 300 tonnes as feed.", "300", "Farmers", "use"),
    ("Six people remain in the hut.", "Six", "people", "in the hut"),
    ("Inspectors list 300 houses.", "300", "Inspectors", "list houses"),
    # held against
    ("Men earn more, at 4.4%, than women, at 4.2%.", "4.2%", "women", "earn"),
    ("Freight came to 204 tonnes of cargo, compared with 197 tonnes a year earlier.", "197", "Freight", "cargo"),
    ("Some 41% of patients slept, against 17.6% of those given a placebo.", "17.6%", "those given a placebo", "slept"),
    ("Remission stood at 43.8% versus 16.7% with placebo.", "16.7%", "placebo", "Remission"),
    # what befalls a group
    ("Side effects were reported in 5.3% of patients.", "5.3%", "patients", "Side effects"),
    ("Fever had occurred in 6.4% of men and 7.0% of those on placebo.", "7.0%", "those on placebo", "Fever"),
    ("Symptoms appeared in a third of patients.", "a third", "patients", "Symptoms"),
    ("The firm opened shops in 40% of towns.", "40%", "firm", "towns"),
    ("The firm reported fires in 40% of towns.", "40%", "firm", "towns"),
    ("Fever had occurred in 300 towns.", "300", "Fever", "occurred"),
    ("Side effects were reported in 5.3% of the patients on Zolex.", "5.3%", "patients on Zolex", "Side effects"),
    # respectively
    ("Revenue and profit rose 5% and 3%, respectively.", "3%", "profit", "profit"),
    ("Sales in China and Japan fell 5% and 3% respectively.", "3%", "Japan", "Sales"),
    ("Lund, Oslo and Bergen have 300, 200 and 100 buses respectively.", "200", "Oslo", "buses"),
    ("Fever occurred in 6% of men and 7% of women; the rates of fever were 5% and 4% respectively.", "4%",
     "women", "fever"),
    ("Lund and Oslo rose 5% and 3%.", "3%", "Lund and Oslo", "rose"),
    ("Lund, Oslo and Bergen rose 5% and 3% respectively.", "3%", "Lund, Oslo and Bergen", "rose"),
    ("Lund sold 300 cars and 40 vans, respectively old and new.", "40", "Lund", "vans"),
    # what "it" is
    ("Some 300 people were out of work, pushing the rate to 4.3%. In May it was 4.1%.", "4.1%", "people", "rate"),
    ("Kestrel sold 300 cars. It was 40 years old.", "40 years", "Kestrel", "Kestrel"),
    ("A fourth company, Greece's Titalis, had its fine cut by half.", "half", "Titalis", "fine"),
    # clauses in between
    ("Takings at the Amex, where crowds of 300 watched each game, edged up to $3m.", "$3m", "Takings at the Amex",
     "Takings at the Amex"),
    ("The toll from the quake that struck Luzon has climbed to 71.", "71", "quake", "toll"),
    ("The price of the car that he bought rose 5%.", "5%", "car", "price"),
    ("The $73m profit that the club made in 2023 is gone.", "$73m", "club", "profit"),
    ("The sown area, at 14m hectares, hardly changed.", "14m", "sown area", "sown area"),
    ("Of the 742 people tested, 611 were ill.", "611", "people", "ill"),
    ("The cabinet on Tuesday sold 300 cars.", "300", "cabinet", "sold cars"),
    ("The summer season as a whole brought 300 guests.", "300", "summer season", "guests"),
    ("The average age of today's ferries is 71.", "71", "ferries", "average age"),
    ("The man who runs the mill sold 300 cars.", "300", "man", "sold cars"),
    ("Spot rates from Shanghai to Rotterdam jumped 10%.", "10%", "Spot rates", "Spot rates"),
    ("Of course, 300 people were ill.", "300", "people", "ill"),
    # who has a quantity
    ("Companies with a turnover below $3m pay nothing.", "$3m", "Companies", "turnover"),
    ("People with incomes over $90,000 pay more.", "$90,000", "People", "incomes"),
    ("Roads may freeze, with up to 20cm of snow.", "20cm", "snow", "snow"),
    ("More than 250 (voter registration) groups have filed.", "250", "groups", "filed"),
    ("Exports to China jumped 120%.", "120%", "Exports to China", "Exports to China"),
    ("Kestor is a brewer. Kestor made $9m. The wage bill jumped 15%.", "15%", "Kestor", "wage bill"),
    ("That leaves the firm with a debt under $3m.", "$3m", None, "leaves"),
    ("There is a 97% chance that you win nothing.", "97%", "chance", "chance"),
    ("The pound bought $1.339 in early trade.", "$1.339", "pound", "bought"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "subject", "metric"), ROLES)
def test_subjects_and_metrics(text: str, figure: str, subject: str | None, metric: str | None) -> None:
    context = told(text, figure)
    assert (context.subject, context.metric) == (subject, metric)


COMPARED = [
    ("Job offers are down 22% on pre-crisis levels.", "22%", "pre-crisis levels"),
    ("Margin, which had stood at 9.1%, narrowed to 6.8%.", "6.8%", "9.1%"),
    ("Profit on player sales, which had been $9m, shrank to $3m.", "$3m", "$9m"),
    ("The parts need 40% less energy and run faster than the 910B.", "40%", "the 910B"),
    ("Sales are up 22% on Monday.", "22%", None),
    ("Margin, which had stood at 9.1%, is 6.8%.", "6.8%", None),
    ("The firm, which had 300 clerks, shrank to $3m.", "$3m", None),
    ("The parts need 40% less energy, and run faster.", "40%", None),
]


@pytest.mark.parametrize(("text", "figure", "base"), COMPARED)
def test_bases_of_comparison(text: str, figure: str, base: str | None) -> None:
    assert told(text, figure).relative_to == base


BOUNDS = [
    ("The rate went up to 4.4%.", "4.4%", "eq"),
    ("Movements edged up to 300.", "300", "eq"),
    ("They fined five firms for fixing prices over seven years.", "seven", "eq"),
    ("The club turned over $3m.", "$3m", "eq"),
]


@pytest.mark.parametrize(("text", "figure", "comparator"), BOUNDS)
def test_words_that_are_no_bounds(text: str, figure: str, comparator: str) -> None:
    assert told(text, figure).comparator == comparator


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Trains run at up to 160 km/h.", "160"),
        ("The work took over seven years.", "seven"),
        ("He was jailed for fraud over seven years ago.", "seven"),
    ],
)
def test_words_that_stay_bounds(text: str, figure: str) -> None:
    assert told(text, figure).comparator is None  # as the figure grammar has it


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Families are to get $3m each.", "forecast"),
        ("Centrex is to cut 300 posts.", "forecast"),
        ("The airlines are to pay $3m.", "forecast"),
        ("Some 300 trees are to be planted.", "forecast"),
        ("The scheme should save 300 tonnes.", "forecast"),
        ("The town should build 300 homes.", "actual"),
        ("You should eat 300 grams.", "actual"),
        ("Some 300 trees should be planted.", "actual"),
        ("The plan is to cut 300 posts.", "actual"),
        ("The priorities are to cut 300 posts.", "actual"),
        ("Under the deal, the airlines are to pay $3m.", "actual"),
    ],
)
def test_what_is_to_be_done(text: str, modality: str) -> None:
    assert read_all(text, PUBLISHED)[0][1].modality == modality


def test_a_report_between_commas_is_not_what_is_measured() -> None:
    text = "Insured losses may reach $40bn, analysts at Kestrel estimated, twice the 2023 bill."
    assert told(text, "twice").subject == "Insured losses"


@pytest.mark.parametrize(
    ("text", "figure", "direction"),
    [
        ("Bond yields ticked down to 4.1%.", "4.1%", "down"),
        ("The rate edged lower by 0.2%.", "0.2%", "down"),
        ("Output crept up to 300 tonnes.", "300", "up"),
        ("Kestrel called up 300 officers.", "300", None),
        ("Sales beat forecasts by 5%.", "5%", None),
        ("He moved 300 trees.", "300", None),
    ],
)
def test_ways(text: str, figure: str, direction: str | None) -> None:
    assert told(text, figure).direction == direction


@pytest.mark.parametrize(
    ("text", "figure", "period"),
    [
        ("LONDON, Feb 20 - In 2024, net income dropped to $32.7bn.", "$32.7bn", "2024"),
        ("Brazil had 6.6m cases in 2024, four times the tally of 2023 and 31 for every town.", "31", "2024"),
        (
            "Brazil had 6.6m cases in 2024, twice those of 2023. Across the land 12 people died.",
            "12",
            "2024",
        ),
        (
            "It logged 1.4 million cases from January to the end of May 2025.",
            "1.4 million",
            "2025-01/2025-05",
        ),
        (
            "Yards took 4.9m tonnes in 2025, less than the 5.8 million tonnes of 2023.",
            "4.9m tonnes",
            "2025",
        ),
        (
            "Yards took 4.9 million tonnes in 2025, less than the 5.8 million tonnes of 2023.",
            "5.8 million tonnes",
            "2023",
        ),
        ("Cocoa trades at $8,300 a tonne in 2025, well short of 2024's peak of $12,931.", "$8,300", "2025"),
        ("Three times the population of 2023 would be 9 million people.", "9 million", None),
        ("The tally of 2023 was 31 people.", "31", "2023"),
    ],
)
def test_a_period_of_what_is_compared_with_dates_nothing_else(text: str, figure: str, period: str | None) -> None:
    assert {claim.figure: claim.period for claim in extract(text)}[figure] == period


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("LONDON, July 18, 2025 - Yards won 12 orders.", ["12"]),
        ("It took 4.9 million tonnes in the half, a third less than before.", ["4.9 million tonnes", "a third"]),
        ("It sold 12-inch pipes.", ["12-inch"]),
        ("Half the staff left.", ["Half"]),
    ],
)
def test_datelines_and_halves_of_a_year_are_no_figures(text: str, figures: list[str]) -> None:
    assert [claim.figure for claim in extract(text, every=True)] == figures
