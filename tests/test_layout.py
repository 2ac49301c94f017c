"""Article and furniture of scraped pages, headline and date."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extraction.layout import Layout, lay_out
from factcheck.reading import Document, read
from factcheck.repair import Repaired, repair

SHARED = Path(__file__).parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared test data is not beside this repository")

PARAGRAPHS = [
    "诺瓦芯周二公布的财报显示，第四季度营收为12.4亿美元，同比增长21%，净利润为1.86亿美元，好于市场预期。",
    "公司预计，下一季度营收将在12.8亿至13.2亿美元之间，全年研发投入将不低于9亿美元，诺瓦芯股价随后上涨6%。",
]
ENGLISH = [
    "Novacore said on Tuesday that fourth-quarter revenue rose 21% from a year earlier to $1.24 billion.",
    "The chipmaker employed 6,800 people at the end of December, about 700 more than a year before.",
]


def laid_out(text: str) -> tuple[Repaired, Layout]:
    repaired = repair(text)
    return repaired, lay_out(Document("a.txt", text, ""), repaired)


def regions(lines: list[str]) -> dict[str, str]:
    """Each line and the one region of all its characters."""
    text = "\n".join(lines)
    repaired, layout = laid_out(text)
    assert repaired.text == text
    found: dict[str, str] = {}
    at = 0
    for line in lines:
        kinds = {layout.region_at(i) for i in range(at, at + len(line))}
        assert len(kinds) <= 1, line
        found[line] = "".join(kinds)
        at += len(line) + 1
    return found


def outside(lines: list[str]) -> list[str]:
    return [line for line, region in regions(lines).items() if region == "boilerplate"]


@pytest.mark.parametrize(
    "text",
    [
        "营收45亿美元",
        "Revenue rose 5%.",
        "相关阅读",
        "",
        "\n\n",
        "Revenue: $45bn\nProfit: $3bn\nStaff: 5,000",
        "新款轿跑预售32.8万起 2025-08-18 13:46:54",
        "标题\n" + "\n".join(PARAGRAPHS),
        "\n\n".join(ENGLISH),
        "Ferry fares rise 12%\n\n"
        + "\n\n".join(ENGLISH)
        + "\n\nKey figures\n- revenue $1.24bn\n- staff 6,800\n- margin 39%",
    ],
)
def test_a_clean_text_is_all_body(text: str) -> None:
    assert laid_out(text)[1].boilerplate == ()


@pytest.mark.parametrize(
    "furniture",
    [
        ["相关阅读", "08-28 19:30 今秋新茶价格较去年上涨13%", "08-28 18:02 地铁延长线全长21公里"],
        ["(责任编辑：0882)", "关闭", "藏民12小时把受伤驴友抬下山收费6万", "面包车墜海船员获救3人".replace("墜", "坠")],
        [
            "新款轿跑预售18.8万起 续航成最大看点",
            "新款轿跑预售18,8万起2026-03-13 09:10:02",
            "古树倒伏2026-03-13 08:58:31",
        ],
        ["推荐阅读：新能源车补贴退坡 | 充电桩5000个"],
        ["上一篇：暑期档收官 下一篇：开学第一课 阅读量 10.2万"],
        ["阅读 10.2万  评论 356"],
        ["版权所有 未经许可不得转载 客服电话 400-555-0134"],
        ["Most read", "Storage start-up raises $120m in third round 2 hours ago", "Phone sales fell 13% 4 hours ago"],
        ["Read also: Ferry fares rise 12%"],
        ["Subscribe: 3 months for $9"],
        ["Home | News | Business | Markets"],
        ["© 2026 The Wire. Join 250,000 readers."],
        ["首页 > 财经 > 股票"],
        ["4 min read"],
        [
            "Home | News | Business",
            "Storage start-up raises $120m in third round",
            "Why handset sales fell 13% in spring",
            "Quantum lab hits 99.9% fidelity at last",
            "Petrol at 7.2 yuan a litre: what next?",
            "Top 10 family cars of this year",
        ],
    ],
)
def test_furniture_behind_the_article(furniture: list[str]) -> None:
    article = PARAGRAPHS + ENGLISH
    assert outside(article + furniture) == furniture


def test_the_article_goes_on_behind_a_list_of_related_ones() -> None:
    lines = ["诺瓦芯营收增长两成", PARAGRAPHS[0], "相关阅读", "古树倒伏 3人受伤", PARAGRAPHS[1]]
    assert outside(lines) == ["相关阅读", "古树倒伏 3人受伤"]


def test_a_pointer_inside_the_article_takes_only_its_line() -> None:
    lines = [ENGLISH[0], "Read more: Rival raises $500m", "Shares fell 6% in early trading.", "Key points", ENGLISH[1]]
    assert outside(lines) == ["Read more: Rival raises $500m"]


def test_data_behind_the_last_paragraph_stays() -> None:
    lines = ["来源：新华网", PARAGRAPHS[0], "附：主要数据", "夏粮产量2995亿斤", "生猪出栏5.3亿头"]
    lines += ["社会消费品零售总额365877亿元", "固定资产投资371535亿元", "货物进出口336078亿元", "装备制造业增长9.7%"]
    assert outside(lines) == ["来源：新华网"]


def test_an_editors_note_at_the_end_of_a_paragraph() -> None:
    text = "\n".join([*PARAGRAPHS, "营收为45亿美元。（责任编辑：王5）"])
    _, layout = laid_out(text)
    assert layout.region_at(text.index("45亿")) == "body"
    assert layout.region_at(text.index("责任")) == "boilerplate"


def test_the_headline_is_the_line_about_the_article() -> None:
    lines = [
        "彩票直播-体育赛事平台",
        "芯闻网",
        "首页 财经",
        "诺瓦芯第四季度营收增长两成",
        "2026-03-12 21:18:05  芯闻财经",
        *PARAGRAPHS,
    ]
    _, layout = laid_out("\n".join(lines))
    assert layout.title == "诺瓦芯第四季度营收增长两成"
    assert layout.published == date(2026, 3, 12)
    assert outside(lines) == ["彩票直播-体育赛事平台", "芯闻网", "首页 财经", "2026-03-12 21:18:05  芯闻财经"]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            "标题\n本报讯 5月29日，公司公布了截至2025年4月27日的业绩，营收为440.6亿美元，同比增长69%。",
            date(2025, 5, 29),
        ),
        (
            "标题\n新华社北京1月3日电 截至2024年12月31日，公司营收为440.6亿美元，同比增长百分之六十九。",
            date(2025, 1, 3),
        ),
        ("2025年4月18日 上市房企年报陆续披露，营收为440.6亿美元，同比增长69%。", date(2025, 4, 18)),
        ("SAN FRANCISCO, May 29, 2025 - Revenue rose to $44.1bn, a rise of 69 percent.", date(2025, 5, 29)),
        ("Shenzhen, 14 August 2025 (Reuters) — Revenue rose to $44.1bn, 69 percent up.", date(2025, 8, 14)),
        ("A headline\nPublished: 3 May 2024\n" + ENGLISH[0], date(2024, 5, 3)),
        ("A headline\n" + ENGLISH[0] + "\nUpdated on Sept. 5, 2024", date(2024, 9, 5)),
        ("标题\n发布时间：2024-05-03 08:00\n" + PARAGRAPHS[0], date(2024, 5, 3)),
        ("2024年，公司共销售新能源汽车427.2万辆，同比增长41.3%。", None),
        ("Revenue rose 5% on May 3, 2024 and fell again.", None),
        ("到2027年13月45日", None),
        ("2025年2月30日 公司公布了业绩，营收为440.6亿美元，同比增长69%。", None),
    ],
)
def test_the_day_it_appeared(text: str, published: date | None) -> None:
    assert laid_out(text)[1].published == published


def test_the_readers_word_comes_first() -> None:
    text = "Menu 5%\nA headline\n" + ENGLISH[0]
    document = Document("a", text, "", title="A headline", published=date(2020, 1, 1), boilerplate=((0, 7),))
    layout = lay_out(document, repair(text))
    assert layout.published == date(2020, 1, 1)
    assert layout.headline == (8, 18)
    assert layout.boilerplate == ((0, 7),)


@given(
    st.lists(
        st.sampled_from([*PARAGRAPHS, *ENGLISH, "相关阅读", "首页 财经", "关闭", "x", "", "a 2025-01-01 10:10"]),
        max_size=12,
    )
)
def test_spans_ascend_inside_the_view(lines: list[str]) -> None:
    repaired, layout = laid_out("\n".join(lines))
    last = -1
    for start, end in layout.boilerplate:
        assert last < start < end <= len(repaired.text)
        last = end
    if layout.headline:
        assert layout.region_at(layout.headline[0]) == "body"


@needs_shared
def test_claims_of_the_matching_articles_are_in_their_bodies() -> None:
    folder = SHARED / "bench" / "matching"
    claims = [json.loads(line) for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    for document in read([str(folder / "articles")]):
        assert isinstance(document, Document)
        repaired = repair(document.text)
        layout = lay_out(document, repaired)
        for claim in claims:
            if claim["article"] != Path(document.name).name:
                continue
            if claim["start"] is not None:
                start = repaired.offsets.to_view(claim["start"], claim["end"])[0]
            else:
                start = repaired.text.index(repair(claim["quote"]).text) + claim["quote"].index(claim["text"])
            assert layout.region_at(start) == "body", claim["text"]
        for words in (
            "3 months for $9",
            "$120m",
            "fell 13%",
            "250,000 readers",
            "上涨13%",
            "21公里",
            "200亿",
            "10.2万",
            "4 min",
        ):
            if words in repaired.text:
                assert layout.region_at(repaired.text.index(words)) == "boilerplate", words


@needs_shared
def test_the_seed_article_is_apart_from_its_sidebar() -> None:
    text = (SHARED / "seed" / "h20-news.txt").read_text(encoding="utf-8")
    gold = json.loads((SHARED / "seed" / "h20-news.gold.json").read_text(encoding="utf-8"))
    repaired, layout = laid_out(text)
    for claim in gold["claims"]:
        region = layout.region_at(repaired.offsets.to_view(claim["start"], claim["end"])[0])
        assert region == ("body" if claim["body"] else "boilerplate"), claim["text"]
    assert layout.published == date(2025, 7, 19)
    assert layout.title == "英伟达H20对华销售获批意味着什么 技术遏制与商业利益的博弈"
