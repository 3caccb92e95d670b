"""The law of scoring: whatever is filled in later lies within what was said before, and what was decided stays.

An example is made from a seed, so that thousands of sets are made in a second and a failure names the seed to make it
again: `make(Random(seed))`. `LAW_EXAMPLES=20000 pytest tests/engine/test_laws.py` tries harder, with other seeds each
time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.engine.generating import FACTS, Answers, Builder, Filler, Node
from wardeval.engine.context import Context
from wardeval.engine.excess import find_excess
from wardeval.engine.result import Outcome, SetResult, State, Status
from wardeval.engine.score import score, stated_fits
from wardeval.engine.verdict import reaches
from wardeval.exact import Interval, Met
from wardeval.language import Code, Language
from wardeval.model.assessment import Answer, StatedCount
from wardeval.model.criterion_set import CriterionSet
from wardeval.model.mistakes import Mistake
from wardeval.model.replies import read_replies
from wardeval.model.structure import structure_mistakes
from wardeval.model.values import Reply
from wardeval.problems import Message

HARDER = "LAW_EXAMPLES" in os.environ
laws = settings(
    max_examples=int(os.environ.get("LAW_EXAMPLES", "300")),
    deadline=None,
    derandomize=not HARDER,
    database=None,
    phases=[Phase.generate],  # a smaller seed is no smaller example
    suppress_health_check=list(HealthCheck),
)
seeds = st.integers(0, 2**32)


@dataclass
class Example:
    """A set, and answers that grow from none or few to all."""

    criteria: CriterionSet
    stages: list[Mapping[str, Reply]]

    def score(self, stage: int) -> SetResult:
        return score(Context(self.criteria, 2024, FACTS, self.stages[stage]), "self")


def make(random: Random, *, public: bool = False, stages: int = 3) -> Example:
    builder = Builder(random, public)
    data = builder.criterion_set()
    criteria = CriterionSet.read(data)
    assert not list(structure_mistakes(criteria))
    filler = Filler(random, public)
    top = [*data["gates"], *data["criteria"]]
    answers = full_answers(criteria, filler, top)
    found = [answers]
    for _ in range(stages - 1):
        answers = filler.fewer(top, answers)
        found.append(answers)
    return Example(criteria, [replies(criteria, stage) for stage in reversed(found)])


def full_answers(criteria: CriterionSet, filler: Filler, top: list[Node]) -> Answers:
    """Full answers that contradict no stated maximum: judged points that do are refused, and are 0 here."""
    answers = filler.full(top)
    while excess := list(find_excess(score(Context(criteria, 2024, FACTS, replies(criteria, answers)), "self"))):
        for item in excess:
            answers[str(item.keys[-1])] = {"value": "0"}
    return answers


def replies(criteria: CriterionSet, answers: Answers) -> Mapping[str, Reply]:
    mistakes: list[Mistake] = []
    found = read_replies(criteria, {id_: Answer.read(item) for id_, item in answers.items()}, ("answers",), mistakes)
    assert not mistakes
    return found


@laws
@given(seed=seeds)
def test_what_others_answered_before_changes_nothing(seed: int) -> None:
    example = make(Random(seed))
    for said in example.stages:
        others = {id_: reply._replace(keys=("verified", "answers", id_)) for id_, reply in said.items()}
        first, second = (score(Context(example.criteria, 2024, FACTS, each), "self") for each in (others, said))
        anew = Context(example.criteria, 2024, FACTS, said, accept_explained=True)  # nothing is explained in them
        assert second == score(anew, "self")
        assert [node.outcome for node in first.all_nodes()] == [node.outcome for node in second.all_nodes()]
        assert all(node.reply is said.get(node.node.id) for node in second.all_nodes())
        assert (second.gaps, second.groups) == (score(anew, "self").gaps, score(anew, "self").groups)


def assert_within(what: str, earlier: Interval | None, later: Interval | None) -> None:
    if earlier is not None:
        assert later is not None, what
        assert earlier.contains(later), f"{what}: {later} is outside {earlier}"


def assert_stays(what: str, earlier: Met | None, later: Met | None) -> None:
    assert (earlier is None) == (later is None), what
    assert earlier in (None, Met.UNDECIDED) or later is earlier, f"{what}: {earlier!r} became {later!r}"


def assert_follows(earlier: SetResult, later: SetResult) -> None:
    """Everything of `later` was possible when only what `earlier` rests on was known."""
    for before, after in zip(earlier.all_nodes(), later.all_nodes(), strict=True):
        id_ = before.node.id
        if after.outcome.applies is not Met.NO:
            assert_within(f"points of {id_}", before.outcome.points, after.outcome.points)
        assert_stays(f"met of {id_}", before.outcome.met, after.outcome.met)
        assert_stays(f"applies of {id_}", before.outcome.applies, after.outcome.applies)
        assert before.outcome.possible == after.outcome.possible, id_
    assert_within("count", earlier.count.met, later.count.met)
    for one, other in zip(earlier.groups, later.groups, strict=True):
        assert_within(f"count of {one.id}", one.met, other.met)
        assert_within(f"points of {one.id}", one.points, other.points)
    assert_total(earlier.total, later.total)
    assert_verdict(earlier, later)


def assert_total(earlier: Outcome | None, later: Outcome | None) -> None:
    if earlier is not None:
        assert later is not None
        if later.applies is not Met.NO:  # where nothing applies there is no total
            assert_within("total", earlier.points, later.points)


def assert_verdict(earlier: SetResult, later: SetResult) -> None:
    for before, after in zip(earlier.verdicts, later.verdicts, strict=True):
        assert_stays(f"verdict {before.verdict.id}", before.met, after.met)
        for one, other in zip(before.conditions, after.conditions, strict=True):
            assert_stays(f"condition of {before.verdict.id}", one.met, other.met)
        assert_stays("reaches", reaches(earlier, before.verdict), reaches(later, before.verdict))
    if earlier.status in (Status.REACHED, Status.NOT_ASSESSED):
        assert (later.status, later.reached) == (earlier.status, earlier.reached)
    assert set(map(id, later.candidates)) <= set(map(id, earlier.candidates))
    if later.reached is not None:
        assert later.reached in earlier.candidates


@laws
@given(seeds)
def test_what_is_filled_in_lies_within_what_was_said(seed: int) -> None:
    random = Random(seed)
    example = make(random)
    none, few, many, full = [score(Context(example.criteria, 2024, FACTS, {}), "self"), *map(example.score, range(3))]
    for earlier, later in ((none, few), (few, many), (many, full), (none, full), (few, full)):
        assert_follows(earlier, later)
    assert full.coverage.answered == full.coverage.of


@laws
@given(seeds)
def test_two_ways_of_filling_in_both_lie_within(seed: int) -> None:
    random = Random(seed)
    builder = Builder(random, public=False)
    data = builder.criterion_set()
    criteria = CriterionSet.read(data)
    filler = Filler(random, public=False)
    top = [*data["gates"], *data["criteria"]]
    empty = score(Context(criteria, 2024, FACTS, {}), "self")
    for _ in range(4):
        answers = full_answers(criteria, filler, top)
        assert_follows(empty, score(Context(criteria, 2024, FACTS, replies(criteria, answers)), "self"))


@laws
@given(seeds)
def test_a_published_count_holds_whatever_is_filled_in(seed: int) -> None:
    random = Random(seed)
    example = make(random)
    counted = example.score(2).count.met.exact
    if counted is None:
        return
    hedge = {"hedge": "cơ bản"} if random.randrange(2) else {}
    stated = int(counted), StatedCount.read({"met": str(counted), "of": "3", **hedge})
    none, few, full = (
        score(Context(example.criteria, 2024, FACTS, stage), "self", stated)
        for stage in ({}, example.stages[0], example.stages[2])
    )
    assert stated_fits(few, int(counted))
    assert full.count.met == Interval.exactly(counted)
    for earlier, later in ((none, few), (few, full), (none, full)):
        assert_within("count", earlier.count.met, later.count.met)
        assert_verdict(earlier, later)


@laws
@given(seeds)
def test_a_full_answer_to_a_public_set_is_exact(seed: int) -> None:
    random = Random(seed)
    result = make(random, public=True, stages=1).score(0)
    for node in result.all_nodes():
        if node.state is State.NOT_NEEDED:
            continue
        assert node.outcome.applies is not Met.UNDECIDED
        if node.outcome.applies is Met.YES:
            assert node.outcome.met is not Met.UNDECIDED, node.node.id
            assert node.outcome.points is None or node.outcome.points.exact is not None, node.node.id
            assert node.outcome.known
    if all(node.outcome.applies is Met.YES for node in result.nodes):
        assert result.status in (Status.REACHED, Status.NOT_ASSESSED)
        assert result.count.met.exact is not None
        assert result.total is None or (result.total.points is not None and result.total.points.exact is not None)


@laws
@given(seeds)
def test_the_order_of_answers_does_not_matter(seed: int) -> None:
    random = Random(seed)
    example = make(random, stages=2)
    shuffled = list(example.stages[0].items())
    random.shuffle(shuffled)
    context = Context(example.criteria, 2024, FACTS, dict(shuffled))
    assert score(context, "self") == example.score(0)


@laws
@given(seeds)
def test_no_number_is_a_float_and_everything_can_be_said(seed: int) -> None:
    random = Random(seed)
    result = make(random, stages=2).score(0)
    language = Language(Code.EN)
    for value in values_in(result):
        assert not isinstance(value, float)
        if isinstance(value, Message):
            assert language.text(value)


def values_in(value: Any) -> Iterator[Any]:
    """Everything inside a result, but the set that it is about."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            if field.name not in ("criteria", "node", "verdict", "answer"):
                yield from values_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from values_in(item)
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from values_in(item)
