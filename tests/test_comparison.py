"""Pairings compared from file to change: what is refused, what is a problem, and that neither hides the other side."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest

from tests.building import BOTTOM, Answers, assessment, full_set, one
from tests.conftest import EXAMPLES
from wardeval.comparison import compare_pairing, read, set_digest
from wardeval.engine.change import Comparison, Direction, Side
from wardeval.engine.kinds import Kind
from wardeval.engine.result import Coverage, Status
from wardeval.engine.tally import tally
from wardeval.exact import Interval, Met
from wardeval.language import Code, Language
from wardeval.library import Library, Place, places
from wardeval.problems import ExitCode, Problem, Span, say
from wardeval.sides.head import read_head
from wardeval.sides.submission import Pairing, Submission
from wardeval.units.lineage import Descent, KnownUnit, Lineage

ENGLISH = Language(Code.EN)
BUILT_IN = Library(places(EXAMPLES, {}))
GRADED = one("measure: met")
REORDERED = date(2025, 7, 1)
"""The day on which units merged."""


def text(*messages: object) -> str:
    return ENGLISH.text(messages)


@dataclass
class Folder:
    """A folder of sets and of assessments of fictional units."""

    path: Path

    def library(self, **sets: str) -> Library:
        folder = self.path / "criteria"
        folder.mkdir(exist_ok=True)
        for name, body in sets.items():
            id_ = name.replace("_", "-")
            (folder / f"{id_}.yaml").write_text(full_set(body, id_), encoding="utf-8")
        return Library((Place("workspace", folder),))

    def file(self, unit: str, answers: Answers, period: int = 2024, **more: object) -> Submission:
        """A file of a unit, whose id is the last word of its name."""
        named = {"id": unit.rsplit(maxsplit=1)[-1], "name": unit, "type": more.pop("type_", "phuong")}
        content = assessment(answers, period=period, **{"set": "thu", **more, "unit": named})  # type: ignore[arg-type]
        return self.written(f"{unit} {period}.yaml", content)

    def written(self, name: str, content: str) -> Submission:
        path = self.path / name
        path.write_text(content, encoding="utf-8")
        return read_head(path.read_bytes(), str(path))._replace(path=path)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def compared(
    before: Submission | None, after: Submission | None, library: Library, track: str | None = None
) -> Comparison:
    """Two files of one unit compared, with one library for both."""
    pairing = Pairing(() if before is None else (before,), () if after is None else (after,))
    return compare_pairing(pairing, (library, library), track)


def example(name: str) -> Submission:
    path = EXAMPLES / name
    return read_head(path.read_bytes(), name)._replace(path=path)


def sides(comparison: Comparison) -> tuple[Side, Side]:
    assert comparison.before is not None
    assert comparison.after is not None
    return comparison.before, comparison.after


# one unit

FILES = [path.name for path in sorted(EXAMPLES.glob("*.yaml")) if path.name not in ("wardeval.yaml", "units.yaml")]


@pytest.mark.parametrize("name", FILES)
def test_a_file_against_itself_is_empty(name: str) -> None:
    found = compared(example(name), example(name), BUILT_IN)
    assert found.is_comparable, text(found.refusals, *(problem.message for problem in found.problems))
    assert found.is_empty


@pytest.mark.parametrize("name", FILES)
def test_a_comparison_can_be_handed_from_process_to_process(name: str) -> None:
    found = compared(example(name), None, BUILT_IN)
    packed = pickle.dumps(found)
    assert pickle.loads(packed) == found
    assert len(packed) < 20_000


def test_a_changed_answer_changes_the_verdict(folder: Folder) -> None:
    library = folder.library(thu=GRADED)
    files = [folder.file("Phường A", {"a": grade}, year) for year, grade in ((2023, "đạt"), (2024, "chưa đạt"))]
    found = compared(files[0], files[1], library)
    assert found.verdict is Direction.WORSE
    assert [change.kind for change in found.criteria] == [Kind.WORSE]
    assert [side.period for side in sides(found)] == [2023, 2024]
    assert not found.set_changed
    assert len(pickle.dumps(found)) < 20_000
    assert pickle.loads(pickle.dumps(found)) == found


def test_what_a_side_says_of_its_file() -> None:
    side = compared(example("hu-cau-cham-diem.yaml"), None, BUILT_IN).before
    assert side is not None
    assert (side.file, side.scale, side.fictional) == ("hu-cau-cham-diem.yaml", "points", True)
    assert side.set_digest == BUILT_IN.load(side.set_id).source.digest
    assert side.tracks[0] == "self"
    assert side.standing.verdicts


def test_a_file_may_be_nothing_but_bytes(folder: Folder) -> None:
    library = folder.library(thu=GRADED)
    content = assessment({"a": "đạt"}, unit={"name": "Phường A", "type": "phuong"}).encode()
    file = read_head(content, "HEAD~1:a.yaml")._replace(content=content)
    found = compared(file, None, library)
    assert found.before is not None
    assert (found.before.file, found.before.standing.status) == ("HEAD~1:a.yaml", Status.REACHED)


def test_a_file_on_one_side_only_is_compared_with_nothing(folder: Folder) -> None:
    library = folder.library(thu=GRADED)
    file = folder.file("Phường A", {"a": "đạt"})
    for found, side in ((compared(file, None, library), 0), (compared(None, file, library), 1)):
        shown = (found.before, found.after)
        assert shown[side] is not None
        assert shown[1 - side] is None
        assert not found.is_comparable
        assert (found.refusals, found.problems, found.criteria, found.set_changed) == ((), (), (), False)


# what cannot be used


def test_two_bad_files_do_not_hide_each_other(folder: Folder) -> None:
    library = folder.library(thu=GRADED)
    found = compared(folder.file("Phường A", {"a": "hay"}, 2023), folder.file("Phường A", {"b": "đạt"}, 2024), library)
    assert (found.before, found.after, found.refusals) == (None, None, ())
    assert [(problem.span.file.split("/")[-1], problem.rule) for problem in found.problems] == [
        ("Phường A 2023.yaml", "answer"),
        ("Phường A 2024.yaml", "unknown-id"),
    ]
    assert found.problems[0].span.line


def test_a_bad_file_does_not_hide_the_other_side(folder: Folder) -> None:
    library = folder.library(thu=GRADED)
    good = folder.file("Phường A", {"a": "đạt"}, 2024)
    found = compared(folder.file("Phường A", {"a": "hay"}, 2023), good, library)
    assert found.before is None
    assert found.after is not None
    assert found.after.standing.status is Status.REACHED
    assert len(found.problems) == 1


def test_a_file_that_is_gone_since_its_head_was_read_is_a_problem(folder: Folder) -> None:
    library = folder.library(thu=GRADED)
    files = [folder.file("Phường A", {"a": "đạt"}, year) for year in (2023, 2024)]
    (folder.path / "Phường A 2023.yaml").unlink()
    found = compared(files[0], files[1], library)
    assert [problem.rule for problem in found.problems] == ["missing-file"]
    assert found.after is not None


def test_a_track_that_a_file_does_not_have_is_a_problem(folder: Folder) -> None:
    library = folder.library(thu=GRADED)
    verified = {"by": "Huyện", "answers": {"a": {"value": "chưa đạt"}}}
    first = folder.file("Phường A", {"a": "đạt"}, 2023)
    second = folder.file("Phường A", {"a": "đạt"}, 2024, verified=verified)
    found = compared(first, second, library, "verified")
    assert [problem.rule for problem in found.problems] == ["no-such-track"]
    assert found.after is not None
    assert found.after.track == "verified"
    assert compared(first, second, library).verdict is Direction.WORSE
    assert compared(first, second, library, "self").is_empty


def test_a_file_of_another_unit_than_its_head_said_is_not_compared(folder: Folder) -> None:
    library = folder.library(thu=GRADED)
    files = [folder.file("Phường A", {"a": grade}, year) for year, grade in ((2023, "đạt"), (2024, "chưa đạt"))]
    other = files[0]._replace(unit=files[0].unit._replace(id="B", name="Phường B"))
    found = compared(other, files[1], library)
    assert "was taken for the file of Phường B [B], 2023, but is of Phường A [A], 2023" in text(found.refusals)
    assert sides(found)[0].unit.name == "Phường A"
    assert (found.criteria, found.verdict) == ((), Direction.NEITHER)
    found = compared(files[0], files[1]._replace(period=2025), library)
    assert len(found.refusals) == 1
    assert sides(found)[1].period == 2024


# what cannot be compared


def test_what_the_pairing_refuses_is_not_compared(folder: Folder) -> None:
    library = folder.library(thu=GRADED)
    before, after = folder.file("Phường A", {"a": "đạt"}, 2023), folder.file("Phường A", {}, 2024)
    pairing = Pairing((before,), (after,), refusals=(say("no"),), notes=(say("by name"),))
    found = compare_pairing(pairing, (library, library))
    assert (text(*found.refusals), text(*found.notes)) == ("no", "by name")
    assert found.criteria == ()
    assert [side.period for side in sides(found)] == [2023, 2024]


def test_a_suspended_year_is_refused_and_no_problem(folder: Folder) -> None:
    unit = "{name: Xã Thử, type: xa, within: [Tỉnh Thái Nguyên]}"
    files = [
        folder.written(
            f"{year}.yaml", f"format: wardeval/assessment/1\nset: qd-25-2021\nunit: {unit}\nperiod: {year}\n"
        )
        for year in (2024, 2025)
    ]
    found = compared(files[0], files[1], BUILT_IN)
    assert (found.after, found.problems) == (None, ())
    assert found.before is not None
    assert "2025 is not judged by “qd-25-2021”: it is suspended" in text(found.refusals)
    assert "a suspended year has no result; keep the file, or choose another period" in text(found.refusals)
    back = compared(files[1], files[0], BUILT_IN)
    assert (back.after, back.refusals) == (found.before, found.refusals)


MAPPING = """\
format: wardeval/mapping/1
from: thu
to: khac
criteria:
  - {from: a, to: a, relation: equal}
"""


def two_sets(folder: Folder, *, body: str = GRADED) -> tuple[Library, Submission, Submission]:
    library = folder.library(thu=GRADED, khac=body)
    return library, folder.file("Phường A", {"a": "đạt"}, 2023), folder.file("Phường A", {}, 2024, set="khac")


def test_two_sets_without_a_mapping_stand_side_by_side(folder: Folder) -> None:
    library, before, after = two_sets(folder)
    found = compared(before, after, library)
    assert "nothing says how “thu” and “khac” correspond; write criteria/mappings/thu--khac.yaml" in text(
        found.refusals
    )
    assert [side.set_id for side in sides(found)] == ["thu", "khac"]
    assert found.set_changed
    assert (found.criteria, found.total, found.count, found.mapping) == ((), None, None, None)


def test_sets_of_another_kind_are_refused(folder: Folder) -> None:
    body = BOTTOM + "total: {max: 4}\n" + one("measure: points, max: 4, points: as-judged")
    library, before, after = two_sets(folder, body=body)
    found = compared(before, after, library)
    assert "neither result says anything in terms of the other" in text(found.refusals)
    assert [side.scale for side in sides(found)] == ["met", "points"]


@pytest.mark.parametrize("side", [0, 1], ids=["before", "after"])
def test_a_mapping_of_either_side_is_found(folder: Folder, tmp_path: Path, side: int) -> None:
    library, before, after = two_sets(folder)
    elsewhere = Folder(tmp_path / "else")
    elsewhere.path.mkdir()
    libraries = [elsewhere.library(thu=GRADED, khac=GRADED), elsewhere.library()]
    libraries[side] = library
    (folder.path / "criteria" / "mappings").mkdir()
    (folder.path / "criteria" / "mappings" / "thu--khac.yaml").write_text(MAPPING, encoding="utf-8")
    found = compare_pairing(Pairing((before,), (after,)), (libraries[0], libraries[1]))
    assert (found.mapping, found.set_changed, found.refusals) == ("thu--khac", True, ())
    assert [change.kind for change in found.criteria] == [Kind.MISSING]


def test_a_mapping_with_mistakes_is_a_problem_and_hides_no_result(folder: Folder) -> None:
    library, before, after = two_sets(folder)
    (folder.path / "criteria" / "mappings").mkdir()
    bad = MAPPING.replace("to: a,", "to: b,")
    (folder.path / "criteria" / "mappings" / "thu--khac.yaml").write_text(bad, encoding="utf-8")
    found = compared(before, after, library)
    assert {problem.span.file.split("/")[-1] for problem in found.problems} == {"thu--khac.yaml"}
    assert sides(found)


def test_a_set_that_was_changed_since_is_another_edition(folder: Folder, tmp_path: Path) -> None:
    elsewhere = Folder(tmp_path / "else")
    elsewhere.path.mkdir()
    libraries = (elsewhere.library(thu=GRADED), folder.library(thu=f"{GRADED}# sửa\n"))
    file = folder.file("Phường A", {"a": "đạt"})
    found = compare_pairing(Pairing((file,), (file,)), libraries)
    assert found.set_changed
    assert not found.is_empty
    assert found.criteria == ()
    assert sides(found)[0].set_digest != sides(found)[1].set_digest


def test_the_digest_of_a_set_in_several_files_is_that_of_all() -> None:
    loaded = BUILT_IN.load("tt-124-2021-xa-hu-cau")
    files = [layer.digest for layer in loaded.layers]
    assert len(files) == 2
    assert set_digest(loaded) not in files
    assert len(set_digest(loaded)) == len(files[0])
    other = replace(loaded, layers=(loaded.layers[0]._replace(source=loaded.layers[1].source), loaded.layers[1]))
    assert set_digest(other) != set_digest(loaded)


# units that became one

SUMMED = """\
criteria:
  - {id: a, measure: met}
  - {id: b, measure: count, met: {at-least: 3}}
  - {id: c, measure: ratio, met: {at-least: 70%}}
  - {id: d, measure: date, met: {to: 31/03/Y}}
"""


def known(name: str, *, new: bool = False) -> KnownUnit:
    return KnownUnit(name.rsplit(maxsplit=1)[-1], name, "phuong", ("Thành phố Thử",), REORDERED if new else None)


def lineage(new: str, decision: str | None = "1/NQ", **shares: str) -> Lineage:
    return Lineage(
        known(new, new=True),
        tuple(Descent(known(f"Phường {name}"), share == "whole") for name, share in shares.items()),
        decision,
    )


def answers(met: str, count: int, part: int, whole: int) -> Answers:
    return {"a": met, "b": count, "c": {"part": part, "whole": whole}, "d": "01/02/2024"}


@pytest.fixture
def merger(folder: Folder) -> tuple[Library, dict[str, Submission]]:
    """Two wards of 2024 and the one that both became in 2025."""
    files = {
        "X": folder.file("Phường X", answers("đạt", 1, 1, 2)),
        "Y": folder.file("Phường Y", answers("cơ bản đạt", 2, 5, 10)),
        "M": folder.file("Phường M", answers("đạt", 4, 12, 12), 2025),
    }
    return folder.library(thu=SUMMED), files


def merged(
    library: Library, before: tuple[Submission, ...], after: Submission, line: Lineage, track: str | None = None
) -> Comparison:
    """The comparison of files of units with that of the one they became; turned around it says the same."""
    found = compare_pairing(Pairing(before, (after,), line), (library, library), track)
    back = compare_pairing(Pairing((after,), before, line, backwards=True), (library, library), track)
    assert_mirrored(found, back)
    return found


def assert_mirrored(found: Comparison, back: Comparison) -> None:
    assert (back.before, back.after) == (found.after, found.before)
    assert (back.refusals, back.notes, back.set_changed) == (found.refusals, found.notes, found.set_changed)
    assert sorted(map(repr, back.problems)) == sorted(map(repr, found.problems))
    assert back.unit == found.unit
    assert back.verdict == -found.verdict
    assert (back.closed, back.opened) == (found.opened, found.closed)
    assert (back.total, back.count) == (found.total and -found.total, found.count and -found.count)
    turned = {
        Kind.BETTER: Kind.WORSE,
        Kind.WORSE: Kind.BETTER,
        Kind.ANSWERED: Kind.MISSING,
        Kind.MISSING: Kind.ANSWERED,
    }
    for one_, other in zip(found.top(), back.top(), strict=True):
        assert (other.before, other.after) == (one_.after, one_.before)
        assert other.kind is turned.get(one_.kind, one_.kind)
        assert other.direction == -one_.direction
        assert other.notes == one_.notes
    assert [(fact.after, fact.before) for fact in back.facts] == [(fact.before, fact.after) for fact in found.facts]


def test_whole_units_are_compared_as_one(merger: tuple[Library, dict[str, Submission]]) -> None:
    library, files = merger
    found = merged(library, (files["X"], files["Y"]), files["M"], lineage("Phường M", X="whole", Y="whole"))
    assert found.is_comparable
    old = sides(found)[0]
    assert [member.unit.name for member in old.members] == ["Phường X", "Phường Y"]
    assert (old.unit.name, old.period, old.set_id) == ("Phường M", 2024, "thu")
    assert old.coverage == Coverage(8, 8)  # what either was asked, and nothing of it is missing
    (dates,) = [change for change in found.criteria if change.kind is Kind.INCOMPARABLE]
    assert [stand.apart for stand in (dates.before, dates.after) if stand is not None] == [True, False]
    assert old.count.met == Interval(Fraction(1), Fraction(2))  # b is met; a and c are not; d is open
    kinds = {change.after.id: change.kind for change in found.criteria if change.after is not None}
    assert kinds == {"a": Kind.BETTER, "b": Kind.CHANGED, "c": Kind.BETTER, "d": Kind.INCOMPARABLE}
    said = {change.after.id: text(*change.notes) for change in found.criteria if change.after is not None}
    assert said["a"] == "the worst of 2 answers: basically met in Phường Y"
    assert said["d"] == "the days of several units make no one day"
    assert "Phường M [M] was made of all of Phường X [X]; Phường Y [Y] (1/NQ)" in text(*found.notes)
    assert "put together from whole units" in text(*old.notes)
    assert pickle.loads(pickle.dumps(found)) == found


def test_facts_in_which_merged_units_differ_are_no_change(folder: Folder) -> None:
    facts = "facts: {dan-so: {title: Dân số, is: number}, vung: {title: Vùng, is: one-of, of: [núi, biển]}}"
    library = folder.library(thu=f"{facts}\n{GRADED}")
    x, y, m = (
        folder.file(f"Phường {name}", {"a": "đạt"}, year, facts={"dan-so": number, "vung": region})
        for name, year, number, region in (
            ("X", 2024, "100", "núi"),
            ("Y", 2024, "200", "núi"),
            ("M", 2025, "300", "biển"),
        )
    )
    found = merged(library, (x, y), m, lineage("Phường M", X="whole", Y="whole"))
    assert [(fact.id, fact.before, fact.after) for fact in found.facts] == [("vung", "núi", "biển")]


def test_the_order_of_the_files_does_not_matter(merger: tuple[Library, dict[str, Submission]]) -> None:
    library, files = merger
    line = lineage("Phường M", X="whole", Y="whole", Z="whole")
    found = {
        pickle.dumps(merged(library, order, files["M"], line)): order
        for order in permutations((files["X"], files["Y"]))
    }
    assert len(found) == 1


def test_nothing_is_put_together_where_a_unit_handed_in_nothing(merger: tuple[Library, dict[str, Submission]]) -> None:
    library, files = merger
    line = lineage("Phường M", X="whole", Y="whole", Z="whole")
    found = merged(library, (files["X"], files["Y"]), files["M"], line)
    assert text(*found.refusals) == (
        "cannot be put together: no assessment of Phường Z by thu; read each result by itself"
    )
    assert [member.unit.name for member in sides(found)[0].members] == ["Phường X", "Phường Y"]
    assert (found.criteria, found.problems) == ((), ())
    assert tally([found]).code(regression=False) is ExitCode.INCOMPARABLE


def test_a_unit_with_files_of_other_sets_only_is_not_without_assessment(
    folder: Folder, merger: tuple[Library, dict[str, Submission]]
) -> None:
    _, files = merger
    library = folder.library(thu=SUMMED, khac=GRADED, nua=GRADED)
    others = tuple(
        folder.written(
            f"{set_}.yaml", assessment({"a": "đạt"}, set=set_, unit={"id": "Y", "name": "Phường Y", "type": "phuong"})
        )
        for set_ in ("khac", "nua")
    )
    found = merged(library, (files["X"], *others), files["M"], lineage("Phường M", X="whole", Y="whole"))
    assert "the units are judged under different sets" in text(*found.refusals)
    assert "no assessment of" not in text(*found.refusals, *sides(found)[0].notes)
    assert len(sides(found)[0].members) == 3


def test_a_file_that_is_known_only_by_its_unit_is_a_problem_and_hides_nothing(
    merger: tuple[Library, dict[str, Submission]],
) -> None:
    library, files = merger
    wrong = Problem("no-such", say("no"), Span("y"))
    bad = files["Y"]._replace(problems=(wrong,))
    found = merged(library, (files["X"], bad), files["M"], lineage("Phường M", X="whole", Y="whole"))
    assert (found.problems, found.refusals) == ((wrong,), ())
    assert [member.unit.name for member in sides(found)[0].members] == ["Phường X"]
    found = compared(bad, files["M"], library)
    assert (found.problems, found.before, found.after is None) == ((wrong,), None, False)
    assert tally([found]).code(regression=False) is ExitCode.INPUT
    twice = compare_pairing(Pairing((bad, bad), (files["M"],)), (library, library))
    assert (twice.problems, twice.refusals, twice.before) == ((wrong, wrong), (), None)
    assert twice.after is not None
    assert twice.after.unit.name == "Phường M"


def test_a_bad_file_of_one_of_them_hides_no_other_result(
    folder: Folder, merger: tuple[Library, dict[str, Submission]]
) -> None:
    library, files = merger
    bad = folder.file("Phường Y", {"a": "hay"})
    found = merged(library, (files["X"], bad), files["M"], lineage("Phường M", X="whole", Y="whole"))
    assert [problem.rule for problem in found.problems] == ["answer"]
    assert [member.unit.name for member in sides(found)[0].members] == ["Phường X"]
    assert found.criteria == ()
    found = merged(library, (bad,), files["M"], lineage("Phường M", Y="whole", X="part"))
    assert found.before is None
    assert found.after is not None


@pytest.mark.parametrize("shares", [{"X": "whole", "Y": "part"}, {"X": "part", "Y": "part"}, {"X": "part"}])
def test_a_merger_in_part_is_refused(merger: tuple[Library, dict[str, Submission]], shares: Mapping[str, str]) -> None:
    library, files = merger
    before = tuple(files[name] for name in shares)
    found = merged(library, before, files["M"], lineage("Phường M", **shares))
    assert len(found.refusals) == 1
    assert text(found.refusals).startswith("not the same territory: Phường M was made of ")
    assert [member.unit.id for member in sides(found)[0].members] == list(shares)
    assert all(member.standing.verdicts for member in sides(found)[0].members)
    assert (found.criteria, found.total, found.count, found.decompositions) == ((), None, None, ())
    assert sides(found)[0].standing.verdicts == ()
    assert not found.set_changed


def test_a_unit_under_another_name_and_id_is_compared_as_it_is(
    folder: Folder, merger: tuple[Library, dict[str, Submission]]
) -> None:
    library, files = merger
    found = merged(library, (files["X"],), files["M"], lineage("Phường M", None, X="whole"))
    assert found.is_comparable
    assert sides(found)[0].members == ()
    assert sides(found)[0].unit.name == "Phường X"
    assert "Phường M [M] is all of Phường X [X], and nothing else (the decision is not known)" in text(*found.notes)
    line = lineage("Phường X", X="whole")
    found = merged(library, (files["X"],), folder.file("Phường X", answers("đạt", 4, 12, 12), 2025), line)
    assert text(*found.notes) == "the territory of Phường X [X] is the same as before (1/NQ)"


def test_units_that_differ_in_a_fact_that_counts_are_not_put_together(folder: Folder) -> None:
    body = "facts:\n  vung: {title: Vùng, is: one-of, of: [nui, bien]}\n" + one(
        "measure: count, met: {at-least: {by: vung, table: {nui: 1, bien: 2}}}"
    )
    library = folder.library(thu=body)
    before = tuple(
        folder.file(f"Phường {name}", {"a": 1}, facts={"vung": region})
        for name, region in (("X", "nui"), ("Y", "bien"))
    )
    after = folder.file("Phường M", {"a": 1}, 2025, facts={"vung": "nui"})
    found = merged(library, before, after, lineage("Phường M", X="whole", Y="whole"))
    assert "depends on “Vùng”, which differs (Phường X: nui; Phường Y: bien)" in text(found.refusals)
    assert len(sides(found)[0].members) == 2


def test_units_judged_under_different_sets_are_not_put_together(folder: Folder) -> None:
    library = folder.library(thu=GRADED, khac=GRADED)
    before = (folder.file("Phường X", {"a": "đạt"}), folder.file("Phường Y", {"a": "đạt"}, set="khac"))
    after = folder.file("Phường M", {"a": "đạt"}, 2025)
    found = merged(library, before, after, lineage("Phường M", X="whole", Y="whole"))
    assert "different sets (Phường X: thu; Phường Y: khac)" in text(found.refusals)
    assert sides(found)[0].set_id == "khac, thu"  # in the order of their ids


def test_two_units_of_one_name_can_be_told_apart(folder: Folder) -> None:
    library = folder.library(thu=GRADED)
    before = tuple(
        folder.written(f"{id_}.yaml", assessment({"a": grade}, unit={"id": id_, "name": "Phường 1", "type": "phuong"}))
        for id_, grade in (("00001", "đạt"), ("00002", "chưa đạt"))
    )
    after = folder.file("Phường M", {"a": "đạt"}, 2025)
    made_of = tuple(Descent(KnownUnit(id_, "Phường 1", "phuong"), True) for id_ in ("00001", "00002", "00003"))
    line = Lineage(known("Phường M", new=True), made_of[:2])
    found = merged(library, before, after, line)
    assert text(*found.criteria[0].notes) == "the worst of 2 answers: not met in Phường 1 [00002]"
    found = merged(library, before, after, line._replace(made_of=made_of))
    assert "no assessment of Phường 1 [00003] by thu" in text(*found.refusals)


def test_what_only_some_units_were_verified_in_counts_and_says_so(folder: Folder) -> None:
    library = folder.library(thu=GRADED)
    verified = {"by": "Huyện", "answers": {"a": {"value": "chưa đạt"}}}
    before = (folder.file("Phường X", {"a": "đạt"}, verified=verified), folder.file("Phường Y", {"a": "đạt"}))
    after = folder.file("Phường M", {"a": "đạt"}, 2025)
    line = lineage("Phường M", X="whole", Y="whole")
    found = merged(library, before, after, line)
    assert (sides(found)[0].track, sides(found)[0].tracks) == ("verified", ("self", "verified"))
    assert [change.direction for change in found.criteria] == [Direction.BETTER]
    assert found.verdict is Direction.NEITHER
    assert "not verified: Phường Y; their own answers count" in text(*sides(found)[0].notes)
    assert merged(library, before, after, line, "self").verdict is Direction.NEITHER
    assert [problem.rule for problem in merged(library, before, after, line, "verified").problems] == [
        "no-such-track",
        "no-such-track",
    ]


def test_a_suspended_year_of_one_of_them_is_refused(folder: Folder) -> None:
    applies = "applies: {suspended: [{year: 2024, within: Tỉnh Thử, source: S}]}\n"
    library = folder.library(thu=applies + GRADED)
    before = tuple(
        folder.written(
            f"{id_}.yaml",
            assessment({"a": "đạt"}, unit={"id": id_, "name": f"Phường {id_}", "type": "phuong", "within": within}),
        )
        for id_, within in (("X", "Tỉnh Thử"), ("Y", "Tỉnh Khác"))
    )
    after = folder.file("Phường M", {"a": "đạt"}, 2025)
    found = merged(library, before, after, lineage("Phường M", X="whole", Y="whole"))
    assert "2024 is not judged by “thu”" in text(found.refusals)
    assert [member.unit.id for member in sides(found)[0].members] == ["Y"]
    assert found.problems == ()


# real units of which no result is published

SAI_GON = Lineage(
    KnownUnit("26740", "Phường Sài Gòn", "phuong", ("Thành phố Hồ Chí Minh",), REORDERED),
    tuple(
        Descent(KnownUnit(id_, name, "phuong", ("Quận 1", "Thành phố Hồ Chí Minh")), whole)
        for id_, name, whole in (
            ("26740", "Phường Bến Nghé", True),
            ("26737", "Phường Đa Kao", False),
            ("26746", "Phường Nguyễn Thái Bình", False),
        )
    ),
    "1685/NQ-UBTVQH15",
)


def of_sai_gon(folder: Folder, number: int) -> tuple[tuple[Submission, ...], Submission]:
    """Files without answers of the first wards that phường Sài Gòn was made of, and of itself."""
    units = [descent.unit for descent in SAI_GON.made_of[:number]] + [SAI_GON.unit]
    files = []
    for unit, period in zip(units, [*[2024] * number, 2025], strict=True):
        named = {"id": unit.id, "name": unit.name, "type": unit.type, "within": list(unit.within)}
        content = assessment({}, period=period, **{"set": "tt-124-2021-xa", "unit": named})  # type: ignore[arg-type]
        files.append(folder.written(f"{unit.id}-{period}.yaml", content))
    return tuple(files[:-1]), files[-1]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_sai_gon_has_no_predecessor_of_the_same_territory(folder: Folder, number: int) -> None:
    before, after = of_sai_gon(folder, number)
    found = merged(BUILT_IN, before, after, SAI_GON)
    assert text(found.refusals) == (
        "not the same territory: Phường Sài Gòn was made of all of Phường Bến Nghé and parts of "
        "Phường Đa Kao, Phường Nguyễn Thái Bình, so nothing is added up; read each result by itself"
    )
    old, new = sides(found)
    assert {member.unit.name for member in old.members} == {each.unit.name for each in SAI_GON.made_of[:number]}
    assert [member.coverage.answered for member in (*old.members, new)] == [0] * (number + 1)
    assert all(member.standing.status is Status.UNDECIDED for member in (*old.members, new))
    absent = sorted(each.unit.name for each in SAI_GON.made_of[number:])
    assert ("no assessment of" in text(*old.notes)) == bool(absent)
    assert all(name in text(*old.notes) for name in absent)
    assert found.criteria == ()


def test_one_file_read_by_itself(folder: Folder) -> None:
    library = folder.library(thu=GRADED)
    half = read(folder.file("Phường A", {"a": "đạt"}), library)
    assert half.side is not None
    assert half.subject is not None
    assert half.subject.result.nodes[0].outcome.met is Met.YES
