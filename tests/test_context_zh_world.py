"""Modality, attribution and periods of Chinese figures."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from context_zh_case import contexts

from factcheck.extraction.context_zh.periods import Anchor, resolve

MODALITIES = [
    ("公司计划投资200亿元建厂。", "200亿元", "target"),
    ("到2027年，目标是把市占率提升至40%。", "40%", "target"),
    ("两家银行拟发放20亿英镑奖金。", "20亿英镑", "target"),
    ("机构预计，明年销量将突破2000万辆。", "2000万辆", "forecast"),
    ("该公司估值有望超过300亿美元。", "300亿美元", "forecast"),
    ("如果关税提高到60%，出口将受影响。", "60%", "hypothetical"),
    ("增速只有保持在8%以上，才能满足就业要求。", "8%", "hypothetical"),
    ("营收达到300亿元，高于市场预期。", "300亿元", "actual"),
    ("模拟实验用了200只小鼠。", "200只", "actual"),
    ("废料场焚烧4小时。", "4小时", "actual"),
]


@pytest.mark.parametrize(("text", "figure", "modality"), MODALITIES)
def test_modality(text: str, figure: str, modality: str) -> None:
    assert contexts(text)[figure].modality == modality


SPEAKERS = [
    ("据伯恩斯坦估算，2024年份额约为66%。", "66%", "伯恩斯坦"),
    ("首席执行官李明在电话会上说，份额仍有95%。", "95%", "首席执行官李明"),
    ("王芳：我们的准确率为50%。", "50%", "王芳"),
    ("海地官方确认遇难者已逾15万人。", "15万人", "海地官方"),
    ("本报记者张三报道：全市有3万人参加。", "3万人", None),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), SPEAKERS)
def test_attribution(text: str, figure: str, speaker: str | None) -> None:
    assert contexts(text)[figure].attributed_to == speaker


ANCHOR = Anchor(date(2025, 5, 29), said="FY2026Q1", quarter="FY2026Q1", fiscal_year=2026, year_end=lambda: 1)
PERIODS = [
    ("2024年", "2024"),
    ("去年", "2024"),
    ("上半年", "2025H1"),
    ("2025年上半年", "2025H1"),
    ("一季度", "2025Q1"),
    ("第四季度", "2024Q4"),
    ("第二财季", "FY2026Q2"),
    ("2025年4月27日的2026财年第一财季", "FY2026Q1"),
    ("当季", "FY2026Q1"),
    ("最近一季", "2025Q1"),
    ("去年同期", "FY2025Q1"),
    ("今年前五个月", "2025-01/2025-05"),
    ("前三季度", "2025Q1/2025Q3"),
    ("6月", "2024-06"),
    ("3月", "2025-03"),
    ("2024年末", "2024-12"),
    ("去年年初", "2024-01"),
    ("四年前", "2021"),
    ("目前", "2025-05"),
    ("18Q3", "2018Q3"),
    ("过去", None),
]


@pytest.mark.parametrize(("written", "period"), PERIODS)
def test_periods(written: str, period: str | None) -> None:
    assert resolve(written, ANCHOR) == period


def test_an_undated_article_leaves_relative_periods_open() -> None:
    found = contexts("去年营收为5亿元。", published=None)["5亿元"]
    assert (found.as_of, found.period) == ("去年", None)


def test_a_time_holds_for_the_clauses_after_it() -> None:
    found = contexts("2024年，甲公司售出42万辆，营收7771亿元。乙公司全年营收977亿美元。")
    assert {c.period for c in found.values()} == {"2024"}


def test_the_fiscal_year_follows_the_companys_calendar() -> None:
    text = "英伟达公布第二财季业绩：营收467亿美元。"
    assert contexts(text, date(2025, 8, 28))["467亿美元"].period == "FY2026Q2"


def test_a_lasting_property_is_not_dated_by_the_clause_before() -> None:
    found = contexts("甲车于6月26日上市，起售价25.35万元，续航835公里。")
    assert found["25.35万元"].period == "2025-06"
    assert found["835公里"].period is None


OWN_WORDS = """
from context_zh_case import contexts
print(contexts("甲厂蓄热比为7吨。")["7吨"].metric)
"""


def _with_words(folder: Path, words: str) -> subprocess.CompletedProcess[str]:
    (folder / "context_zh.toml").write_text(words, encoding="utf-8")
    environment = {**os.environ, "FACTCHECK_LEXICONS": str(folder), "PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-X", "utf8", "-c", OWN_WORDS]
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_user_adds_metrics_in_a_file(tmp_path: Path) -> None:
    done = _with_words(tmp_path, '[words]\nmetric = ["蓄热比"]\n')
    assert done.stdout.strip() == "蓄热比", done.stderr


def test_a_broken_word_file_is_named(tmp_path: Path) -> None:
    done = _with_words(tmp_path, '[words]\nmetric = "蓄热比"\n')
    assert "context_zh.toml: metric must be a list" in done.stderr
