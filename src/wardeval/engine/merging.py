"""The answers of whole units put together as if the units had been one, leaf by leaf."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from wardeval.engine.adding import APART, Given, add, listed, waived
from wardeval.engine.context import Context
from wardeval.engine.result import SELF
from wardeval.engine.score import score
from wardeval.engine.subject import Subject
from wardeval.model.assessment import Answer, Evidence
from wardeval.model.criterion_set import Indicator, unit_type
from wardeval.model.values import NotApplicable, Reply
from wardeval.problems import Message, say


class Member(NamedTuple):
    """A whole unit that is put together with others: what it is called, and its answers."""

    name: str
    subject: Subject


class Merged(NamedTuple):
    """What several units come to as one; no subject where they cannot be put together, and why."""

    subject: Subject | None
    refusals: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()


def combine(members: Sequence[Member], needed: Collection[str] = ()) -> Merged:
    """The members, which have to be all of its parts, as one unit.

    `needed` are the facts that the parameters of the set hang on: units that differ in one are judged by other
    numbers. A unit alone stays what it is.
    """
    if len(members) == 1:
        return Merged(members[0].subject)
    members = sorted(members, key=lambda member: member.name)
    if refusals := tuple(_refusals(members, needed)):
        return Merged(None, refusals)
    registers = _registers(members)
    tracks = dict.fromkeys(track for member in members for track in member.subject.contexts)
    final = [track for track in tracks if any(member.subject.track == track for member in members)][-1]
    blends = {track: _Blend(members, track, registers) for track in tracks}
    subject = Subject(
        contexts={track: blend.context for track, blend in blends.items()},
        stated={},
        results={track: score(blend.context, track) for track, blend in blends.items()},
        track=final,
        evidence={registers[index][id_]: document for index, id_, document in _documents(members)},
        apart=blends[final].apart,
        remarks=blends[final].remarks,
    )
    return Merged(subject, notes=tuple(_notes(members, final)))


def _refusals(members: Sequence[Member], needed: Collection[str]) -> Iterator[Message]:
    """Why units cannot be put together: another set, another year, or another fact that the set hangs on."""
    finals = {member.name: member.subject.contexts[member.subject.track] for member in members}
    if len({context.criteria.id for context in finals.values()}) > 1:
        sets = tuple(say("{unit}: {text}", unit=name, text=context.criteria.id) for name, context in finals.items())
        yield say(
            "the units are judged under different sets ({sets}), so their answers cannot be put together; "
            "judge them under one set, or compare each by itself",
            sets=sets,
        )
        return
    if len({context.period for context in finals.values()}) > 1:
        years = tuple(say("{unit}: {text}", unit=name, text=str(context.period)) for name, context in finals.items())
        yield say(
            "the assessments are of different years ({years}), so they cannot be put together; name those of one year",
            years=years,
        )
    for fact in needed:
        values = {name: context.fact(fact) for name, context in finals.items()}
        if len(set(values.values())) > 1:
            shown = tuple(say("{unit}: {text}", unit=name, text=_value(fact, value)) for name, value in values.items())
            yield say(
                "what the set requires depends on “{fact}”, which differs ({values}), so the answers cannot be put "
                "together; compare each unit by itself",
                fact=_title(fact, next(iter(finals.values()))),
                values=shown,
            )


def _title(fact: str, context: Context) -> object:
    """What a fact is called; one of another set by its id."""
    declared = context.criteria.facts.get(fact)
    return say("type of unit") if fact == "type" else fact if declared is None else declared.title


def _value(fact: str, value: str | None) -> object:
    return "?" if value is None else unit_type(value) if fact == "type" else value


def _notes(members: Sequence[Member], final: str) -> Iterator[Message]:
    """What a reader of any answer that was put together has to know."""
    yield say(
        "put together from whole units: counts, events, and the parts and wholes of shares are added up; "
        "of met and not met the worst counts; all else is not compared"
    )
    own = [member.name for member in members if member.subject.track != final]
    if own:
        yield say("not verified: {units}; their own answers count", units=listed(own))
    counted = [member.name for member in members if member.subject.stated]
    if counted:
        yield say(
            "the published count of {units} is left out: which criteria it counts is not known", units=listed(counted)
        )


Register = Mapping[str, str]
"""What a unit's documents are called beside those of other units, by their ids."""


def _documents(members: Sequence[Member]) -> Iterator[tuple[int, str, Evidence]]:
    for index, member in enumerate(members):
        for id_, document in member.subject.evidence.items():
            yield index, id_, document


def _registers(members: Sequence[Member]) -> list[Register]:
    """An id for every document of every unit: its own, with the unit's name where units call several documents so."""
    said: dict[str, list[Mapping[str, object]]] = {}
    for _, id_, document in _documents(members):
        said.setdefault(id_, []).append(vars(document))
    shared = {id_ for id_, found in said.items() if all(each == found[0] for each in found)}
    return [
        {id_: id_ if id_ in shared else f"{id_} ({member.name})" for id_ in member.subject.evidence}
        for member in members
    ]


class _Blend:
    """The answers of one track, put together."""

    def __init__(self, members: Sequence[Member], track: str, registers: Sequence[Register]) -> None:
        self.names = [member.name for member in members]
        self.registers = registers
        self.contexts = [member.subject.contexts.get(track) or member.subject.contexts[SELF] for member in members]
        self.apart: dict[str, Message] = {}
        self.remarks: dict[str, Message] = {}
        self._replies: dict[str, Reply] = {}
        criteria = self.contexts[0].criteria
        for node in (*criteria.gates, *criteria.criteria):
            self._node(node, {})
        self.context = self._context()

    def _context(self) -> Context:
        """The case of all units: what is the same in all, and the answers put together."""
        first, *rest = self.contexts
        facts = {name: fact for name, fact in first.facts.items() if all(one.facts.get(name) == fact for one in rest)}
        days_off = first.days_off.union(*(one.days_off for one in rest))
        return Context(first.criteria, first.period, facts, self._replies, days_off, first.others)

    def _node(self, node: Indicator, around: Mapping[int, NotApplicable]) -> None:
        """Put together the answers to a node and its parts; `around` are the units to which it does not apply."""
        waivers = dict(around)
        for place, reply in enumerate(self._said(node)):
            if reply is not None and isinstance(reply.value, NotApplicable):
                waivers.setdefault(place, reply.value)
        if len(waivers) == len(self.names):
            self._replies[node.id] = Reply(waived(waivers.values()), self._answer(node), ("answers", node.id))
            waivers = {}  # NOTE: other nodes may ask for what is answered below all the same
        for child in node.children:
            self._node(child, waivers)
        if not node.children and node.id not in self._replies:
            self._leaf(node, waivers)

    def _leaf(self, node: Indicator, waivers: Mapping[int, NotApplicable]) -> None:
        """Put together the answers to a leaf that applies to at least one unit, or say why there is none."""
        applying = [(self.names[place], reply) for place, reply in enumerate(self._said(node)) if place not in waivers]
        given = [Given(name, reply.value) for name, reply in applying if reply is not None and reply.value is not None]
        silent = [name for name, reply in applying if reply is None or reply.value is None]
        value, notes = None, []
        if given and node.measure in APART:
            self.apart[node.id] = APART[node.measure]
        elif given and not silent:
            value, note = add(node, given)
            notes.extend([note] if note is not None else [])
        elif given or waivers:
            notes.append(say("no answer of {units}", units=listed(sorted(silent))))
        if waivers:
            notes.append(say("does not apply in {units}", units=listed(self.names[place] for place in sorted(waivers))))
        if notes:
            self.remarks[node.id] = (
                notes[0] if len(notes) == 1 else say("{first}; {second}", first=notes[0], second=notes[1])
            )
        answer = self._answer(node)
        if value is not None or answer.evidence:
            self._replies[node.id] = Reply(value, answer, ("answers", node.id))

    def _said(self, node: Indicator) -> list[Reply | None]:
        """What every unit says of a node."""
        return [context.replies.get(node.id) for context in self.contexts]

    def _answer(self, node: Indicator) -> Answer:
        """What stands beside the answers of all units: their documents, and those of their exceptions."""
        documents: dict[str, None] = {}
        excepted = []
        for reply, register in zip(self._said(node), self.registers, strict=True):
            if reply is None:
                continue
            documents.update((register.get(id_, id_), None) for id_ in reply.answer.evidence)
            for item in reply.answer.excepted:
                excepted.append(item.replace(evidence=tuple(register.get(id_, id_) for id_ in item.evidence)))
        return Answer.made(evidence=tuple(documents), excepted=tuple(excepted))
