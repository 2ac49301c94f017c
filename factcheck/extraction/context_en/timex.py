"""The pattern of periods in English text ("time expressions"); ``periods`` reads its groups."""

from __future__ import annotations

import re
from typing import Final

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR: Final = r"(?:1[6-9]\d\d|20\d\d|21\d\d)"
_ORDINAL: Final = r"(?:first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
_SMALL: Final = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|(?<![\d,.])\d{1,3}(?:,\d{3})*)"
)
_RELATIVE_YEAR: Final = "last year|this year|next year"


def _of_year(name: str) -> str:
    """ " of 2025", " of fiscal 2026", " of last year", or nothing."""
    lead = "(?:of |in )?(?:the )?(?:fiscal |financial )?(?:year )?"
    return rf"(?:,? {lead}(?P<{name}>{_YEAR}|{_RELATIVE_YEAR})(?!\d))?"


_MONTHS: Final = "jfmasond"
"""First letters of the months."""
_FORMS: Final = (
    # quarters and halves: "the second quarter of 2025", "fiscal first-quarter", "Q3 2024", "2025H1", "the May quarter"
    ("fstl0", rf"(?P<fq>fiscal |financial )?(?P<q>{_ORDINAL})[- ]quarter{_of_year('qy')}"),
    ("fsl", rf"(?P<h>first|second|latter)[- ]half{_of_year('hy')}"),
    ("qh", rf"(?P<qs>[qh][1-4])(?: (?:of )?(?P<fqs>fiscal |fy ?)?(?P<qsy>{_YEAR}))?"),
    ("0", rf"(?P<yq>{_YEAR}) ?(?P<yqs>[qh][1-4])"),
    ("t" + _MONTHS, rf"(?:the )?(?P<mq>{_MONTH}) quarter"),
    # months: "between January and June", "three months to April 27", "late May", "December 2024", "5 May 2025"
    (
        "bf" + _MONTHS,
        rf"(?:between (?P<m0>{_MONTH}) and|(?:from )?(?P<m1>{_MONTH})(?: to|-| through|–)(?: the end of)?)"
        rf" ?(?P<m2>{_MONTH})"
        rf"(?P<mmq> quarter)?(?:,? (?:of )?(?P<my>{_YEAR}|{_RELATIVE_YEAR}))?",
    ),
    (
        "tsnfbqhy0",
        r"(?:(?P<n>three|six|nine|twelve|12|3|6|9) months|(?:the )?(?P<nf>fiscal |financial |full |business )?"
        r"(?P<nu>quarter|half-year|half|year)) (?:to|through|ended|ending)(?: in| on)? (?:the end of )?(?:\d\d? )?"
        rf"(?P<nm>{_MONTH})(?: \d\d?)?(?:,? (?P<ny>{_YEAR}|{_RELATIVE_YEAR}))?",
    ),
    ("tey", rf"(?P<ye>(?:the )?end of|end-|year-end) ?(?P<yey>{_YEAR}|last year|this year|the year)"),
    ("0", rf"(?:\d\d?(?:st|nd|rd|th)? )(?:of )?(?P<dm1>{_MONTH})(?: (?P<dy1>{_YEAR}))?"),
    (
        "elm" + _MONTHS,
        rf"(?:early |late |mid-)?(?P<m>{_MONTH})(?P<d> \d\d?(?:st|nd|rd|th)?(?!\d|[,.]\d|%))?"
        rf"(?:,? (?P<y>{_YEAR}|last year|this year))?",
    ),
    # years: "fiscal 2026", "FY25", "2004", "2023-24"
    ("bf", rf"(?:between|from) (?P<ya>{_YEAR}) (?:and|to|through|until) (?P<yz>{_YEAR})(?![\d,.%]\d|%)"),
    ("f", rf"(?P<fy>fiscal(?: year)? |financial year |fy ?)(?P<fyy>{_YEAR}|\d\d(?!\d))"),
    ("0", rf"(?P<y1>{_YEAR})(?:[-/–](?P<y2>\d{{4}}|\d\d))?(?![\d,.%]\d|%| ?[a-z]\d)"),
    ("telm0", r"(?:the )?(?:early |late |mid-)?(?P<dec>(?:1[6-9]|20)\d0)['’]?s"),
    ("telm0", r"(?:the )?(?:early |late |mid-)?(?P<cent>\d\d?)(?:st|nd|rd|th)[- ]century"),
    # stretches: "the last five years", "the first nine months of 2025", "the past few weeks"
    (
        "tlpncf",
        rf"(?:the )?(?P<span>last|past|previous|next|coming|first|final) "
        rf"(?:(?P<spann>{_SMALL}|few|several|couple of) )?"
        rf"(?P<spanu>hours|days|weeks|months|quarters|years|decades)"
        rf"(?: of (?:the )?(?P<spany>year|{_YEAR}|{_RELATIVE_YEAR}))?"
        r"(?! (?:ago|before|earlier)\b)",
    ),
    # by distance: "four years ago", "the same period of 2024", "this time last year", "the previous quarter"
    (
        "aotfsen0",
        rf"(?P<ago>{_SMALL}) (?P<agou>years?|months?|quarters?|weeks?|days?|hours?|decades?|century|centuries)"
        r" (?P<agow>ago|earlier|before|previously|prior|later)",
    ),
    (
        "ats",
        r"(?:around |about )?(?:the )?same (?P<same>period|quarter|month|time|half|point|stage|week|day|weekend)"
        r"(?: (?:of |in |a |the )*(?P<sy>\d{4}|last year|year earlier|year ago|year before|previous year))?",
    ),
    ("at", r"(?:around |about )?this time (?P<tt>last year)"),
    ("s", rf"so far(?: (?P<sf>this year|this month)| in {_YEAR})?(?P<sff>)"),
    (
        "tsbme",
        r"(?:the )?(?:start|beginning|middle|turn|end) of"
        r" (?P<vague>(?:the|this|last|next) (?:year|quarter|month|week|decade|century))",
    ),
    # told by what was told before: "in the quarter", "that month", "for the half-year"
    (
        "t",
        r"(?:the (?P<ahalf>half-year|full year)|(?:the|that) (?P<ana>quarter|month|year|half|period|season|week|day))"
        r"(?! (?:to|through|ended|ending|before|earlier|of|when|that|after|and|or|a)\b|['’-])",
    ),
    ("f", r"(?P<fullyear>full-year)(?= [a-z])"),
    ("y", r"year to date"),
    (
        "tlnpcmf",
        r"(?:the )?(?P<rel>last|this|next|previous|prior|current|past|preceding|coming|latest|most recent|following)"
        r" (?:financial |fiscal |calendar |school )?(?P<relu>year|quarter|month|week|decade|century)",
    ),
    ("t", r"the (?P<yb>year|quarter|month) (?:before(?! \w+ing\b| the\b)|earlier)"),
    ("ln", r"(?P<ellipsis>next|last)(?= ?[.,;)]|\Z)"),
    ("ltn", r"(?:last|this|next) (?P<season>spring|summer|autumn|winter|season)"),
    ("saw", r"(?:spring|summer|autumn|winter) (?:of )?(?P<seasoned>\d{4})"),
    ("mtwfs", r"(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: (?:night|morning|evening|afternoon))?"),
    (
        "banmdselto",
        r"(?P<moment>(?:by |at |before |around )?(?:nightfall|midnight|dawn|dusk|daybreak|midday|noon|sunset|sunrise)"
        r"|(?:early|late|morning|afternoon) (?:trade|trading|deals)"
        r"|(?:last|this) (?:night|morning|evening|afternoon|weekend)|overnight)",
    ),
    ("tncay", r"(?P<now>today|now|currently|at present|yesterday)(?!['’]s)"),
)
"""What a period may begin with (0: a digit), and its pattern; of several that match the first is taken."""
AFTER_THE: Final = frozenset((
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "fis", "fin", "ful", "bus",
    "qua", "hal", "yea", "end", "sam", "mon", "per", "sea", "wee", "day", "las", "thi", "nex", "pre", "pri", "cur",
    "pas", "com", "lat", "mos", "fir", "fol", "sta", "beg", "mid", "tur", "ear",
))  # fmt: skip
"""The first three letters of what may follow "the" in a period: hardly one "the" in ten opens any."""
_ALIKE: Final = ("0", "t", "f", "s", "adejmno", "bchlpqwy")
"""Openings that share a pattern: what a pattern costs to compile is saved where it is tried some thousand times."""
_NAMED: Final = re.compile(r"\(\?P<(\w+)>")
_by_opening: Final[dict[str, re.Pattern[str]]] = {}


def period_from(first: str) -> re.Pattern[str] | None:
    """The pattern of the periods that begin with the character ``first``, in lower case; None where none does.

    One pattern of all forms would try each of them at every "the". Every pattern has the groups of all forms.
    """
    opening = first.lower() if first.isalpha() else "0"
    known = _by_opening.get(opening)
    if known is None:
        for alike in _ALIKE:
            if opening in alike:
                known = _pattern(alike)
                _by_opening.update(dict.fromkeys(alike, known))
    return known


def _pattern(openings: str) -> re.Pattern[str]:
    """The forms that begin with any of ``openings``; of the others only the groups, which then match nothing."""
    wanted = set(openings)
    forms = [form for letters, form in _FORMS if not wanted.isdisjoint(letters)]
    others = "".join(form for letters, form in _FORMS if wanted.isdisjoint(letters))
    unmatched = "".join(f"(?P<{name}>)" for name in _NAMED.findall(others))
    return re.compile(rf"\b(?:{'|'.join(forms)}|(?!){unmatched})(?!\w)")


COMPARES: Final = re.compile(
    r"\b(?:than|what) (?:it|they|he|she|there|we) \w+ (?:(?:in|at|on|during|for) )?(?:the )?\Z"
    r"|\b(?:than|from|on|against|versus|over|compared (?:with|to)|(?:up|down) on|above|below|(?:short|shy|ahead) of)"
    r"(?: (?:in|at|during|for|that of|those of|the|those in|that in))*(?: its| the| their| his| her| our)? ?\Z"
)
"""What stands before a period that a figure is compared with, in lower case."""
