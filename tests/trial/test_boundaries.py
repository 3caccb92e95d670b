"""Generated boundaries: where they lie, what they expect, and that an engine that is wrong does not pass them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.building import load_set, one
from tests.conftest import ROOT
from wardeval.engine import points, threshold
from wardeval.library import Library, LoadedSet, Place
from wardeval.trial import plain_reading
from wardeval.trial.boundaries import Boundary, boundaries
from wardeval.trial.cases import try_boundaries
from wardeval.trial.single_leaf import usual_period

SETS = sorted(path.stem for path in (ROOT / "criteria").glob("*.yaml") if not path.stem.endswith(".cases"))
REGIONS = "{vung: {title: Vùng, is: one-of, of: [dong-bang, mien-nui, bien]}, nang: {title: Nặng, is: yes-no}}"
TABLE = "{by: vung, table: {dong-bang: 80%, mien-nui: 60%, bien: unknown}, override: [{if: nang, row: mien-nui}]}"
PEOPLE = "{dan: {title: Dân, is: number}}"

Expected = dict[str, str | tuple[str | None, str | None]]


def of(folder: Path, leaf: str, **more: str) -> list[Boundary]:
    return list(boundaries(load_set(one(leaf, **more), folder), 2024))


def shown(edge: Boundary) -> str | tuple[str | None, str | None]:
    """What is expected: met, or met and points."""
    if not edge.earns:
        return str(edge.met)
    ends = edge.points
    return edge.met, None if ends is None else " to ".join(dict.fromkeys(str(end) for end in ends))


@pytest.mark.parametrize(
    ("leaf", "expected"),
    {
        "a share": (
            "measure: ratio, met: {at-least: 70%}",
            {"69999/100000": "no", "7/10": "yes", "70001/100000": "yes"},
        ),
        "above a share": (
            "measure: ratio, met: {more-than: 50%}",
            {"49999/100000": "no", "1/2": "no", "50001/100000": "yes"},
        ),
        "at most a share": (
            "measure: ratio, met: {at-most: 5%}",
            {"4999/100000": "yes", "1/20": "yes", "5001/100000": "no"},
        ),
        "a third": (
            "measure: ratio, met: {at-least: 1/3}",
            {"33332/99999": "no", "1/3": "yes", "33334/99999": "yes"},
        ),
        "nothing lies above the whole": ("measure: ratio, met: {at-least: 100%}", {"99999/100000": "no", "1/1": "yes"}),
        "nothing lies below nothing": ("measure: events, met: none", {"0": "yes", "1": "no"}),
        "a count": ("measure: count, met: {at-least: 3}", {"2": "no", "3": "yes", "4": "yes"}),
        "two sides": (
            "measure: count, met: {more-than: 1, less-than: 4}",
            {"0": "no", "1": "no", "2": "yes", "3": "yes", "4": "no", "5": "no"},
        ),
        "an amount": (
            'measure: amount, met: {more-than: "75,5"}',
            {"75,4999": "no", "75,5000": "no", "75,5001": "yes"},
        ),
        "equality left open": (
            "measure: amount, met: {at-most: 2, at-boundary: unknown}",
            {"1,9999": "yes", "2": "undecided", "2,0001": "no"},
        ),
        "not above the year before": (
            "measure: change, met: {at-most: before}",
            {
                "now: 0, before: 0": "yes",
                "now: 1, before: 0": "no",
                "now: 19, before: 20": "yes",
                "now: 20, before: 20": "yes",
                "now: 21, before: 20": "no",
            },
        ),
        "down by a share": (
            "measure: change, met: {down-by: 5%}",
            {
                "now: 19, before: 20": "yes",
                "now: 94999, before: 100000": "yes",
                "now: 95000, before: 100000": "yes",
                "now: 95001, before: 100000": "no",
            },
        ),
        "up by a share": (
            "measure: change, met: {up-by: 10%}",
            {
                "now: 11, before: 10": "yes",
                "now: 109999, before: 100000": "no",
                "now: 110000, before: 100000": "yes",
                "now: 110001, before: 100000": "yes",
            },
        ),
        "a quarter": (
            "measure: date, met: {from: 01/01/Y, to: 31/03/Y}",
            {
                "31/12/2023": "no",
                "01/01/2024": "yes",
                "02/01/2024": "yes",
                "30/03/2024": "yes",
                "31/03/2024": "yes",
                "01/04/2024": "no",
            },
        ),
        "before a day": (
            "measure: date, met: {before: 01/03/Y}",
            {"29/02/2024": "yes", "01/03/2024": "no", "02/03/2024": "no"},
        ),
        "a level": (
            "measure: level, scale: bac, met: {at-least: kha}",
            {"kem": "no", "kha": "yes", "tot": "yes"},
        ),
        "all parts": ("measure: parts, parts: {x: X, y: Y}, met: all", {"[x]": "no", "[x, y]": "yes"}),
        "some parts": (
            "measure: parts, parts: {x: X, y: Y, z: Z}, met: {at-least: 2}",
            {"[x]": "no", "[x, y]": "yes", "[x, y, z]": "yes"},
        ),
        "a share of the parts": (
            "measure: parts, parts: {x: X, y: Y, z: Z}, met: {at-least: 50%}",
            {"[x]": "no", "[x, y]": "yes"},
        ),
        "judged points": (
            "measure: points, max: 10, step: 0.5, points: as-judged, met: {at-least: 50%}",
            {"4,5000": ("no", "9/2"), "5": ("yes", "5"), "5,5000": ("yes", "11/2")},
        ),
        "the most judged points": (
            "measure: points, max: 10, met: max",
            {"9,9999": ("no", "99999/10000"), "10": ("yes", "10")},
        ),
        "fixed points": (
            "measure: count, met: {at-least: 1}, points: 2",
            {"0": ("no", "0"), "1": ("yes", "2"), "2": ("yes", "2")},
        ),
        "bands": (
            "measure: ratio, points: {bands: [{above: 90%, points: 8}, {from: 50%, to: 90%, points: unknown},"
            " {below: 50%, points: 2}]}",
            {
                "49999/100000": (None, "2"),
                "1/2": (None, None),
                "50001/100000": (None, None),
                "89999/100000": (None, None),
                "9/10": (None, None),
                "90001/100000": (None, "8"),
            },
        ),
        "bands of days": (
            "measure: date, points: {bands: [{to: 28/02/Y, points: 5}, {above: 28/02/Y, points: 1}]}",
            {"27/02/2024": (None, "5"), "28/02/2024": (None, "5"), "29/02/2024": (None, "1")},
        ),
        "in proportion": (
            "measure: ratio, points: {proportional: 6, full-at: 95%, round: 2}",
            {
                "0/1": (None, "0"),
                "1/100000": (None, "0"),
                "94999/100000": (None, "6"),
                "19/20": (None, "6"),
                "95001/100000": (None, "6"),
            },
        ),
        "less for each": (
            "measure: events, points: {max: 24, less: 6, floor: 5}",
            {
                "0": (None, "24"),
                "1": (None, "18"),
                "2": (None, "12"),
                "3": (None, "6"),
                "4": (None, "5"),
                "5": (None, "5"),
                "6": (None, "5"),
            },
        ),
        "steps": (
            "measure: count, points: {base: 0, plus: 1, per: 2, cap: 3}",
            {
                "0": (None, "0"),
                "1": (None, "0"),
                "2": (None, "1"),
                "3": (None, "1"),
                "4": (None, "2"),
                "5": (None, "2"),
                "6": (None, "3"),
                "7": (None, "3"),
                "8": (None, "3"),
                "9": (None, "3"),
            },
        ),
        "steps of which a part may count": (
            'measure: ratio, points: {base: 3, up-to: 45%, plus: "0,5", per: 5%, cap: 4, steps: unknown}',
            {
                "44999/100000": (None, "3"),
                "9/20": (None, "3"),
                "45001/100000": (None, "3 to 30001/10000"),
                "49999/100000": (None, "3 to 34999/10000"),
                "1/2": (None, "7/2"),
                "50001/100000": (None, "7/2 to 35001/10000"),
                "54999/100000": (None, "7/2 to 39999/10000"),
                "11/20": (None, "4"),
                "55001/100000": (None, "4"),
                "59999/100000": (None, "4"),
                "3/5": (None, "4"),
                "60001/100000": (None, "4"),
            },
        ),
        "no threshold": ("measure: met", {}),
        "not public": ("measure: count, met: unknown", {}),
        "as judged": ("measure: points, max: 5, points: as-judged", {}),
    }.values(),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_just_below_at_and_just_above(leaf: str, expected: Expected, tmp_path: Path) -> None:
    more = {"scales": "{bac: {kem: Kém, kha: Khá, tot: Tốt}}"} if "scale" in leaf else {}
    found = of(tmp_path, leaf, **more)
    assert {edge.answer: shown(edge) for edge in found} == expected
    assert len({edge.answer for edge in found}) == len(found)


def test_every_row_of_a_table_has_its_own_boundaries(tmp_path: Path) -> None:
    found = of(tmp_path, f"measure: ratio, met: {{at-least: {TABLE}}}", facts=REGIONS)
    rows = {
        (edge.setting.facts["nang"], edge.setting.facts["vung"], edge.answer): edge.met
        for edge in found
        if edge.answer in ("3/5", "4/5", "59999/100000")
    }
    assert rows == {
        ("no", "dong-bang", "4/5"): "yes",
        ("no", "mien-nui", "59999/100000"): "no",
        ("no", "mien-nui", "3/5"): "yes",
        ("no", "bien", "59999/100000"): "undecided",
        ("no", "bien", "3/5"): "undecided",
        ("no", "bien", "4/5"): "undecided",
        ("yes", "dong-bang", "59999/100000"): "no",
        ("yes", "dong-bang", "3/5"): "yes",
    }


def test_the_year_and_the_type_choose_rows_too(tmp_path: Path) -> None:
    rule = "{by: year, table: {2022: 1, 2023: {by: type, table: {xa: 2, phuong: 3}}}}"
    found = of(tmp_path, f"measure: count, met: {{at-least: {rule}}}")
    met = {(edge.setting.period, edge.setting.type, edge.answer) for edge in found if edge.met == "yes"}
    assert {(2022, "1"), (2023, "2"), (2023, "3")} == {
        (period, answer)
        for period, type_, answer in met
        if answer == {(2022, "xa"): "1", (2022, "phuong"): "1", (2023, "xa"): "2", (2023, "phuong"): "3"}[period, type_]
    }


def test_the_size_of_a_fact_has_edges_of_its_own(tmp_path: Path) -> None:
    rule = "{by: dan, bands: [{below: 10000, is: 1}, {from: 10000, is: 5}]}"
    found = of(tmp_path, f"measure: count, met: {{at-least: {rule}}}", facts=PEOPLE)
    assert {(edge.setting.facts["dan"], edge.answer) for edge in found if edge.met == "no"} == {
        ("9999", "0"),
        ("10000", "4"),
    }


@pytest.mark.parametrize(("days", "last"), [("days: 3", "09/06/2024"), ("working-days: 3", "11/06/2024")])
def test_days_after_another_date(days: str, last: str, tmp_path: Path) -> None:
    rule = f"{{within: {{{days}, of: n}}}}"
    leaves = f"[{{id: n, measure: date, met: {{to: 31/12/Y}}}}, {{id: a, measure: date, met: {rule}}}]"
    body = f"criteria: {leaves}\n"
    found = [edge for edge in boundaries(load_set(body, tmp_path), 2024) if edge.leaf == "a"]
    assert {edge.answers["n"] for edge in found} == {"06/06/2024"}
    met = [edge.answer for edge in found if edge.met == "yes"]
    assert (met[0], met[-1]) == ("06/06/2024", last)
    assert {"05/06/2024"} < {edge.answer for edge in found if edge.met == "no"}


def failed(loaded: LoadedSet, edges: list[Boundary]) -> list[str]:
    return [trial.id for trial in try_boundaries(loaded, edges) if not trial.passed]


@pytest.mark.parametrize("id_", SETS)
def test_the_engine_agrees_at_every_boundary_of_every_set(id_: str) -> None:
    loaded = Library((Place("built-in", ROOT / "criteria"),)).load(id_)
    assert failed(loaded, list(boundaries(loaded, usual_period(loaded.criteria)))) == []


@pytest.mark.parametrize(
    ("said", "meant"),
    {
        "threshold": ("measure: ratio, met: {at-least: 70%}", "measure: ratio, met: {at-least: 71%}"),
        "a hair": ("measure: ratio, met: {at-least: 70%}", 'measure: ratio, met: {at-least: "70,0005%"}'),
        "inclusion": ("measure: count, met: {at-most: 3}", "measure: count, met: {less-than: 3}"),
        "direction": ("measure: amount, met: {at-least: 3}", "measure: amount, met: {at-most: 3}"),
        "equality": (
            "measure: amount, met: {at-least: 3}",
            "measure: amount, met: {at-least: 3, at-boundary: unknown}",
        ),
        "day": ("measure: date, met: {to: 31/03/Y}", "measure: date, met: {before: 31/03/Y}"),
        "band edge": (
            "measure: ratio, points: {bands: [{from: 90%, points: 8}, {below: 90%, points: 2}]}",
            "measure: ratio, points: {bands: [{above: 90%, points: 8}, {to: 90%, points: 2}]}",
        ),
        "step": (
            "measure: count, points: {base: 0, plus: 1, per: 2, cap: 3}",
            "measure: count, points: {base: 0, plus: 1, per: 2, cap: 3, steps: pro-rata}",
        ),
        "cap": (
            "measure: count, points: {base: 0, plus: 1, per: 2, cap: 3}",
            "measure: count, points: {base: 0, plus: 1, per: 2, cap: 4}",
        ),
        "floor": (
            "measure: events, points: {max: 9, less: 2, floor: 1}",
            "measure: events, points: {max: 9, less: 2, floor: 0}",
        ),
        "rounding": (
            "measure: ratio, points: {proportional: 6, round: 2}",
            "measure: ratio, points: {proportional: 6}",
        ),
        "not public": ("measure: count, met: {at-least: 1}", "measure: count, met: unknown"),
    }.values(),
    ids=lambda value: "",
)
def test_another_rule_does_not_pass(said: str, meant: str, tmp_path: Path) -> None:
    edges = of(tmp_path, said)
    assert edges
    assert failed(load_set(one(said), tmp_path), edges) == []
    assert failed(load_set(one(meant), tmp_path), edges) != []


def test_another_row_does_not_pass(tmp_path: Path) -> None:
    leaf = f"measure: ratio, met: {{at-least: {TABLE}}}"
    edges = of(tmp_path, leaf, facts=REGIONS)
    for old, new in (("60%", "61%"), ("bien: unknown", "bien: 0%"), ("row: mien-nui", "row: dong-bang")):
        assert failed(load_set(one(leaf.replace(old, new), facts=REGIONS), tmp_path), edges) != [], new


def test_a_slip_of_the_engine_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thresholds, steps = (
        "measure: count, met: {at-least: 3}",
        "measure: count, points: {base: 0, plus: 1, per: 2, cap: 3}",
    )
    loaded, edges = {}, {}
    for leaf in (thresholds, steps):
        loaded[leaf], edges[leaf] = load_set(one(leaf), tmp_path), of(tmp_path, leaf)
    with monkeypatch.context() as patch:
        patch.setattr(threshold, "SIDES", tuple(side._replace(closed=False) for side in threshold.SIDES))
        assert failed(loaded[thresholds], edges[thresholds]) == ["a"]
    with monkeypatch.context() as patch:
        patch.setattr(points, "_cap", lambda *_: Fraction(2))
        assert failed(loaded[steps], edges[steps]) == ["a"] * 4


def test_the_plain_reading_shares_no_code_with_the_engine() -> None:
    for module in ("plain_reading.py", "boundaries.py"):
        text = (ROOT / "src/wardeval/trial" / module).read_text(encoding="utf-8")
        assert "import" in text
        assert "from wardeval.engine" not in text
    assert plain_reading.last_working(plain_reading.start_of(2024), 0) == plain_reading.start_of(2024)
