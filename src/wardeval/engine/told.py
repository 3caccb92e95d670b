"""What is told of a result: every node with its reply, why each verdict is met or not, headings and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from wardeval.engine.conditions import Findings, tell
from wardeval.engine.gaps import find_gaps
from wardeval.engine.once import with_replies
from wardeval.engine.result import ConditionResult, Gap, GroupResult, NodeResult, Outcome, VerdictResult
from wardeval.engine.sums import add, count_met
from wardeval.engine.verdict import Decision
from wardeval.model.criterion_set import Condition, CriterionSet


class Told:
    """What people read of a result; each part of it is made when it is first asked for."""

    def __init__(self, findings: Findings, decision: Decision) -> None:
        """`findings` have replies that come to the same as the unit's own."""
        self._scored, self._decision = findings, decision

    @cached_property
    def findings(self) -> Findings:
        """What was found, with the unit's own replies."""
        context, nodes, gates, counted, total = self._scored
        replies = context.replies
        return Findings(context, with_replies(nodes, replies), with_replies(gates, replies), counted, total)

    @cached_property
    def verdicts(self) -> tuple[VerdictResult, ...]:
        """Every verdict of the ladder, and its conditions."""
        return tuple(
            VerdictResult(verdict, met, self._conditions(verdict.when or ()), known)
            for verdict, met, known in self._decision.ladder
        )

    @property
    def next(self) -> VerdictResult | None:
        """The next verdict up."""
        at = self._decision.next
        return None if at is None else self.verdicts[at]

    @cached_property
    def groups(self) -> tuple[GroupResult, ...]:
        """The headings of the set, and what their criteria add up to."""
        return tuple(_groups(self.findings.context.criteria, self.findings.nodes))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing to the next verdict."""
        found = self.findings
        assessing = self._conditions(found.context.criteria.assessed_if)
        counted = found.counted.stated is not None
        return find_gaps(self.next, assessing, found.nodes, found.gates, counted=counted)

    def _conditions(self, conditions: Iterable[Condition]) -> tuple[ConditionResult, ...]:
        return tuple([tell(condition, self.findings) for condition in conditions])


def _groups(criteria: CriterionSet, nodes: Iterable[NodeResult]) -> Iterator[GroupResult]:
    titles = {group.id: group.title for group in criteria.groups}
    members: dict[str, list[NodeResult]] = {}
    for node in nodes:
        members.setdefault(node.node.group or "", []).append(node)
    for id_ in (*titles, *(id_ for id_ in members if id_ not in titles)):
        if id_ in members:
            outcome = add(members[id_], None) if criteria.total is not None else Outcome()
            yield GroupResult(
                id_,
                titles.get(id_),
                tuple(members[id_]),
                count_met(members[id_]),
                sum(1 for node in members[id_] if node.outcome.met is not None),
                outcome.points,
                outcome.possible,
            )
