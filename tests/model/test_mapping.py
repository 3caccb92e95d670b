from __future__ import annotations

import pytest

from wardeval.engine.kinds import Relation
from wardeval.language import Code, Language
from wardeval.load import build, refuse_mistakes
from wardeval.model.mapping import _SIDES, Mapping, mapping_mistakes
from wardeval.problems import InputError, Problem
from wardeval.source import parse_source

HEAD = """\
format: wardeval/mapping/1
from: cu
to: moi
criteria:
"""
ENGLISH = Language(Code.EN)


def read(text: str) -> Mapping:
    source = parse_source(text.encode(), "f")
    mapping = build(Mapping, source)
    refuse_mistakes(mapping_mistakes(mapping), source)
    return mapping


def refused(text: str) -> list[tuple[str, str, str]]:
    """The place, the sentence and the hint of every problem."""
    with pytest.raises(InputError) as caught:
        read(text)
    return [said(problem) for problem in caught.value.problems]


def said(problem: Problem) -> tuple[str, str, str]:
    hint = ENGLISH.text(problem.hint) if problem.hint else ""
    return f"{problem.span.line}:{problem.span.column}", ENGLISH.text(problem.message), hint


def test_every_relation_of_the_engine_can_be_written_and_no_other() -> None:
    assert set(_SIDES) == {relation.value for relation in Relation}


@pytest.mark.parametrize(
    ("entry", "from_", "to"),
    [
        ("{from: a, to: x, relation: equal}", ("a",), ("x",)),
        ("{from: [a], to: [x], relation: subset}", ("a",), ("x",)),
        ("{from: a, to: x, relation: superset}", ("a",), ("x",)),
        ("{from: a, to: x, relation: intersects}", ("a",), ("x",)),
        ("{from: a, to: [x, y], relation: split}", ("a",), ("x", "y")),
        ("{from: [a, b], to: x, relation: merged}", ("a", "b"), ("x",)),
        ("{to: x, relation: new}", (), ("x",)),
        ("{to: [x, y], relation: new}", (), ("x", "y")),
        ("{from: a, relation: dropped}", ("a",), ()),
        ("{from: [a, b], to: [], relation: dropped}", ("a", "b"), ()),
    ],
)
def test_a_relation_with_the_right_number_of_ids(entry: str, from_: tuple[str, ...], to: tuple[str, ...]) -> None:
    (found,) = read(f"{HEAD}  - {entry}\n").criteria
    assert (found.from_, found.to) == (from_, to)


ONE_TO_ONE = "write one id under from and one under to; for several, the relations are split and merged"


@pytest.mark.parametrize(
    ("entry", "message", "hint"),
    [
        *(
            (f"{{{sides}relation: {relation}}}", f"“{relation}” leads from one criterion to one other", ONE_TO_ONE)
            for relation in ("equal", "subset", "superset", "intersects")
            for sides in ("", "from: a, ", "to: x, ", "from: [a, b], to: x, ", "from: a, to: [x, y], ")
        ),
        *(
            (
                f"{{{sides}relation: split}}",
                "“split” leads from one criterion to several",
                "write one id under from, and two or more under to",
            )
            for sides in ("", "from: a, to: x, ", "from: [a, b], to: [x, y], ", "to: [x, y], ")
        ),
        *(
            (
                f"{{{sides}relation: merged}}",
                "“merged” leads from several criteria to one",
                "write two or more ids under from, and one under to",
            )
            for sides in ("", "from: a, to: x, ", "from: [a, b], to: [x, y], ", "from: [a, b], ")
        ),
        *(
            (
                f"{{{sides}relation: new}}",
                "“new” is said of criteria that only the second set has",
                "write their ids under to, and leave from out",
            )
            for sides in ("", "from: a, ", "from: a, to: x, ", "to: [], ")
        ),
        *(
            (
                f"{{{sides}relation: dropped}}",
                "“dropped” is said of criteria that only the first set has",
                "write their ids under from, and leave to out",
            )
            for sides in ("", "to: x, ", "from: a, to: x, ", "from: [], ")
        ),
    ],
)
def test_a_relation_with_another_number_of_ids_is_refused_at_its_line(entry: str, message: str, hint: str) -> None:
    assert refused(f"{HEAD}  - {{to: y, relation: new}}\n  - {entry}\n") == [("6:5", message, hint)]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (HEAD.replace("criteria:\n", ""), "1:1", "the key “criteria” is missing here"),
        (HEAD + "  []\n", "1:1", "a mapping relates at least one criterion"),
        (HEAD + "  - {from: a, to: x}\n", "5:5", "the key “relation” is missing here"),
        (HEAD + "  - {from: a, to: x, relation: same}\n", "5:32", "one of these is expected here"),
        (HEAD + "  - {form: a, to: x, relation: new}\n", "5:6", "the key “form” is not known here"),
        (HEAD + "  - {from: a b, to: x, relation: equal}\n", "5:12", "an id is expected here"),
        (HEAD + "  - {from: , to: x, relation: new}\n", "5:12", "a list is expected here"),
        (HEAD.replace("to: moi", "to: mới nhất") + "  - {to: x, relation: new}\n", "3:5", "an id is expected here"),
        (HEAD.replace("mapping/1", "mapping/2") + "  - {to: x, relation: new}\n", "1:9", "one of these is expected"),
    ],
)
def test_what_cannot_be_read_is_refused_where_it_stands(text: str, place: str, message: str) -> None:
    (problem,) = refused(text)
    assert problem[0] == place
    assert problem[1].startswith(message)


def test_a_set_has_no_mapping_to_itself() -> None:
    assert refused(HEAD.replace("moi", "cu") + "  - {from: a, to: x, relation: equal}\n") == [
        (
            "3:5",
            "both sides of the mapping are the set “cu”",
            "versions of one set need no mapping: ids say what corresponds",
        )
    ]


KEEP_ONE = "keep one of the two; only subset, superset and intersects may stand more than once for a criterion"


@pytest.mark.parametrize(
    ("first", "second", "place", "message"),
    [
        ("{from: a, to: x, relation: equal}", "{from: a, relation: dropped}", "6:12", "“a” is already related by"),
        ("{from: a, to: x, relation: equal}", "{from: b, to: x, relation: equal}", "6:19", "“x” is already related by"),
        ("{from: a, to: x, relation: equal}", "{from: a, to: x, relation: equal}", "6:12", "“a” is already related by"),
        ("{from: a, to: x, relation: subset}", "{from: a, to: x, relation: superset}", "6:12", "“a” is already"),
        ("{from: a, to: [x, y], relation: split}", "{to: [z, y], relation: new}", "6:14", "“y” is already related by"),
        ("{from: [a, b], to: x, relation: merged}", "{from: b, to: y, relation: subset}", "6:12", "“b” is already"),
        ("{from: a, to: x, relation: intersects}", "{from: a, to: y, relation: equal}", "6:12", "“a” is already"),
    ],
)
def test_a_node_of_which_two_things_are_said(first: str, second: str, place: str, message: str) -> None:
    (problem,) = refused(f"{HEAD}  - {first}\n  - {second}\n")
    assert problem[0] == place
    assert problem[1].startswith(f"{message} entry 1: " if message.endswith("by") else message)
    assert problem[2] == KEEP_ONE


def test_a_node_may_stand_loosely_to_several() -> None:
    entries = (
        "{from: a, to: x, relation: subset}",
        "{from: a, to: y, relation: intersects}",
        "{from: b, to: y, relation: superset}",
    )
    assert len(read(HEAD + "".join(f"  - {entry}\n" for entry in entries)).criteria) == 3


def test_an_id_stands_once_in_a_list() -> None:
    assert refused(f"{HEAD}  - {{from: [a, b, a], to: x, relation: merged}}\n") == [
        ("5:19", "the id “a” stands twice in this list", "keep one of the two")
    ]


def test_every_mistake_is_told_at_once() -> None:
    text = f"{HEAD}  - {{from: a, relation: equal}}\n  - {{to: x, relation: dropped}}\n"
    assert [place for place, _, _ in refused(text)] == ["5:5", "6:5"]
