"""Starting an assessment: what the command line says of it, checked as a file would be, and the files to write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from wardeval.cli.session import Session, UsageProblem
from wardeval.problems import InputError, Message, Span, say

if TYPE_CHECKING:
    from wardeval.case import Case
    from wardeval.library import Library, LoadedSet
    from wardeval.model.assessment import Assessment
    from wardeval.source import Source
    from wardeval.workspace import Workspace

T = TypeVar("T")


class Given(NamedTuple):
    """What the command line says of a new assessment."""

    period: str
    set_: str | None = None
    unit: str | None = None
    type: str | None = None
    unit_id: str | None = None
    within: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


OPTIONS = {"set": "--set", "name": "--unit", "type": "--type", "id": "--unit-id", "within": "--within"}
OPTIONS |= {"period": "--period"}
"""Which option says the value of a key."""

_NAME = "wardeval"
"""Where problems are that lie in the command line, not in a file."""


class Starting:
    """A new assessment, read back from the command line as any file is; raises `UsageProblem` and `InputError`."""

    def __init__(
        self, session: Session, library: Library, workspace: Workspace | None, given: Given, last: Path | None = None
    ) -> None:
        """What is `given`, and the file of `last` year."""
        from wardeval.case import load_case, set_of
        from wardeval.cli.score import find_set, set_files

        self.session, self.library, self.workspace, self.given, self.last_file = (
            session,
            library,
            workspace,
            given,
            last,
        )
        self.last: Case | None = load_case(last, library) if last is not None else None
        wanted = self.wanted = self._wanted_set()
        self.set_file = next(iter(set_files(wanted)), None)
        own = find_set(wanted, library) if self.set_file is not None else None
        self.assessment, source = self._read(own.criteria.id if own is not None else wanted)
        self.loaded: LoadedSet = own or self._plainly(lambda: set_of(self.assessment, source, library))
        self._check_unit()
        self.facts = self._facts()
        self.notes = self._plainly(lambda: tuple(self._notes(source)))

    def _wanted_set(self) -> str:
        """The set that is asked for: by the option, last year's, or the only one of the workspace."""
        if self.given.set_ is not None:
            return self.given.set_
        if self.last is not None:
            return self.last.assessment.set_
        known = self.workspace.settings.sets if self.workspace else ()
        if len(known) == 1:
            return known[0]
        if known:
            raise UsageProblem(say("{name} is missing; the workspace has {ids}", name="--set", ids=known))
        raise UsageProblem(say("{name} is missing; “wardeval criteria list” shows the sets there are", name="--set"))

    def _unit(self) -> dict[str, object]:
        """The unit as a file would say it: given, or last year's where it is the same one."""
        from wardeval.carry import is_same_unit
        from wardeval.naming import type_of

        given, last = self.given, self.last.assessment.unit if self.last else None
        name = one_line(given.unit) if given.unit is not None else last.name if last else None
        if name is None:
            raise UsageProblem(say("{name} is missing", name="--unit"))
        if last is not None and not is_same_unit(last, name):
            last = None
        type_ = given.type or (last.type if last else type_of(name))
        if type_ is None:
            raise UsageProblem(
                say(
                    "the name “{name}” does not say what type of unit it is: give --type, such as {types}",
                    name=name,
                    types=self._types(),
                )
            )
        unit: dict[str, object] = {"name": name, "type": type_}
        if id_ := given.unit_id or (last.id if last else None):
            unit["id"] = id_
        if within := tuple(map(one_line, given.within)) or (last.within if last else ()):
            unit["within"] = list(within)
        return unit

    def _types(self) -> tuple[Message, ...]:
        """Types of unit to choose from: those of the set; the usual ones where it cannot be read."""
        from wardeval.cli.score import find_set
        from wardeval.model.criterion_set import unit_type

        by_family = self.set_file is None and not self.library.has(self.wanted)
        sets: list[LoadedSet] = []
        with suppress(InputError):
            sets = self.library.editions(self.wanted) if by_family else [find_set(self.wanted, self.library)]
        types = dict.fromkeys(type_ for loaded in sets for type_ in loaded.criteria.units)
        return tuple(say("{id} ({title})", id=type_, title=unit_type(type_)) for type_ in types or ("phuong", "xa"))

    def _read(self, set_: str) -> tuple[Assessment, Source]:
        """The assessment without answers and facts, as a file says it."""
        from wardeval.content import UNPRINTABLE
        from wardeval.load import build
        from wardeval.model.assessment import FORMAT, Assessment
        from wardeval.source import parse_source
        from wardeval.written import block, entries

        for option, text in self._texts():
            if unprintable := UNPRINTABLE.search(text):
                code = f"U+{ord(unprintable[0]):04X}"
                message = say("the character {code} stands here, which no text holds", code=code)
                raise UsageProblem(say("{option}: {message}", option=option, message=message))
        data = {"format": FORMAT, "set": set_, "unit": self._unit(), "period": self.given.period, "answers": {}}
        try:
            source = parse_source(block(entries(data)).encode(), _NAME)
            return build(Assessment, source), source
        except InputError as error:
            problem = error.problems[0]
            message = _with_hint(problem.message, problem.hint)
            key = next((key for key in reversed(problem.keys) if key in OPTIONS), None)
            named = (
                say("{option}: {message}", option=OPTIONS[str(key)], message=message) if key is not None else message
            )
            raise UsageProblem(named) from error

    def _texts(self) -> Iterator[tuple[str, str]]:
        """What the options say, as it would be written."""
        given = self.given
        for option, text in (("--set", given.set_), ("--unit", given.unit), ("--unit-id", given.unit_id)):
            yield option, one_line(text or "")
        for option, texts in (("--within", given.within), ("--facts", given.facts)):
            yield from ((option, one_line(text)) for text in texts)

    def _check_unit(self) -> None:
        """The type is one that the rules of the set have a row for, or at least one that there is."""
        from wardeval.facts import tables_by_type
        from wardeval.model.criterion_set import unit_type
        from wardeval.model.mistakes import closest
        from wardeval.naming import TYPES

        type_, units = self.assessment.unit.type, self.loaded.criteria.units
        tables = tables_by_type(self.loaded)
        allowed = [unit for unit in dict.fromkeys((*units, *TYPES)) if all(unit in table for table in tables)]
        if type_ not in (allowed if tables else (*units, *TYPES)):
            close = closest(type_, allowed)
            words = tuple(say("{id} ({title})", id=unit, title=unit_type(unit)) for unit in allowed)
            message = say("one of these is expected here: {words}", words=words)
            hint = say("did you mean “{id}”?", id=close) if close else None
            raise UsageProblem(say("{option}: {message}", option="--type", message=_with_hint(message, hint)))

    def _facts(self) -> dict[str, str]:
        """The facts that are given, each with a value that the set knows."""
        from pydantic_core import PydanticCustomError

        from wardeval.facts import declared_facts, read_fact
        from wardeval.model.mistakes import closest

        declared, found = declared_facts(self.loaded), {}
        for text in self.given.facts:
            name, equals, value = (part.strip() for part in one_line(text).partition("="))
            if not equals or not value:
                raise UsageProblem(say("--facts takes ID=VALUE, not “{text}”", text=text))
            if name not in declared:
                close = closest(name, declared)
                message = say("the set does not ask for the fact “{id}”", id=name)
                hint = say("did you mean “{id}”?", id=close) if close else None
                raise UsageProblem(say("{option}: {message}", option="--facts", message=_with_hint(message, hint)))
            try:
                read_fact(declared[name], value)
            except PydanticCustomError as error:
                context = error.context or {}
                message = _with_hint(context["message"], context.get("hint"))
                raise UsageProblem(say("{option}: {message}", option=f"--facts {name}", message=message)) from error
            found[name] = value
        return found

    def _notes(self, source: Source) -> Iterator[object]:
        """What is to be known of the set in this period; raises `NotComparable` for a suspended year."""
        from wardeval.case import set_notes
        from wardeval.edition import period_notes, refuse_suspended

        criteria, by_family = self.loaded.criteria, self.loaded.criteria.id != self.assessment.set_
        refuse_suspended(criteria, self.assessment, source)
        yield from set_notes(criteria, self.assessment)
        if criteria.applies is not None or by_family:
            yield from period_notes(criteria, self.assessment, self.library, by_family=by_family)

    def _plainly(self, act: Callable[[], T]) -> T:
        """What `act` gives; its problems without places in a file that nobody has written."""
        try:
            return act()
        except InputError as error:
            raise _without_places(error) from error


def one_line(name: str) -> str:
    """A name of the command line on one line; typed as UTF-8, also where the locale does not say so (C, POSIX)."""
    with suppress(UnicodeError):
        name = os.fsencode(name).decode()
    return " ".join(name.split())


def _with_hint(message: Message, hint: Message | None) -> Message:
    return say("{message}; {hint}", message=message, hint=hint) if hint is not None else message


def _without_places(error: InputError) -> InputError:
    """Problems of the command line, without lines; those of files keep theirs."""
    problems = [
        problem._replace(span=Span(_NAME)) if problem.span.file == _NAME else problem for problem in error.problems
    ]
    return type(error)(problems)
