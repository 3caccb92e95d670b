"""Of which unit a file is: as the register, ids and names say it, and when two files are surely of two units."""

from __future__ import annotations

from datetime import date

import pytest

from tests.pace import in_seconds
from wardeval.check.traits import Traits
from wardeval.check.whose import Units, days_of
from wardeval.engine.change import UnitName
from wardeval.units.register import Register, parse_register

Q = ("Quận Ví Dụ", "Thành phố Hư Cấu")
CITY = ("Thành phố Hư Cấu",)
REGISTER = parse_register(
    """
format: wardeval/units/1
units:
  - {id: "1", name: Phường Một, type: phuong, within: [Quận Ví Dụ, Thành phố Hư Cấu], to: 2025-06-30}
  - {id: "2", name: Phường Hai, type: phuong, within: [Quận Ví Dụ, Thành phố Hư Cấu], to: 2025-06-30}
  - {id: "3", name: Phường Ba, type: phuong, within: [Quận Ví Dụ, Thành phố Hư Cấu]}
  - id: "1"
    name: Phường Mới
    type: phuong
    within: [Thành phố Hư Cấu]
    from: 2025-07-01
    made-of: {"1": whole, "2": part}
""".encode(),
    "units.yaml",
)


def of(
    id_: str | None,
    name: str,
    period: int = 2024,
    within: tuple[str, ...] = Q,
    as_of: date | None = None,
    set_: str = "thu",
) -> Traits:
    return Traits(UnitName(id_, name, "phuong", within), period, set_, as_of)


def units(*files: Traits, register: Register | None = None) -> Units:
    return Units({str(place): each for place, each in enumerate(files)}, register)


CASES = {
    "two ids": (of("1", "Phường Một"), of("2", "Phường Hai"), True),
    "one id": (of("1", "Phường Một"), of("1", "Phường Hai"), False),
    "one id, two sets": (of("1", "Phường Một"), of("1", "Phường Một", set_="khac"), False),
    "one name, one without id": (of("1", "Phường Một"), of(None, "phường một"), False),
    "one name, another place, without ids": (of(None, "Phường Một"), of(None, "Phường Một", within=CITY), False),
    "two names without ids": (of(None, "Phường Một"), of(None, "Phường Hai"), True),
    "one name, two ids": (of("1", "Phường Một"), of("2", "Phường Một"), True),
    "before and after the reform": (of("1", "Phường Một", 2025), of("9", "Phường Mới", 2025, CITY), False),
    "both before it, by their places": (of("1", "Phường Một", 2025), of("2", "Phường Hai", 2025), True),
    "by their days": (of("1", "Phường Một", 2025, as_of=date(2025, 5, 1)), of("2", "Phường Hai", 2025), False),
}


@pytest.mark.parametrize(("one", "other", "expected"), CASES.values(), ids=CASES)
def test_two_files_are_surely_of_two_units(one: Traits, other: Traits, expected: bool) -> None:
    found = units(one, other)
    assert found.apart("0", "1") is found.apart("1", "0") is expected


def test_the_register_knows_which_units_are_kin() -> None:
    one, two, three = (
        of(id_, name, 2025) for id_, name in (("1", "Phường Một"), ("2", "Phường Hai"), ("3", "Phường Ba"))
    )
    new = of("1", "Phường Mới", 2025, CITY)
    found = units(one, two, three, new, register=REGISTER)
    assert len(set(found.number.values())) == 4
    assert [found.apart(name, "3") for name in "012"] == [False, False, True]
    assert found.apart("0", "1")


def test_numbers_are_those_of_the_units_whatever_names_they_have() -> None:
    found = units(
        of("1", "Phường Một", 2023),
        of("1", "P. Một"),
        of(None, "Phường Hai", 2023),
        of(None, "Phường Hai"),
        of("3", "Phường Ba"),
    )
    first, *rest = (found.number[name] for name in "01234")
    assert rest[0] == first
    assert rest[1] == rest[2]
    assert len({first, rest[1], rest[3]}) == 3


def test_the_plain_case_gives_what_the_whole_way_gives() -> None:
    files = [of(str(n // 2), f"Phường {n // 2}", set_=f"bo-{n % 2}") for n in range(20)]
    plain = units(*files).number
    whole = units(*files, of(None, "Phường Không Mã")).number  # one without an id asks for the whole way
    same = [[(one, other) for one in plain for other in plain if of_[one] == of_[other]] for of_ in (plain, whole)]
    assert same[0] == same[1]


def test_the_file_of_the_year_before() -> None:
    found = units(
        of("1", "Phường Một"),
        of("1", "Phường Một", 2023, as_of=date(2023, 6, 30)),
        of("1", "Phường Một", 2023),
        of("1", "Phường Một", 2022),
        of("2", "Phường Hai"),
        of("2", "Phường Hai", 2023, set_="khac"),
        of("3", "Phường Ba"),
        of("3", "Phường Ba", 2023),
        of("3", "Phường Ba", 2023),
    )
    assert found.before == {"0": "2", "1": "3", "2": "3"}


def test_others_are_named_three_at_most_and_counted() -> None:
    files = [
        of("1", "Phường Một"),
        of("1", "Phường Một", set_="khac"),
        *(of(f"x{n}", f"Phường X{n}") for n in range(5)),
    ]
    found = units(*files)
    names = [str(place) for place in range(len(files))]
    others = found.others("0", found.circle(names))
    assert others is not None
    assert (others.files, others.n) == (("2", "3", "4"), 5)
    assert found.others("0", found.circle(["0", "1", "0"])) is None


def test_the_days_of_a_file() -> None:
    window = date(2023, 11, 16), date(2024, 11, 15)
    plain = of("1", "Phường Một")
    assert days_of(plain) == (date(2024, 1, 1), date(2024, 12, 31))
    assert days_of(plain._replace(window=window)) == window
    assert days_of(plain._replace(window=window, as_of=date(2024, 6, 30))) == (date(2024, 6, 30), date(2024, 6, 30))


@pytest.mark.parametrize("with_ids", [True, False], ids=["with ids", "half of them without"])
def test_thousands_of_files_find_their_units_quickly(with_ids: bool) -> None:
    files = [
        of(None if n % 2 and not with_ids else f"{n:05}", f"Phường {n % 700}", year, (f"Quận {n // 700}", *CITY))
        for year in (2023, 2024)
        for n in range(3321)
    ]
    with in_seconds(3):  # some 0.2 s
        found = units(*files)
        assert len(set(found.number.values())) == 3321
