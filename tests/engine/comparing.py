"""Random pairs of sides to compare: of one set, of two versions of a set, of two sets with a mapping."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from pydantic_core import ValidationError

from tests.engine.generating import FACTS, Answers, Builder, Filler, Node, parts_of
from tests.engine.test_laws import full_answers, replies
from wardeval.engine.bridge import SAME, VERSIONS, Bridge, Tie
from wardeval.engine.context import Context
from wardeval.engine.kinds import Relation
from wardeval.engine.result import SELF, VERIFIED
from wardeval.engine.score import score
from wardeval.engine.subject import Subject
from wardeval.engine.sums import count_met, is_judged
from wardeval.model.assessment import Evidence, StatedCount
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.structure import structure_mistakes
from wardeval.model.values import Reply

EVIDENCE = {
    "cu": Evidence.read({"number": "01/BC", "date": "2023-05-04"}),
    "moi": Evidence.read({"number": "02/BC", "date": "2024-05-04"}),
    "khong-ngay": Evidence.read({"title": "Sổ theo dõi"}),
}


@dataclass
class Pairing:
    """Two sides and how their sets correspond."""

    before: Subject
    after: Subject
    bridge: Bridge


@dataclass
class Made:
    """A set, with the plain data that it was read from."""

    data: Node
    criteria: CriterionSet

    @property
    def top(self) -> list[Node]:
        return [*self.data["gates"], *self.data["criteria"]]


def make_set(random: Random, *, public: bool) -> Made:
    data = Builder(random, public).criterion_set()
    return Made(data, CriterionSet.read(data))


def make_side(random: Random, made: Made, *, public: bool, full: bool = False, verified: bool | None = None) -> Subject:
    """A side with full or partial answers, some of them verified, some with documents, at times a published count."""
    filler = Filler(random, public)
    answers = answer_all(made, filler)
    for _ in range(0 if full else random.randrange(3)):
        answers = filler.fewer(made.top, answers)
    own = proven(random, replies(made.criteria, answers))
    tracks = {SELF: own}
    if random.randrange(2) if verified is None else verified:
        others = replies(made.criteria, answer_all(made, filler))
        leaves = {node.id for node in made.criteria.nodes() if node.measure is not None}
        tracks[VERIFIED] = {**own, **{id_: others[id_] for id_ in others if id_ in leaves and random.randrange(4) == 0}}
    facts = {**FACTS, "loai": random.choice("ab"), "dan-so": random.choice(("9000", "12400"))}
    period = random.choice((2023, 2024))
    contexts = {track: Context(made.criteria, period, facts, said) for track, said in tracks.items()}
    stated = {} if full or random.randrange(3) else {SELF: stated_count(random, contexts[SELF])}
    results = {track: score(context, track, stated.get(track)) for track, context in contexts.items()}
    return Subject(contexts, stated, results, list(contexts)[-1], EVIDENCE)


def answer_all(made: Made, filler: Filler) -> Answers:
    """Full answers; that judged points contradict no stated maximum needs a look only where there are such."""
    judged = any(is_judged(node) for node in made.criteria.nodes())
    return full_answers(made.criteria, filler, made.top) if judged else filler.full(made.top)


def proven(random: Random, found: Mapping[str, Reply]) -> Mapping[str, Reply]:
    """The replies with documents behind some of them."""
    return {
        id_: reply._replace(answer=reply.answer.replace(evidence=(random.choice(list(EVIDENCE)),)))
        if random.randrange(2)
        else reply
        for id_, reply in found.items()
    }


def stated_count(random: Random, context: Context) -> tuple[int, StatedCount]:
    bounds = count_met(score(context, SELF).nodes)
    number = random.randint(int(bounds.least), int(bounds.most))
    hedge = {"hedge": "cơ bản"} if random.randrange(2) else {}
    return number, StatedCount.read({"met": str(number), "of": "3", **hedge})


def make_version(random: Random, made: Made) -> Made:
    """Another version of a set: some rules, points and nodes are others; one that would be no set is not taken."""
    found = made
    for _ in range(random.randint(1, 4)):
        data = copy.deepcopy(found.data)
        change(random, data)
        try:
            criteria = CriterionSet.read(data)
        except ValidationError:
            continue
        if not list(structure_mistakes(criteria)):
            found = Made(data, criteria)
    return found


def change(random: Random, data: Node) -> None:
    """One change to the plain data of a set."""
    nodes = everything([*data["gates"], *data["criteria"]])
    node = random.choice(nodes)
    match random.randrange(6):
        case 0 if isinstance(node.get("points"), str) and node["points"] not in ("unknown", "as-judged"):
            node["points"] = random.choice(("1", "2", "5"))
        case 1 if "measure" in node:
            node["met"] = "unknown" if node["measure"] in ("date", "level", "parts", "events") else {"at-least": "2"}
        case 2:
            node["id"] = f"{node['id']}-khac"
        case 3:
            siblings = random.choice([data["criteria"], *(parts_of(each) for each in nodes if parts_of(each))])
            siblings[:] = siblings[: len(siblings) - 1]
        case 4:
            data["criteria"].append({"id": "them", "measure": "met", "met": "met", "points": "1"})
        case _:
            random.shuffle(data["criteria"])


def everything(nodes: list[Node]) -> list[Node]:
    return [found for node in nodes for found in (node, *everything(parts_of(node)))]


def make_mapping(random: Random, before: CriterionSet, after: CriterionSet, *, complete: bool) -> Bridge:
    """Ties between two sets: leaves of one measure are equal or related otherwise, the rest is new or dropped."""
    old, new = (list(criteria.nodes()) for criteria in (before, after))
    random.shuffle(new)
    ties: list[Tie] = []
    taken: set[str] = set()
    relations = (Relation.EQUAL,) if complete else (*(Relation.EQUAL,) * 3, Relation.SUBSET)
    for node in old:
        others = [each for each in new if each.id not in taken and alike(node, each)]
        others.sort(key=lambda each: (each in after.criteria) is not (node in before.criteria))
        other = next(iter(others), None)
        if other is not None and random.randrange(100) < 70:
            taken.add(other.id)
            relation = random.choice(relations)
            ties.append(Tie((node.id,), (other.id,), relation))
    tied = {id_ for tie in ties for id_ in tie.before}
    if complete:
        ties += [Tie((node.id,), (), Relation.DROPPED) for node in old if node.id not in tied]
        ties += [Tie((), (node.id,), Relation.NEW) for node in new if node.id not in taken]
    return Bridge(same=False, mapping="thu--thu-2", ties=tuple(ties))


def alike(node: Indicator, other: Indicator) -> bool:
    return node.measure == other.measure


def make_pairing(random: Random, kind: str, **side: Any) -> Pairing:
    """Two sides of one set, of versions of it, or of two sets with a mapping: `complete` or `incomplete`."""
    public = random.randrange(100) < 70
    first = make_set(random, public=public)
    match kind:
        case "same":
            second, bridge = first, SAME
        case "versions":
            second, bridge = make_version(random, first), VERSIONS
        case _:
            second = make_set(random, public=public)
            bridge = make_mapping(random, first.criteria, second.criteria, complete=kind == "complete")
    before = make_side(random, first, public=public, **side)
    return Pairing(before, make_side(random, second, public=public, **side), bridge)
