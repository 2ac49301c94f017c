"""What short claims and reports say: for each rule sentences it must read, and like ones it must leave alone."""

from __future__ import annotations

import pytest
from context_en_reading import read, read_all

ROLES = [
    # a noun or adjective is a verb after a modal, a noun in -ing after "be"
    ("The merger will mean 2,000 redundancies.", "2,000", "merger", "redundancies"),
    ("The heat will likely cause 40 deaths a year.", "40", "heat", "deaths"),
    ("The tunnel would probably save 20 minutes.", "20 minutes", "tunnel", "save"),
    ("The navy is spending $7m on paint.", "$7m", "navy", "spending"),
    ("Councils are now borrowing £3bn.", "£3bn", "Councils", "borrowing"),
    ("Its main cost is housing.  Rents are 40% of it.", "40%", "Rents", "Rents"),
    ("Public spending is 40% of output.", "40%", "Public", "spending"),
    ("The mean price will rise 3%.", "3%", "mean price", "price"),
    # one of so many
    ("Oregon is one of only three states that allow it.", "three", "Oregon", "states"),
    ("Nora Lund was one of 12 senators to vote against.", "12", "Nora Lund", "senators"),
    ("Ghent is not one of the nine cities.", "nine", "Ghent", "cities"),
    ("Northwind reported sales of 900 cars.", "900", "Northwind", "sales"),
    ("Oslo has a fleet of 40 trams.", "40", "Oslo", "fleet"),
    # so much worth of something
    ("The ministry ordered €4m worth of masks.", "€4m", "ministry", "masks"),
    ("The raid found $9,000 worth of cigarettes.", "$9,000", "raid", "cigarettes"),
    ("The house is worth $5m.", "$5m", "house", "worth"),
    # a figure told twice
    ("Almost half (47.7%) of patients were over 60.", "half", "patients", "were"),
    ("Two-thirds (66%) of wards are understaffed.", "66%", "wards", "understaffed"),
    ("Of 900 cases, 320 (36%) patients died.", "320", "patients", "died"),
    ("Revenue rose 8% (6% without currency effects).", "8%", "Revenue", "Revenue"),
    # a reduced clause before the main verb
    ("The five prisoners swapped for a soldier are back at home.", "five", "prisoners", "home"),
    ("Two-thirds of jobs lost in the slump were well paid.", "Two-thirds", "jobs", "paid"),
    ("Half of people living in Gaza have no water.", "Half", "people", "water"),
    ("At least 40 people died in floods.", "40", "people", "died"),
    ("Some 300 people arrived on Monday and were fed.", "300", "people", "arrived"),
    ("Police say 20 people were arrested in Paris.", "20", "people", "arrested"),
    # what the subject is, behind two prepositions
    ("Half of the warming is due to ships.", "Half", "warming", "due to ships"),
    ("About 9% of adults are out of work.", "9%", "adults", "out of work"),
    ("About 9% of adults are in debt.", "9%", "adults", "in debt"),
    # what money was spent on
    ("More than $3bn was spent on housing.", "$3bn", "housing", "spent"),
    ("About $40m was set aside for flood walls.", "$40m", "flood walls", "set"),
    # an -ing clause opens the sentence
    ("After losing 9,000 jobs, the region recovered.", "9,000", "region", "jobs"),
    ("By cutting 300 posts, the bank saved money.", "300", "bank", "posts"),
]

BASELINES = [
    ("The mayor approved a 67% pay raise.", "67%", None),
    ("The school has a 40% dropout rate.", "40%", None),
    ("The party wants a 23 percent sales tax.", "23 percent", None),
    ("He holds 23 percent of the shares.", "23 percent", "shares"),
    ("Norway gets 90% of its power from rivers.", "90%", "power"),
    ("Income rose $7,500 under Bill Clinton.", "$7,500", None),
    ("Prices fell 4% under the target.", "4%", "the target"),
    ("Three-quarters of the oil is gone.", "Three-quarters", "oil"),
]


@pytest.mark.parametrize(("text", "figure", "baseline"), BASELINES, ids=[case[0] for case in BASELINES])
def test_a_percentage_before_a_noun_is_no_share_of_it(text: str, figure: str, baseline: str | None) -> None:
    assert read(text)[figure].relative_to == baseline


REFERRING = [
    # a possessive means the subject of its own clause
    ("Nvidia sold 4m chips. Oslo cut its carbon intensity by 40%.", "40%", "Oslo"),
    ("Nvidia sold 4m chips. Ford will cut its global workforce by 4%.", "4%", "Ford"),
    ("Nvidia sold 4m chips. Its workforce grew 40%.", "40%", "Nvidia"),
    # a public body with a word before it is itself, one without may be an earlier name
    ("Nvidia sold 4m chips. The federal government spent $3bn.", "$3bn", "federal government"),
    ("Nvidia sold 4m chips. The Ardern administration built 40 schools.", "40", "Ardern administration"),
    ("Nvidia sold 4m chips. The Danish government owns 40 ferries.", "40", "Danish government"),
    ("Nvidia sold 4m chips. The company employs 40 people.", "40", "Nvidia"),
    ("Nvidia sold 4m chips. The American company employs 40 people.", "40", "Nvidia"),
    # "he" is no company or crowd spoken of before
    ("Women hold 40% of seats. He requested 37 flights.", "37", "He"),
    ("Nvidia sold 4m chips. She carried 58 counties.", "58", "She"),
    ("Ann Lund won 40 seats. She carried 58 counties.", "58", "Ann Lund"),
    # what is counted where the clause names nobody
    ("Nvidia sold 4m chips. Says six studies verify it.", "six", "studies"),
    ("Shops sold 4m chips. More than 80 percent of them were faulty.", "80 percent", "Shops"),
    ("Texas has 700 agencies, and 20 percent of them are new.", "20 percent", "agencies"),
]


@pytest.mark.parametrize(("text", "figure", "subject"), REFERRING, ids=[case[0][-40:] for case in REFERRING])
def test_whom_words_refer_to(text: str, figure: str, subject: str) -> None:
    assert read(text)[figure].subject == subject


SPEAKERS = [
    ("The line creates 35 jobs, according to a government report.", "35", "government report"),
    ("The line creates 35 jobs, analysts at Kestrel estimate, and more later.", "35", "analysts at Kestrel"),
    ("The line creates 35 jobs, the bureau estimates.", "35", "bureau"),
    ("A recent study showed that 40% of wells are dry.", "40%", "recent study"),
    ("A poll taken two months ago found 70% approval.", "70%", "poll"),
    ("Bank of Ghana figures show that 40% of loans are bad.", "40%", "Bank of Ghana"),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), SPEAKERS, ids=[case[0] for case in SPEAKERS])
def test_who_says_so(text: str, figure: str, speaker: str) -> None:
    said = read(text)[figure].attributed_to
    assert said is not None
    assert speaker in said


MORE_ROLES = [
    # a noun that may be a verb, before adverbs and the verb
    ("Half of insurance plans currently include it.", "Half", "insurance plans", "include"),
    ("The target alone would cost 4,000 jobs.", "4,000", "target", "jobs"),
    ("Prices sharply rose by 4%.", "4%", "Prices", "Prices"),
    ("Exports later rose 4%.", "4%", "Exports", "Exports"),
    # modifiers with "and"
    ("The lake brings $7m in state and local taxes.", "$7m", "lake", "state and local taxes"),
    ("The city paid $6m in disability and retirement benefits.", "$6m", "city", "disability and retirement benefits"),
    ("The city earned $6m in fees and $2m in fines.", "$2m", "city", "fines"),
    # the whole of what "who" stands for
    ("Nurses in Ghent who earn €3,000 are leaving.", "€3,000", "Nurses in Ghent", "earn"),
    ("The firm pays staff in Ghent who earn €900 more.", "€900", "staff in Ghent", "earn"),
    ("A friend of Nora Lund who owns 40 boats spoke.", "40", "Nora Lund", "boats"),
    # the object with all that belongs to it
    ("The budget lifts funding for people with asthma by $36m.", "$36m", "people", "funding"),
    ("The budget lifts funding for schools by $36m.", "$36m", "schools", "funding"),
    # a figure in a phrase that opens the sentence
    ("In two terms, Nora Lund signed no bill.", "two", "Nora Lund", "terms"),
    ("Over the past six years, exports have soared.", "six years", "exports", "exports"),
    ("For thousands of nurses, the plan would end it.", "thousands", "plan", "nurses"),
    ("He says that in 41 states, nurses earn more.", "41", "nurses", "states"),
    ("For the first time in two decades, Lima makes oil.", "two decades", "Lima", "makes"),
    ("Over the past 10 years, incomes for the top 1 percent have grown.", "10 years", "top 1 percent", "incomes"),
    ("In 40 cities, rents rose 3%.", "3%", "rents", "rents"),
    ("On Monday, 40 people died.", "40", "people", "died"),
    ("After two years, 300 posts were cut.", "300", "posts", "cut"),
    # "every one" and "not one" of so many
    ("Every one of the 67 judges refused.", "67", "judges", "judges"),
    ("Not one of the 17 candidates spoke.", "17", "candidates", "candidates"),
    # what was reported of something counted
    ("The Post reported fewer than 4,000 tests had been made.", "4,000", "tests", "made"),
    ("The agency reported 40 deaths linked to heat.", "40", "agency", "deaths"),
    # a noun before "to" and a name is no verb
    ("EU exports to Korea increased by 36%.", "36%", "EU", "exports"),
    ("Northwind plans to sell 40 ships.", "40", "Northwind", "sell"),
    # verbs in their base form after a plural
    ("Less than half of scientists endorse the plan.", "half", "scientists", "endorse"),
    ("About 90% of the warming occurs after noon.", "90%", "warming", "occurs"),
    ("The city would lay off 200 teachers.", "200", "city", "lay off"),
    ("HK Express lost $400m.", "$400m", "HK Express", "lost"),
    # "most" before an adjective
    ("Fifteen of the 20 most polluted cities are in Asia.", "20", "polluted cities", "cities"),
    ("The 10 most common words fill a page.", "10", "common words", "fill"),
    # participles after a clause with "be", after an apposition, and adjectives like them
    ("When Roy Lund was governor, Georgia created 900 jobs.", "900", "Georgia", "jobs"),
    ("There were 300 people killed.", "300", "people", "people"),
    ("Staff working in Vo, the site of the leak, conducted two rounds of tests.", "two", "Staff", "rounds"),
    ("Iowa gives undocumented women $400 a month.", "$400", "Iowa", "gives"),
    ("Oslo had four consecutive balanced budgets.", "four", "Oslo", "balanced budgets"),
    ("The policies have led to a 69% rise in prices.", "69%", "policies", "prices"),
    ("A quarter of those held at the border have records.", "A quarter", "those held at the border", "records"),
    ("More than 80 percent of the bills we passed in May had support.", "80 percent", "bills", "support"),
    ("The typical family saw their incomes fall by 6 percent.", "6 percent", "typical family", "incomes"),
    ("Nurses and their unions agree: pay fell 6 percent.", "6 percent", "pay", "pay"),
    # those who do something, and an editor's word in brackets
    ("About 33% of those who voted early were women.", "33%", "those who voted early", "women"),
    ("Some 75 percent of the (control) towers are closed.", "75 percent", "towers", "closed"),
    ("About 5% of those cars are new.", "5%", "cars", "new"),
    # where further money came from
    ("The sheriff accepted $42,000 from clubs and $10,000 from brewers.", "$10,000", "sheriff", "accepted"),
    ("It cut 3,400 jobs from sales and 2,600 from support.", "2,600", "support", "jobs"),
    # the top of something
    ("The top 1 percent pay a third of it.", "1 percent", "top 1 percent", "pay"),
    ("The bottom 40% of earners hold nothing.", "40%", "bottom 40% of earners", "hold"),
    ("He taxed the top 2 percent.", "2 percent", "He", "taxed"),
    ("Sales top $3bn.", "$3bn", "Sales", "Sales"),
]


TOPS = [
    ("The top 1 percent pay more.", "1 percent", None),
    ("Our top 5 percent pay more.", "5 percent", None),
    ("Tax the top 1 percent.", "1 percent", None),
    ("Sales top $3bn.", "$3bn", "gt"),
    ("Losses top £90m.", "£90m", "gt"),
    ("Exports topped $3bn.", "$3bn", "gt"),
]


@pytest.mark.parametrize(("text", "figure", "comparator"), TOPS, ids=[case[0] for case in TOPS])
def test_the_top_of_something_is_no_bound(text: str, figure: str, comparator: str | None) -> None:
    found = [found for found, _ in read_all(text) if text[found.start : found.end] == figure]
    assert found[0].comparator == (comparator or "eq")


YEARS = [
    ("A 2006 law drains $5bn a year.", "$5bn", None),
    ("Our 1994 Nature article named 23 sites.", "23", None),
    ("The 2017 tax act cost $5bn.", "$5bn", None),
    ("The 2017 budget was $5bn.", "$5bn", "2017"),
    ("In 2017 the law cost $5bn.", "$5bn", "2017"),
    ("The 2016 election drew 40 million voters.", "40 million", "2016"),
    ("From 1992 through 2010, exports rose 4%.", "4%", "From 1992 through 2010"),
]


@pytest.mark.parametrize(("text", "figure", "year"), YEARS, ids=[case[0] for case in YEARS])
def test_a_year_in_the_name_of_a_law_dates_nothing(text: str, figure: str, year: str | None) -> None:
    assert read(text)[figure].as_of == year


SCARS = [
    ("Weve created 850,000 jobs.", "850,000", "We", "jobs"),
    ("Says hes spent $4m on boats.", "$4m", "he", "spent"),
    ("A worker whos making $50 a day pays.", "$50", "worker", "making"),
    ("[T]he 1,079 emails were lost.", "1,079", "emails", "lost"),
    ("[N]early 40 nurses left.", "40", "nurses", "left"),
    ("Northwind sold 9 ships. Its profit was $4m.", "$4m", "Northwind", "profit"),
    ("Im Hafen made $4m.", "$4m", "Im Hafen", "made"),
    ("Wells made $4m.", "$4m", "Wells", "made"),
    ("The fee (a) costs $40 and (b) rises.", "$40", "fee", "costs"),
]


@pytest.mark.parametrize(
    ("text", "figure", "subject", "metric"), [*ROLES, *MORE_ROLES, *SCARS], ids=lambda said: said[:40]
)
def test_subject_and_metric(text: str, figure: str, subject: str, metric: str) -> None:
    context = read(text)[figure]
    assert context.subject is not None
    assert subject in context.subject
    assert len(context.subject) <= len(subject) + 12
    assert context.metric is not None
    assert metric.lower() in context.metric.lower()
