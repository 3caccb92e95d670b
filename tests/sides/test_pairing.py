"""Which files of two sides belong together: by id, name, day and lineage, whatever their order, there and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pace import in_seconds
from wardeval.engine.change import UnitName
from wardeval.language import Code, Language
from wardeval.problems import Message, Problem, Span, say
from wardeval.sides.pairing import only_units, pair
from wardeval.sides.submission import Found, Pairing, Submission
from wardeval.units.register import Register, parse_register

ENGLISH = Language(Code.EN)
HCM = ("Thành phố Hồ Chí Minh",)
Q1 = ("Quận 1", *HCM)


def file(
    name: str,
    id_: str | None = "001",
    unit: str = "Phường Một",
    period: int = 2023,
    *,
    set_: str = "thu",
    as_of: date | None = None,
    within: tuple[str, ...] = (),
    type_: str = "phuong",
) -> Submission:
    return Submission(name, set_, UnitName(id_, unit, type_, within), period, as_of)


def side(*files: Submission) -> Found:
    return Found("x", files, (), ())


def no_relation(one: str, other: str) -> bool:
    return False


def pairs(
    before: Iterable[Submission],
    after: Iterable[Submission],
    register: Register | None = None,
    related: Iterable[tuple[str, str]] = (),
) -> list[Pairing]:
    """The pairings, after a look at the way back and at another order of the files."""
    known = set(related)

    def relation(one: str, other: str) -> bool:
        return (one, other) in known

    one, other = side(*before), side(*after)
    there = pair(one, other, register, relation)
    assert [mirrored(each) for each in pair(other, one, register, relation)] == there
    one, other = (found._replace(submissions=found.submissions[::-1]) for found in (one, other))
    assert pair(one, other, register, relation) == there
    return there


def mirrored(pairing: Pairing) -> Pairing:
    """What the way back says, read from this side."""
    backwards = pairing.lineage is not None and not pairing.backwards
    return pairing._replace(before=pairing.after, after=pairing.before, backwards=backwards)


def shown(pairings: Iterable[Pairing]) -> list[str]:
    """`a b > c`."""
    return [
        f"{' '.join(each.name for each in pairing.before)} > {' '.join(each.name for each in pairing.after)}".strip()
        for pairing in pairings
    ]


def notes(pairing: Pairing) -> list[str]:
    return [ENGLISH.text(note) for note in pairing.notes]


def refusals(pairing: Pairing) -> list[str]:
    return [ENGLISH.text(note) for note in pairing.refusals]


def problems(pairing: Pairing) -> dict[str, str]:
    """What is wrong with the files of a pairing."""
    files = (*pairing.before, *pairing.after)
    return {file.name: ENGLISH.text(problem.message) for file in files for problem in file.problems}


# units


def test_the_same_id() -> None:
    (found,) = pairs([file("a")], [file("b", period=2024)])
    assert (shown([found]), found.notes, found.refusals, found.lineage) == (["a > b"], (), (), None)


def test_units_on_one_side_only_are_listed_alone() -> None:
    found = pairs([file("a"), file("b", "002", "Phường Hai")], [file("c", "003", "Phường Ba", 2024)])
    assert shown(found) == ["a >", "b >", "> c"]
    assert [each.notes for each in found] == [(), (), ()]


def test_the_same_id_under_two_names_of_one_time_is_told() -> None:
    (found,) = pairs([file("a")], [file("b", unit="Phường Nhất", period=2024)])
    assert notes(found) == ["the id 001 goes with two names: Phường Một; Phường Nhất"]
    (found,) = pairs([file("a")], [file("b", unit="phuong một", period=2024)])
    assert notes(found) == []


ACROSS = (
    "the id 001 goes with several names (Phường Một; Phường Nhất), and codes were given anew on 2025-07-01, so it is"
    " not known whether they are one unit; write units.yaml (“wardeval units build”) to say what became of each"
)
TERRITORY = (
    "whether the territory is the same since 2025-07-01 is not known without units.yaml (“wardeval units build”)"
)


@pytest.mark.parametrize(
    ("before", "after", "together"),
    {
        "years": ((2024, None), (2026, None), False),
        "days": ((2025, date(2025, 6, 30)), (2025, date(2025, 7, 1)), False),
        "before": ((2025, date(2025, 6, 29)), (2025, date(2025, 6, 30)), True),
        "since": ((2025, date(2025, 7, 1)), (2026, None), True),
        "the year itself": ((2025, None), (2026, None), False),
        "the year itself, too": ((2024, None), (2025, None), False),
        "twice the year itself": ((2025, None), (2025, None), False),
    }.values(),
)
def test_an_id_may_mean_another_unit_since_codes_were_given_anew(
    before: tuple[int, date | None], after: tuple[int, date | None], together: bool
) -> None:
    one = file("a", period=before[0], as_of=before[1])
    other = file("b", unit="Phường Nhất", period=after[0], as_of=after[1])
    found = pairs([one], [other])
    assert shown(found) == (["a > b"] if together else ["a >", "> b"])
    assert all((ACROSS in notes(each)) is not together for each in found)
    (found_,) = pairs([one], [other._replace(unit=one.unit)])
    same_terms = together or before == after == (2025, None)
    assert notes(found_) == ([] if same_terms else [TERRITORY])


def test_both_units_of_a_code_on_one_side() -> None:
    old, new = file("old", period=2024), file("new", unit="Phường Nhất", period=2025)
    assert shown(pairs([old, new], [old._replace(name="x"), new._replace(name="y")])) == ["new > y", "old > x"]
    found = pairs([old], [new, file("later", unit="Phường Nhất", period=2026)])
    assert shown(found) == ["> later", "> new", "old >"]
    assert all(notes(each) == [ACROSS] for each in found)


# names


def test_a_name_pairs_where_an_id_is_missing() -> None:
    for one, other in ((None, "001"), ("001", None), (None, None)):
        (found,) = pairs([file("a", one, "Phường Hoà")], [file("b", other, "phường  hòa", 2024)])
        assert (shown([found]), notes(found)) == (["a > b"], ["paired by name, since not both files give an id"])


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("Xã Sơn Hà", "Xã Sơn Hạ", True),
        ("Xã Hoà Phong", "XÃ HÒA PHONG", True),
        ("Xã Đông Sơn", "Xã Dông Sơn", False),
        ("Xã Đông Sơn", "Xã Đong Sơn", False),
        ("Xã Đông Sơn", "Xã Đông Son", False),
        ("Xã Tân Lập", "Xã Tan Lập", False),
        ("Xã Tân Lập", "Xã Tăn Lập", False),
        ("Xã Ứng Hoà", "Xã Ừng Hoà", True),
        ("Xã Ứng Hoà", "Xã Úng Hoà", False),
    ],
)
def test_only_tone_marks_may_differ_other_letters_are_other_names(one: str, other: str, together: bool) -> None:
    found = pairs([file("a", None, one, type_="xa")], [file("b", None, other, 2024, type_="xa")])
    assert shown(found) == (["a > b"] if together else ["a >", "> b"])


@pytest.mark.parametrize(
    ("name", "places", "type_", "together", "noted"),
    [
        ("Phường Một", (Q1, Q1), "phuong", True, True),
        ("phường một", (Q1, HCM), "phuong", True, True),
        ("Phường Một", (Q1, ()), "phuong", False, True),
        ("Phường Một", ((), ()), "phuong", False, True),
        ("Phường Mốt", (Q1, Q1), "phuong", False, True),
        ("Phường Một", (Q1, Q1), "xa", False, False),
        ("Phường Một", (Q1, ("Quận 3", *HCM)), "phuong", False, False),
    ],
)
def test_ids_that_differ_ask_for_one_spelling_one_type_and_places(
    name: str, places: tuple[tuple[str, ...], tuple[str, ...]], type_: str, together: bool, noted: bool
) -> None:
    found = pairs([file("a", "001", within=places[0])], [file("b", "002", name, 2024, within=places[1], type_=type_)])
    assert shown(found) == (["a > b"] if together else ["a >", "> b"])
    told = "paired by name, since the ids differ (001; 002)" if together else "not paired by name, since the ids differ"
    assert all([note.startswith(told) for note in notes(each)] == [True] * noted for each in found)


def test_a_name_that_another_unit_of_the_side_has_pairs_nothing() -> None:
    one = [file("a", "001", within=Q1), file("b", "002", within=HCM)]
    found = pairs(one, [file("c", "003", period=2024, within=("Quận 3", *HCM))])
    assert shown(found) == ["a >", "b >", "> c"]
    found = pairs([file("a", "001"), file("b", "002")], [file("c", "001", period=2024), file("d", None, period=2024)])
    assert shown(found) == ["a > c", "b >", "> d"]


def test_a_name_across_the_day_leaves_the_territory_open() -> None:
    (found,) = pairs([file("a", None, period=2024)], [file("b", "002", period=2026)])
    assert TERRITORY in notes(found)


def test_a_name_that_several_have_pairs_nothing_and_says_so() -> None:
    found = pairs([file("a", None)], [file("b", "001", period=2024), file("c", "002", period=2024)])
    assert shown(found) == ["a >", "> b", "> c"]
    told = "not paired by name, since the name is not of one unit alone: a; b; c; write the id into each file"
    assert [notes(each) for each in found] == [[told]] * 3


def test_a_name_of_a_unit_that_is_paired_is_not_free() -> None:
    found = pairs([file("a"), file("b", None, period=2022)], [file("c", period=2024)])
    assert shown(found) == ["a > c", "b >"]
    assert "not paired by name" in notes(found[1])[0]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (Q1, Q1, True),
        (Q1, (), True),
        (Q1, HCM, True),
        (Q1, ("quận 1", "TP. Hồ Chí Minh"), True),
        (Q1, ("Quận 3", *HCM), False),
        (("Tỉnh Bà Rịa - Vũng Tàu",), HCM, False),
    ],
)
def test_a_place_that_contradicts(one: tuple[str, ...], other: tuple[str, ...], together: bool) -> None:
    found = pairs([file("a", None, within=one)], [file("b", None, period=2024, within=other)])
    assert shown(found) == (["a > b"] if together else ["a >", "> b"])
    assert all("since type or place differ: a; b" in notes(each)[0] for each in found if not together)


def test_a_type_that_contradicts() -> None:
    found = pairs([file("a", None, "Hòa Phong", type_="xa")], [file("b", None, "Hòa Phong", 2024)])
    assert shown(found) == ["a >", "> b"]


def test_namesakes_in_other_places_with_ids_are_plainly_others() -> None:
    found = pairs([file("a", "001", within=Q1)], [file("b", "002", period=2024, within=("Quận 3", *HCM))])
    assert [each.notes for each in found] == [(), ()]


def test_a_name_as_it_is_written_goes_before_one_without_tones() -> None:
    found = pairs(
        [file("a", None, "Xã Tân Lập"), file("b", None, "Xã Tân Lấp")],
        [file("c", None, "Xã Tân Lập", 2024), file("d", None, "Xã Tân Lấp", 2024)],
    )
    assert shown(found) == ["a > c", "b > d"]


def test_namesakes_of_other_places_are_told_apart_by_them() -> None:
    q3 = ("Quận 3", *HCM)
    found = pairs(
        [file("a", None, within=Q1), file("b", None, within=q3)],
        [file("c", None, period=2024, within=q3), file("d", None, period=2024, within=Q1)],
    )
    assert shown(found) == ["a > d", "b > c"]


# several files of one unit


def test_each_period_with_itself() -> None:
    before = [file(f"a{year}", period=year) for year in (2021, 2022, 2023)]
    after = [file(f"b{year}", period=year) for year in (2022, 2023, 2024)]
    assert shown(pairs(before, after)) == ["a2021 >", "a2022 > b2022", "a2023 > b2023", "> b2024"]


def test_the_latest_of_each_side_where_no_period_is_on_both() -> None:
    before = [file("a1", period=2021), file("a2", period=2022), file("a3", period=2022, as_of=date(2022, 6, 1))]
    (found,) = pairs(before, [file("b", period=2024)])
    assert shown([found]) == ["a2 > b"]
    assert notes(found) == ["left out, since a later file of the same unit is compared: a1; a3"]


def test_days_of_one_period() -> None:
    april, november = date(2023, 4, 1), date(2023, 11, 1)
    assert shown(pairs([file("a", as_of=april)], [file("b", as_of=november)])) == ["a > b"]
    one = [file("a1", as_of=april), file("a2", as_of=november)]
    assert shown(pairs(one, [file("b1", as_of=april), file("b2", as_of=november)])) == ["a1 > b1", "a2 > b2"]
    assert shown(pairs(one, [file("b", as_of=april)])) == ["a1 > b", "a2 >"]
    (found,) = pairs(one, [file("b")])
    assert (shown([found]), len(found.notes)) == (["a2 > b"], 1)


def test_sets() -> None:
    one = [file("a1", set_="x"), file("a2", set_="y")]
    other = [file("b1", set_="y", period=2024), file("b2", set_="z", period=2024)]
    assert shown(pairs(one, other)) == ["a1 > b2", "a2 > b1"]
    assert shown(pairs([*one, file("a3", set_="w")], other)) == ["a1 >", "a2 > b1", "a3 >", "> b2"]
    assert shown(pairs([*one, file("a3", set_="w")], other, related=[("w", "z")])) == ["a1 >", "a2 > b1", "a3 > b2"]
    assert shown(pairs([*one, file("a3", set_="w")], other, related=[("z", "w")])) == ["a1 >", "a2 > b1", "a3 > b2"]
    assert shown(pairs([file("a", set_="x")], [file("b", set_="y")])) == ["a > b"]


def test_of_several_related_sets_the_nearest_in_time() -> None:
    one = [file("a1", set_="x", period=2020), file("a2", set_="y", period=2023)]
    other = [file("b", set_="z", period=2023)]
    assert shown(pairs(one, other, related=[("x", "z"), ("y", "z")])) == ["a1 >", "a2 > b"]


# files that say the same of themselves


def test_two_files_of_the_same_unit_set_and_period_are_not_compared() -> None:
    (found,) = pairs([file("a1"), file("a2")], [file("b", period=2024)])
    assert shown([found]) == ["a1 a2 > b"]
    assert problems(found) == {
        "a1": "a1; a2 are of the same unit, set and period",
        "a2": "a1; a2 are of the same unit, set and period",
    }
    assert shown(pairs([file("a1"), file("a2")], [])) == ["a1 a2 >"]
    assert shown(pairs([file("a1"), file("a2")], [file("b1"), file("b2"), file("b3")])) == ["a1 a2 > b1 b2 b3"]
    found_ = pairs([file("a1"), file("a2"), file("a0", period=2022)], [file("b"), file("b0", period=2022)])
    assert shown(found_) == ["a0 > b0", "a1 a2 > b"]
    assert [bool(problems(each)) for each in found_] == [False, True]


def test_without_ids_too() -> None:
    for again in (
        file("a2", None, "phường MỘT"),
        file("a2", None, within=Q1),
        file("a2", None, "Phường Mộ\u0323t".replace("ộ\u0323", "ộ")),
    ):
        (found,) = pairs([file("a1", None), again], [file("b", period=2024)])
        assert (shown([found]), set(problems(found))) == (["a1 a2 > b"], {"a1", "a2"})
    (found,) = pairs([file("a1", None, "Xã Hoà"), file("a2", None, "Xã Hòa")], [])
    assert set(problems(found)) == {"a1", "a2"}
    q3 = ("Quận 3", *HCM)
    found_ = pairs([file("a1", None, within=Q1), file("a2", None, within=q3)], [])
    assert (shown(found_), [problems(each) for each in found_]) == (["a1 >", "a2 >"], [{}, {}])
    found_ = pairs([file("a1", None), file("a2", None, "Phường Mốt")], [file("b", period=2024)])
    assert (shown(found_), [problems(each) for each in found_]) == (["a1 > b", "a2 >"], [{}, {}])
    assert "not paired by name" in notes(found_[1])[0]


def test_files_of_one_day_are_told_even_where_a_later_one_counts() -> None:
    twice_ = [file("a1", as_of=date(2023, 4, 1)), file("a2", as_of=date(2023, 4, 1))]
    found = pairs([*twice_, file("a3")], [file("b", period=2024)])
    assert (shown(found), [set(problems(each)) for each in found]) == (["a1 a2 >", "a3 > b"], [{"a1", "a2"}, set()])


def test_earlier_files_of_their_unit_are_listed_all_the_same() -> None:
    found = pairs([file("a1"), file("a2"), file("a0", period=2022)], [file("b", period=2024)])
    assert (shown(found), [bool(problems(each)) for each in found]) == (["a0 >", "a1 a2 > b"], [False, True])
    assert [notes(each) for each in found] == [[], []]


def test_a_file_is_its_own_counterpart_whatever_others_are_called() -> None:
    files = [file("a", None), file("b", None, "Phường Mốt", within=HCM), file("c", None, "phuong mot")]
    found = pairs(files, files)
    assert (shown(found), [each.notes for each in found]) == (["a > a", "b > b", "c > c"], [(), (), ()])


# the register

UNITS = """\
format: wardeval/units/1
units:
  - {id: "10", name: Phường Bến Nghé, type: phuong, within: [Thành phố Hồ Chí Minh], to: 2025-06-30}
  - {id: "11", name: Phường Đa Kao, type: phuong, within: [Thành phố Hồ Chí Minh], to: 2025-06-30}
  - {id: "12", name: Phường Cũ, type: phuong, within: [Thành phố Hồ Chí Minh], to: 2025-06-30}
  - {id: "13", name: Phường Kia, type: phuong, within: [Thành phố Hồ Chí Minh], to: 2025-06-30}
  - id: "10"
    name: Phường Sài Gòn
    type: phuong
    within: [Thành phố Hồ Chí Minh]
    from: 2025-07-01
    decision: 1685/NQ-UBTVQH15
    made-of: {"10": whole, "11": part}
  - {id: "11", name: Phường Tân Định, type: phuong, within: [Thành phố Hồ Chí Minh], from: 2025-07-01, made-of: {"11": part}}
  - {id: "12", name: Phường Mới, type: phuong, within: [Thành phố Hồ Chí Minh], from: 2025-07-01, made-of: {"12": whole, "13": whole}}
  - {id: "99", name: Phường Lạ, type: phuong, within: [Thành phố Hồ Chí Minh], from: 2025-07-01}
"""  # noqa: E501
REGISTER = parse_register(UNITS.encode(), "units.yaml")
BEN_NGHE, DA_KAO = file("bn", "10", "Phường Bến Nghé", 2024), file("dk", "11", "Phường Đa Kao", 2024)
CU, KIA = file("cu", "12", "Phường Cũ", 2024), file("kia", "13", "Phường Kia", 2024)
SAI_GON = file("sg", "10", "Phường Sài Gòn", 2025)
TAN_DINH, MOI = file("td", "11", "Phường Tân Định", 2025), file("moi", "12", "Phường Mới", 2025)


def test_predecessors_stand_together_before_what_was_made_of_them() -> None:
    found = pairs([BEN_NGHE, DA_KAO, CU, KIA], [SAI_GON, TAN_DINH, MOI], REGISTER)
    assert shown(found) == ["bn dk > sg", "cu kia > moi", "dk > td"]
    assert [each.lineage is not None and each.lineage.is_whole for each in found] == [False, True, False]
    assert found[0].lineage is not None
    assert [(each.unit.name, each.whole) for each in found[0].lineage.made_of] == [
        ("Phường Bến Nghé", True),
        ("Phường Đa Kao", False),
    ]
    assert not found[0].backwards
    assert pairs([SAI_GON], [BEN_NGHE], REGISTER)[0].backwards


def test_a_predecessor_without_a_file_stays_in_the_lineage() -> None:
    found = pairs([CU], [MOI], REGISTER)
    assert shown(found) == ["cu > moi"]
    assert found[0].lineage is not None
    assert len(found[0].lineage.made_of) == 2


def test_what_was_made_of_units_without_any_file_says_so() -> None:
    found = pairs([CU], [SAI_GON, file("la", "99", "Phường Lạ", 2025)], REGISTER)
    assert shown(found) == ["cu >", "> la", "> sg"]
    assert notes(found[1]) == ["units.yaml does not say what Phường Lạ was made of"]
    assert notes(found[2]) == ["made of Phường Bến Nghé; Phường Đa Kao, of which no file is on the other side"]


def test_one_unit_of_the_register_is_itself_under_any_name_and_without_an_id() -> None:
    (found,) = pairs([SAI_GON], [file("x", None, "phường Sài gon", 2026)], REGISTER)
    assert shown([found]) == ["sg > x"]
    assert found.lineage is None
    assert shown(pairs([SAI_GON], [file("x", None, "Phường Sai Gơn", 2026)], REGISTER)) == ["sg >", "> x"]


def test_the_latest_file_of_each_predecessor_counts() -> None:
    (found,) = pairs([CU, CU._replace(name="cu2022", period=2022), KIA], [MOI], REGISTER)
    assert shown([found]) == ["cu kia > moi"]
    assert notes(found)[-1] == "left out, since a later file of the same unit is compared: cu2022"


def test_units_that_the_register_does_not_know_are_paired_as_without_it() -> None:
    (found,) = pairs([file("a", "77")], [file("b", "77", period=2024)], REGISTER)
    assert shown([found]) == ["a > b"]
    assert notes(found) == []  # nothing happened in between that a register would have to tell
    (found,) = pairs([file("a", "77")], [file("b", "77", period=2026)], REGISTER)
    assert shown([found]) == ["a > b"]
    assert any("the register does not know Phường Một (77)" in note for note in notes(found))


def test_a_file_twice_under_id_and_name_is_found_by_the_register() -> None:
    (found,) = pairs([CU, CU._replace(name="cu2", unit=CU.unit._replace(id=None)), KIA], [MOI], REGISTER)
    assert shown([found]) == ["cu cu2 kia > moi"]
    assert set(problems(found)) == {"cu", "cu2"}


A_AND_C = parse_register(
    b"""\
format: wardeval/units/1
units:
  - {id: "1", name: Ph\xc6\xb0\xe1\xbb\x9dng A, type: phuong, within: [X], to: 2025-06-30}
  - {id: "1", name: Ph\xc6\xb0\xe1\xbb\x9dng C, type: phuong, within: [X], from: 2025-07-01}
""",
    "units.yaml",
)


def test_two_files_that_the_register_takes_for_one_unit_are_a_problem_and_never_lost() -> None:
    (found,) = pairs([file("a1", "1", "Phường A"), file("a2", None, "Phường A")], [], A_AND_C)
    assert (shown([found]), set(problems(found))) == (["a1 a2 >"], {"a1", "a2"})


def test_one_id_of_two_units_of_the_register_is_no_duplicate() -> None:
    files = [file("a", "1", "Phường A", 2026), file("c", "1", "Phường C", 2026)]
    found = pairs(files, [], A_AND_C)
    assert (shown(found), [problems(each) for each in found]) == (["a >", "c >"], [{}, {}])
    assert [set(problems(each)) for each in pairs(files, [])] == [{"a", "c"}]


def test_what_became_of_a_unit_on_one_side_only_is_told() -> None:
    found = pairs([CU, KIA, DA_KAO], [SAI_GON._replace(name="x", period=2026, unit=SAI_GON.unit)], REGISTER)
    assert shown(found) == ["cu >", "dk > x", "kia >"]
    assert notes(found[0]) == [
        "by the register all of Phường Cũ is in Phường Mới since 2025-07-01, of which no file is on the other side"
    ]
    assert notes(pairs([CU], [KIA._replace(name="k")], REGISTER)[0]) == []  # nothing had become of it by then
    found = pairs([DA_KAO], [MOI], REGISTER)
    assert notes(found[0]) == [
        "by the register parts of Phường Đa Kao are in Phường Sài Gòn; Phường Tân Định since 2025-07-01, of which no"
        " file is on the other side"
    ]


def test_a_later_file_of_a_unit_that_had_ended_is_told() -> None:
    found = pairs([CU, KIA], [MOI, CU._replace(name="cu26", period=2026)], REGISTER)
    assert shown(found) == ["cu > cu26", "cu kia > moi"]
    assert "by the register all of Phường Cũ is in Phường Mới since 2025-07-01" in notes(found[0])
    assert "by the register all of Phường Cũ is in Phường Mới since 2025-07-01" not in notes(found[1])


def test_files_of_other_sets_of_a_predecessor_stand_in_the_merger() -> None:
    before = [KIA, *(CU._replace(name=f"cu-{set_}", set_=set_) for set_ in ("x", "y"))]
    (found,) = pairs([*before, CU._replace(name="old", set_="x", period=2022)], [MOI], REGISTER)
    assert shown([found]) == ["kia cu-x cu-y > moi"]
    assert notes(found)[-1] == "left out, since a later file of the same unit is compared: old"


# files that cannot be read, and two files that were named


def test_a_file_with_mistakes_stands_with_its_unit() -> None:
    bad = file("b", period=2024)._replace(problems=(Problem("x", say("no"), Span("b")),))
    (found,) = pairs([file("a")], [bad])
    assert (shown([found]), problems(found)) == (["a > b"], {"b": "no"})


def test_files_that_nobody_knows_the_unit_of_are_told_where_they_may_be_missing() -> None:
    wrong = [Problem("x", say("no"), Span(f"bad{n}", n)) for n in (1, 2, 2)]
    after = side(file("c", "002", period=2024))._replace(problems=tuple(wrong))
    found = pair(side(file("a"), file("b", "002")), after, None, no_relation)
    assert shown(found) == ["a >", "b > c"]
    assert [notes(each) for each in found] == [
        ["2 files cannot be read, so it is not known whether one of them belongs here"],
        [],
    ]
    after = after._replace(submissions=(MOI,), problems=after.problems[:1])
    (found_,) = [each for each in pair(side(CU), after, REGISTER, no_relation) if each.lineage]
    assert notes(found_) == []
    back = pair(side(CU)._replace(problems=after.problems), side(MOI), REGISTER, no_relation)
    assert any(note.startswith("1 file cannot be read") for note in notes(back[0]))


def test_two_files_of_two_units_that_were_named_are_refused() -> None:
    one, other = side(file("a"))._replace(is_file=True), side(file("b", "002", "Phường Hai"))._replace(is_file=True)
    (found,) = pair(one, other, None, no_relation)
    assert shown([found]) == ["a > b"]
    assert refusals(found) == [
        "the two files are taken for those of two units: Phường Một [001]; Phường Hai [002]; to compare a unit with"
        " itself, name two files of it"
    ]
    assert shown(pair(one, other._replace(is_file=False), None, no_relation)) == ["a >", "> b"]
    (same,) = pair(one, one, None, no_relation)
    assert same.refusals == ()


def test_two_sets_of_a_merged_unit() -> None:
    before = [CU, KIA, CU._replace(name="cu-y", set_="y")]
    found = pairs(before, [MOI, MOI._replace(name="moi-y", set_="y")], REGISTER)
    assert shown(found) == ["cu kia > moi", "cu-y > moi-y"]


# laws

NAMES = ("Phường Một", "phuong mot", "Phường Mốt", "Phường Cũ", "Phường Mới", "Phường Bến Nghé", "Phường Sài Gòn")
FILES = st.builds(
    file,
    st.integers(0, 10**6).map(str),
    st.sampled_from([None, "10", "11", "12", "13", "77"]),
    st.sampled_from(NAMES),
    st.integers(2023, 2026),
    set_=st.sampled_from(["x", "y", "z"]),
    as_of=st.sampled_from([None, None, date(2025, 6, 30), date(2025, 7, 1)]),
    within=st.sampled_from([(), HCM, Q1, ("Quận 3", *HCM)]),
    type_=st.sampled_from(["phuong", "phuong", "xa"]),
)
SIDES = st.lists(FILES, max_size=7, unique_by=lambda each: each.name)
RELATED = st.frozensets(st.sampled_from([("x", "y"), ("y", "z"), ("x", "z")]))


@given(SIDES, SIDES, st.sampled_from([None, REGISTER]), RELATED)
def test_there_and_back_in_any_order(
    before: list[Submission], after: list[Submission], register: Register | None, related: frozenset[tuple[str, str]]
) -> None:
    found = pairs(before, after, register, related)
    for side_, files in (("before", before), ("after", after)):
        placed = [one for each in found for one in getattr(each, side_)]
        told = {text for each in found for note in each.notes for text in texts(note)}
        assert all(one._replace(problems=()) in files for one in placed)
        assert {one.name for one in files} - {one.name for one in placed} <= told
        alone = [one.name for each in found if each.lineage is None for one in getattr(each, side_)]
        assert len(alone) == len(set(alone))
        assert all(len(getattr(each, side_)) < 2 or each.lineage or problems(each) for each in found)


def texts(note: Message) -> set[str]:
    """The names of files in a note."""
    files = note.arguments.get("files", ())
    assert isinstance(files, tuple)
    return set(files)


@given(SIDES, st.sampled_from([None, REGISTER]))
def test_every_file_is_its_own_counterpart(files: list[Submission], register: Register | None) -> None:
    found = pair(side(*files), side(*files), register, no_relation)
    assert all(each.before == each.after for each in found if each.lineage is None)
    kinds = [(one.unit.id, one.set_, one.period, one.as_of) for one in files]
    if len(set(kinds)) == len(kinds) and register is None:
        assert not any(problems(each) for each in found)


def test_the_country_is_paired_quickly() -> None:
    before = [file(f"a{n}", f"{n:05}", f"Phường {n % 700}", 2023, within=(f"Quận {n // 700}",)) for n in range(3321)]
    after = [
        file(f"b{n}", None if n % 2 else f"{n:05}", f"Phường {n % 700}", 2024, within=(f"Quận {n // 700}",))
        for n in range(3321)
    ]
    with in_seconds(3):  # some 0.2 s
        found = pair(side(*before), side(*after), None, no_relation)
    assert {(each.before[0].name[1:], each.after[0].name[1:]) for each in found} == {
        (str(n), str(n)) for n in range(3321)
    }


# what is shown of them


def test_only_some_units() -> None:
    found = pairs(
        [BEN_NGHE, DA_KAO, CU], [SAI_GON, MOI, file("x", "50", "Xã Mới", 2025, type_="xa", within=Q1)], REGISTER
    )
    assert shown(found) == ["bn dk > sg", "cu > moi", "> x"]
    for unit, within, expected in (
        ("10", None, ["bn dk > sg"]),
        ("phuong sai gon", None, ["bn dk > sg"]),
        ("Sài Gòn", None, ["bn dk > sg"]),
        ("Mới", None, ["cu > moi", "> x"]),
        ("Phường Mới", None, ["cu > moi"]),
        ("Phường Kia", None, ["cu > moi"]),
        (None, "TP. Ho Chi Minh", ["bn dk > sg", "cu > moi", "> x"]),
        (None, "quan 1", ["> x"]),
        ("Mới", "Quận 1", ["> x"]),
        ("Sài", None, []),
        ("", None, []),
        (None, None, shown(found)),
    ):
        assert shown(only_units(found, unit, within)) == expected, (unit, within)
