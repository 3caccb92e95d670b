"""The pages of a comparison: of one unit, and of many."""

from __future__ import annotations

import ast
from datetime import date
from fractions import Fraction

import pytest

from tests.conftest import ROOT
from tests.report.comparisons import (
    EMPTY,
    FULL,
    KINDS,
    MAPPED,
    MERGED,
    NAMELESS,
    PARTIAL,
    REFUSED,
    WORSENED,
    change,
    ends,
    interval,
    side,
    stand,
    unanswered,
)
from wardeval.engine.change import Comparison, Decomposition, Ends, FactChange, UnitName
from wardeval.engine.kinds import Kind
from wardeval.engine.result import Count, Outcome
from wardeval.engine.tally import ALL, Wanted, tally
from wardeval.exact import Met
from wardeval.language import Code, Language, Words
from wardeval.problems import ExitCode, say
from wardeval.report import markdown
from wardeval.report.diff import DiffPage
from wardeval.report.diff_notes import IN_GENERAL
from wardeval.report.diff_rows import unit_row, unit_sum
from wardeval.report.diff_units import UnitsPage
from wardeval.report.diff_words import delta, exact, listed
from wardeval.report.order import alphabetical
from wardeval.report.terminal import render
from wardeval.report.terminal_rows import Page

ENGLISH, VIETNAMESE = Language(Code.EN), Language(Code.VI)


def page(comparison: Comparison, language: Language = ENGLISH, width: int = 100, wanted: Wanted = ALL) -> str:
    return render(DiffPage(comparison, language, wanted).document(), Page(width))


def table(*items: Comparison, width: int = 140, wanted: Wanted = ALL) -> str:
    return render(units(*items, wanted=wanted).document(), Page(width))


def units(*items: Comparison, wanted: Wanted = ALL) -> UnitsPage:
    rows = [row for item in items if (row := unit_row(item, ENGLISH, wanted)) is not None]
    sums = [unit_sum(item, ENGLISH, wanted) for item in items]
    return UnitsPage(("2023", "2024"), sums, rows, tally(items, wanted.tolerance), ENGLISH, wanted.only)


def named(comparison: Comparison, name: str) -> Comparison:
    """A comparison of a unit of another name."""
    sides = [
        None if each is None else each._replace(unit=UnitName(None, name, "phuong"), fictional=False)
        for each in (comparison.before, comparison.after)
    ]
    return comparison._replace(before=sides[0], after=sides[1])


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 60, 80, 140])
@pytest.mark.parametrize("language", [ENGLISH, VIETNAMESE], ids=["en", "vi"])
@pytest.mark.parametrize("name", KINDS)
def test_no_line_is_wider_than_the_page(name: str, language: Language, width: int) -> None:
    assert [line for line in page(KINDS[name], language, width).splitlines() if len(line) > width] == []


@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_no_line_of_a_table_is_wider_than_the_page(width: int) -> None:
    assert [line for line in table(*KINDS.values(), width=width).splitlines() if len(line) > width] == []


def test_the_order_is_verdict_gates_criteria_sums_gaps() -> None:
    text = page(FULL)
    marks = ["VERDICT", "Conditions outside the sum", "Criteria\n", "Evidence", "Where the change", "Gaps that closed"]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert text.startswith("Phường Ví Dụ (00001), Thành phố Ví Dụ (fictional): 2023 → 2024\n")


def test_the_verdict_stands_before_and_after() -> None:
    (line,) = [line for line in page(FULL).splitlines() if line.startswith("VERDICT")]
    assert line.split() == ["VERDICT", "Not", "reached", "Reached", "higher"]


def test_the_summary_counts_each_direction_once() -> None:
    text = flat(page(FULL))
    assert "Conditions outside the sum 1 change: 1 better, 0 worse, 0 otherwise" in text
    assert "Criteria 9 changes: 5 better, 2 worse, 2 otherwise; of these 4 newly answered, 1 no longer answered" in text


@pytest.mark.parametrize(
    "said",
    [
        "5.4.b Tỷ lệ khu dân cư được công nhận not met: 16 of 25 = 64% met: 18 of 25 = 72% better, evidence renewed",
        "7 Chấm điểm 7.5 of 10 points 10 of 10 points better, points: +2.5",
        "5.4.b: evidence renewed: 01-QĐ (10/02/2023) → 02-QĐ (15/01/2024)",
        "13: evidence expired: 03-KH (2022)",
        "13: disagreement with the verifier settled",
        "10–12 3 criteria, content not published not answered met newly answered, better",
        "3 Vụ việc · to close it: must be 0",
        "9 Lực lượng: not answered",
    ],
)
def test_what_is_said_of_a_criterion(said: str) -> None:
    assert said in flat(page(FULL, width=400))


def test_what_changed_inside_a_criterion_stands_indented_below_it() -> None:
    lines = page(FULL).splitlines()
    place = next(index for index, line in enumerate(lines) if line.startswith("5 "))
    assert lines[place + 1].startswith("  5.4.b ")


def test_the_parts_of_a_change_visibly_add_up() -> None:
    lines = page(FULL).splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("Where the change of points"))
    rows = [line.split()[-2:] for line in lines[start + 3 : start + 8]]
    for column in (0, 1):
        numbers = [Fraction(row[column]) for row in rows]
        assert sum(numbers[:-1]) == numbers[-1] == (8, 0)[column]


def test_the_four_scores_are_shown_only_where_the_set_changed() -> None:
    assert "The four scores" not in page(FULL)
    text = flat(page(MAPPED))
    assert "old answers 16 50/3 (about 16.67) new answers 18 53/3 (about 17.67)" in text
    assert "= in all +5/3 (about 1.67)" in text


def test_what_no_mapping_speaks_of_is_named_and_has_no_number() -> None:
    text = page(MAPPED)
    assert "5 criteria of bo-cu: 2, 4–6, 8" in text
    assert "3 → 4: the old one is only a part of the new one; assumed" in text
    without = page(MAPPED._replace(count=None, decompositions=()))
    (line,) = [line for line in without.splitlines() if line.startswith("Criteria met")]
    assert line.endswith("not comparable")


def test_a_refusal_shows_both_results_and_what_to_do() -> None:
    text = page(REFUSED)
    assert "not comparable: no mapping from bo-cu to bo-khac; write criteria/mappings/bo-cu--bo-khac.yaml" in flat(text)
    (line,) = [line for line in text.splitlines() if line.startswith("VERDICT")]
    assert line.split() == ["VERDICT", "Not", "reached", "Reached"]
    assert "higher" not in text


@pytest.mark.parametrize("comparison", [MERGED, PARTIAL], ids=["whole", "partial"])
def test_every_predecessor_has_its_own_row(comparison: Comparison) -> None:
    text = flat(page(comparison))
    assert "Phường Một 2024 Reached 16/22 50/55 Phường Hai 2024 Not reached 16/22 50/55" in text
    assert ("VERDICT" in text) is (comparison is MERGED)
    assert ("1: the worst of 2 answers" in text) is (comparison is MERGED)


def test_nothing_is_said_but_that_there_is_no_difference() -> None:
    text = page(EMPTY)
    assert "no difference" in text
    assert "Criteria\n" not in text


def test_a_file_that_cannot_be_read_is_named() -> None:
    assert "2024/hong.yaml cannot be read" in page(NAMELESS)
    assert page(NAMELESS._replace(problems=(), refusals=(say("x"),), unit=UnitName("1", "Xã A", "xa"))).startswith(
        "Xã A (1)\n"
    )


def test_one_side_is_compared_with_nothing() -> None:
    text = page(KINDS["only after"])
    assert "only after: there is nothing to compare with before it" in text
    assert "→" not in text


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (ends("2.5"), "+2.5"),
        (ends("-2.5"), "-2.5"),
        (ends(0), "unchanged"),
        (ends("1/3"), "+1/3 (about 0.33)"),
        (ends("0.0001"), "+0.0001"),
        (ends(8, 0), "lower bound +8, upper bound unchanged"),
        (ends(4, -4), "lower bound +4, upper bound -4"),
    ],
)
def test_differences_are_exact_and_have_a_sign(moved: Ends, said: str) -> None:
    assert delta(moved, ENGLISH) == said
    assert delta(moved, VIETNAMESE).count(",") == said.count(".") + said.count(",")


def test_a_number_is_never_written_as_a_threshold_that_it_is_not() -> None:
    nearly = Outcome(None, interval("79.996"), Fraction(100))
    shown = side(2024, total=nearly, landmarks=(Fraction(80),))
    comparison = Comparison(side(2023, total=nearly), shown, total=ends(0), count=ends(0))
    assert "79.996 of 100 points" in page(comparison)
    assert "80 of" not in page(comparison)
    assert "79.996" in table(named(comparison._replace(criteria=FULL.criteria[:1]), "A"), EMPTY)
    assert exact(Fraction("79.9999999"), ENGLISH) == "799,999,999/10,000,000 (about 79.9999999)"


def test_numbers_in_a_row_are_shortened_only_where_they_follow() -> None:
    assert listed(["1", "2", "3", "5", "6", "9", "5.1", "5.2"]) == "1–3, 5, 6, 9, 5.1, 5.2"
    assert listed(["a-08", "a-09", "a-10", "b-11"]) == "a-08 – a-10, b-11"
    assert listed(["5.1", "5.2", "5.3", "?", "?"]) == "5.1–5.3, ?, ?"


HOSTILE = "[bold]Xã\u202e | <b>`*_ \x1b[31m {x} =1+1\nVERDICT"


def hostile() -> Comparison:
    found = named(FULL, HOSTILE)
    assert found.before is not None
    criteria = (change(stand(Met.NO, "1", HOSTILE, answer=HOSTILE), unanswered("1", HOSTILE), Kind.MISSING),)
    return found._replace(before=found.before._replace(file=HOSTILE), criteria=criteria, notes=(say("{x}", x=HOSTILE),))


def test_foreign_text_is_data() -> None:
    item = hostile()
    for text in (page(item, width=200), table(item, item, width=200)):
        assert "[bold]Xã\\u202e | <b>`*_ \\u001b[31m {x} =1+1 VERDICT" in text
        assert not {"\u202e", "\x1b"} & set(text)
    for document in (DiffPage(item, ENGLISH).document(), units(item, item).document()):
        text = markdown.render(document)
        assert "\\[bold\\]Xã\\\\u202e \\| \\<b\\>\\`\\*\\_" in text
        assert not {"\u202e", "\x1b"} & set(text)


def test_what_changed_most_stands_first() -> None:
    worse = (change(stand(Met.YES), stand(Met.NO), Kind.WORSE),)
    other = (change(stand(), stand(answer=1), Kind.CHANGED),)
    best = FULL._replace(criteria=(), gates=FULL.gates)
    found = {
        "Mất": WORSENED,
        "Kém-hai": EMPTY._replace(criteria=worse * 2),
        "Kém-một-và-điểm": scored(-3)._replace(criteria=worse),
        "Kém-một": scored(-2)._replace(criteria=worse),
        "Lên": best,
        "Hơn": MERGED,
        "Khác": EMPTY._replace(criteria=other),
    }
    items = [*(named(item, name) for name, item in found.items()), named(EMPTY, "Yên")]
    lines = table(*reversed(items)).splitlines()
    assert [line.split()[0].rstrip(",") for line in lines[4 : 4 + len(found)]] == list(found)
    assert "Yên" not in "".join(lines)
    assert "1 unit without any difference" in lines


@pytest.mark.parametrize(("only", "shown"), [("worse", 2), ("better", 3), ("verdict", 2), (None, 10)])
def test_only_narrows_the_rows_and_not_the_totals(only: str | None, shown: int) -> None:
    items = [named(item, f"Đơn-vị-{place}") for place, item in enumerate(KINDS.values())]
    text = table(*items, wanted=Wanted(only))
    rows = [line for line in text.splitlines() if line.startswith(("Đơn-vị-", "– "))]
    assert len(rows) == shown
    assert flat(text.split("11 units")[1]).startswith("Compared 5 A higher verdict 1 A lower verdict 1")


def test_nothing_of_what_was_asked_for() -> None:
    assert "nothing got worse" in table(EMPTY, wanted=Wanted("worse"))
    assert "nothing got worse" in page(KINDS["merged"], wanted=Wanted("worse"))
    assert "no difference" in table(EMPTY, EMPTY)


def test_totals_are_those_of_the_exit_code() -> None:
    items = list(KINDS.values())
    found = tally(items, Fraction(0), unread=1)
    assert (found.compared, found.only_before, found.only_after, found.incomparable, found.unusable) == (5, 1, 1, 2, 3)
    assert found.compared + found.only_before + found.only_after + found.incomparable + found.unusable == len(items) + 1


@pytest.mark.parametrize(
    ("names", "regression", "code"),
    [
        (["empty"], True, ExitCode.OK),
        (["worsened"], False, ExitCode.OK),
        (["worsened"], True, ExitCode.NO),
        (["merged", "only before", "only after"], True, ExitCode.OK),
        (["worsened", "refused"], True, ExitCode.INCOMPARABLE),
        (["partial"], False, ExitCode.INCOMPARABLE),
        (["worsened", "refused", "unreadable"], True, ExitCode.INPUT),
        (["nameless"], False, ExitCode.INPUT),
    ],
)
def test_the_worst_outcome_is_the_exit_code(names: list[str], regression: bool, code: ExitCode) -> None:
    for order in (names, names[::-1]):
        assert tally([KINDS[name] for name in order]).code(regression=regression) is code


def scored(moved: int) -> Comparison:
    """Nothing but points that moved."""
    sides = [
        side(year, total=Outcome(None, interval(n), Fraction(100))) for year, n in ((2023, 50), (2024, 50 + moved))
    ]
    return Comparison(sides[0], sides[1], total=ends(moved), count=ends(0))


def test_a_tolerated_loss_of_points_is_none() -> None:
    points = scored(-2)
    assert [tally([points], Fraction(n)).worsened for n in (0, 1, 2, 3)] == [1, 1, 0, 0]
    assert not Wanted("worse", Fraction(2)).holds(points)


def test_reasons_and_verdicts_of_many() -> None:
    text = flat(table(*KINDS.values()))
    assert "Criterion set Verdict reached Before After Gained Lost" in text
    assert "Verdicts of the units that were compared" in text
    assert "vi-du Reached 1 1 1 1" in text
    assert "1 × there is no successor with the same territory" in text


def test_names_sort_as_in_a_vietnamese_register() -> None:
    names = [
        "Phường 1",
        "Phường 2",
        "Phường 10",
        "Phường An",
        "Phường Ân",
        "Phường Dĩ An",
        "Phường Đa Kao",
        "Phường Vinh",
    ]
    assert sorted({*names}, key=alphabetical) == names


def test_units_of_one_name_are_told_apart() -> None:
    sides = FULL.before, FULL.after
    assert sides[0] is not None
    assert sides[1] is not None
    other = sides[1]._replace(unit=UnitName("2", "Phường Ví Dụ", "phuong", ("Nơi khác",)))
    text = table(FULL, FULL._replace(after=other))
    assert "Nơi khác, 2" in flat(text)


def test_the_page_of_many_says_what_it_compares_and_by_what() -> None:
    text = table(FULL, MAPPED, EMPTY)
    assert text.startswith("2023 → 2024\n")
    last = flat(text).split("wardeval ")[-1]
    digests = ("bo-cu sha256:aaaaaaaaaaaa", "bo-moi sha256:bbbbbbbbbbbb", "vi-du sha256:aaaaaaaaaaaa")
    assert f"sets {' + '.join(digests)}; 6 files" in last


def test_undecided_units_may_reach_a_verdict() -> None:
    undecided = FULL._replace(after=side(2024, Met.UNDECIDED), verdict=FULL.verdict.NEITHER)
    assert "vi-du Reached 0 0 to 1 0 0" in flat(table(undecided, undecided._replace(after=side(2024, Met.NO))))
    other = [None if each is None else each._replace(set_id="khác") for each in (undecided.before, undecided.after)]
    assert "khác Reached 0 0 to 1 0 0" in flat(table(FULL, undecided._replace(before=other[0], after=other[1])))


def test_sets_that_a_mapping_relates_come_last() -> None:
    mapped = MAPPED._replace(sums_compare=False, count=None, decompositions=())
    lines = table(mapped, FULL).splitlines()
    assert lines.index("vi-du") < lines.index("bo-cu → bo-moi")


def test_what_is_not_compared_stands_beside_each_other_and_says_so() -> None:
    text = flat(table(REFUSED, FULL))
    assert "Not reached | Reached 16/22 | 16/22" in text
    assert "before | after: both results, which are not compared" in text
    assert "both results" not in table(FULL, EMPTY)
    partial = flat(table(PARTIAL, FULL))
    assert "Reached; Not reached | Not reached" in partial


def test_several_comparisons_of_one_unit_are_told_apart_by_their_periods() -> None:
    later = FULL._replace(
        before=FULL.before and FULL.before._replace(period=2024), after=FULL.after and FULL.after._replace(period=2025)
    )
    text = flat(table(FULL, later))
    assert "2 comparisons of 1 unit" in text
    assert "(fictional), 2023 → 2024" in text
    assert "(fictional), 2024 → 2025" in text
    assert "(fictional), 2023" not in flat(table(FULL, named(FULL, "Phường Khác")))
    first, second = (
        FULL._replace(after=FULL.after and FULL.after._replace(as_of=date(2024, month, 1))) for month in (3, 9)
    )
    text = flat(table(first, second))
    assert "2023 → 2024, as of 2024-03-01" in text
    assert "2023 → 2024, as of 2024-09-01" in text


def test_notes_of_many_units_stand_once_with_the_units() -> None:
    by_name = say("paired by name, since not both files give an id")
    late = say("left out, since a later file of the same unit is compared: {files}", files=("a.yaml",))
    some = [named(FULL, f"Đơn-vị-{n}")._replace(notes=(by_name,)) for n in range(2)]
    lines = [flat(part) for part in table(*some, named(EMPTY, "Khác")._replace(notes=(late,))).split("\n  - ")]
    assert "Đơn-vị-0; Đơn-vị-1: paired by name, since not both files give the same id" in lines
    assert lines[-1].startswith("Khác: left out, since a later file of the same unit is compared: a.yaml ")
    many = [named(FULL, f"Đơn-vị-{n}")._replace(notes=(late,)) for n in range(7)]
    for text in (table(*many), markdown.render(units(*many).document())):
        assert "7 units: files are left out, since a later one of the same unit is compared" in flat(text)
    own = [named(FULL, f"Đơn-vị-{n}")._replace(notes=(say("note {n}", n=n),)) for n in range(7)]
    assert "Đơn-vị-4: note 4 - the like of 2 more units" in flat(table(*own))


def test_what_is_said_in_general_is_said_of_notes_there_are() -> None:
    said = {
        node.args[0].value
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
    }
    assert IN_GENERAL.keys() <= said


def test_a_verdict_that_may_yet_turn_out_either_way_is_open() -> None:
    undecided = FULL._replace(after=side(2024, Met.UNDECIDED), verdict=FULL.verdict.NEITHER)
    assert "VERDICT Not reached undecided: Not reached / Reached open as yet" in flat(page(undecided, width=140))
    assert "open as yet" not in page(FULL)


def test_facts_of_the_unit_that_changed_stand_before_the_criteria() -> None:
    facts = (FactChange("vung", Words("Vùng", "Region"), "do-thi", None),)
    text = flat(page(FULL._replace(facts=facts)))
    assert text.index("Facts of the unit") < text.index("Region do-thi –") < text.index("Conditions outside")
    assert "Facts of the unit" not in page(FULL)


def test_the_same_answer_may_be_judged_otherwise() -> None:
    judged = change(stand(Met.YES), stand(Met.NO), Kind.WORSE, same_answer=True)
    assert "met not met worse, the same answer, judged otherwise" in flat(page(FULL._replace(criteria=(judged,))))
    other = change(stand(Met.YES), stand(Met.YES), Kind.CHANGED, same_answer=True)
    text = page(FULL._replace(criteria=(other,)))
    assert "the same answer" in text
    assert "answer changed" not in text


def test_what_is_not_put_together_says_so() -> None:
    apart = change(stand(Met.UNDECIDED, apart=True), stand(Met.YES), Kind.INCOMPARABLE)
    text = flat(page(MERGED._replace(criteria=(apart,))))
    assert "not put together met not comparable" in text
    assert "Answered 50 of 55 answers 50 of 55 answers Criteria" in text


def test_a_published_count_stands_beside_its_bounds() -> None:
    stated = Count(interval(0, 34), 34, stated=34, hedge="cơ bản")
    parts = Decomposition(
        "count",
        (interval(31), interval(31), interval(0, 34), interval(0, 34)),
        ends(-31, 3),
        ends(0),
        ends(0),
        ends(0),
        published=True,
    )
    item = Comparison(
        side(2023, count=Count(interval(31), 34, stated=31)),
        side(2024, count=stated),
        count=ends(-31, 3),
        stated_changed=True,
        decompositions=(parts,),
    )
    text = flat(page(item, width=140))
    assert "Published count 31 of 34 34 of 34 “cơ bản” published otherwise Criteria met 31 of 34 0 to 34 of 34" in text
    assert "published count -31 +3" in text
    assert "other answers" not in text


@pytest.mark.parametrize("language", [ENGLISH, VIETNAMESE], ids=["en", "vi"])
@pytest.mark.parametrize("width", [80, 100])
def test_no_number_and_no_unit_of_measure_is_broken(width: int, language: Language) -> None:
    answer = say("{value} {unit}", value=Fraction(82), unit="triệu đồng/người/năm")
    money = stand(Met.YES, "thu-nhap-vuot-muc", "Thu nhập", points=interval(4), possible=Fraction(4), answer=answer)
    item = change(money, money._replace(outcome=stand(Met.NO).outcome), Kind.WORSE)
    text = page(FULL._replace(criteria=(item,)), language, width)
    assert text.count("đồng/người/năm") == 2
    assert "\n;" not in text.replace(" ", "")
