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


_FORMS: Final = (
    # quarters and halves: "the second quarter of 2025", "fiscal first-quarter", "Q3 2024", "2025H1", "the May quarter"
    rf"(?P<fq>fiscal |financial )?(?P<q>{_ORDINAL})[- ]quarter{_of_year('qy')}",
    rf"(?P<h>first|second|latter)[- ]half{_of_year('hy')}",
    rf"(?P<qs>[qh][1-4])(?: (?:of )?(?P<fqs>fiscal |fy ?)?(?P<qsy>{_YEAR}))?",
    rf"(?P<yq>{_YEAR}) ?(?P<yqs>[qh][1-4])",
    rf"(?:the )?(?P<mq>{_MONTH}) quarter",
    # months: "between January and June", "three months to April 27", "late May", "December 2024", "5 May 2025"
    rf"(?:between (?P<m0>{_MONTH}) and|(?:from )?(?P<m1>{_MONTH})(?: to|-| through|–)) ?(?P<m2>{_MONTH})"
    rf"(?P<mmq> quarter)?(?:,? (?:of )?(?P<my>{_YEAR}|{_RELATIVE_YEAR}))?",
    r"(?:(?P<n>three|six|nine|twelve|12|3|6|9) months|(?:the )?(?P<nf>fiscal |financial |full |business )?"
    r"(?P<nu>quarter|half-year|half|year)) (?:to|through|ended|ending)(?: in| on)? (?:the end of )?(?:\d\d? )?"
    rf"(?P<nm>{_MONTH})(?: \d\d?)?(?:,? (?P<ny>{_YEAR}|{_RELATIVE_YEAR}))?",
    rf"(?P<ye>(?:the )?end of|end-|year-end) ?(?P<yey>{_YEAR}|last year|this year|the year)",
    rf"(?:\d\d?(?:st|nd|rd|th)? )(?:of )?(?P<dm1>{_MONTH})(?: (?P<dy1>{_YEAR}))?",
    rf"(?:early |late |mid-)?(?P<m>{_MONTH})(?P<d> \d\d?(?:st|nd|rd|th)?(?!\d|[,.]\d|%))?"
    rf"(?:,? (?P<y>{_YEAR}|last year|this year))?",
    # years: "fiscal 2026", "FY25", "2004", "2023-24"
    rf"(?:between|from) (?P<ya>{_YEAR}) (?:and|to|through|until) (?P<yz>{_YEAR})(?![\d,.%]\d|%)",
    rf"(?P<fy>fiscal(?: year)? |financial year |fy ?)(?P<fyy>{_YEAR}|\d\d(?!\d))",
    rf"(?P<y1>{_YEAR})(?:[-/–](?P<y2>\d{{4}}|\d\d))?(?![\d,.%]\d|%| ?[A-Za-z]\d)",
    r"(?:the )?(?:early |late |mid-)?(?P<dec>(?:1[6-9]|20)\d0)['’]?s",
    r"(?:the )?(?:early |late |mid-)?(?P<cent>\d\d?)(?:st|nd|rd|th)[- ]century",
    # stretches: "the last five years", "the first nine months of 2025", "the past few weeks"
    rf"(?:the )?(?P<span>last|past|previous|next|coming|first|final) (?:(?P<spann>{_SMALL}|few|several|couple of) )?"
    rf"(?P<spanu>hours|days|weeks|months|quarters|years|decades)"
    rf"(?: of (?:the )?(?P<spany>year|{_YEAR}|{_RELATIVE_YEAR}))?"
    r"(?! (?:ago|before|earlier)\b)",
    # by distance: "four years ago", "the same period of 2024", "this time last year", "the previous quarter"
    rf"(?P<ago>{_SMALL}) (?P<agou>years?|months?|quarters?|weeks?|days?|hours?|decades?|century|centuries)"
    r" (?P<agow>ago|earlier|before|previously|prior|later)",
    r"(?:around |about )?(?:the )?same (?P<same>period|quarter|month|time|half|point|stage|week|day|weekend)"
    r"(?: (?:of |in |a |the )*(?P<sy>\d{4}|last year|year earlier|year ago|year before|previous year))?",
    r"(?:around |about )?this time (?P<tt>last year)",
    rf"so far(?: (?P<sf>this year|this month)| in {_YEAR})?(?P<sff>)",
    r"(?:the )?(?:start|beginning|middle|turn|end) of"
    r" (?P<vague>(?:the|this|last|next) (?:year|quarter|month|week|decade|century))",
    # told by what was told before: "in the quarter", "that month", "for the half-year"
    r"(?:the (?P<ahalf>half-year|full year)|(?:the|that) (?P<ana>quarter|month|year|half|period|season|week|day))"
    r"(?! (?:to|through|ended|ending|before|earlier|of|when|that|after|and|or|a)\b|['’-])",
    r"year to date",
    r"(?:the )?(?P<rel>last|this|next|previous|prior|current|past|preceding|coming|latest|most recent|following)"
    r" (?:financial |fiscal |calendar |school )?(?P<relu>year|quarter|month|week|decade|century)",
    r"the (?P<yb>year|quarter|month) (?:before(?! \w+ing\b| the\b)|earlier)",
    r"(?:last|this|next) (?P<season>spring|summer|autumn|winter|season)",
    r"(?:spring|summer|autumn|winter) (?:of )?(?P<seasoned>\d{4})",
    r"(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: (?:night|morning|evening|afternoon))?",
    r"(?P<moment>(?:by |at |before |around )?(?:nightfall|midnight|dawn|dusk|daybreak|midday|noon|sunset|sunrise)"
    r"|(?:early|late|morning|afternoon) (?:trade|trading|deals)"
    r"|(?:last|this) (?:night|morning|evening|afternoon|weekend)|overnight)",
    r"(?P<now>today|now|currently|at present|yesterday)(?!['’]s)",
)

PERIOD: Final = re.compile(rf"\b(?:{'|'.join(_FORMS)})(?!\w)", re.IGNORECASE)

COMPARES: Final = re.compile(
    r"\b(?:than|what) (?:it|they|he|she|there|we) \w+ (?:(?:in|at|on|during|for) )?(?:the )?\Z"
    r"|\b(?:than|from|on|against|versus|over|compared (?:with|to)|(?:up|down) on|above|below)"
    r"(?: (?:in|at|during|for|that of|those of|the|those in|that in))*(?: its| the| their| his| her| our)? ?\Z",
    re.IGNORECASE,
)
"""What stands before a period that a figure is compared with."""

MONTH_CONTEXT: Final = re.compile(
    r"(?:\b(?:in|of|by|since|until|to|during|last|late|early|mid-|from|before|after)\s|-)\Z"
)
"""What stands before "May" when it is the month."""
