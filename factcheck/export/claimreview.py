"""schema.org ClaimReview as JSON-LD: the form in which fact-checkers publish, and search engines read.

Fields after https://schema.org/ClaimReview and https://schema.org/Claim; what is required (``claimReviewed``,
``reviewRating`` with ``alternateName``, ``url``) after Google's structured-data documentation of fact checks. The file
is a JSON array of ClaimReview objects, each with its own ``@context``, so that each can be put on its page as it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import msgspec

from claims_db.claim import Claim
from claims_db.records import Source
from factcheck.export.selection import Exported, Tally


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the reviews, and in which language ratings are named."""

    name: str
    url: str | None = None
    language: str = "en"
    """``en`` or ``zh``."""
    review_url: str | None = None
    """Address of a review that names none itself; ``{uid}`` and ``{id}`` stand for the claim's."""


def write_claimreview(claims: Iterable[Exported], stream: BinaryIO, publisher: Publisher, tally: Tally) -> None:
    """Write the decided ones of ``claims`` as an array of ClaimReview objects; the others are noted in ``tally``."""
    separator = b"[\n"
    for claim in claims:
        review = claim_review(claim, publisher, tally)
        if review is not None:
            stream.write(separator)
            stream.write(msgspec.json.encode(review))
            separator = b",\n"
    stream.write(b"[]\n" if separator == b"[\n" else b"\n]\n")


def claim_review(exported: Exported, publisher: Publisher, tally: Tally) -> dict[str, Any] | None:
    """One claim as a ClaimReview object; None where it has no verdict or no address, noted in ``tally``."""
    record = exported.record
    rating = _rating(record.status, publisher.language)
    if rating is None:
        tally.undecided.append(record.id)
        return None
    finding = record.finding
    url = (finding.review_url if finding else None) or _fill(publisher.review_url, record.id, record.uid)
    if not url:
        tally.unpublished.append(record.id)
        return None
    body = _body(exported, publisher.language)
    return _stated(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": url,
            "identifier": record.uid,
            "datePublished": (exported.decided_at or "")[:10] or None,
            "author": _stated({"@type": "Organization", "name": publisher.name, "url": publisher.url}),
            "claimReviewed": claim_reviewed(record.claim, alone=exported.alone),
            "inLanguage": publisher.language if body else None,
            "itemReviewed": _claim(record.claim, exported.source),
            "reviewRating": _stated({**rating, "ratingExplanation": finding.rationale if finding else None}),
            "reviewBody": body,
            "citation": [_citation(item.url, item.quote) for item in record.evidence] or None,
        }
    )


def clean_statement(claim: Claim) -> str:
    """The statement as a reader of the page saw it: without injected pinyin, entities and control characters."""
    from factcheck.repair import without_scars

    return " ".join(without_scars(claim.statement.text).text.split())


def claim_reviewed(claim: Claim, *, alone: bool) -> str:
    """What the rating is about: the statement, and unless its figure stands ``alone`` in it, which one was checked."""
    statement = clean_statement(claim)
    if alone:
        return statement
    pattern: str = _scale()["checked_figure"][claim.lang]
    return pattern.format(statement=statement, figure=clean_figure(claim))


def clean_figure(claim: Claim) -> str:
    """The figure as a reader of the page saw it."""
    from factcheck.repair import without_scars

    return " ".join(without_scars(claim.figure).text.split())


def figure_cited(claim: Claim, source: Source) -> dict[str, str]:
    """The figure as a schema.org Quotation, its place told after RFC 5147 (code points of the source's stored text)."""
    place = f"sha256:{source.text_sha256}#char={claim.start},{claim.end}"
    return {"@type": "Quotation", "text": claim.figure, "identifier": place}


def _claim(claim: Claim, source: Source) -> dict[str, Any]:
    published = source.published.isoformat() if source.published else None
    address = urlsplit(source.name).scheme in ("http", "https")
    return _stated(
        {
            "@type": "Claim",
            "text": claim.statement.text,
            "datePublished": published,
            "hasPart": figure_cited(claim, source),
            "appearance": _stated(
                {
                    "@type": "CreativeWork",
                    "url": source.name if address else None,
                    # of a path only the file's name: folders tell of the machine it was read on
                    "name": source.name if address else PurePath(source.name).name,
                    "headline": source.title,
                    "datePublished": published,
                    "identifier": f"sha256:{source.sha256}",
                }
            ),
        }
    )


def _body(exported: Exported, language: str) -> str | None:
    """The finding in words: the rationale, then the figure that is right."""
    finding = exported.record.finding
    if finding is None:
        return None
    right = f"{_scale()['correct_value'][language]}{finding.correct_value}" if finding.correct_value else None
    return "\n".join(part for part in (finding.rationale, right) if part) or None


def _citation(url: str, quote: str | None) -> dict[str, Any]:
    return _stated({"@type": "CreativeWork", "url": url, "abstract": quote})


def _rating(status: str, language: str) -> dict[str, Any] | None:
    scale = _scale()
    if status not in scale:
        return None
    entry = scale[status]
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": entry["name"][language]}
    if "value" in entry:
        rating |= {"ratingValue": entry["value"], "bestRating": scale["best"], "worstRating": scale["worst"]}
    return rating


def rating_names(status: str) -> frozenset[str]:
    """What the rating of a claim with this status is called, in every language; empty for an undecided one."""
    entry = _scale().get(status)
    return frozenset(entry["name"].values()) if entry else frozenset()


@cache
def _scale() -> dict[str, Any]:
    return tomllib.loads(files("factcheck.export").joinpath("ratings.toml").read_text("utf-8"))


def _fill(template: str | None, number: int, uid: str) -> str | None:
    return template.replace("{id}", str(number)).replace("{uid}", uid) if template else None


def _stated(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def reviews_of(data: bytes) -> Iterator[dict[str, Any]]:
    """The ClaimReview objects of a file as ``write_claimreview`` writes it; raises ``msgspec.DecodeError``."""
    yield from msgspec.json.decode(data, type=list[dict[str, Any]])
