"""What changed between two sets: by id, by the very same text, and never by a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import load_set
from tests.conftest import ROOT
from wardeval.engine.set_changes import Aspect, Incomparable, Pair, SetChanges, compare_sets, said
from wardeval.library import Library, Place
from wardeval.model.criterion_set import CriterionSet

SETS = sorted(path.stem for path in (ROOT / "criteria").glob("*.yaml") if not path.stem.endswith(".cases"))
LIBRARY = Library((Place("built-in", ROOT / "criteria"),))

BASE = """\
parameters: {muc: {by: type, table: {xa: 60%, phuong: 70%}}}
groups: [{id: g, title: Nhóm}, {id: h, title: Nhóm hai}]
verdicts:
  - {id: dat, title: Đạt, when: [{all: criteria}]}
  - {id: chua-dat, title: Chưa đạt}
criteria:
  - {id: "1", group: g, ask: {vi: Số hộ, en: Households}, measure: ratio, met: {at-least: {parameter: muc}}, proof: Sổ}
  - {id: "2", title: Hai, all:
     [{id: 2.a, ask: Ban, measure: met}, {id: 2.b, ask: Tổ, measure: count, met: {at-least: 1}}]}
  - {id: "3", title: null, attested: not-public, measure: met}
"""


def changes(tmp_path: Path, *edits: tuple[str, str], base: str = BASE) -> SetChanges:
    old = load_set(base, tmp_path).criteria
    text = base
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after, 1)
    return compare_sets(old, load_set(text, tmp_path).criteria)


def aspects(found: SetChanges) -> dict[str, tuple[Aspect, ...] | str]:
    return {pair.id: pair.aspects if pair.kind == "changed" else pair.kind for pair in found.nodes}


@pytest.mark.parametrize(
    ("edits", "expected"),
    {
        "reworded": ([("vi: Số hộ", "vi: Số hộ dân")], {"1": (Aspect.WORDING,)}),
        "the English only": ([("en: Households", "en: Homes")], {"1": (Aspect.ENGLISH,)}),
        "a threshold": ([("at-least: 1}", "at-least: 2}")], {"2.b": (Aspect.RULE,)}),
        "a direction": ([("at-least: 1}", "more-than: 1}")], {"2.b": (Aspect.RULE,)}),
        "a measure": ([("Ban, measure: met", "Ban, measure: events, met: none")], {"2.a": (Aspect.RULE,)}),
        "how parts combine": ([("title: Hai, all:", "title: Hai, any:")], {"2": (Aspect.RULE,)}),
        "not applicable": ([("Ban, measure", "Ban, not-applicable: full, measure")], {"2.a": (Aspect.RULE,)}),
        "points": ([("Ban, measure: met", "Ban, measure: met, points: 5")], {"2.a": (Aspect.POINTS,)}),
        "points that are 0": (
            [("Ban, measure: met", "Ban, measure: met, points: 0")],
            {"2.a": (Aspect.POINTS,)},
        ),
        "proof": ([("proof: Sổ", "proof: Giấy")], {"1": (Aspect.PROOF,)}),
        "assumption": ([("proof: Sổ", "proof: Sổ, assumed: Cách hiểu")], {"1": (Aspect.ASSUMPTION,)}),
        "source": ([("proof: Sổ", "proof: Sổ, source: S mục 2")], {"1": (Aspect.SOURCE,)}),
        "now public": ([("title: null", "title: Ba")], {"3": (Aspect.PUBLISHED,)}),
        "no longer public": ([("title: Hai", "title: null")], {"2": (Aspect.WITHDRAWN,)}),
        "another group": ([("group: g", "group: h")], {"1": (Aspect.MOVED,)}),
        "another number": ([('"1", group', '"1", number: I, group')], {"1": (Aspect.RENUMBERED,)}),
        "another id, the same text": (
            [("{id: 2.b, ask: Tổ", "{id: 2.c, ask: Tổ")],
            {"2.c": (Aspect.RENUMBERED,)},
        ),
        "another id, another text": (
            [("{id: 2.b, ask: Tổ", "{id: 2.c, ask: Tổ dân phố")],
            {"2.c": "added", "2.b": "removed"},
        ),
        "added": ([('  - {id: "3"', '  - {id: "4", ask: Bốn, measure: met}\n  - {id: "3"')], {"4": "added"}),
        "removed": ([(", {id: 2.b, ask: Tổ, measure: count, met: {at-least: 1}}", "")], {"2.b": "removed"}),
        "moved out of its criterion": (
            [
                (", {id: 2.b, ask: Tổ, measure: count, met: {at-least: 1}}", ""),
                ('  - {id: "3"', '  - {id: 2.b, ask: Tổ, measure: count, met: {at-least: 1}}\n  - {id: "3"'),
            ],
            {"2.b": (Aspect.MOVED,)},
        ),
        "the parent is renumbered": ([('id: "2"', 'id: "7"')], {"7": (Aspect.RENUMBERED,)}),
        "a row of a parameter": ([("xa: 60%", "xa: 65%")], {"1": (Aspect.PARAMETER,)}),
        "how it is written": ([("at-least: 1}", 'at-least: "01"}'), ("60%", "3/5")], {}),
    }.values(),
    ids=lambda value: "",
)
def test_what_changed_of_a_criterion(
    edits: list[tuple[str, str]], expected: dict[str, tuple[Aspect, ...] | str], tmp_path: Path
) -> None:
    found = changes(tmp_path, *edits)
    assert aspects(found) == expected
    assert found.incomparable == ()


def test_two_of_one_text_are_not_matched_by_it(tmp_path: Path) -> None:
    twice = BASE.replace("ask: Ban", "ask: Tổ")
    found = changes(tmp_path, ("{id: 2.a,", "{id: 2.x,"), ("{id: 2.b,", "{id: 2.y,"), base=twice)
    assert aspects(found) == {"2.x": "added", "2.y": "added", "2.a": "removed", "2.b": "removed"}


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        (("when: [{all: criteria}]", "when: [{criteria-met: {at-least: 2}}]"), "verdicts"),
        (("title: Chưa đạt", "title: Không đạt"), "verdicts"),
        (("title: Nhóm hai", "title: Nhóm khác"), "groups"),
        (("xa: 60%", "xa: unknown"), "parameters"),
        (("parameters: {", "parameters: {khac: 3, "), "parameters"),
        (("parameters:", "facts: {dan: {title: Dân, is: number}}\nparameters:"), "facts"),
        (("parameters:", "scales: {bac: {kem: Kém}}\nparameters:"), "scales"),
        (("parameters:", "exceptions: {bao: {title: Bão}}\nparameters:"), "exceptions"),
    ],
)
def test_what_else_changed(edit: tuple[str, str], where: str, tmp_path: Path) -> None:
    found = changes(tmp_path, edit)
    parts = {"verdicts": found.verdicts, "groups": found.groups, **found.declared}
    assert [name for name, pairs in parts.items() if pairs] == [where]
    assert not found.is_empty


def test_the_order_of_the_verdicts_counts(tmp_path: Path) -> None:
    lines = BASE.splitlines(keepends=True)
    swapped = "".join([*lines[:3], lines[4], lines[3], *lines[5:]])
    found = compare_sets(load_set(BASE, tmp_path).criteria, load_set(swapped, tmp_path).criteria)
    assert [pair.id for pair in found.head] == ["ladder"]


def test_the_head(tmp_path: Path) -> None:
    old = load_set(BASE, tmp_path).criteria
    new = old.replace(units=("xa",), completeness="partial", basis=old.basis.replace(number="1/QĐ"))
    assert [pair.id for pair in compare_sets(old, new).head] == ["number", "units", "completeness"]


def test_sets_of_another_kind_are_not_compared_criterion_by_criterion(tmp_path: Path) -> None:
    old = load_set(BASE, tmp_path).criteria
    points = load_set('total: {max: 5}\ncriteria: [{id: "1", measure: met, points: 5}]', tmp_path).criteria
    found = compare_sets(old, points)
    assert found.incomparable == (Incomparable.KIND,)
    assert (found.nodes, found.verdicts, dict(found.declared)) == ((), (), {})
    assert {"kind", "count", "total"} <= {pair.id for pair in found.head}


def test_sets_that_share_nothing_are_not_compared(tmp_path: Path) -> None:
    old = load_set(BASE, tmp_path).criteria
    other = load_set("criteria: [{id: x, ask: Khác, measure: met}]", tmp_path).criteria
    assert compare_sets(old, other).incomparable == (Incomparable.NOTHING_SHARED,)


@pytest.mark.parametrize("id_", SETS)
def test_nothing_changed_between_a_set_and_itself(id_: str) -> None:
    criteria = LIBRARY.load(id_).criteria
    again = Library((Place("built-in", ROOT / "criteria"),)).load(id_).criteria
    assert compare_sets(criteria, again).is_empty


_TURNED = {Aspect.PUBLISHED: Aspect.WITHDRAWN, Aspect.WITHDRAWN: Aspect.PUBLISHED}
_KINDS = {"added": "removed", "removed": "added", "changed": "changed"}


def turned(pairs: tuple[Pair, ...]) -> set[object]:
    """Pairs as they are to be in the other direction."""
    return {
        (said(pair.new), said(pair.old), _KINDS[pair.kind], frozenset(_TURNED.get(item, item) for item in pair.aspects))
        for pair in pairs
    }


def straight(pairs: tuple[Pair, ...]) -> set[object]:
    return {(said(pair.old), said(pair.new), pair.kind, frozenset(pair.aspects)) for pair in pairs}


def assert_mirrored(old: CriterionSet, new: CriterionSet) -> None:
    there, back = compare_sets(old, new), compare_sets(new, old)
    assert (there.incomparable, there.related) == (back.incomparable, back.related)
    assert turned(there.head) == straight(back.head)
    assert turned(there.nodes) == straight(back.nodes)
    assert turned(there.verdicts) == straight(back.verdicts)
    assert turned(there.groups) == straight(back.groups)
    for name in there.declared:
        assert turned(there.declared[name]) == straight(back.declared[name])


@pytest.mark.parametrize("id_", SETS)
def test_there_and_back_say_the_same(id_: str) -> None:
    for other in SETS:
        assert_mirrored(LIBRARY.load(id_).criteria, LIBRARY.load(other).criteria)


def test_versions_and_families_belong_together() -> None:
    related = [("qd-619-2017", "qd-25-2021"), ("qd-25-2021", "qd-27-2025"), ("tt-124-2021-xa", "tt-124-2021-kdc")]
    for old, new in related:
        assert compare_sets(LIBRARY.load(old).criteria, LIBRARY.load(new).criteria).related
    assert not compare_sets(LIBRARY.load("tt-124-2021-xa").criteria, LIBRARY.load("qd-318-2022").criteria).related
