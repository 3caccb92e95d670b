"""Ways in which an overlay could make a set looser, each closed; and, beside them, what is still allowed."""

# ruff: noqa: E501
from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import NO, met_of
from tests.test_overlay import ENGLISH, HEAD, overlaid, refused, score
from wardeval.case import load_case
from wardeval.library import Library, LoadedSet, Place, built_in
from wardeval.lint.criterion_set import lint_set
from wardeval.problems import InputError

V = "verdicts: [{id: dat, title: D, when: [{total: {at-least: 80}}]}, {id: chua-dat, title: C}]\ntotal: {max: 100}\n"
A = "verdicts: [{id: dat, title: D, when: [{all: criteria}]}, {id: chua-dat, title: C}]\n"
PRESS = "source: S, attested: press"
BLANK = "title: null, source: S, attested: not-public"
OFFICIAL = "ask: X, source: T, attested: official-text"
JUDGED = f"  - {{id: a, ask: A, {PRESS}, measure: points, max: 60, points: as-judged}}\n"


def leaf(rule: str, id_: str = "d") -> str:
    return f"  - {{id: {id_}, ask: x, {PRESS}, {rule}}}\n"


def entry(text: str) -> str:
    return f"criteria:\n  - {{{text}}}\n"


SUM = f"criteria:\n  - {{id: s, title: X, {PRESS}, %s}}\n"
LADDER = f"{V}exceptions: {{bao: {{title: B, needs: {{n0: M}}}}}}\ncriteria:\n{JUDGED}  - {{id: l, title: L, {PRESS}, either: [%s]}}\n"
RUNGS = "{id: l.a, ask: x, measure: events, except: [bao], met: none, points: 2}, {id: l.b, ask: x, measure: met, points: 40}"
COUNTED = "measure: count, met: {at-least: 1}"
TABLES = "facts: {v: {title: V, is: one-of, of: [x, y]}, f: {title: F, is: yes-no}}\n"
COUNT = "verdicts: [{id: dat, title: D, when: [{criteria-met: %s}]}, {id: chua-dat, title: C}]\ncriteria:\n"
EXCLUDED = f"  - {{id: b, title: B, {PRESS}, all: [{{id: b.a, ask: x, measure: met, not-applicable: excluded}}]}}\n"

LOOSER: dict[str, tuple[str, str]] = {
    "rounding": (V + "criteria:\n" + leaf("measure: points, max: 100, points: as-judged"), "total: {max: 100, round: 0}\n"),
    "points beyond the total": (f"{V}criteria:\n{JUDGED}  - {{id: b, {BLANK}, measure: met, points: unknown}}\n", entry("id: b, points: 100")),
    "a bonus": (f"{V}criteria:\n{JUDGED}  - {{id: b, {BLANK}, measure: met, points: unknown}}\n", entry("id: b, points: 1, bonus: yes")),
    "a bonus among the parts of a slot": (
        f"{V}criteria:\n{JUDGED}  - {{id: b, {BLANK}, measure: points, max: unknown, points: as-judged}}\n",
        entry(f"id: b, sum: [{{id: b.x, {OFFICIAL}, measure: met, points: 50, not-applicable: zero, bonus: yes}}]"),
    ),
    "points beyond the maximum": (V + "criteria:\n" + leaf("measure: met, max: 40, points: unknown"), entry("id: d, points: 100")),
    "a band beyond the maximum": (
        V + "criteria:\n" + leaf("measure: ratio, max: 40, points: {bands: [{from: 90%, points: unknown}, {below: 90%, points: 0}]}"),
        entry("id: d, points: {bands: [{from: 90%, points: 100}, {below: 90%, points: 0}]}"),
    ),
    "parts beyond the points of a slot": (
        f"{V}criteria:\n{JUDGED}  - {{id: b, {BLANK}, measure: points, max: 40, points: as-judged}}\n",
        entry(f"id: b, {OFFICIAL}, sum: [{{id: b.x, ask: x, measure: met, points: 60}}]"),
    ),
    "a part that adds to a sum": (
        f"{V}criteria:\n{JUDGED}  - {{id: s, {BLANK}, sum: [{{id: s.a, ask: x, measure: met, points: 3}}]}}\n",
        entry("id: s, sum: [{id: s.z, ask: x, measure: met, points: 70}]"),
    ),
    "a maximum for judged points beyond that of the sum": (
        V + SUM % "max: 10, sum: [{id: s.a, ask: x, measure: points, max: unknown, points: as-judged}, {id: s.b, ask: x, measure: met, points: 4}]",
        entry("id: s.a, max: 7"),
    ),
    "a slot that earns no more": (
        f"{V}criteria:\n{JUDGED}  - {{id: b, {BLANK}, measure: points, max: 40, points: as-judged}}\n",
        entry(f"id: b, {OFFICIAL}, all: [{{id: b.x, ask: x, measure: met}}]"),
    ),
    "a slot that may be left out": (f"{V}criteria:\n{JUDGED}  - {{id: b, {BLANK}, measure: met, points: unknown}}\n", entry("id: b, not-applicable: excluded")),
    "a slot all of which may be left out": (
        f"{V}criteria:\n{JUDGED}  - {{id: b, {BLANK}, measure: points, max: 40, points: as-judged}}\n",
        entry(f"id: b, {OFFICIAL}, sum: [{{id: b.x, ask: x, measure: met, points: 40, not-applicable: excluded}}]"),
    ),
    "a part that may be left out beside one that is not public": (
        f"{V}criteria:\n{JUDGED}  - {{id: b, {BLANK}, measure: points, max: 40, points: as-judged}}\n",
        entry(f"id: b, {OFFICIAL}, sum: [{{id: b.x, ask: x, measure: met, points: 10, not-applicable: excluded}}, {{id: b.y, ask: x, measure: met, points: unknown}}]"),
    ),
    "a part beyond what an open sum leaves": (
        f"{V}criteria:\n  - {{id: s, {BLANK}, sum: [{{id: s.a, ask: x, measure: met, points: 100}}, {{id: s.b, ask: x, measure: met, points: unknown}}]}}\n",
        entry("id: s, sum: [{id: s.z, ask: x, measure: met, points: 5}]"),
    ),
    "a criterion that is no longer counted": (
        COUNT % "{at-least: 60%}" + leaf("measure: met", "a") + f"  - {{id: b, {BLANK}, measure: met, points: unknown}}\n",
        entry(f"id: b, {OFFICIAL}, measure: date"),
    ),
    "a slot that hangs on another, where few are asked for": (
        COUNT % "{at-most: 1}" + leaf("measure: met", "a") + f"  - {{id: b, {BLANK}, measure: met}}\n",
        entry("id: b, only-if: a"),
    ),
    "a floor": (f"{V}criteria:\n{JUDGED}  - {{id: b, {BLANK}, measure: points, max: 40, points: as-judged}}\n", entry(f"id: b, {OFFICIAL}, sum: [{{id: b.x, ask: x, measure: met, points: 40}}], floor: 50")),
    "the lowest level": (f"{A}criteria:\n  - {{id: b, {BLANK}, measure: met}}\n", "scales: {s: {kem: K, co: C}}\n" + entry(f"id: b, {OFFICIAL}, measure: level, scale: s, met: {{at-least: kem}}")),
    "“không” as a level that is enough": (f"{A}criteria:\n  - {{id: b, {BLANK}, measure: met}}\n", "scales: {s: {co: C, khong: Không}}\n" + entry(f"id: b, {OFFICIAL}, measure: level, scale: s, met: {{at-least: khong}}")),
    "“không” as no events": (f"{A}criteria:\n  - {{id: b, {BLANK}, measure: met}}\n", entry(f"id: b, {OFFICIAL}, measure: events, met: none")),
    "a requirement that is always met": (f"{A}criteria:\n  - {{id: b, {BLANK}, measure: met}}\n", entry(f"id: b, {OFFICIAL}, measure: ratio, met: {{at-least: 0%}}")),
    "a part that is always met": (f"{A}criteria:\n  - {{id: b, {BLANK}, measure: met}}\n", entry(f"id: b, {OFFICIAL}, any: [{{id: b.x, ask: x, measure: count, met: {{at-least: 0}}}}]")),
    "a requirement not public that is always met": (A + "criteria:\n" + leaf("measure: count, met: unknown"), entry("id: d, met: {at-least: 0}")),
    "a maximum below the parts": (
        f"{A}criteria:\n  - {{id: s, {BLANK}, met: {{at-least: 60%}}, sum: [{{id: s.a, ask: x, measure: met, points: 10}}, {{id: s.b, ask: x, measure: met, points: 10}}]}}\n",
        entry("id: s, max: 2"),
    ),
    "a maximum below the parts that are known": (
        f"{A}criteria:\n  - {{id: s, {BLANK}, met: {{at-least: 60%}}, sum: [{{id: s.a, ask: x, measure: met, points: 10}}, {{id: s.b, ask: x, measure: met, points: unknown}}]}}\n",
        entry("id: s, max: 2"),
    ),
    "all points, with a bonus": (
        A + SUM % "met: {at-least: 12}, sum: [{id: s.a, ask: x, measure: met, points: 10}, {id: s.b, ask: x, measure: met, points: 5, bonus: yes}]",
        entry("id: s, met: max"),
    ),
    "all points, of a number that is not known": (A + "criteria:\n" + leaf("measure: points, max: unknown, points: as-judged, met: {at-least: 5}"), entry("id: d, max: 3, met: max")),
    "all parts, of fewer than asked for": (A + "criteria:\n" + leaf("measure: parts, parts: {x: X, y: Y}, met: {at-least: 3}"), entry("id: d, met: all")),
    "a fact named type": (A + "criteria:\n" + leaf("measure: ratio, met: {at-least: {by: type, table: {phuong: 90%, xa: 10%, thi-tran: 5%}}}"), "facts: {type: {title: T, is: one-of, of: [phuong, xa, thi-tran]}}\n"),
    "29 February": (A + "criteria:\n" + leaf("measure: date, met: {from: 01/01/Y, to: 28/02/Y}"), entry("id: d, met: {from: 02/01/Y, before: 01/03/Y}")),
    "what costs points hangs on it": (
        f"{V}criteria:\n{JUDGED}{leaf(COUNTED + ', points: 0', 'g')}{leaf('measure: events, points: {max: 0, less: 5, floor: -20}, only-if: g')}",
        entry("id: g, met: {at-least: 5}"),
    ),
    "a negative band hangs on it": (
        f"{V}criteria:\n{JUDGED}{leaf(COUNTED + ', points: 0', 'g')}{leaf('measure: count, points: {bands: [{from: 1, points: -5}, {below: 1, points: 0}]}, only-if: g')}",
        entry("id: g, met: {at-least: 5}"),
    ),
    "what costs points hangs on what hangs on it": (
        f"{V}criteria:\n{JUDGED}{leaf(COUNTED + ', points: 0', 'h')}{leaf('measure: met, points: 0, only-if: h', 'g')}{leaf('measure: met, points: -20, only-if: g')}",
        entry("id: h, met: {at-least: 5}"),
    ),
    "a sum that asks for no more": (
        A + SUM % f"met: {{at-most: 5}}, sum: [{{id: s.a, ask: x, {COUNTED}, points: 6}}, {{id: s.b, ask: x, {COUNTED}, points: 3}}]",
        entry("id: s, sum: [{id: s.a, met: {at-least: 3}}]"),
    ),
    "a total that is to be less": (V.replace("at-least", "less-than") + "criteria:\n" + leaf(COUNTED + ", points: 90"), entry("id: d, met: {at-least: 3}")),
    "a number of criteria at most": (COUNT % "{at-most: 1}" + leaf(COUNTED) + leaf("measure: met", "e"), entry("id: d, met: {at-least: 4}")),
    "a share of the criteria at most": (COUNT % "{at-most: 50%}" + leaf(COUNTED) + leaf("measure: met", "e"), entry(f"id: f, {OFFICIAL}, measure: met")),
    "negative points where less is asked for": (
        V.replace("at-least", "less-than") + f"criteria:\n{JUDGED}  - {{id: b, {BLANK}, measure: met, points: unknown}}\n",
        entry("id: b, points: -30"),
    ),
    "an exception in a ladder": (LADDER % RUNGS, "exceptions: {bao: {title: B, needs: {n0: M, n1: N}}}\n"),
    "an exception where more events are better": (
        A + "exceptions: {bao: {title: B}}\ncriteria:\n" + leaf("measure: events, except: [bao], met: {at-least: 3}"),
        "exceptions: {bao: {title: B, needs: {n1: N}}}\n",
    ),
    "a ground less where more events are better": (
        A + "exceptions: {bao: {title: B}, lu: {title: L}}\ncriteria:\n" + leaf("measure: events, except: [bao, lu], met: {at-least: 3}"),
        entry("id: d, except: [bao]"),
    ),
    "a part for what did not apply, counted": (COUNT % "{at-least: 2}" + leaf("measure: met", "a") + EXCLUDED, entry(f"id: b, all: [{{id: b.c, {OFFICIAL}, measure: met}}]")),
    "a part for what did not apply, in points": (
        f"{V}criteria:\n{JUDGED}" + EXCLUDED.replace("title: B", "title: B, points: 40"),
        entry(f"id: b, all: [{{id: b.c, {OFFICIAL}, measure: met}}]"),
    ),
    "judged points read as a number": (f"{V}criteria:\n{JUDGED}{leaf('assumed: y, measure: points, max: 40, points: as-judged')}", entry("id: d, source: T, attested: official-text, measure: count, points: {base: 10, plus: 1, per: 1, cap: 40}")),
    "assumed points that become more": (f"{V}criteria:\n{JUDGED}{leaf('assumed: y, measure: points, max: 10, points: as-judged')}", entry("id: d, source: T, attested: official-text, measure: ratio, points: {proportional: 13}")),
    "assumed points that become a bonus": (f"{V}criteria:\n{JUDGED}{leaf('assumed: y, measure: points, max: 40, points: as-judged')}", entry("id: d, source: T, attested: official-text, bonus: yes")),
    "assumed points that need not apply": (f"{V}criteria:\n{JUDGED}{leaf('assumed: y, measure: points, max: 40, points: as-judged')}", entry("id: d, source: T, attested: official-text, not-applicable: full")),
    "a table without a row": (TABLES + A + "criteria:\n" + leaf("measure: ratio, met: {at-least: 70%}"), entry("id: d, met: {at-least: {by: v, table: {x: 80%}}}")),
    "a table by years": (A + "criteria:\n" + leaf("measure: ratio, met: {at-least: 70%}"), entry("id: d, met: {at-least: {by: year, table: {2023: 80%}}}")),
    "a row that is not public": (TABLES + A + "criteria:\n" + leaf("measure: ratio, met: {at-least: 70%}"), entry("id: d, met: {at-least: {by: v, table: {x: 80%, y: unknown}}}")),
    "equality at a bound that stays": (A + "criteria:\n" + leaf("measure: amount, met: {more-than: 70, at-most: 90}"), entry("id: d, met: {at-most: 80, at-boundary: unknown}")),
    "no year left": (A + "applies: {from: 2024}\ncriteria:\n" + leaf("measure: met"), "applies: {to: 2020}\n"),
}  # fmt: skip


@pytest.mark.parametrize(("base", "body"), LOOSER.values(), ids=LOOSER.keys())
def test_what_would_make_the_set_looser_is_refused(base: str, body: str, tmp_path: Path) -> None:
    overlaid("remarks: []\n", tmp_path, base)  # the set itself is in order
    problems = refused(body, tmp_path, base)
    assert {problem.rule for problem in problems} <= {
        "overlay-loosens",
        "overlay-changes",
        "structure",
        "dead-reference",
    }
    assert all(Path(problem.span.file).name == "thu-them.yaml" and problem.span.line > 4 for problem in problems)


TIGHTER: dict[str, tuple[str, str]] = {
    "points in the room that is left": (f"{V}criteria:\n{JUDGED}  - {{id: b, {BLANK}, measure: met, points: unknown}}\n", entry("id: b, points: 40")),
    "parts that come to the points of a slot": (*LOOSER["parts beyond the points of a slot"][:1], entry(f"id: b, {OFFICIAL}, sum: [{{id: b.x, ask: x, measure: met, points: 40}}]")),
    "a maximum for judged points": (*LOOSER["a maximum for judged points beyond that of the sum"][:1], entry("id: s.a, max: 6")),
    "a level above the lowest": (*LOOSER["the lowest level"][:1], "scales: {s: {khong: Không, co: C}}\n" + entry(f"id: b, {OFFICIAL}, measure: level, scale: s, met: {{at-least: co}}")),
    "events as a part": (*LOOSER["“không” as no events"][:1], entry(f"id: b, {OFFICIAL}, all: [{{id: b.x, ask: x, measure: events, met: none}}]")),
    "the same maximum as the parts have": (*LOOSER["a maximum below the parts"][:1], entry("id: s, max: 20")),
    "all points, without a bonus": (A + SUM % "met: {at-least: 8}, sum: [{id: s.a, ask: x, measure: met, points: 10}]", entry("id: s, met: max")),
    "an earlier day": (*LOOSER["29 February"][:1], entry("id: d, met: {from: 02/01/Y, before: 28/02/Y}")),
    "what earns points hangs on it": (
        f"{V}criteria:\n{JUDGED}{leaf(COUNTED + ', points: 0', 'g')}{leaf('measure: met, points: 5, only-if: g')}",
        entry("id: g, met: {at-least: 5}"),
    ),
    "the most itself": (*LOOSER["a sum that asks for no more"][:1], entry("id: s, met: {at-most: 4}")),
    "an exception outside of a ladder": (
        A + "exceptions: {bao: {title: B}}\ncriteria:\n" + leaf("measure: events, except: [bao], met: none"),
        "exceptions: {bao: {title: B, needs: {n1: N}}}\n",
    ),
    "a part beside one that always applies": (COUNT % "{at-least: 2}" + leaf("measure: met", "a") + EXCLUDED.replace(", not-applicable: excluded", ""), entry(f"id: b, all: [{{id: b.c, {OFFICIAL}, measure: met}}]")),
    "assumed points by the text": (f"{V}criteria:\n{JUDGED}{leaf('assumed: y, measure: points, max: 40, points: as-judged')}", entry("id: d, source: T, attested: official-text, assumed: null, measure: ratio, points: {proportional: 40}")),
    "a table with every row": (TABLES + A + "criteria:\n" + leaf("measure: ratio, met: {at-least: 70%}"), entry("id: d, met: {at-least: {by: v, table: {x: 80%, y: 70%}}}")),
    "a table with both rows": (TABLES + A + "criteria:\n" + leaf("measure: ratio, met: {at-least: 70%}"), entry("id: d, met: {at-least: {by: f, table: {yes: 80%, no: 70%}}}")),
    "a table of the units": (A + "criteria:\n" + leaf("measure: ratio, met: {at-least: 70%}"), entry("id: d, met: {at-least: {by: type, table: {phuong: 80%, xa: 70%, thi-tran: 75%}}}")),
    "fewer years": (A + "applies: {from: 2024}\ncriteria:\n" + leaf("measure: met"), "applies: {to: 2025}\n"),
    "days from another date, too": (A + "criteria:\n" + leaf("measure: date, met: {from: 01/01/Y}", "n") + leaf("measure: date, met: {to: 31/03/Y}"), entry("id: d, met: {within: {days: 1000, of: n}}")),
}  # fmt: skip


@pytest.mark.parametrize(("base", "body"), TIGHTER.values(), ids=TIGHTER.keys())
def test_what_fills_or_tightens_is_still_allowed(base: str, body: str, tmp_path: Path) -> None:
    assert overlaid(body, tmp_path, base).criteria.id == "thu-them"


def test_days_from_another_date_do_not_take_the_place_of_the_last_day(tmp_path: Path) -> None:
    base, body = TIGHTER["days from another date, too"]
    loaded = overlaid(body, tmp_path, base)
    assert met_of(score(loaded, "{n: 01/01/2024, d: 01/12/2024}", tmp_path, "{}"), "d") is NO


def test_the_refusal_names_the_place_in_the_set(tmp_path: Path) -> None:
    base, body = LOOSER["points beyond the maximum"]
    (problem,) = refused(body, tmp_path, base)
    told = ENGLISH.text(problem.message)
    assert told.startswith("“d” could earn 100 points, more than the 40 that the set leaves (")
    assert "thu.yaml:11)" in told


# the sets of the library


def extended(id_: str, body: str, folder: Path) -> LoadedSet:
    text = HEAD.replace("extends: thu", f"extends: {id_}") + body
    (folder / "thu-them.yaml").write_text(text, encoding="utf-8")
    return Library((Place("built-in", built_in()), Place("workspace", folder))).load("thu-them")


def test_a_criterion_of_a_public_set_keeps_its_most_points(tmp_path: Path) -> None:
    body = entry(
        'id: "1", title: X, source: T, attested: official-text, sum: [{id: "1.x", ask: x, measure: met, points: %s}]'
    )
    with pytest.raises(InputError) as caught:
        extended("qd-619-2017", body % 60, tmp_path)
    assert "could earn 60 points, more than the 15" in ENGLISH.text(caught.value.problems[0].message)
    assert extended("qd-619-2017", body % 15, tmp_path).criteria.criteria[0].max == 15


def test_a_slot_of_a_public_set_asks_for_something(tmp_path: Path) -> None:
    rule = entry(f"id: chua-cong-bo-01, {OFFICIAL}, measure: level, scale: s, met: {{at-least: %s}}")
    scale = "scales: {s: {khong: Không, co: Có}}\n"
    with pytest.raises(InputError):
        extended("qd-5764-2021", scale + rule % "khong", tmp_path)
    loaded = extended("qd-5764-2021", scale + rule % "co", tmp_path)
    path = tmp_path / "bai.txt"
    head = "format: wardeval/assessment/1\nset: thu-them\nunit: {name: Thử, type: phuong}\nperiod: 2024\n"
    path.write_text(f"{head}answers: {{chua-cong-bo-01: không}}\n", encoding="utf-8")
    assert met_of(load_case(path, Library(()), loaded).results["self"], "chua-cong-bo-01") is NO


def test_a_criterion_without_points_leaves_the_total_known_and_lints_clean(tmp_path: Path) -> None:
    body = entry(f"id: them, {OFFICIAL}, measure: met") + "verdicts: [{id: dat, when: [{met: them}]}]\n"
    loaded = extended("qd-619-2017", body, tmp_path)
    assert "part-without-points" not in {problem.rule for problem in lint_set(loaded)}
    idle = extended("qd-619-2017", entry(f"id: them, {OFFICIAL}, measure: met"), tmp_path)
    assert "part-without-points" in {problem.rule for problem in lint_set(idle)}
