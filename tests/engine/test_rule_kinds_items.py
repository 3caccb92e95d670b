"""Kinds A1 to A13: one answer, its rule, and its published or derived numbers."""

from __future__ import annotations

import pytest

from tests.engine.rule_kinds import Kind, Row, check, kind, leaf, row, rows_of

ANSWERS = (
    leaf(
        "A1 yes or no",  # TCPL 1.1 content 1
        "measure: met, points: 1",
        row("đạt", "met, 1", "all documents issued"),
        row("chưa đạt", "not met, 0", "one is missing"),
    ),
    leaf(
        "A1 yes or no as a ratio",
        "measure: ratio, met: {at-least: 100%}, points: 1",
        row("12/12", "met, 1"),
        row("11/12", "not met, 0"),
    ),
    leaf(
        "A2 bands with a floor above 0",  # QĐ 09/2013
        """measure: ratio, points: {bands: [
            {from: 90%, points: 60}, {from: 80%, below: 90%, points: 50}, {from: 70%, below: 80%, points: 40},
            {from: 60%, below: 70%, points: 30}, {from: 50%, below: 60%, points: 20}, {below: 50%, points: 10}]}""",
        row("90/100", "60"),
        row("8999/10000", "50"),
        row("80/100", "50"),
        row("79/100", "40"),
        row("50/100", "20"),
        row("4999/10000", "10"),
        row("0/100", "10"),
        row("", "10 to 60", "missing"),
    ),
    leaf(
        "A2 bands of which one is not public",  # TT 09/2021, communicators
        """measure: ratio, points: {bands: [
            {from: 90%, points: unknown}, {from: 80%, below: 90%, points: 1}, {from: 70%, below: 80%, points: 0.5},
            {from: 50%, below: 70%, points: 0.25}, {below: 50%, points: 0}]}""",
        row("80/100", "1"),
        row("70/100", "0.5"),
        row("6999/10000", "0.25"),
        row("50/100", "0.25"),
        row("4999/10000", "0"),
        row("90/100", "unknown"),
        row("100/100", "unknown"),
    ),
    leaf(
        "A3 points of a formula that is not public",  # QĐ 619: printed values are kept
        "measure: points, max: 30, points: as-judged",
        row("29,63", "29.63"),
        row("30,01", "refused"),
    ),
    leaf("A3 printed points of 10", "measure: points, max: 10", row('"9,57"', "9.57")),
    leaf(
        "A3 ratio with a formula that is not public",
        "measure: ratio, max: 30, points: unknown",
        row("80/81", "unknown, 0 to 30"),
    ),
    leaf(
        "A3 proportional with 2 decimals",
        "measure: ratio, points: {proportional: 30, round: 2}",
        row("80/81", "29.63"),
        row("81/81", "30"),
        row("0/81", "0"),
    ),
    leaf(
        "A3 proportional up to a share that is enough",
        "measure: ratio, points: {proportional: 6, full-at: 95%, round: 2}",
        row("11/12", "5.79"),
        row("95/100", "6"),
        row("99/100", "6"),
    ),
    leaf(
        "A4 judged in a range",  # Lạng Sơn II
        "measure: points, max: 10",
        row("7", "7"),
        row("0", "0"),
        row("10", "10"),
        row("11", "refused"),
        row("-1", "refused"),
    ),
    leaf(
        "A5 item that must be at its maximum",  # Lạng Sơn I, the second item: points and a gate
        "measure: points, max: 10, met: max",
        row("9", "not met, 9"),
        row("10", "met, 10"),
        row("", "undecided, 0 to 10", "missing"),
    ),
    kind(
        "A5 group that must be at its maximum",  # Lạng Sơn III
        """
verdicts: [{id: dat, title: Đ, when: [{met: III}]}, {id: chua-dat, title: C}]
criteria:
  - id: III
    met: max
    sum: [{id: a, measure: points, max: 5}, {id: b, measure: points, max: 5},
          {id: c, measure: points, max: 5}, {id: d, measure: points, max: 5}]
""",
        row("{a: 5, b: 5, c: 5, d: 4}", "III = not met, 19; verdict = chua-dat", "19"),
        row("{a: 5, b: 5, c: 5, d: 5}", "III = met, 20; verdict = dat", "20"),
        row("{a: 5, b: 5, c: 5}", "III = undecided, 15 to 20; verdict = undecided", "one missing"),
        row("{a: 5, b: 4}", "III = not met, 9 to 19; verdict = chua-dat", "one short, two missing"),
    ),
    leaf(
        "A6 deduction per event",  # Mường Chà 3; the floor beyond four events is assumed
        "measure: events, points: {max: 24, less: 6}",
        row("0", "24"),
        row("1", "18"),
        row("2", "12"),
        row("4", "0"),
        row("5", "0"),
        row("", "0 to 24", "missing"),
    ),
    kind(
        "A7 date bands, three fields needed",  # Đồng Tháp 1.1
        """
criteria:
  - id: "1.1"
    sum:
      - {id: du, measure: parts, parts: {x: X, y: Y, z: Z}, met: all, points: 0}
      - {id: ngay, only-if: du, measure: date, points: {bands: [
          {to: 28/02/Y, points: 1}, {above: 28/02/Y, to: 31/03/Y, points: 0.5}, {above: 31/03/Y, points: 0}]}}
""",
        *(
            row(f"{{du: [{fields}], ngay: {day}}}", f"1.1 = {points}", f"{fields} {day}", period=2022)
            for fields, day, points in [
                ("x, y, z", "28/02/2022", "1"),
                ("x, y, z", "01/03/2022", "0.5"),
                ("x, y, z", "31/03/2022", "0.5"),
                ("x, y, z", "01/04/2022", "0"),
                ("x, y, z", "chưa", "0"),
                ("x, y", "28/02/2022", "0"),
            ]
        ),
        row("{ngay: 28/02/2022}", "1.1 = 0 to 1", "fields missing", period=2022),
    ),
    leaf(
        "A7 before 10 January",  # the day itself is late (plain reading)
        "measure: date, met: {before: 10/01/Y+1}",
        row("09/01/2025", "met"),
        row("10/01/2025", "not met"),
        row("chưa", "not met", "not done"),
    ),
    leaf(
        "A7 first quarter",
        "measure: date, met: {from: 01/01/Y, to: 31/03/Y}",
        row("31/12/2023", "not met"),
        row("01/01/2024", "met"),
        row("31/3/2024", "met"),
        row("01/4/2024", "not met"),
    ),
    kind(
        "A7 three working days from a Friday",  # the day of receipt is not counted
        """
criteria:
  - {id: nhan, measure: date, met: {from: 01/01/Y}}
  - {id: bo-sung, measure: date, met: {within: {working-days: 3, of: nhan}}}
""",
        row("{nhan: 07/06/2024, bo-sung: 12/06/2024}", "bo-sung = met", "Wednesday"),
        row("{nhan: 07/06/2024, bo-sung: 13/06/2024}", "bo-sung = not met", "Thursday"),
        row(
            "{nhan: 07/06/2024, bo-sung: 13/06/2024}",
            "bo-sung = met",
            "Thursday after a day off",
            days_off=["10/06/2024"],
        ),
        row("{bo-sung: 12/06/2024}", "bo-sung = undecided", "receipt missing"),
    ),
    leaf(
        "A8 all of three fields",
        "measure: parts, parts: {x: X, y: Y, z: Z}, met: all, points: 1",
        row("[x, y, z]", "met, 1"),
        row("[x, z]", "not met, 0"),
        row("{parts: {x: có, y: có}}", "undecided, 0 to 1", "one is open"),
    ),
    leaf(
        "A8 at least 1",  # models of TT 124 5.1, salient fields of QĐ 319
        "measure: count, met: {at-least: 1}",
        row("0", "not met"),
        row("1", "met"),
        row("", "undecided", "missing"),
    ),
    leaf(
        "A9 population, steps not public",  # NQ 1211/2016, phường: whether a part of a step counts is a gap
        "measure: count, points: {base: 10, up-to: 5000, plus: 0.5, per: 200, cap: 35, steps: unknown}",
        row("4000", "10"),
        row("5000", "10"),
        row("5200", "10.5"),
        row("15000", "35"),
        row("21000", "35"),
        row("5100", "unknown, 10 to 10.25"),
        row("15100", "35"),
    ),
    leaf(
        "A9 whole steps",
        "measure: count, points: {base: 10, up-to: 5000, plus: 0.5, per: 200, cap: 35}",
        row("5100", "10"),
        row("5399", "10.5"),
    ),
    leaf(
        "A9 pro rata steps with 2 decimals",  # NĐ 307/2025
        "measure: count, points: {base: 10, up-to: 5000, plus: 0.5, per: 200, cap: 35, steps: pro-rata, round: 2}",
        row("5100", "10.25"),
        row("5001", "10"),
        row("5002", "10.01"),
    ),
    leaf(
        "A9 area",
        "measure: amount, points: {base: 10, up-to: 2, plus: 0.5, per: 0.1, cap: 30}",
        row("2", "10"),
        row("3,0", "15"),
        row("6,0", "30"),
        row("6,1", "30"),
    ),
    leaf(
        "A9 base level of a border ward",  # 30 % of 5.000
        """measure: count, points: {base: 10, plus: 0.5, per: 200, cap: 35,
            up-to: {times: {by: noi, table: {bien-gioi: 30%, khac: 100%}}, of: 5000}}""",
        row("1500", "10", facts={"noi": "bien-gioi"}),
        row("1700", "10.5", facts={"noi": "bien-gioi"}),
        row("1700", "10", facts={"noi": "khac"}),
        row("1500", "refused", "without the fact"),
        facts="{noi: {title: Nơi, is: one-of, of: [bien-gioi, khac]}}",
    ),
    leaf(
        "A9 base level of a border ward, by a yes-no fact",
        """measure: count, points: {base: 10, plus: 0.5, per: 200, cap: 35,
            up-to: {times: {by: bien-gioi, table: {yes: 30%, no: 100%}}, of: 5000}}""",
        row("1500", "10", facts={"bien-gioi": "có"}),
        row("1699", "10", facts={"bien-gioi": "có"}),
        row("1700", "10.5", facts={"bien-gioi": "có"}),
        row("1700", "10", facts={"bien-gioi": "không"}),
        row("5200", "10.5", facts={"bien-gioi": "không"}),
        row("", "10 to 35", facts={"bien-gioi": "không"}),
        facts="{bien-gioi: {title: Phường biên giới, is: yes-no}}",
    ),
    leaf(
        "A9 level and step that are public for some only",
        """measure: count, points: {base: 10, plus: 0.5, cap: 35,
            up-to: {by: noi, table: {quan: 7000, khac: 5000, huyen: unknown}},
            per: {by: noi, table: {quan: 250, khac: unknown, huyen: 200}}}""",
        row("7250", "10.5", facts={"noi": "quan"}),
        row("7249", "10", facts={"noi": "quan"}),
        row("5000", "10", "the step does not matter yet", facts={"noi": "khac"}),
        row("5001", "unknown, 10 to 35", facts={"noi": "khac"}),
        row("1", "unknown, 10 to 35", "the level is not public", facts={"noi": "huyen"}),
        row("", "10 to 35", "missing", facts={"noi": "khac"}),
        facts="{noi: {title: Nơi, is: one-of, of: [quan, khac, huyen]}}",
    ),
    kind(
        "A10 either or",  # NQ 1211, budget
        """
criteria:
  - id: ngan-sach
    either:
      - {id: can-doi, measure: met, points: 10}
      - {id: ty-le, measure: ratio, unit: đồng,
         points: {base: 3, up-to: 45%, plus: 0.5, per: 5%, cap: 8, steps: unknown}}
""",
        row("{can-doi: có}", "ngan-sach = 10", "balanced"),
        row("{can-doi: không, ty-le: 0/100}", "ngan-sach = 3", "0"),
        row("{can-doi: không, ty-le: 45/100}", "ngan-sach = 3", "45"),
        row("{can-doi: không, ty-le: 50/100}", "ngan-sach = 3.5", "50"),
        row("{can-doi: không, ty-le: 4999/10000}", "ngan-sach = unknown, 3 to 3.4990", "49.99"),
        row("{can-doi: không, ty-le: 60/100}", "ngan-sach = 4.5", "60"),
        row("{can-doi: không, ty-le: 9499/10000}", "ngan-sach = unknown, 7.5 to 7.9990", "94.99"),
        row("{can-doi: không, ty-le: 95/100}", "ngan-sach = 8", "95"),
        row("{can-doi: không, ty-le: 100/100}", "ngan-sach = 8", "100"),
        row("{can-doi: không, ty-le: 62/100}", "ngan-sach = unknown, 4.5 to 4.7", "62"),
        row("{can-doi: không}", "ngan-sach = 3 to 8", "ratio missing"),
        row("", "ngan-sach = 0 to 10", "all missing"),
    ),
    kind(
        "A10 either or, the ratio as an amount in percent",
        """
criteria:
  - id: ngan-sach
    either:
      - {id: can-doi, measure: met, points: 10}
      - {id: ty-le, measure: amount, unit: "%", points: {base: 3, up-to: 45, plus: 0.5, per: 5, cap: 8, steps: unknown}}
""",
        row("{can-doi: có}", "ngan-sach = 10", "balanced"),
        row("{can-doi: có, ty-le: 45}", "ngan-sach = 10", "balanced, 45"),
        row("{can-doi: không, ty-le: 40}", "ngan-sach = 3", "40"),
        row("{can-doi: không, ty-le: 45}", "ngan-sach = 3", "45"),
        row("{can-doi: không, ty-le: 60}", "ngan-sach = 4.5", "60"),
        row("{can-doi: không, ty-le: 95}", "ngan-sach = 8", "95"),
        row("{can-doi: không, ty-le: 100}", "ngan-sach = 8", "100"),
        row("{can-doi: không, ty-le: 62}", "ngan-sach = unknown, 4.5 to 4.7", "62"),
        row("{can-doi: không}", "ngan-sach = 3 to 8", "ratio missing"),
    ),
    kind(
        "A11 three levels of parts",  # draft of NĐ 86, standard I
        """
criteria:
  - id: I
    sum:
      - {id: "1", measure: met, points: 5}
      - {id: "2", sum: [{id: "2.1", measure: met, points: 4}, {id: "2.2", measure: met, points: 3}]}
      - id: "3"
        sum: [{id: "3.1", measure: met, points: 3}, {id: "3.2", measure: met, points: 3},
              {id: "3.3", measure: ratio, met: {at-least: 100%}, points: 2}]
""",
        row("{1: có, 2.1: có, 2.2: có, 3.1: có, 3.2: có, 3.3: 9/9}", "1 = 5; 2 = 7; 3 = 8; I = 20", "5 + 7 + 8 = 20"),
        row("{1: có, 2.1: có, 2.2: không, 3.1: có, 3.2: có, 3.3: 8/9}", "2 = 4; 3 = 6; I = 15", "5 + 4 + 6 = 15"),
        row("{1: có, 3.1: có, 3.2: không}", "2 = 0 to 7; 3 = 3 to 5; I = 8 to 17", "some missing"),
    ),
    kind(
        "A11 sum of two",  # Đồng Tháp 1
        "criteria: [{id: a, sum: [{id: a.1, measure: points, max: 1}, {id: a.2, measure: points, max: 0.75}]}]",
        row("{a.1: 1, a.2: '0,75'}", "a = 1.75", "1 + 0.75 = 1.75"),
    ),
    leaf(
        "A12 income, a minimum",  # NTM 2016-2020, ĐBSH
        "measure: amount, unit: triệu đồng, met: {at-least: 50}",
        row("50", "met"),
        row("49.9", "not met"),
    ),
    leaf(
        "A12 stunting, a maximum",  # the sources misprint "minimum"
        'measure: amount, unit: "%", met: {at-most: 13.9}',
        row("13,9", "met"),
        row("14,0", "not met"),
    ),
    leaf(
        "A13 none but listed exceptions",  # QĐ 691, poor households
        "measure: events, met: none, except: [bao-tro]",
        row("0", "met"),
        row("{value: 2, excepted: [{reason: bao-tro, number: 2}]}", "met", "2, both excepted"),
        row("{value: 2, excepted: [{reason: bao-tro, number: 1}]}", "not met", "2, one excepted"),
        row("{value: 2, excepted: [{reason: khac}]}", "refused", "a ground that is not listed"),
        row("{value: 2, excepted: [{reason: bao-tro, number: 3}]}", "refused", "3 of 2 excepted"),
        exceptions="{bao-tro: {title: Bảo trợ xã hội}}",
    ),
)


@rows_of(*ANSWERS)
def test_kinds_of_answers(item: Kind, line: Row, tmp_path_factory: pytest.TempPathFactory) -> None:
    check(item, line, tmp_path_factory.getbasetemp())
