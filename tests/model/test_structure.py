"""A set whose parts do not fit together is refused at the keys that are wrong; each way of that has its set here."""

from __future__ import annotations

import pytest

from tests.building import BOTTOM, full_set, one
from wardeval.language import Code, Language
from wardeval.load import build
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.mistakes import Mistake
from wardeval.model.structure import may_be_met, structure_mistakes, walk
from wardeval.problems import Keys
from wardeval.source import parse_source

ENGLISH = Language(Code.EN)
A = ("criteria", 0)
FACTS = "facts:\n  vung: {title: Vùng, is: one-of, of: [cao, thap]}\n  kho: {title: Khó, is: yes-no}\n"
FACTS += "  dan-so: {title: Dân số, is: number}\n"
COUNTED = "criteria: [{id: a, measure: count, met: {at-least: {parameter: p}}}]\n"


def read(body: str) -> CriterionSet:
    return build(CriterionSet, parse_source(full_set(body).encode(), "thu.yaml"))


def mistakes_in(body: str) -> list[Mistake]:
    return list(structure_mistakes(read(body)))


def criteria(*nodes: str, **more: str) -> str:
    rest = "".join(f"{key}: {value}\n" for key, value in more.items())
    return rest + "criteria:\n" + "".join(f"  - {{{node}}}\n" for node in nodes)


MET = "measure: met"
IN_LINE = "{vung: {title: Vùng, is: one-of, of: [cao, thap]}}"
REVIEW = "[{id: da-ra-soat, title: Đ, when: [{answered: criteria}]}, {id: chua-ra-soat-xong, title: C}]"


def review(*nodes: str, verdicts: str = REVIEW) -> str:
    """A set that reviews a programme."""
    return f"purpose: review\nverdicts: {verdicts}\n" + criteria(*nodes)


FAILING: dict[str, tuple[str, str, Keys, str]] = {
    # ids and lists
    "an id used twice": (
        criteria("id: a, measure: met", "id: b, all: [{id: a, measure: met}]"),
        "structure",
        ("criteria", 1, "all", 0, "id"),
        "the id “a” is used twice",
    ),
    "an id used by a gate, too": (
        criteria("id: a, measure: met", gates="[{id: a, measure: met}]"),
        "structure",
        (*A, "id"),
        "the id “a” is used twice",
    ),
    "no verdict": ("verdicts: []\n" + one(MET), "structure", ("verdicts",), "at least one verdict"),
    "no criterion": ("criteria: []\n", "structure", ("criteria",), "at least one criterion"),
    "a verdict used twice": (
        "verdicts: [{id: x, title: X, when: [{all: criteria}]}, {id: x, title: Y}]\n" + one(MET),
        "structure",
        ("verdicts", 1, "id"),
        "the id “x” is used twice",
    ),
    # nodes
    "neither measure nor parts": (BOTTOM + one("title: Gì"), "structure", A, "either has a measure"),
    "measure and parts": (one("measure: met, all: [{id: b, measure: met}]"), "structure", A, "either has a measure"),
    "parts in two ways": (
        one("all: [{id: b, measure: met}], any: [{id: c, measure: met}]"),
        "structure",
        A,
        "either has a measure",
    ),
    "an empty list of parts": (BOTTOM + one("all: []"), "structure", A, "either has a measure"),
    "a group that is not there": (
        criteria("id: a, group: an-nnh, measure: met", groups="[{id: an-ninh, title: An ninh}]"),
        "dead-reference",
        (*A, "group"),
        "the group “an-nnh” is not declared",
    ),
    "only-if of nothing": (one("measure: met, only-if: b"), "dead-reference", (*A, "only-if"), "“b” is not declared"),
    "only-if of what only earns points": (
        criteria("id: a, measure: met, points: 1, only-if: b", "id: b, measure: points, max: 5", total="{max: 6}"),
        "structure",
        (*A, "only-if"),
        "“b” has no “met”",
    ),
    # leaves
    "no rule": (BOTTOM + one("measure: count"), "structure", A, "neither when it is met nor what it earns"),
    "a level without a scale": (one("measure: level, met: unknown"), "structure", A, "needs the scale"),
    "a scale that is not there": (
        one("measure: level, scale: x, met: {at-least: tot}"),
        "dead-reference",
        (*A, "scale"),
        "the scale “x” is not declared",
    ),
    "a level that is not there": (
        one("measure: level, scale: s, met: {at-least: tott}", scales="{s: {kem: Kém, tot: Tốt}}"),
        "dead-reference",
        (*A, "met", "at-least"),
        "the level “tott” is not declared",
    ),
    "parts without parts": (one("measure: parts, met: all"), "structure", A, "needs its parts"),
    "points without a most": (one("measure: points, points: as-judged"), "structure", A, "needs max"),
    "points with nothing": (one("measure: points", total="{max: 5}"), "structure", A, "needs max"),
    "an exception that is not there": (
        one("measure: events, met: none, except: [bao]"),
        "dead-reference",
        (*A, "except", 0),
        "the exception “bao” is not declared",
    ),
    # requirements
    "a level for a count": (one("measure: count, met: {at-least: tot}"), "structure", (*A, "met"), "does not fit"),
    "none for a count": (one("measure: count, met: none"), "structure", (*A, "met"), "does not fit"),
    "a threshold for met": (one("measure: met, met: {at-least: 1}"), "structure", (*A, "met"), "does not fit"),
    "a day for a ratio": (one("measure: ratio, met: {to: 31/03/Y}"), "structure", (*A, "met"), "does not fit"),
    "at-most parts": (
        one("measure: parts, parts: {x: X}, met: {at-most: 1}"),
        "structure",
        (*A, "met"),
        "does not fit",
    ),
    "down-by for a count": (one("measure: count, met: {down-by: 5%}"), "structure", (*A, "met"), "does not fit"),
    "a number for a ratio": (one("measure: ratio, met: {at-least: 70}"), "structure", (*A, "met", "at-least"), "70%"),
    "a share for a count": (one("measure: count, met: {at-most: 5%}"), "structure", (*A, "met", "at-most"), "a number"),
    "a number for down-by": (one("measure: change, met: {down-by: 5}"), "structure", (*A, "met", "down-by"), "70%"),
    "before for a count": (
        one("measure: count, met: {at-most: before}"),
        "structure",
        (*A, "met", "at-most"),
        "“before” is only for the measure “change”",
    ),
    "within of nothing": (
        one("measure: date, met: {within: {days: 3, of: b}}"),
        "dead-reference",
        (*A, "met", "within", "of"),
        "the date “b” is not declared",
    ),
    "within of what is no date": (
        criteria("id: a, measure: date, met: {within: {days: 3, of: b}}", "id: b, measure: met"),
        "dead-reference",
        (*A, "met", "within", "of"),
        "the date “b” is not declared",
    ),
    "within of both kinds of days": (
        criteria(
            "id: a, measure: date, met: {within: {days: 3, working-days: 3, of: b}}",
            "id: b, measure: date, met: {to: 31/03/Y}",
        ),
        "structure",
        (*A, "met", "within"),
        "either days or working-days",
    ),
    "within half a day": (
        criteria(
            "id: a, measure: date, met: {within: {days: 0.5, of: b}}",
            "id: b, measure: date, met: {to: 31/03/Y}",
        ),
        "structure",
        (*A, "met", "within", "days"),
        "a whole number",
    ),
    # points of leaves
    "as judged for met": (one("measure: met, points: as-judged"), "structure", (*A, "points"), "do not fit"),
    "less for a count": (
        one("measure: count, points: {max: 5, less: 1}"),
        "structure",
        (*A, "points"),
        "these points do not fit the measure “count”",
    ),
    "fixed points without met": (one("measure: count, points: 5"), "structure", (*A, "points"), "fixed points need"),
    "a band of numbers for a ratio": (
        one("measure: ratio, points: {bands: [{from: 90, points: 1}, {below: 90%, points: 0}]}"),
        "structure",
        (*A, "points", "bands", 0, "from"),
        "a percent such as 70%",
    ),
    "a band of shares for a date": (
        one("measure: date, points: {bands: [{to: 31/03/Y, points: 1}, {above: 5%, points: 0}]}"),
        "structure",
        (*A, "points", "bands", 1, "above"),
        "a day such as 31/03/Y",
    ),
    "a band of days for a count": (
        one("measure: count, points: {bands: [{below: 31/03/Y, points: 1}, {from: 1, points: 0}]}"),
        "structure",
        (*A, "points", "bands", 0, "below"),
        "a number is expected",
    ),
    "full-at that is no share": (
        one("measure: ratio, points: {proportional: 5, full-at: 95}"),
        "structure",
        (*A, "points", "full-at"),
        "70%",
    ),
    "full-at of nothing": (
        one("measure: ratio, points: {proportional: 5, full-at: {parameter: p}}"),
        "dead-reference",
        (*A, "points", "full-at", "parameter"),
        "the parameter “p” is not declared",
    ),
    "up-to that is a share": (
        one("measure: count, points: {base: 0, plus: 1, per: 1, cap: 3, up-to: 5%}"),
        "structure",
        (*A, "points", "up-to"),
        "a number is expected",
    ),
    "for each 0": (
        one("measure: count, points: {base: 0, plus: 1, per: 0, cap: 3}"),
        "structure",
        (*A, "points", "per"),
        "above 0",
    ),
    # inner nodes
    "a part that only earns points": (
        one("all: [{id: b, measure: points, max: 5}]"),
        "structure",
        A,
        "“b” has no “met”",
    ),
    "met of all": (one("all: [{id: b, measure: met}], met: met"), "structure", (*A, "met"), "follows from its parts"),
    "bands of any": (
        one("any: [{id: b, measure: met}], points: {max: 5, less: 1}"),
        "structure",
        (*A, "points"),
        "a fixed number of points",
    ),
    "points of a sum": (
        one("sum: [{id: b, measure: met, points: 1}], points: 5", total="{max: 5}"),
        "structure",
        (*A, "points"),
        "follow from its parts",
    ),
    "at least some of nothing": (
        one("at-least: {n: 1, of: []}"),
        "structure",
        (*A, "at-least", "of"),
        "needs its parts",
    ),
    "at least a parameter that is not there": (
        one("at-least: {n: {parameter: p}, of: [{id: b, measure: met}]}"),
        "dead-reference",
        (*A, "at-least", "n", "parameter"),
        "the parameter “p” is not declared",
    ),
    "a rung without met": (
        one("either: [{id: b, measure: points, max: 1}, {id: c, measure: met, points: 1}]"),
        "structure",
        (*A, "either", 0),
        "every way but the last needs “met”",
    ),
    "a weighted sum without a most": (
        one("weighted: [{id: b, measure: points, max: 5, weight: 100%}]"),
        "structure",
        A,
        "a weighted sum needs max",
    ),
    "a weighted part without a weight": (
        one("max: 5, weighted: [{id: b, measure: points, max: 5}]"),
        "structure",
        (*A, "weighted", 0),
        "“b” needs its weight",
    ),
    "a weight that is not there": (
        one("max: 5, weighted: [{id: b, measure: points, max: 5, weight: {parameter: p}}]"),
        "dead-reference",
        (*A, "weighted", 0, "weight", "parameter"),
        "the parameter “p” is not declared",
    ),
    "a sum met by a day": (
        one("sum: [{id: b, measure: met, points: 1}], met: {to: 31/03/Y}"),
        "structure",
        (*A, "met"),
        "met by enough points",
    ),
    "a sum met by none": (
        one("sum: [{id: b, measure: met, points: 1}], met: none"),
        "structure",
        (*A, "met"),
        "met by enough points",
    ),
    "a sum met by a parameter that is not there": (
        one("sum: [{id: b, measure: met, points: 1}], met: {at-least: {parameter: p}}"),
        "dead-reference",
        (*A, "met", "at-least", "parameter"),
        "the parameter “p” is not declared",
    ),
    # parameters
    "by an unknown fact": (
        "parameters: {p: {by: vungg, table: {cao: 1}}}\n" + FACTS + COUNTED,
        "dead-reference",
        ("parameters", "p", "by"),
        "the fact “vungg” is not declared",
    ),
    "a row that is no value": (
        "parameters: {p: {by: vung, table: {cao: 1, thapp: 2}}}\n" + FACTS + COUNTED,
        "dead-reference",
        ("parameters", "p", "table", "thapp"),
        "the value “thapp” is not declared",
    ),
    "bands of a word": (
        "parameters: {p: {by: vung, bands: [{from: 1, is: 2}]}}\n" + FACTS + COUNTED,
        "structure",
        ("parameters", "p", "by"),
        "“vung” is not a number",
    ),
    "bands of days": (
        "parameters: {p: {by: dan-so, bands: [{from: 31/03/Y, is: 2}]}}\n" + FACTS + COUNTED,
        "structure",
        ("parameters", "p", "bands", 0, "from"),
        "a number is expected",
    ),
    "a fact that is not there": (
        "parameters: {p: {fact: danso}}\n" + FACTS + COUNTED,
        "dead-reference",
        ("parameters", "p", "fact"),
        "the fact “danso” is not declared",
    ),
    "a fact that is a word": (
        "parameters: {p: {fact: vung}}\n" + FACTS + COUNTED,
        "structure",
        ("parameters", "p", "fact"),
        "“vung” is not a number",
    ),
    "an override by an unknown fact": (
        "parameters: {p: {by: vung, table: {cao: 1, thap: 2}, override: [{if: khoo, row: cao}]}}\n" + FACTS + COUNTED,
        "dead-reference",
        ("parameters", "p", "override", 0, "if"),
        "the fact “khoo” is not declared",
    ),
    "an override by a row that is not there": (
        "parameters: {p: {by: vung, table: {cao: 1, thap: 2}, override: [{if: kho, row: caoo}]}}\n" + FACTS + COUNTED,
        "dead-reference",
        ("parameters", "p", "override", 0, "row"),
        "the row “caoo” is not declared",
    ),
    "a mistake inside a table": (
        "parameters: {p: {by: vung, table: {cao: {fact: x}, thap: 2}}}\n" + FACTS + COUNTED,
        "dead-reference",
        ("parameters", "p", "table", "cao", "fact"),
        "the fact “x” is not declared",
    ),
    "a mistake inside a band": (
        "parameters: {p: {by: dan-so, bands: [{from: 0, is: {parameter: x}}]}}\n" + FACTS + COUNTED,
        "dead-reference",
        ("parameters", "p", "bands", 0, "is", "parameter"),
        "the parameter “x” is not declared",
    ),
    "a mistake inside a product": (
        "parameters: {p: {times: 110%, of: {parameter: x}}}\n" + FACTS + COUNTED,
        "dead-reference",
        ("parameters", "p", "of", "parameter"),
        "the parameter “x” is not declared",
    ),
    "a parameter that hangs on itself": (
        "parameters: {p: {times: 2, of: {parameter: p}}}\n" + COUNTED,
        "structure",
        ("parameters", "p"),
        "“p” hangs on itself",
    ),
    "two parameters that hang on each other": (
        "parameters: {q: {parameter: p}, p: {times: 2, of: {parameter: q}}}\n" + COUNTED,
        "structure",
        ("parameters", "q"),
        "“q” hangs on itself",
    ),
    # what hangs on itself
    "only-if of itself": (one("measure: met, only-if: a"), "structure", A, "“a” hangs on itself"),
    "only-if of the node above": (
        criteria("id: a, all: [{id: b, measure: met, only-if: a}]"),
        "structure",
        A,
        "“a” hangs on itself",
    ),
    # verdicts
    "a gate that is not there": (
        "verdicts: [{id: x, title: X, when: [{gate: a}]}]\n" + one(MET),
        "dead-reference",
        ("verdicts", 0, "when", 0, "gate"),
        "the gate “a” is not declared",
    ),
    "a criterion that is not there": (
        "verdicts: [{id: x, title: X, when: [{all: criteria}, {met: b}]}]\n" + one(MET),
        "dead-reference",
        ("verdicts", 0, "when", 1, "met"),
        "the criterion “b” is not declared",
    ),
    "without what is no criterion": (
        "verdicts: [{id: x, title: X, when: [{total: {at-least: 1}, without: [b]}]}]\n"
        + one("measure: met, points: 2", total="{max: 2}"),
        "dead-reference",
        ("verdicts", 0, "when", 0, "without", 0),
        "the criterion “b” is not declared",
    ),
    "a total where there is none": (
        "verdicts: [{id: x, title: X, when: [{total: {at-least: 1}}]}]\n" + one(MET),
        "structure",
        ("verdicts", 0, "when", 0, "total"),
        "the set has no total of points",
    ),
    "a word for a number": (
        "verdicts: [{id: x, title: X, when: [{criteria-met: all}]}]\n" + one(MET),
        "structure",
        ("verdicts", 0, "when", 0, "criteria-met"),
        "a number or a share is required here",
    ),
    "a parameter of a condition that is not there": (
        "verdicts: [{id: x, title: X, when: [{criteria-met: {at-least: {parameter: p}}}]}]\n" + one(MET),
        "dead-reference",
        ("verdicts", 0, "when", 0, "criteria-met", "at-least", "parameter"),
        "the parameter “p” is not declared",
    ),
    "assessed by a gate that is not there": (
        one(MET, **{"assessed-if": "[{gate: g}]"}),
        "dead-reference",
        ("assessed-if", 0, "gate"),
        "the gate “g” is not declared",
    ),
    "most points that are not public, of what is not judged": (
        one("measure: count, max: unknown, points: {base: 1, plus: 1, per: 1}"),
        "structure",
        (*A, "max"),
        "only judged points may have a maximum that is not public",
    ),
    "most points that are not public, of a sum": (
        one("max: unknown, sum: [{id: b, measure: met, points: 1}]"),
        "structure",
        (*A, "max"),
        "only judged points may have a maximum that is not public",
    ),
    "a step of nothing": (
        one("measure: count, points: {base: 1, plus: 1, per: 0}"),
        "structure",
        (*A, "points", "per"),
        "a number above 0",
    ),
    "a step of nothing in a row": (
        one("measure: count, points: {base: 1, plus: 1, per: {by: vung, table: {cao: 0, thap: 2}}}", facts=IN_LINE),
        "structure",
        (*A, "points", "per"),
        "a number above 0",
    ),
    "a number for the step of a ratio": (
        one("measure: ratio, points: {base: 3, up-to: 45%, plus: 0.5, per: 5, cap: 8}"),
        "structure",
        (*A, "points", "per"),
        "70%",
    ),
    "a share for the step of a count": (
        one("measure: count, points: {base: 3, plus: 0.5, per: 5%, cap: 8}"),
        "structure",
        (*A, "points", "per"),
        "a number is expected",
    ),
    "a review that recognises": (
        review(
            "id: a, measure: count", verdicts="[{id: dat, title: Đ, when: [{answered: criteria}]}, {id: x, title: X}]"
        ),
        "structure",
        ("verdicts",),
        "its verdicts are “da-ra-soat” and “chua-ra-soat-xong”",
    ),
    "a review with its verdicts upside down": (
        review(
            "id: a, measure: count",
            verdicts="[{id: chua-ra-soat-xong, title: X, when: [{answered: criteria}]}, {id: da-ra-soat, title: X}]",
        ),
        "structure",
        ("verdicts",),
        "its verdicts are",
    ),
    "a review with a third verdict": (
        review("id: a, measure: count", verdicts=REVIEW[:-1] + ", {id: dat, title: Đ}]"),
        "structure",
        ("verdicts",),
        "its verdicts are",
    ),
    "any of what is only recorded": (
        review("id: a, any: [{id: b, measure: count}]"),
        "structure",
        A,
        "“b” has no “met”",
    ),
    "points for what is only recorded": (
        review("id: a, points: 2, all: [{id: b, measure: count}]"),
        "structure",
        A,
        "“b” has no “met”",
    ),
    "all of what is only recorded": (
        review("id: a, measure: count", verdicts=REVIEW.replace("answered", "all")),
        "structure",
        ("verdicts", 0, "when", 0),
        "some criteria only earn points",
    ),
    "all of what only earns points": (
        "verdicts: [{id: x, title: X, when: [{all: criteria}]}]\n"
        + criteria("id: a, measure: met", "id: b, measure: points, max: 5"),
        "structure",
        ("verdicts", 0, "when", 0),
        "some criteria only earn points",
    ),
}


@pytest.mark.parametrize(("body", "rule", "keys", "said"), FAILING.values(), ids=FAILING.keys())
def test_a_set_that_does_not_fit_together(body: str, rule: str, keys: Keys, said: str) -> None:
    (mistake,) = mistakes_in(body)
    assert (mistake.rule, mistake.keys) == (rule, keys)
    assert said in ENGLISH.text(mistake.message)


FITTING: dict[str, str] = {
    "met": one("measure: met"),
    "events": one("measure: events, met: none"),
    "events, at most": one("measure: events, met: {at-most: 2}"),
    "count": one("measure: count, met: {at-least: 1}"),
    "ratio": one("measure: ratio, met: {at-least: 70%}"),
    "amount between two": one("measure: amount, met: {more-than: 75, at-most: 90}"),
    "boundary left open": one("measure: change, met: {less-than: before, at-boundary: unknown}"),
    "down by": one("measure: change, met: {down-by: 5%}"),
    "date": one("measure: date, met: {from: 01/01/Y, before: 31/03/Y}"),
    "within": criteria(
        "id: a, measure: date, met: {within: {working-days: 3, of: b}}", "id: b, measure: date, met: {to: 31/03/Y}"
    ),
    "level": one("measure: level, scale: s, met: {at-least: tot}", scales="{s: {kem: Kém, tot: Tốt}}"),
    "points": one("measure: points, max: 5, met: {at-least: 50%}"),
    "points not public": one("measure: points, points: unknown", total="{max: 5}"),
    "parts": one("measure: parts, parts: {x: X, y: Y}, met: {at-least: 50%}"),
    "not public": one("measure: count, met: unknown"),
    "all, with points": one("all: [{id: b, measure: met}], points: 5", total="{max: 5}"),
    "any": one("any: [{id: b, measure: met}]"),
    "at least": one("at-least: {n: 1, of: [{id: b, measure: met}]}"),
    "sum met by points": one("sum: [{id: b, measure: met, points: 2}], met: max", total="{max: 2}"),
    "weighted": one("max: 5, weighted: [{id: b, measure: points, max: 5, weight: 100%}]", total="{max: 5}"),
    "either": one("either: [{id: b, measure: met, points: 1}, {id: c, measure: points, max: 1}]", total="{max: 1}"),
    "only if": criteria("id: a, measure: met, only-if: b", "id: b, measure: met"),
    "in a group": criteria("id: a, group: g, measure: met", groups="[{id: g, title: G}]"),
    "except": one("measure: events, met: none, except: [bao]", exceptions="{bao: {title: Bão}}"),
    "table": "parameters: {p: {by: vung, table: {cao: 1, thap: 2}, override: [{if: kho, row: thap}]}}\n"
    + FACTS
    + COUNTED,
    "by the type": "parameters: {p: {by: type, table: {phuong: 1, xa: 2}}}\n" + COUNTED,
    "by the year": "parameters: {p: {by: year, bands: [{below: 2024, is: 1}, {from: 2024, is: 2}]}}\n" + COUNTED,
    "bands": "parameters: {p: {by: dan-so, bands: [{below: 9, is: 1}, {from: 9, is: 2}]}}\n" + FACTS + COUNTED,
    "a fact": "parameters: {p: {fact: dan-so}}\n" + FACTS + COUNTED,
    "chained": "parameters: {p: {times: 2, of: {parameter: q}}, q: {times: 3, of: {parameter: r}}, r: 4}\n" + COUNTED,
    "judged points whose most is not public": one("measure: points, max: unknown", total="{max: 5}"),
    "not public in both ways": one("measure: ratio, max: unknown, points: unknown", total="{max: 5}"),
    "steps by a fact": one(
        "measure: count, points: {base: 1, plus: 1, per: {by: vung, table: {cao: 1, thap: unknown}}}", facts=IN_LINE
    ),
    "steps of a ratio": one("measure: ratio, points: {base: 3, up-to: 45%, plus: 0.5, per: 5%, cap: 8}"),
    "recorded in a review": review(
        "id: a, measure: ratio", "id: b, all: [{id: c, measure: date}, {id: d, measure: met}]"
    ),
    "met and points in a review": review("id: a, measure: met", "id: b, measure: points, max: unknown"),
    "answered, in a set that is no review": "verdicts: [{id: x, title: X, when: [{answered: criteria}]}]\n" + one(MET),
    "conditions": "verdicts: [{id: x, title: X, when: [{total: {at-least: 50%}, without: [b]}, "
    "{every-criterion: {at-least: 50%}}, {gate: g}, {met: a}]}]\n"
    "total: {max: 2}\nassessed-if: [{gate: g}]\ngates: [{id: g, measure: met}]\n"
    + criteria("id: a, measure: met, points: 1", "id: b, measure: met, points: 1"),
}


@pytest.mark.parametrize("body", FITTING.values(), ids=FITTING.keys())
def test_a_set_that_fits_together(body: str) -> None:
    assert mistakes_in(body) == []


def test_every_mistake_of_a_set_is_found_at_once() -> None:
    body = criteria(
        "id: a, measure: count, met: none",
        "id: a, group: g, measure: met",
        "id: c, measure: ratio, met: {at-least: 70}",
    )
    assert sorted(mistake.keys for mistake in mistakes_in(body)) == [
        ("criteria", 0, "met"),
        ("criteria", 1, "group"),
        ("criteria", 1, "id"),
        ("criteria", 2, "met", "at-least"),
    ]


@pytest.mark.parametrize(
    ("body", "meant"),
    {
        "a group": (criteria("id: a, group: an-nnh, measure: met", groups="[{id: an-ninh, title: X}]"), "an-ninh"),
        "a scale": (
            one("measure: level, scale: XepLoai, met: {at-least: tot}", scales="{xep-loai: {tot: Tốt}}"),
            "xep-loai",
        ),
        "an exception without tones": (
            one("measure: events, met: none, except: [bao]", exceptions="{bão: {title: Bão}}"),
            "bão",
        ),
    }.values(),
)
def test_what_was_probably_meant_is_offered(body: str, meant: str) -> None:
    (mistake,) = mistakes_in(body)
    assert mistake.hint is not None
    assert ENGLISH.text(mistake.hint) == f"did you mean “{meant}”?"


@pytest.mark.parametrize(
    ("node", "expected"),
    {
        "met": ("measure: met", True),
        "count with met": ("measure: count, met: {at-least: 1}", True),
        "count with points only": ("measure: count, points: {base: 0, plus: 1, per: 1, cap: 2}", False),
        "points": ("measure: points, max: 5", False),
        "points at the most": ("measure: points, max: 5, met: max", True),
        "all": ("all: [{id: b, measure: met}]", True),
        "all of what is only recorded": ("all: [{id: b, measure: count}]", False),
        "all, one part of which is only recorded": ("all: [{id: b, measure: count}, {id: c, measure: met}]", True),
        "sum": ("sum: [{id: b, measure: met, points: 1}]", False),
        "sum with met": ("sum: [{id: b, measure: met, points: 1}], met: max", True),
        "a ladder that ends in points": (
            "either: [{id: b, measure: met, points: 1}, {id: c, measure: points, max: 1}]",
            False,
        ),
        "a ladder that ends in met": ("either: [{id: b, measure: met}, {id: c, measure: met}]", True),
    }.values(),
)
def test_what_may_be_met(node: str, expected: bool) -> None:
    (criterion,) = read(one(node)).criteria
    assert may_be_met(criterion) is expected


def test_every_node_has_the_keys_of_its_place() -> None:
    body = criteria(
        "id: a, all: [{id: a1, measure: met}, {id: a2, at-least: {n: 1, of: [{id: a3, measure: met}]}}]",
        gates="[{id: g, measure: met}]",
    )
    assert [(keys, node.id) for keys, node in walk(read(body))] == [
        (("gates", 0), "g"),
        (("criteria", 0), "a"),
        (("criteria", 0, "all", 0), "a1"),
        (("criteria", 0, "all", 1), "a2"),
        (("criteria", 0, "all", 1, "at-least", "of", 0), "a3"),
    ]
