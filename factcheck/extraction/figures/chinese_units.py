"""What may follow a number in Chinese: units, money and measure words, matched together so that the longest wins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factcheck.extraction.figures.currencies import Money, currencies
from factcheck.extraction.figures.lexicon import Lookup, groups
from factcheck.extraction.figures.units import Unit, units
from factcheck.extraction.once import Once
from factcheck.extraction.patterns import pattern


@dataclass(slots=True, frozen=True)
class Measure:
    """A measure word, or (``plain``) a noun counted without one, which stays outside the span."""

    word: str
    plain: bool = False


Word = Unit | Money | Measure


def _read_words() -> Lookup[Word]:
    forms: dict[str, Word] = {}
    named = groups("measure_words_zh.txt")
    for word in named.get("plain", ()):
        forms[word] = Measure(word, plain=True)
    for word in named.get("counted", ()):
        forms[word] = Measure(word)
    forms.update(currencies().chinese)
    forms.update({word: unit for word, unit in units().forms.forms.items() if not word.isascii() or word == "%"})
    for word in ("分", "角", "毛", "块", "圆"):  # money only where more shows it, see ``money_here``
        forms.setdefault(word, Measure(word))
    forms["分"] = Measure("分")
    return Lookup(forms)


_WORDS: Final = Once(_read_words)


def words() -> Lookup[Word]:
    """All Chinese words that may follow a number; units win over money, money over measure words."""
    return _WORDS.get()


_NOT_HERE = {
    word: pattern(source)
    for word, source in {
        "升": r"[至到值级幅温高入为任空职势学降起旗压]",
        "天": r"[气津空才然生文堂地使鹅价赋窗]|下(?![跌降滑雨雪挫行调单])",
        "年": r"[级代度生人货糕会画夜]|[轻龄终初]",
        "周": r"[一二三四五六日末边围知刊]",
        "系": r"[列统数]",
        "名": r"[义字称誉牌列为]",
        "家": r"[庭具乡长电居属园务用装]",
        "人": r"[民币类工均事力气体格性才们物]|造|为",
        "次": r"[要数日级贷方生]|元|新|会议|全会|全体|大会|党代会|大战|革命|世界大战",
        "起": r"[来义码草源伏诉步点初飞因售拍价投订购火]|$",
        "条": r"[件例约款]",
        "部": r"[分门署长队委级]",
        "台": r"[湾风北积海州币]",
        "个": r"[性体人股别]",
        "位": r"[置于列居数]",
        "点": r"[击评燃出明缀滴赞名半钟整许多左]|[0-9]",
        "度": r"[假过]|夺|蝉",
        "分": r"[析布别之为公支散配享手成化红离裂明辨期钱部局子数店行院校级销管类歧]",
        "节": r"[目日约省能水假]",
        "股": r"[份票价市东权民指息本灾]",
        "场": r"[地馆所景合面]",
        "批": r"[评准发复]",
        "级": r"[别联市]",
        "种": r"[植子族]",
        "手": r"[机段续术工册法指里中上套表]",
        "队": r"[伍员长友]",
        "行": r"[业动为政情驶程李长]",
        "件": r"[数]",
        "本": r"[次人地身土报月周年来科质田届期轮]",
        "口": r"[碑岸径号]",
        "班": r"[长级子主]",
        "票": r"[房据价务]",
        "笔": r"[记试者]",
        "声": r"[称明音望]",
        "代": r"[表理替价码购]",
        "国": r"[家内产际务防有土道]",
        "省": r"[级会份长钱去道]",
        "市": r"[场值民长区价级委政]",
        "县": r"[级长委城道]",
        "层": r"[面次级出]",
        "面": r"[积临对向前试世子粉料包板]",
        "头": r"[部条号寸脑]",
        "字": r"[节母]",
        "刻": r"[意]",
        "金": r"[额融属牌秋]",
        "星": r"[期级座球巴]",
        "维": r"[持护修权也生]",
        "目": r"[前标的录光]",
        "路": r"[线由上]",
        "站": r"[在出上]",
        "环": r"[绕境保节球比]",
        "对": r"[于手方象比外面应的待此 0-9]",
        "班次": r"$^",
        "子": r"[公弹女弟]",
        "里": r"[面程约]",
        "两": r"[岸会个人国名家年天位市地队者只条种边侧场大院部所省军级套千万百次党派张件座栋起届轮]",
        "平": r"[^\W0-9A-Za-z_的大左上以]|[0-9一二两三四五六七八九]",
        "发": r"[展布现行生射改货达电明言]",
        "页": r"[面岩]",
        "列": r"[入为车出举席]",
        "排": r"[名行放列在]",
        "方": r"[面式案向法]",
        "夜": r"[市里晚]",
        "晚": r"[间报会上]",
        "日": r"[元圆币本均前电]",
        "户": r"[籍外口]",
        "版": r"[权本]",
        "通道": r"$^",
        "斤": r"[斤]",
        "帕": r"[金]",
        "冠": r"[状心]",
        "克": r"[服里隆拉强]",
        "瓦": r"[解格]",
        "元": r"[素旦首月宵年]",
        "镑": r"$^",
    }.items()
}
"""Characters after which a short word is the beginning of another (天气, 人民币, 分析)."""

_SPACES = frozenset(" \u00a0\u3000")
_WIDEST_GAP = 4


def after_spaces(text: str, end: int) -> str:
    """The first character after ``end`` and up to four spaces; empty at the end of the text."""
    following = text[end : end + 1]
    if following in _SPACES:
        following = text[end : end + _WIDEST_GAP + 1].lstrip(" \u00a0\u3000")[:1]
    return following


def word_after(text: str, end: int) -> tuple[Word, int, int] | None:
    """The unit, money or measure word after a number that ends at ``end``; its start and end."""
    at = end
    following = text[at : at + 1]
    while following in _SPACES and at < end + _WIDEST_GAP:
        at += 1
        following = text[at : at + 1]
    found = words().at(text, at)
    if found is None:
        return None
    word, stop = found
    form = text[at:stop]
    bar = _NOT_HERE.get(form)
    if bar is not None and bar.match(text, stop) is not None:
        return None
    return word, at, stop
