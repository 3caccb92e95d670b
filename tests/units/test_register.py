"""The register: an id means a unit only together with a day, and what is not known is said."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from tests.conftest import EXAMPLES
from wardeval.engine.change import UnitName
from wardeval.language import Code, Language
from wardeval.units.lineage import KnownUnit, Lineage
from wardeval.units.naming import bare
from wardeval.units.register import FoundUnit, Register, day_of, load_register, parse_register

ENGLISH, VIETNAMESE = Language(Code.EN), Language(Code.VI)
OLD, NEW = date(2024, 12, 31), date(2025, 12, 31)

STEPS = """
format: wardeval/units/1
units:
  # ba bước: A, B → M (2020); M, một phần C → N (2023); N đổi sang tỉnh khác (2025)
  - {id: A, name: Xã A, type: xa, within: Huyện X, from: 01/01/2010, to: 31/12/2019}
  - {id: B, name: Xã B, type: xa, within: Huyện X, from: 01/01/2010, to: 31/12/2019}
  - {id: C, name: Xã C, type: xa, within: Huyện X, from: 01/01/2010, to: 31/12/2022}
  - {id: M, name: Xã M, type: xa, within: Huyện X, from: 01/01/2020, to: 31/12/2022,
     made-of: {A: whole, B: whole}, decision: NQ 1}
  - {id: N, name: Xã N, type: xa, within: Huyện X, from: 01/01/2023, to: 30/06/2025,
     made-of: {M: whole, C: part}, decision: NQ 2}
  - {id: C, name: Xã C, type: xa, within: Huyện X, from: 01/01/2023, to: 30/06/2025, made-of: {C: part}}
  - {id: N, name: Phường N, type: phuong, within: Tỉnh Mới, from: 01/07/2025, made-of: {N: whole}, decision: NQ 3}
  - {id: P, name: Xã P, type: xa, from: 01/07/2025, made-of: unknown}
  - {id: H, name: Xã Sơn Hà, type: xa, within: [Huyện X, Tỉnh Cũ]}
  - {id: H2, name: Xã Sơn Hạ, type: xa, within: [Huyện X, Tỉnh Cũ]}
  - {id: "5", name: Phường 5, type: phuong, within: [Quận 3, Thành phố Hồ Chí Minh], to: 30/06/2025}
  - {id: "6", name: Phường 5, type: phuong, within: [Quận 4, Thành phố Hồ Chí Minh], to: 30/06/2025}
  - {id: T, name: Thị trấn Tân, type: thi-tran, to: 30/06/2025}
  - {id: T, name: Xã Tân, type: xa, from: 01/07/2025}
"""


@pytest.fixture(scope="module")
def real() -> Register:
    return load_register(EXAMPLES / "units.yaml")


@pytest.fixture(scope="module")
def steps() -> Register:
    return parse_register(STEPS.encode(), "units.yaml")


def named(name: str, id_: str | None = None, type_: str = "phuong", *within: str) -> UnitName:
    return UnitName(id_, name, type_, within)


def said(found: FoundUnit, language: Language = ENGLISH) -> list[str]:
    return [language.text(note) for note in found.notes]


def origin_ids(lineage: Lineage | None) -> dict[str, bool] | None:
    return None if lineage is None else {descent.unit.name: descent.whole for descent in lineage.made_of}


def unit_of(register: Register, id_: str, day: date) -> KnownUnit:
    return next(unit for unit in register.units if unit.id == id_ and unit.on(day))


def test_the_day_that_an_assessment_stands_for() -> None:
    assert day_of(2025, None) == NEW
    assert day_of(2025, date(2025, 6, 1)) == date(2025, 6, 1)


def test_one_id_means_two_units(real: Register) -> None:
    before = real.find(named("Phường Bến Nghé", "26740"), OLD)
    now = real.find(named("Phường Sài Gòn", "26740"), NEW)
    assert (before.notes, now.notes) == ((), ())
    assert before.unit is not None
    assert now.unit is not None
    assert (before.unit.id, now.unit.id) == ("26740", "26740")
    assert before.unit != now.unit
    assert (before.unit.name, now.unit.name) == ("Phường Bến Nghé", "Phường Sài Gòn")


def test_the_name_says_which_of_two_is_meant(real: Register) -> None:
    found = real.find(named("Phường Bến Nghé", "26740"), NEW)
    assert found.unit is not None
    assert found.unit.to == date(2025, 6, 30)
    assert said(found) == [
        "the id 26740 means Phường Sài Gòn on 2025-12-31; the file names Phường Bến Nghé, which had it until 2025-06-30"
    ]
    early = real.find(named("Phường Sài Gòn", "26740"), OLD)
    assert early.unit is not None
    assert early.unit.from_ == date(2025, 7, 1)
    assert said(early) == [
        "the id 26740 means Phường Bến Nghé on 2024-12-31; the file names Phường Sài Gòn, which has it from 2025-07-01"
    ]


def test_an_id_that_nobody_has_on_the_day(real: Register) -> None:
    found = real.find(named("Phường Đa Kao", "26737"), NEW)
    assert found.unit is not None
    assert said(found) == [
        "no unit has the id 26737 on 2025-12-31; the file names Phường Đa Kao, which had it until 2025-06-30"
    ]


@pytest.mark.parametrize(
    "name",
    ["Phường Bến Nghé", "phường bến nghé", "Bến Nghé", "BEN NGHE", "P. Bến Nghé", "Công an phường Bến Nghé"],
)
def test_a_name_fits_however_it_is_written(real: Register, name: str) -> None:
    found = real.find(named(name, "26740"), OLD)
    assert found.unit is not None
    assert found.notes == ()


def test_an_id_with_a_name_that_it_never_had_is_not_known(real: Register) -> None:
    found = real.find(named("Phường Hải Châu 1", "26740"), OLD)
    assert found.unit is None
    (note,) = said(found)
    assert note.startswith(
        "the register does not know Phường Hải Châu 1: the id 26740 is that of"
        " Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh (until 2025-06-30)"
    )
    assert "add the unit to units.yaml" in note


def test_an_unknown_id_is_not_looked_up_by_its_name_alone(real: Register) -> None:
    found = real.find(named("Phường Bến Nghé", "99999"), OLD)
    assert (found.unit, found.meant) == (None, None)
    assert said(found)[0].startswith("the register does not know Phường Bến Nghé (99999); ")


def test_who_has_the_name_and_the_place_under_another_id_is_named(real: Register) -> None:
    place = ("Quận 1", "TP.HCM")
    found = real.find(named("Phường Bến Nghé", "99999", "phuong", *place), OLD)
    assert found.unit is None
    assert found.meant is not None
    assert found.meant.id == "26740"
    assert said(found) == ["in units.yaml Phường Bến Nghé has the id 26740, not 99999"]
    of_another = real.find(named("Phường Bến Nghé", "26737"), OLD)
    assert said(of_another)[0].startswith(
        "in units.yaml Phường Bến Nghé has the id 26740; 26737 is that of Phường Đa Kao, Quận 1, "
    )
    assert real.find(named("Phường Bến Nghé", "99999", "phuong", *place), NEW).meant is None  # it is no more


def test_without_an_id_the_name_has_to_do(real: Register) -> None:
    assert real.find(named("phuong da kao", None, "phuong", "Quận 1", "TP.HCM"), OLD).unit is None  # d is not đ
    found = real.find(named("phường Đà Káo", None, "phuong", "Quận 1", "TP.HCM"), OLD)
    assert found.unit is not None
    assert found.unit.id == "26737"
    assert said(found) == [
        "phường Đà Káo has no id in the file; by its name it is"
        " Phường Đa Kao, Quận 1, Thành phố Hồ Chí Minh (26737, until 2025-06-30)"
    ]
    late = real.find(named("Phường Đa Kao"), NEW)
    assert late.unit == found.unit
    assert said(late)[0].endswith(", which is not there on 2025-12-31")
    assert real.find(named("Phường Đa Kao", None, "phuong", "Quận 3"), OLD).unit is None


def test_of_several_by_name_none_is_guessed(steps: Register) -> None:
    found = steps.find(named("Phường 05"), OLD)
    assert found.unit is None
    assert said(found)[0].startswith("the register knows several units called Phường 05: Phường 5, Quận 3, ")
    in_place = steps.find(named("Phường 05", None, "phuong", "Quận 4"), OLD)
    assert in_place.unit is not None
    assert in_place.unit.id == "6"


@pytest.mark.parametrize(("name", "id_"), [("Xã Sơn Hà", "H"), ("Xã Sơn Hạ", "H2")])
def test_names_that_differ_in_tone_only(steps: Register, name: str, id_: str) -> None:
    found = steps.find(named(name, None, "xa"), OLD)
    assert found.unit is not None
    assert found.unit.id == id_
    assert steps.find(named("xa son ha", None, "xa"), OLD).unit is None


@pytest.mark.parametrize(
    ("name", "type_", "expected"), [("Thị trấn Tân", "thi-tran", "Thị trấn Tân"), ("Xã Tân", "xa", "Xã Tân")]
)
def test_two_types_of_one_id_and_name_are_two_units(steps: Register, name: str, type_: str, expected: str) -> None:
    found = steps.find(named(name, "T", type_), NEW)
    assert found.unit is not None
    assert found.unit.name == expected
    assert bool(found.notes) is (type_ == "thi-tran")


def test_the_type_alone_does_not_make_a_stranger(steps: Register) -> None:
    found = steps.find(named("Xã Tân", "T", "phuong"), NEW)
    assert found.unit is not None
    assert found.unit.name == "Xã Tân"


def test_lineage_by_hand(real: Register) -> None:
    new = unit_of(real, "26740", NEW)
    lineage = real.lineage(new)
    assert lineage is not None
    assert lineage.decision == "1685/NQ-UBTVQH15"
    assert origin_ids(lineage) == {
        "Phường Bến Nghé": True,
        "Phường Đa Kao": False,
        "Phường Nguyễn Thái Bình": False,
    }
    assert not lineage.is_whole
    assert real.lineage(unit_of(real, "26740", OLD)) is None


def test_what_is_not_known_of_the_years_before_is_said(real: Register) -> None:
    lineage = real.origins(unit_of(real, "20260", NEW), OLD)
    assert lineage is not None
    assert lineage.is_whole
    (note,) = lineage.notes
    assert "Phường Khuê Trung; Phường Hòa Thọ Tây; Phường Hòa Thọ Đông" in ENGLISH.text(note)
    assert "2024-12-31" in ENGLISH.text(note)


ORIGINS: list[tuple[str, date, date, dict[str, bool] | None]] = [
    ("N", NEW, NEW, {"Phường N": True}),
    ("N", NEW, date(2024, 12, 31), {"Xã N": True}),
    ("N", NEW, date(2022, 12, 31), {"Xã M": True, "Xã C": False}),
    ("N", NEW, date(2019, 12, 31), {"Xã C": False, "Xã A": True, "Xã B": True}),
    ("N", NEW, date(2009, 12, 31), None),
    ("P", NEW, date(2024, 12, 31), None),
    ("M", date(2021, 1, 1), NEW, None),
]


@pytest.mark.parametrize(("id_", "on", "day", "expected"), ORIGINS, ids=lambda value: str(value)[:24])
def test_origins_through_several_steps(
    steps: Register, id_: str, on: date, day: date, expected: dict[str, bool] | None
) -> None:
    assert origin_ids(steps.origins(unit_of(steps, id_, on), day)) == expected


def test_origins_name_every_decision(steps: Register) -> None:
    lineage = steps.origins(unit_of(steps, "N", NEW), date(2019, 12, 31))
    assert lineage is not None
    assert (lineage.decision, lineage.notes) == ("NQ 3; NQ 2; NQ 1", ())


SUCCESSORS: list[tuple[str, date, date, dict[str, bool] | None]] = [
    ("A", date(2015, 1, 1), NEW, {"Phường N": True}),
    ("C", date(2015, 1, 1), OLD, {"Xã N": False, "Xã C": False}),
    ("C", date(2015, 1, 1), NEW, None),
    ("N", NEW, OLD, None),
    ("N", NEW, NEW, {"Phường N": True}),
]


@pytest.mark.parametrize(("id_", "on", "day", "expected"), SUCCESSORS, ids=lambda value: str(value)[:24])
def test_successors_through_several_steps(
    steps: Register, id_: str, on: date, day: date, expected: dict[str, bool] | None
) -> None:
    found = steps.successors(unit_of(steps, id_, on), day)
    assert (None if found is None else {heir.unit.name: heir.whole for heir in found}) == expected


def test_successors_mirror_origins(steps: Register) -> None:
    for unit in steps.units:
        lineage = steps.lineage(unit)
        for descent in lineage.made_of if lineage else ():
            assert (unit, descent.whole) in (steps.heirs(descent.unit) or ())


def test_a_chain_of_more_steps_than_calls_may_nest_is_followed() -> None:
    lines = ["format: wardeval/units/1", "units:"]
    first = date(2000, 1, 1).toordinal()
    for step in range(1200):
        day = date.fromordinal(first + step)
        made_of = ", made-of: {A: whole}" if step else ""
        lines.append(f"  - {{id: A, name: Xã A, type: xa, from: {day:%d/%m/%Y}, to: {day:%d/%m/%Y}{made_of}}}")
    register = parse_register("\n".join(lines).encode(), "units.yaml")
    lineage = register.origins(register.units[-1], date(2000, 1, 1))
    assert lineage is not None
    assert lineage.made_of == ((register.units[0], True),)


def test_units_of_an_id_or_a_name_the_oldest_first(real: Register) -> None:
    assert [unit.name for unit in real.named("26740")] == ["Phường Bến Nghé", "Phường Sài Gòn"]
    assert [unit.id for unit in real.named("ben nghe")] == ["26740"]
    assert real.named("Hải Châu 1") == ()


def test_lineage_travels_between_processes(real: Register) -> None:
    lineage = real.lineage(unit_of(real, "26740", NEW))
    assert pickle.loads(pickle.dumps(lineage)) == lineage


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Phường 05", "5"),
        ("Thị trấn Ái Tử", "ai tu"),
        ("TP. Hồ Chí Minh", "ho chi minh"),
        ("TP.HCM", "ho chi minh"),
        ("Tỉnh Bà Rịa - Vũng Tàu", "ba ria vung tau"),
        ("Đặc khu Côn Đảo", "con dao"),
        ("Xã Xa", "xa"),
        ("Xã", "xa"),
        ("UBND xã Hoà Phong", "hoa phong"),
        ("Xuân Hòa", "xuan hoa"),
        ("Phường 10", "10"),
        ("P.10", "10"),
    ],
)
def test_a_bare_name(name: str, expected: str) -> None:
    assert bare(name) == expected
