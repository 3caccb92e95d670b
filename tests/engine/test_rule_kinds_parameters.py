"""Kinds B14 to B18 and C19: numbers that depend on the unit; what does not apply, and what is missing."""

from __future__ import annotations

import pytest

from tests.engine.rule_kinds import Kind, Row, check, kind, leaf, row, rows_of

REGION = """{vung: {title: Vùng, is: one-of, of: [tdmnpb, dbsh, dnb]},
  dac-biet-kho-khan: {title: Đặc biệt khó khăn, is: yes-no}}"""

PARAMETERS = (
    kind(
        "B14 total by class",  # QĐ 619
        """
facts: {loai: {title: Loại, is: one-of, of: [I, II, III]}}
total: {max: 100}
verdicts:
  - {id: dat, title: Đ, when: [{total: {at-least: {by: loai, table: {I: 90%, II: 80%, III: 70%}}}}]}
  - {id: chua-dat, title: C}
criteria: [{id: a, measure: points, max: 100}]
""",
        row("{a: 85}", "verdict = chua-dat", "I 85", facts={"loai": "I"}),
        row("{a: 90}", "verdict = dat", "I 90", facts={"loai": "I"}),
        row("{a: 85}", "verdict = dat", "II 85", facts={"loai": "II"}),
        row("{a: 85}", "verdict = dat", "III 85", facts={"loai": "III"}),
        row("{a: 69.99}", "verdict = chua-dat", "III 69.99", facts={"loai": "III"}),
    ),
    kind(
        "B14 total by place",  # NĐ 122/2018
        """
facts: {noi: {title: Nơi, is: one-of, of: [quan-thanh-pho, mien-nui, khac]}}
parameters: {diem: {by: noi, table: {quan-thanh-pho: 90, mien-nui: 60, khac: 80}}}
total: {max: 100}
verdicts: [{id: dat, title: Đ, when: [{total: {at-least: {parameter: diem}}}]}, {id: chua-dat, title: C}]
criteria: [{id: a, measure: points, max: 100}]
""",
        row("{a: 85}", "verdict = chua-dat", "city district 85", facts={"noi": "quan-thanh-pho"}),
        row("{a: 85}", "verdict = dat", "elsewhere 85", facts={"noi": "khac"}),
        row("{a: 60}", "verdict = dat", "mountain 60", facts={"noi": "mien-nui"}),
        row("{a: 60}", "verdict = chua-dat", "elsewhere 60", facts={"noi": "khac"}),
        row("{a: 60}", "verdict = chua-dat", "city district 60", facts={"noi": "quan-thanh-pho"}),
    ),
    leaf(
        "B14 income by region and year",
        """measure: amount, met: {at-least: {by: vung, table: {
            tdmnpb: {by: year, table: {2013: 14, 2014: 16}}, dbsh: unknown}}}""",
        row("14", "met", "2013: 14", facts={"vung": "tdmnpb"}, period=2013),
        row("14", "not met", "2014: 14", facts={"vung": "tdmnpb"}, period=2014),
        row("16", "met", "2014: 16", facts={"vung": "tdmnpb"}, period=2014),
        row("99", "unknown", "a year that is not in the table", facts={"vung": "tdmnpb"}, period=2015),
        row("99", "unknown", "a region whose level is not public", facts={"vung": "dbsh"}, period=2014),
        row("99", "refused", "without the fact", period=2014),
        facts=REGION,
    ),
    leaf(
        "B15 override",  # especially difficult communes use the TDMNPB column wherever they lie
        """measure: amount, met: {at-least: {by: vung, table: {tdmnpb: 36, dbsh: 50, dnb: 59},
            override: [{if: dac-biet-kho-khan, row: tdmnpb}]}}""",
        row("36", "met", facts={"vung": "dnb", "dac-biet-kho-khan": "có"}),
        row("35.9", "not met", facts={"vung": "dnb", "dac-biet-kho-khan": "có"}),
        row("36", "not met", facts={"vung": "dnb", "dac-biet-kho-khan": "không"}),
        row("59", "met", facts={"vung": "dnb", "dac-biet-kho-khan": "không"}),
        row("36", "refused", "without the fact of the override", facts={"vung": "dnb"}),
        facts=REGION,
    ),
    kind(
        "B16 1.10 times the threshold of another set",  # QĐ 319; the 45 is illustrative
        """
parameters: {thu-nhap: {parameter: thu-nhap, set: nong-thon-moi}}
criteria: [{id: a, measure: amount, met: {at-least: {times: 1.10, of: {parameter: thu-nhap}}}}]
""",
        row("{a: '49.5'}", "a = met", "49.5"),
        row("{a: '49.49'}", "a = not met", "49.49"),
        nong_thon_moi="""
parameters: {thu-nhap: 45}
criteria: [{id: x, measure: amount, met: {at-least: {parameter: thu-nhap}}}]
""",
    ),
    leaf(
        "B16 1.5 times the unit's own value",  # QĐ 691: 150 % of the income when first recognised
        "measure: amount, met: {at-least: {times: 150%, of: {fact: thu-nhap-dau}}}",
        row("45.0", "met", facts={"thu-nhap-dau": "30"}),
        row("44.9", "not met", facts={"thu-nhap-dau": "30"}),
        facts="{thu-nhap-dau: {title: Thu nhập khi được công nhận lần đầu, is: number}}",
    ),
    leaf(
        "B16 level by the share of minorities",  # NQ 112/2025; 5 points of the level per 10 % (assumed)
        """measure: count, met: {at-least: {of: 5000, times: {by: thieu-so, bands: [
            {below: 50%, is: 100%}, {from: 50%, below: 60%, is: 50%}, {from: 60%, below: 70%, is: 45%},
            {from: 70%, is: unknown}]}}}""",
        row("2500", "met", facts={"thieu-so": "50%"}),
        row("2499", "not met", facts={"thieu-so": "50%"}),
        row("2250", "met", facts={"thieu-so": "60%"}),
        row("2249", "not met", facts={"thieu-so": "60%"}),
        row("2500", "not met", facts={"thieu-so": "49,9%"}),
        row("2500", "unknown", facts={"thieu-so": "70%"}),
        facts="{thieu-so: {title: Tỷ lệ dân tộc thiểu số, is: number}}",
    ),
    leaf(
        "B17 not below last year",  # NĐ 86 II.1
        "measure: change, met: {at-least: before}",
        row("{now: 60, before: 60}", "met", "equal"),
        row("{now: 59.9, before: 60}", "not met", "lower"),
    ),
    leaf(
        "B17 below the local average",  # NĐ 86 II.2, poverty
        'measure: amount, unit: "%", met: {less-than: {fact: binh-quan}}',
        row("3,5", "not met", facts={"binh-quan": "3,5"}),
        row("3,4", "met", facts={"binh-quan": "3,5"}),
        facts="{binh-quan: {title: Bình quân của địa phương, is: number}}",
    ),
    leaf(
        "B17 reduced, equality not public",  # TT 124 4.4a
        "measure: change, met: {less-than: before, at-boundary: unknown}",
        row("{now: 9, before: 10}", "met", "fewer"),
        row("{now: 11, before: 10}", "not met", "more"),
        row("{now: 10, before: 10}", "unknown", "equal"),
        row("{now: 9}", "undecided", "no value of the year before"),
    ),
    kind(
        "B18 points delegated to provinces",  # NĐ 86: the national file alone cannot score
        """
total: {max: 100}
verdicts: [{id: dat, title: Đ, when: [{total: {at-least: unknown}}]}, {id: chua-dat, title: C}]
criteria:
  - {id: II.1, measure: change, met: {at-least: before}, points: unknown}
  - {id: II.2, measure: amount, met: {at-most: 5}, points: unknown}
""",
        row(
            "{II.1: {now: 60, before: 50}, II.2: 3}",
            "total = unknown, 0 to 100; verdict = unknown-rule",
            "all answered, all met",
        ),
        row(
            "{II.1: {now: 40, before: 50}, II.2: 9}",
            "total = unknown, 0 to 100; verdict = unknown-rule",
            "all answered, none met",
        ),
    ),
)


@rows_of(*PARAMETERS)
def test_kinds_of_parameters(item: Kind, line: Row, tmp_path_factory: pytest.TempPathFactory) -> None:
    check(item, line, tmp_path_factory.getbasetemp())


NO_TASK = "not-applicable: Trong năm không được giao nhiệm vụ"

NOT_APPLICABLE = (
    kind(
        "C19a an indicator in full",  # TCPL 1.1, no task in the year
        """
criteria:
  - id: "1.1"
    not-applicable: full
    sum: [{id: 1.1.1, measure: met, points: 1}, {id: 1.1.2, measure: met, points: 2}]
""",
        row(f"{{'1.1': {{{NO_TASK}}}}}", "1.1 = 3", "no task"),
        row("{1.1.1: đạt, 1.1.2: chưa đạt}", "1.1 = 1", "1 + 0"),
        row("{1.1.1: đạt, 1.1.2: đạt}", "1.1 = 3", "1 + 2"),
        row("", "1.1 = 0 to 3", "missing"),
        row(f"{{1.1.1: {{{NO_TASK}}}}}", "refused", "a part, for which the set does not allow it"),
    ),
    leaf(
        "C19a a content in full",  # QĐ 619 1.1, content 1
        "measure: ratio, met: {at-least: 100%}, points: 1, not-applicable: full",
        row(f"{{{NO_TASK}}}", "met, 1", "no task"),
        row("3/4", "not met, 0"),
        row("", "undecided, 0 to 1", "missing"),
    ),
    kind(
        "C19b left out and stretched",  # Hà Nội without a survey; the 70 is assumed
        """
total: {max: 100}
verdicts: [{id: dat, title: Đ, when: [{total: {at-least: 80}}]}, {id: chua-dat, title: C}]
criteria:
  - {id: tham-dinh, measure: points, max: 70}
  - {id: khao-sat, measure: points, max: 30, not-applicable: excluded}
""",
        row("{tham-dinh: 56, khao-sat: {not-applicable: Không khảo sát}}", "total = 80; verdict = dat", "56 of 70"),
        row("{tham-dinh: 55.99, khao-sat: {not-applicable: Không khảo sát}}", "verdict = chua-dat", "55.99 of 70"),
        row("{tham-dinh: 56, khao-sat: 24}", "total = 80; verdict = dat", "56 + 24"),
        row("{tham-dinh: 56}", "total = 56 to 86; verdict = undecided", "survey missing"),
    ),
    leaf(
        "C19c units out of the denominator",  # TP.HCM 2020: 3 of 322 wards were not assessed; 96 % is illustrative
        "measure: ratio, met: {at-least: 96%}",
        row("309/319", "met"),
        row("309/322", "not met"),
    ),
    kind(
        "C19d not assessed",  # HD 01: under 9 months in operation, or a complaint is open
        """
gates:
  - {id: thang, measure: count, met: {at-least: 9}}
  - {id: khieu-nai, measure: events, met: none}
assessed-if: [{gate: thang}, {gate: khieu-nai}]
verdicts: [{id: dat, title: Đ, when: [{all: criteria}]}, {id: chua-dat, title: C}]
criteria: [{id: a, measure: met}]
""",
        row("{a: đạt, thang: 9, khieu-nai: 0}", "verdict = dat", "9 months, no complaint"),
        row("{a: đạt, thang: 8, khieu-nai: 0}", "a = met; verdict = not-assessed", "8 months"),
        row("{a: đạt, thang: 12, khieu-nai: 1}", "verdict = not-assessed", "a complaint"),
        row("{a: chưa đạt, thang: 8}", "verdict = not-assessed", "8 months, not met, complaints missing"),
        row("{a: đạt, thang: 12}", "verdict = undecided", "complaints missing"),
    ),
    kind(
        "C19e missing",
        "criteria: [{id: a, measure: events, met: none, points: 5}, {id: b, measure: met}]",
        row("", "a = undecided, 0 to 5; b = undecided; count = 0 to 2", "both"),
        row("{b: đạt}", "a = undecided, 0 to 5; count = 1 to 2", "one"),
        row("{a: }", "a = undecided, 0 to 5", "an empty answer"),
    ),
)


@rows_of(*NOT_APPLICABLE)
def test_kinds_of_not_applicable_and_missing(item: Kind, line: Row, tmp_path_factory: pytest.TempPathFactory) -> None:
    check(item, line, tmp_path_factory.getbasetemp())
