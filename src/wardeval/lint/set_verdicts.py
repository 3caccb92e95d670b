"""Rules about verdicts: which can never be reached, and what remains when none is."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from wardeval.library import LoadedSet
from wardeval.lint.own import conditions, literal
from wardeval.lint.set_points import extra, together
from wardeval.lint.set_requirements import wanted
from wardeval.lint.stretch import FROM_0, SHARES, Stretch, up_to
from wardeval.model.criterion_set import Condition, Verdict
from wardeval.model.rules import Parameter, Requirement
from wardeval.model.structure import may_be_met
from wardeval.overlay.layers import text_at
from wardeval.problems import Keys, Severity, say
from wardeval.rule import Hit, rule


class _Limits:
    """Conditions of one set as stretches that can be compared."""

    def __init__(self, loaded: LoadedSet) -> None:
        self.loaded = loaded
        self.criteria = loaded.criteria

    def total(self, condition: Condition) -> Fraction | None:
        """The most points that a condition on the total is about."""
        criteria = self.criteria
        if condition.without:
            return together(node for node in criteria.criteria if node.id not in condition.without)
        return criteria.total.max if criteria.total else None

    def possible(self, condition: Condition, most: Fraction) -> Stretch:
        """The totals that there can be: bonus points come on top of the most points."""
        more = [extra(node) for node in self.criteria.criteria if node.id not in condition.without]
        known = [points for points in more if points is not None]
        return up_to(most + sum(known)) if len(known) == len(more) or not self._bonus() else FROM_0

    def _bonus(self) -> bool:
        return any(node.bonus for node in self.criteria.nodes())

    def stretch(self, condition: Condition) -> tuple[object, Stretch, Stretch, bool] | None:
        """What a condition measures, what it lets in, what is possible, and whether that is exact."""
        if condition.total is not None:
            most = self.total(condition)
            subject = ("total", frozenset(condition.without))
            if most is not None and most >= 0:
                possible = self.possible(condition, most)
                return subject, *self._scaled(condition.total, most), possible, self._exact(condition.total)
            return self._one_unit(subject, condition.total, whole=False)
        if condition.criteria_met is not None:
            found = self._one_unit("criteria-met", condition.criteria_met, whole=True)
            if found is None or found[2] == SHARES:
                return found
            return found[0], found[1], up_to(len(self.criteria.criteria), whole=True), found[3]
        if condition.every_criterion is not None:
            return self._one_unit("every-criterion", condition.every_criterion, whole=False)
        return None

    def _parameters(self, requirement: Requirement) -> list[Parameter]:
        names = ("at_least", "more_than", "at_most", "less_than")
        given = [getattr(requirement, name) for name in names]
        return [literal(parameter, self.loaded) for parameter in given if parameter is not None]

    def _exact(self, requirement: Requirement) -> bool:
        known = all(parameter.value is not None for parameter in self._parameters(requirement))
        return known and requirement.at_boundary is None

    def _scaled(self, requirement: Requirement, most: Fraction) -> tuple[Stretch]:
        def value(parameter: Parameter) -> Fraction | None:
            known = literal(parameter, self.loaded)
            if known.word == "max":
                return most
            return known.value * most if known.value is not None and known.percent else known.value

        return (wanted(requirement, value)[0],)

    def _one_unit(
        self, subject: str | tuple[object, ...], requirement: Requirement, *, whole: bool
    ) -> tuple[object, Stretch, Stretch, bool] | None:
        """A requirement all of whose ends are shares, or all numbers."""
        percents = {parameter.percent for parameter in self._parameters(requirement)}
        if len(percents) != 1 or not self._exact(requirement):
            return None
        share = percents == {True}
        found, _ = wanted(
            requirement, lambda parameter: literal(parameter, self.loaded).value, whole=whole and not share
        )
        return (subject, share), found, SHARES if share else FROM_0, True

    def implies(self, strong: Condition, weak: Condition) -> bool:
        """Whether the second condition surely holds wherever the first one does."""
        if repr(strong) == repr(weak):
            return True
        if strong.all is not None:
            return self._all_implies(weak)
        one, other = self.stretch(strong), self.stretch(weak)
        return one is not None and other is not None and one[0] == other[0] and other[3] and one[1].inside(other[1])

    def _all_implies(self, weak: Condition) -> bool:
        """Whether all criteria being met is enough for a condition."""
        criteria = self.criteria.criteria
        if weak.met is not None:
            return weak.met in [node.id for node in criteria]
        found = self.stretch(weak) if weak.criteria_met is not None else None
        if found is None or not found[3]:
            return False
        if any(node.not_applicable == "excluded" for node in self.criteria.nodes()) and found[2] != SHARES:
            return False  # fewer criteria may apply than the condition asks for
        highest = up_to(1) if found[2] == SHARES else up_to(len(criteria), whole=True)
        return found[1].high >= highest.high and not highest.meet(found[1]).is_empty


@rule(Severity.ERROR)
def impossible_condition(loaded: LoadedSet) -> Iterator[Hit]:
    """A condition of a verdict can never hold.

    A total above the most points, more criteria than there are, more than 100 %, or a criterion or gate that only
    earns points and so is never met.
    """
    limits = _Limits(loaded)
    by_id = {node.id: node for node in loaded.criteria.nodes()}
    for keys, condition in conditions(loaded):
        found = limits.stretch(condition)
        asked = condition.gate or condition.met
        if found is not None and found[1].meet(found[2]).is_empty:
            yield Hit(keys, say("this condition can never hold"), say("compare with the text of the decision"))
        elif asked is not None and not may_be_met(by_id[asked]):
            message = say("“{id}” only earns points, so this condition can never hold", id=asked)
            yield Hit(keys, message, say("write met for “{id}”: when it holds", id=asked))


@rule(Severity.ERROR)
def contradictory_conditions(loaded: LoadedSet) -> Iterator[Hit]:
    """Two conditions of one verdict exclude each other, so that it can never be reached."""
    limits = _Limits(loaded)
    for index, verdict in enumerate(loaded.criteria.verdicts):
        found = [limits.stretch(condition) for condition in verdict.when or ()]
        for place, later in enumerate(found):
            for earlier in found[:place]:
                if later and earlier and later[0] == earlier[0] and later[1].meet(earlier[1]).is_empty:
                    yield Hit(
                        ("verdicts", index, "when", place),
                        say("this condition and an earlier one exclude each other"),
                        say("compare with the text of the decision"),
                    )


@rule(Severity.WARNING)
def condition_without_effect(loaded: LoadedSet) -> Iterator[Hit]:
    """A condition of a verdict changes nothing, because another one asks for as much or more.

    In an overlay, conditions are added to those of the set, and never take their place: a lower total beside the
    set's own loosens nothing.
    """
    limits = _Limits(loaded)
    for index, verdict in enumerate(loaded.criteria.verdicts):
        when = verdict.when or ()
        by = [loaded.conditions.get((verdict.id, place)) for place in range(len(when))]
        for place, weak in enumerate(when):
            for other, strong in enumerate(when):
                # a condition that an overlay tightens has no effect any more, as it should be
                if other == place or (other > place and by[other] != by[place]) or not limits.implies(strong, weak):
                    continue
                if other > place and limits.implies(weak, strong):
                    continue
                at: Keys = ("verdicts", index, "when")
                span = loaded.source.locate((*at, other))
                says = {
                    "condition": text_at(loaded.source.data, (*at, other)),
                    "place": f"{span.file}:{span.line}",
                }
                yield Hit(
                    (*at, place),
                    say("this changes nothing: the set that is extended asks for {condition} already ({place})", **says)
                    if by[other] != by[place]
                    else say("this changes nothing: {condition} is asked for already ({place})", **says),
                    say("leave it out; an overlay adds conditions, and takes none away")
                    if by[place]
                    else say("leave it out, or compare with the text of the decision"),
                )
                break


def _is_fallback(verdict: Verdict) -> bool:
    return not verdict.unknown and not verdict.when


@rule(Severity.ERROR)
def unreachable_verdict(loaded: LoadedSet) -> Iterator[Hit]:
    """A verdict asks for no less than one above it, so that the one above is always reached instead.

    Verdicts are listed from the highest to the lowest; the first whose conditions hold is reached.
    """
    limits = _Limits(loaded)
    verdicts = loaded.criteria.verdicts
    for index, verdict in enumerate(verdicts):
        if not verdict.when:
            continue
        for above in verdicts[:index]:
            if above.when and all(any(limits.implies(own, weak) for own in verdict.when) for weak in above.when):
                yield Hit(
                    ("verdicts", index),
                    say(
                        "“{id}” can never be reached: whoever meets it meets “{above}” above it",
                        id=verdict.id,
                        above=above.id,
                    ),
                    say("list the verdicts from the highest to the lowest"),
                )
                break


@rule(Severity.ERROR)
def fallback_not_last(loaded: LoadedSet) -> Iterator[Hit]:
    """A verdict without conditions stands above others, which can then never be reached."""
    for index, verdict in enumerate(loaded.criteria.verdicts[:-1]):
        if _is_fallback(verdict):
            yield Hit(
                ("verdicts", index),
                say("“{id}” has no conditions, so no verdict below it can be reached", id=verdict.id),
                say("list it last, or write its conditions under when"),
            )


@rule(Severity.ERROR)
def no_fallback(loaded: LoadedSet) -> Iterator[Hit]:
    """No verdict is left for a unit that meets the conditions of none.

    The last verdict has no `when`: it is what remains.
    """
    if not any(_is_fallback(verdict) for verdict in loaded.criteria.verdicts):
        yield Hit(
            ("verdicts",),
            say("no verdict remains for a unit that reaches none of these"),
            say("add a last verdict without when"),
            at_key=True,
        )
