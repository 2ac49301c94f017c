"""Pages: the visible text once, contiguous figures, and the article apart from the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.reading import Document, Unreadable, read
from factcheck.reading.document import CannotRead
from factcheck.reading.sources import from_bytes

ARTICLE = "".join(
    f"<p>Chipmaker Novacore said on Tuesday that revenue in region {i} rose {i}0% to ${i} billion, "
    "well ahead of what analysts had expected, as demand for its servers held up.</p>"
    for i in range(1, 6)
)
PAGE = f"""<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Novacore revenue rises | Wire</title>
<meta property="article:published_time" content="2026-02-24T11:05:00Z">
<style>p {{ color: red }}</style><script>var n = 99;</script></head><body>
<header><div class=brand>The Wire</div><nav><a href=/>Home</a><a href=/m>Markets</a></nav></header>
<main><article><h1>Novacore revenue rises</h1><div class="byline">By A. Reporter</div>{ARTICLE}
<div class="related-articles"><h3>Related</h3><ul><li>Ferry prices up 12%</li></ul></div></article>
<aside><h2>Most read</h2><ul><li>Lugang flats fall 3%</li></ul></aside></main>
<footer>© 2026 The Wire. Join 250,000 readers.</footer></body></html>"""


def page(html: str | bytes, name: str = "a.html") -> Document:
    return from_bytes(name, html.encode() if isinstance(html, str) else html, suffix=".html")


def outside(document: Document) -> str:
    assert document.boilerplate is not None
    return "\n".join(document.text[start:end] for start, end in document.boilerplate)


def test_the_article_and_what_stands_around_it() -> None:
    document = page(PAGE)
    assert document.title == "Novacore revenue rises"
    assert document.published == date(2026, 2, 24)
    assert document.media_type == "text/html"
    assert document.raw == PAGE.encode()
    assert "trafilatura" in document.reader
    assert document.boilerplate is not None
    rest = outside(document)
    for words in ("Home", "Ferry prices up 12%", "Lugang flats fall 3%", "250,000", "The Wire"):
        assert words in document.text
        assert words in rest
    for words in ("Novacore revenue rises", "rose 10% to $1 billion", "rose 50% to $5 billion"):
        assert words in document.text
        assert words not in rest
    assert "99" not in document.text
    assert "color" not in document.text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>some <strong>0.78 petaflops</strong>.</p>", "some 0.78 petaflops."),
        ("<p>4<b>5</b><i>亿</i>美元</p>", "45亿美元"),
        ("<p>5<sup>th</sup>, 10<sup>15</sup>, 7 km<sup>2</sup>, CO<sub>2</sub></p>", "5th, 10¹⁵, 7 km², CO2"),
        ("<p>45%<sup><a href=#n>1</a></sup> more</p>", "45%¹ more"),
        ("<p>a\n  b\t c&nbsp;d</p>", "a b c\xa0d"),
        ("<p>one</p>\n<p>two<br>three</p><div>four</div>five", "one\n\ntwo\nthree\n\nfour\nfive"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<table><tr><th>Chip<th>TFLOPS<tr><td>H20<td>148</table>", "Chip\tTFLOPS\nH20\t148"),
        ("<p>R&amp;D &lt;5% &#x20AC;5 &copy</p>", "R&D <5% €5 ©"),
        ("<p>seen</p><p hidden>a</p><p style='display: none'>b</p><template>c</template>", "seen"),
        ("<p><ruby>漢<rt>kan</rt></ruby>字 1<wbr>000</p>", "漢字 1000"),
        ("<pre>a  b\n c</pre>", "a  b\n c"),
        ("<a>Home</a><a>News</a>", "Home News"),
        ("<p>x</p><!-- 7% --><p>y", "x\n\ny"),
    ],
)
def test_visible_text(html: str, text: str) -> None:
    assert page(html).text == text


def test_a_fragment_is_all_article() -> None:
    document = page("<p>Sales rose 5% in May.</p>")
    assert document.boilerplate == ()


@pytest.mark.parametrize(
    ("declared", "codec"),
    [("gb2312", "gb18030"), ("GBK", "gb18030"), ("big5", "big5"), ("utf-8", "utf-8"), ("gbk", "utf-8")],
)
def test_the_declared_encoding(declared: str, codec: str) -> None:
    html = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body><p>價值45'
    document = page(html.encode(codec))
    assert document.text == "價值45"


def test_a_bad_byte_in_a_page_is_one_bad_character() -> None:
    text = page(b"<meta charset=utf-8><p>" + "营收45亿美元，同比增长".encode() + b"\xff5%" + b" more of it" * 9).text
    assert text.startswith("营收45亿美元，同比增长\ufffd5%")


def test_an_xml_declaration() -> None:
    assert page(b'<?xml version="1.0" encoding="GB2312"?><html><body><p>' + "45亿".encode("gbk")).text == "45亿"


def test_pages_are_known_by_their_beginning() -> None:
    assert from_bytes("-", b"\n<!-- x --><!DOCTYPE HTML><p>5%").media_type == "text/html"
    assert from_bytes("a.txt", b"<!DOCTYPE html><p>5%", suffix=".txt").text == "<!DOCTYPE html><p>5%"


@pytest.mark.parametrize(
    "html", [b"<html><body></body></html>", b"<script>5</script>", b"<!-- x -->", b"<div>" * 50_000 + b"5%"]
)
def test_pages_that_cannot_be_read(html: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(html)
    (answer,) = read([str(path)])
    assert isinstance(answer, Unreadable)
    assert "page" in answer.reason


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div/class=related>",
        "</div>",
        "<b>",
        "</i>",
        "<table>",
        "<td>",
        "<br",
        "<!--",
        "-->",
        "&amp",
        "&#0;",
        "<sup>2</sup>",
        "<pre>",
        "<nav>",
        "</article>",
        "<article>",
        "<h1>",
        "<script>",
        "</script>",
        "text/5%",
        "中文",
        "\x00",
    ]
).map(lambda piece: piece.replace("/class", " class").replace("t/5", "t 5"))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TAGS | st.text(max_size=5), max_size=30).map("".join))
def test_broken_pages_never_crash(html: str) -> None:
    try:
        document = page(html.encode("utf-8", "replace"))
    except CannotRead:
        return
    assert document.text.strip()
    assert document.boilerplate is not None
    last = 0
    for start, end in document.boilerplate:
        assert last <= start < end <= len(document.text)
        last = end


@pytest.mark.parametrize("charset", ["hex", "zlib", "base64", "rot13", "undefined", "no-such", "utf-16"])
def test_a_page_that_names_a_strange_charset_is_read_all_the_same(charset: str) -> None:
    text = page(f"<meta charset={charset}><p>Revenue rose 12% to $45 million in 2024, the company said.".encode()).text
    assert "Revenue rose 12%" in text
