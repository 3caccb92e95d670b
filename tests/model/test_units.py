"""`units.yaml`: what it may say, and every mistake in it at its line."""

from __future__ import annotations

from datetime import date

import pytest

from wardeval.language import Code, Language
from wardeval.problems import InputError
from wardeval.units.register import parse_register

ENGLISH = Language(Code.EN)

BEFORE = """
  - {id: "1", name: Xã Một, type: xa, within: Huyện Cũ, to: 30/06/2025}
  - {id: "2", name: Xã Hai, type: xa, within: [Huyện Cũ, Tỉnh Cũ], to: 2025-06-30}
"""


def written(units: str, sources: str = "") -> bytes:
    return f"format: wardeval/units/1\n{sources}units:{units}".encode()


def mistakes(units: str, sources: str = "") -> list[tuple[str, int, str, str]]:
    """Rule, line, sentence and hint of every mistake."""
    with pytest.raises(InputError) as caught:
        parse_register(written(units, sources), "units.yaml")
    return [
        (
            problem.rule,
            problem.span.line,
            ENGLISH.text(problem.message),
            ENGLISH.text(problem.hint) if problem.hint else "",
        )
        for problem in caught.value.problems
    ]


def test_a_register_by_hand() -> None:
    after = """  - id: "1"
    name: Xã Mới
    type: xa
    from: 01/07/2025
    made-of: {"1": whole, "2": part}
    decision: 1/NQ
    source: S1 phụ lục
"""
    sources = "sources: {S1: {title: Nghị quyết, kind: official-text}}\n"
    register = parse_register(written(BEFORE + after, sources), "units.yaml")
    assert [unit.id for unit in register.units] == ["1", "2", "1"]
    one, two, new = register.units
    assert (one.within, one.from_, one.to) == (("Huyện Cũ",), None, date(2025, 6, 30))
    assert two.within == ("Huyện Cũ", "Tỉnh Cũ")
    assert (new.within, new.from_, new.to) == ((), date(2025, 7, 1), None)
    assert register.entry(new).source == "S1 phụ lục"
    assert register.sources["S1"].title.vi == "Nghị quyết"


@pytest.mark.parametrize("made_of", ["", ", made-of: unknown", ", made-of: {}"], ids=["left out", "unknown", "empty"])
def test_what_is_not_known_may_be_left_out_or_said(made_of: str) -> None:
    units = f"\n  - {{id: A-1, name: Xã A, type: xa, from: 01/07/2025{made_of}}}\n"
    register = parse_register(written(units), "units.yaml")
    assert register.lineage(register.units[0]) is None


def after(made_of: str, from_: str = "from: 01/07/2025, ", id_: str = "9") -> str:
    return f'  - {{id: "{id_}", name: Xã Mới, type: xa, {from_}made-of: {made_of}}}\n'


MISTAKES = {
    "an unknown key": (
        "\n  - {id: A, name: Xã A, type: xa, nam: 30/06/2025}\n",
        [
            (
                "unknown-key",
                3,
                "the key “nam” is not known here",
                "the keys here are within; from; to; made-of; decision; source",
            )
        ],
    ),
    "no name": ("\n  - {id: A, type: xa}\n", [("missing-key", 3, "the key “name” is missing here", "")]),
    "no date": (
        "\n  - {id: A, name: Xã A, type: xa, to: 2025}\n",
        [
            (
                "value",
                3,
                "a date is expected here",
                "write day/month/year, for example 10/02/2023, or 2023-02-10",
            )
        ],
    ),
    "no share": (
        BEFORE + after('{"1": all}'),
        [("value", 5, "one of these is expected here: whole; part", "")],
    ),
    "it ends before it begins": (
        "\n  - {id: A, name: Xã A, type: xa, from: 02/07/2025, to: 01/07/2025}\n",
        [
            (
                "unit-days",
                3,
                "“Xã A” ends on 2025-07-01, before it begins on 2025-07-02",
                "from is the first day of the unit, to is its last",
            )
        ],
    ),
    "made of units from no day": (
        BEFORE + after('{"1": whole}', ""),
        [
            (
                "unit-days",
                5,
                "it is not said from which day “Xã Mới” is made of these",
                "write from: with the first day of the unit; those that it was made of end the day before",
            )
        ],
    ),
    "an id twice, always": (
        "\n  - {id: A, name: Xã A, type: xa}\n  - {id: A, name: Xã B, type: xa}\n",
        [
            (
                "id-twice-on-one-day",
                4,
                "the id A means two units on one day: “Xã A” and “Xã B”",
                "give the earlier one its last day (to), and the later one its first (from)",
            )
        ],
    ),
    "an id twice, on the last day": (
        "\n  - {id: A, name: Xã B, type: xa, from: 01/07/2025}\n  - {id: A, name: Xã A, type: xa, to: 01/07/2025}\n",
        [
            (
                "id-twice-on-one-day",
                4,
                "the id A means two units on one day: “Xã A” and “Xã B”",
                "end “Xã A” with to: 2025-06-30, or begin “Xã B” later",
            )
        ],
    ),
    "nobody there on the day before": (
        BEFORE + after('{"3": whole}'),
        [
            (
                "origin-not-there",
                5,
                "no unit of this file has the id 3 on 2025-06-30",
                "add it with its name, type and to: 2025-06-30; or write made-of: unknown while not all are known",
            )
        ],
    ),
    "a slip in an id": (
        "\n  - {id: xa-a, name: Xã A, type: xa, to: 30/06/2025}\n" + after("{xa-b: whole}"),
        [("origin-not-there", 4, "no unit of this file has the id xa-b on 2025-06-30", "did you mean “xa-a”?")],
    ),
    "there on other days": (
        BEFORE + after('{"1": whole}', "from: 01/07/2026, "),
        [
            (
                "origin-not-there",
                5,
                "no unit of this file has the id 1 on 2026-06-30",
                "“1” is here, but on other days: Xã Một; mend their from and to",
            )
        ],
    ),
    "it goes on": (
        BEFORE.replace("30/06/2025", "31/12/2025") + after('{"1": part}'),
        [
            (
                "origin-goes-on",
                5,
                "“Xã Một” (1) does not end on 2025-06-30",
                "give it to: 2025-06-30; if it goes on with less or more territory, add it once more from the day"
                " after",
            )
        ],
    ),
    "whole in two": (
        BEFORE + after('{"1": whole}') + after('{"1": part, "2": whole}', id_="10"),
        [
            (
                "origin-whole-twice",
                6,
                "“Xã Một” (1) went whole into one unit, and is in “Xã Mới” and “Xã Mới”",
                "write part at each unit that got only a part of it",
            )
        ],
    ),
}


@pytest.mark.parametrize(("units", "expected"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_at_its_line(units: str, expected: list[tuple[str, int, str, str]]) -> None:
    assert mistakes(units) == expected


def test_every_mistake_at_once() -> None:
    units = "\n  - {id: A, name: Xã A, type: xa, from: 02/07/2025, to: 01/07/2025}\n" + after('{"3": whole, "4": part}')
    assert [(rule, line) for rule, line, *_ in mistakes(units)] == [
        ("unit-days", 3),
        ("origin-not-there", 4),
        ("origin-not-there", 4),
    ]


def test_a_source_that_is_not_declared() -> None:
    units = "\n  - {id: A, name: Xã A, type: xa, source: S2 trang 1}\n"
    sources = "sources: {S1: {title: Nghị quyết, kind: official-text}}\n"
    assert [(rule, line, said) for rule, line, said, _ in mistakes(units, sources)] == [
        ("undeclared-source", 4, "“S2” is not one of the file's sources")
    ]


def test_one_long_unit_meets_every_later_one_of_its_id() -> None:
    units = "\n  - {id: A, name: Xã A, type: xa}\n" + "".join(
        f"  - {{id: A, name: Xã {year}, type: xa, from: 01/01/{year}, to: 31/12/{year}}}\n" for year in (2023, 2024)
    )
    assert [(rule, line) for rule, line, *_ in mistakes(units)] == [
        ("id-twice-on-one-day", 4),
        ("id-twice-on-one-day", 5),
    ]


def test_a_divided_unit_may_be_a_part_of_many() -> None:
    units = BEFORE + after('{"1": part}') + after('{"1": part, "2": whole}', id_="10")
    register = parse_register(written(units), "units.yaml")
    assert [heir.whole for heir in register.heirs(register.units[0]) or ()] == [False, False]
