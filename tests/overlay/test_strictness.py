"""The law of overlays: what is called stricter is met by nothing that did not meet the rule before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest

from wardeval.model.base import day
from wardeval.model.rules import Parameter, Points, Requirement
from wardeval.overlay.earning import compare_points
from wardeval.overlay.scope import Change, Scope
from wardeval.overlay.strictness import compare_parameters, compare_requirements

NOTHING = Scope({}, {}, rows={"vung": frozenset("xy")})
GRID = [Fraction(n, 2) for n in range(9)]


def bounds() -> Iterator[dict[str, str]]:
    lower = [{}, *({name: str(n)} for name in ("at-least", "more-than") for n in (1, 2, 3))]
    upper = [{}, *({name: str(n)} for name in ("at-most", "less-than") for n in (1, 2, 3))]
    return ({**one, **other} for one, other in product(lower, upper) if one or other)


def meets(requirement: Requirement, value: Fraction) -> bool:
    def end(name: str) -> Fraction | None:
        parameter = getattr(requirement, name)
        return None if parameter is None else parameter.value

    least, above, most, below = (end(name) for name in ("at_least", "more_than", "at_most", "less_than"))
    return (
        (least is None or value >= least)
        and (above is None or value > above)
        and (most is None or value <= most)
        and (below is None or value < below)
    )


def test_a_stricter_number_is_met_by_nothing_more() -> None:
    allowed = 0
    for first, second in product(bounds(), bounds()):
        old, new = Requirement.read(first), Requirement.read(second)
        found = compare_requirements(old, new, NOTHING)
        if found.change is Change.LOOSER:
            continue
        allowed += 1
        more = [value for value in GRID if meets(found.together, value) and not meets(old, value)]
        assert not more, (first, second)
        if found.change is Change.TIGHTER:
            assert any(meets(old, value) and not meets(found.together, value) for value in GRID) or first != second
    assert allowed > 100


def test_a_stricter_number_of_one_direction_is_always_seen() -> None:
    for first, second in product(bounds(), bounds()):
        lower = {"at-least", "more-than"}
        if len(first) == len(second) == 1 and (first.keys() <= lower) == (second.keys() <= lower):
            old, new = Requirement.read(first), Requirement.read(second)
            implied = all(meets(old, value) for value in GRID if meets(new, value))
            assert (compare_requirements(old, new, NOTHING).change is not Change.LOOSER) == implied, (first, second)


def days() -> Iterator[dict[str, str]]:
    starts = [{}, {"from": "01/02/Y"}, {"from": "02/02/Y"}, {"from": "20/12/Y-1"}]
    ends = [{}, {"to": "01/03/Y"}, {"to": "02/03/Y"}, {"before": "02/03/Y"}, {"before": "01/03/Y"}, {"to": "10/01/Y+1"}]
    return ({**one, **other} for one, other in product(starts, ends) if one or other)


def in_time(requirement: Requirement, when: date) -> bool:
    first, last, before = requirement.from_, requirement.to, requirement.before
    return (
        (first is None or when >= first.on(2024))
        and (last is None or when <= last.on(2024))
        and (before is None or when < before.on(2024))
    )


def test_a_shorter_time_holds_no_day_more() -> None:
    every_day = [date(2023, 12, 1) + timedelta(days=n) for n in range(420)]
    allowed = 0
    for first, second in product(days(), days()):
        old, new = Requirement.read(first), Requirement.read(second)
        found = compare_requirements(old, new, NOTHING)
        if found.change is not Change.LOOSER:
            allowed += 1
            assert all(in_time(old, when) for when in every_day if in_time(found.together, when)), (first, second)
    assert allowed > 50


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ({"days": "5", "of": "a"}, {"days": "3", "of": "a"}, Change.TIGHTER),
        ({"days": "5", "of": "a"}, {"days": "6", "of": "a"}, Change.LOOSER),
        ({"days": "5", "of": "a"}, {"days": "3", "of": "b"}, Change.LOOSER),
        ({"working-days": "3", "of": "a"}, {"days": "3", "of": "a"}, Change.TIGHTER),
        ({"days": "3", "of": "a"}, {"working-days": "3", "of": "a"}, Change.LOOSER),
        ({"days": "3", "of": "a"}, {"working-days": "1", "of": "a"}, Change.LOOSER),
    ],
)
def test_fewer_days_after_another_date(old: dict[str, str], new: dict[str, str], change: Change) -> None:
    found = compare_requirements(Requirement.read({"within": old}), Requirement.read({"within": new}), NOTHING)
    assert found.change is change


TABLE = {"by": "vung", "table": {"x": "60%", "y": "70%"}}
PARAMETERS: dict[str, tuple[object, object, Change]] = {
    "the same": ("70%", "70%", Change.SAME),
    "in other words": ("1/2", "50%", Change.SAME),
    "more": ("70%", "71%", Change.TIGHTER),
    "less": ("70%", "69%", Change.LOOSER),
    "a number for a share": ("70%", "80", Change.LOOSER),
    "not public": ("unknown", "1%", Change.FILLED),
    "no longer public": ("70%", "unknown", Change.LOOSER),
    "every row": (TABLE, {"by": "vung", "table": {"x": "61%", "y": "70%"}}, Change.TIGHTER),
    "one row less": (TABLE, {"by": "vung", "table": {"x": "61%"}}, Change.LOOSER),
    "one row lower": (TABLE, {"by": "vung", "table": {"x": "99%", "y": "69%"}}, Change.LOOSER),
    "one row more": (TABLE, {"by": "vung", "table": {"x": "60%", "y": "70%", "z": "1%"}}, Change.SAME),
    "by another fact": (TABLE, {"by": "loai", "table": {"x": "90%", "y": "90%"}}, Change.LOOSER),
    "one number for all": (TABLE, "70%", Change.TIGHTER),
    "one number, too low": (TABLE, "69%", Change.LOOSER),
    "a table for a number": ("60%", TABLE, Change.TIGHTER),
    "a table, one row too low": ("61%", TABLE, Change.LOOSER),
    "another override": (TABLE, {**TABLE, "override": [{"if": "kho", "row": "x"}]}, Change.LOOSER),
    "a fact": ({"fact": "a"}, "9", Change.LOOSER),
    "bands": (
        {"by": "a", "bands": [{"below": "5", "is": "1"}, {"from": "5", "is": "2"}]},
        {"by": "a", "bands": [{"below": "5", "is": "2"}, {"from": "5", "is": "2"}]},
        Change.TIGHTER,
    ),
    "other bands": (
        {"by": "a", "bands": [{"below": "5", "is": "1"}, {"from": "5", "is": "2"}]},
        {"by": "a", "bands": [{"below": "6", "is": "2"}, {"from": "6", "is": "2"}]},
        Change.LOOSER,
    ),
}


@pytest.mark.parametrize(("old", "new", "change"), PARAMETERS.values(), ids=PARAMETERS.keys())
def test_a_parameter_is_stricter_for_every_unit(old: object, new: object, change: Change) -> None:
    assert compare_parameters(Parameter.read(old), Parameter.read(new), NOTHING, up=True) is change


def test_a_named_parameter_is_what_it_stands_for() -> None:
    scope = Scope({"a": Parameter.read("70%")}, {"a": Parameter.read("70%"), "b": Parameter.read("60%")})
    old, lower = Parameter.read({"parameter": "a"}), Parameter.read({"parameter": "b"})
    assert compare_parameters(old, Parameter.read("80%"), scope, up=True) is Change.TIGHTER
    assert compare_parameters(old, lower, scope, up=True) is Change.LOOSER
    assert compare_parameters(old, lower, scope, up=False) is Change.TIGHTER


KNOWN = [
    {"from": "90%", "points": "unknown"},
    {"from": "80%", "below": "90%", "points": "1"},
    {"below": "80%", "points": "0"},
]
STEPS = {"base": "1", "plus": "1", "per": "2"}
POINTS: dict[str, tuple[object, object, Change]] = {
    "a number": ("5", "5", Change.SAME),
    "another number": ("5", "6", Change.LOOSER),
    "not public": ("unknown", "6", Change.FILLED),
    "judged": ("as-judged", "unknown", Change.LOOSER),
    "another way": ("5", {"met": "5"}, Change.LOOSER),
    "steps": (
        {**STEPS, "steps": "unknown"}, STEPS, Change.FILLED),
    "other steps": (
        STEPS, {**STEPS, "steps": "pro-rata"}, Change.LOOSER),
    "an unknown step": (
        {**STEPS, "per": "unknown"}, STEPS, Change.FILLED),
    "a band": ({"bands": KNOWN}, {"bands": [{"from": "90%", "points": "2"}, *KNOWN[1:]]}, Change.FILLED),
    "a band in two": (
        {"bands": KNOWN},
        {"bands": [{"from": "95%", "points": "3"}, {"from": "90%", "below": "95%", "points": "2"}, *KNOWN[1:]]},
        Change.FILLED,
    ),
    "a band that reaches out": (
        {"bands": KNOWN}, {"bands": [{"from": "85%", "points": "2"}, *KNOWN[1:]]}, Change.LOOSER),
    "a band that takes the edge": (
        {"bands": [{"above": "90%", "points": "unknown"}, {"to": "90%", "points": "1"}]},
        {"bands": [{"from": "90%", "points": "2"}, {"to": "90%", "points": "1"}]},
        Change.LOOSER,
    ),
    "a known band left out": ({"bands": KNOWN}, {"bands": [{"from": "90%", "points": "2"}, KNOWN[1]]}, Change.LOOSER),
    "a known band changed": (
        {"bands": KNOWN}, {"bands": [KNOWN[0], KNOWN[1], {"below": "80%", "points": "0.5"}]}, Change.LOOSER),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "change"), POINTS.values(), ids=POINTS.keys())
def test_points_are_only_filled_in(old: object, new: object, change: Change) -> None:
    assert compare_points(Points.read(old), Points.read(new)) is change


def test_days_of_bands_are_compared_as_days() -> None:
    old = Points.read({"bands": [{"to": "28/02/Y", "points": "5"}, {"above": "28/02/Y", "points": "unknown"}]})
    rest = [{"above": "28/02/Y", "to": "31/03/Y", "points": "2"}, {"above": "31/03/Y", "points": "0"}]
    assert compare_points(old, Points.read({"bands": [{"to": "28/02/Y", "points": "5"}, *rest]})) is Change.FILLED
    rest[0]["above"] = "27/02/Y"
    assert compare_points(old, Points.read({"bands": [{"to": "28/02/Y", "points": "5"}, *rest]})) is Change.LOOSER
    assert day("28/02/Y").on(2024) == date(2024, 2, 28)
