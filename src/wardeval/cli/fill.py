"""`wardeval fill`: asks for what is missing in a file, one answer after another, and writes each as it comes."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, msgid
from wardeval.cli.session import Session, UsageProblem, path_of
from wardeval.problems import InputError, Problem, Span, say, say_n

if TYPE_CHECKING:
    from wardeval.amend import Sheet
    from wardeval.cli.prompts import Prompts
    from wardeval.settled import Settled


def command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar=msgid("FILE"), help=msgid("The assessment file to fill in."))],
    criterion: Annotated[
        str | None,
        typer.Argument(metavar=msgid("CRITERION"), help=msgid("Begin here: the id of a criterion or an indicator.")),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar=msgid("FILE"), help=msgid("Last year's file, whose answers are shown.")),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=msgid("Ask also what is answered already."))] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help=msgid("Ask line by line, without arrow keys and completion."))
    ] = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    session = session_of(ctx)
    filling = _Filling(session, path_of(file), from_, criterion, everything=everything)
    filling.run(_prompts(session, plain=plain))
    session.deliver(filling.summary(), None)


def _prompts(session: Session, *, plain: bool) -> Prompts:
    import sys

    from wardeval.cli.prompts import Lines
    from wardeval.cli.streams import is_terminal

    if plain or not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        return Lines(session)
    try:
        from wardeval.cli.questionnaire import Questionnaire
    except ImportError as error:
        raise _extra(error) from error
    return Questionnaire(session)


def _extra(error: ImportError) -> UsageProblem:
    """What to do where the libraries of this command are not installed; any other import error is a bug."""
    if (error.name or "").split(".")[0] not in ("ruamel", "questionary", "prompt_toolkit"):
        raise error
    return UsageProblem(say("this needs two more packages; install them with: pip install “wardeval[fill]”"))


class _Filling:
    """A file that is being filled in: its steps, where we are, what has been asked."""

    def __init__(self, session: Session, path: Path, last: str | None, start: str | None, *, everything: bool) -> None:
        from wardeval.interview import steps

        self.session, self.path, self.everything = session, path, everything
        self.written = path.read_bytes()
        self.sheet = self._sheet()
        self.settled = self._settled(path)
        self.loaded = self.settled.loaded
        self.steps = steps(self.loaded)
        self.last = self._answers(path_of(last)) if last is not None else self._last_year()
        self.first = self._index(start) if start is not None else 0
        self.start = start

    def _sheet(self) -> Sheet:
        try:
            from wardeval.amend import Sheet
        except ImportError as error:
            raise _extra(error) from error
        return Sheet(self.written, str(self.path))

    def _settled(self, path: Path) -> Settled:
        from wardeval.case import set_of
        from wardeval.load import build
        from wardeval.model.assessment import Assessment
        from wardeval.settled import Settled
        from wardeval.source import parse_source

        source = parse_source(self.written, str(path))
        assessment = build(Assessment, source)
        loaded = set_of(assessment, source, self.session.library(path))
        return Settled(loaded, assessment.period, assessment.unit.type)

    def _answers(self, path: Path) -> Mapping[str, object]:
        from wardeval.load import build
        from wardeval.model.assessment import Assessment
        from wardeval.source import read_source

        source = read_source(path)
        build(Assessment, source)
        return {**_section(source.data, "facts"), **_section(source.data, "answers")}

    def _last_year(self) -> Mapping[str, object]:
        """The answers of the same unit in the year before, where the workspace has them; a broken file says nothing."""
        from wardeval.source import read_source

        if self.session.workspace is None:
            return {}
        folder = self.session.workspace.assessments / str(self.settled.period - 1)
        for path in sorted(folder.rglob("*.yaml")):
            with suppress(InputError):
                data = read_source(path).data
                if _same_unit(_section(data, "unit"), _section(self.sheet.data, "unit")) and self._is_same_set(data):
                    return {**_section(data, "facts"), **_section(data, "answers")}
        return {}

    def _is_same_set(self, data: object) -> bool:
        return (
            isinstance(data, dict) and isinstance(self.sheet.data, dict) and data.get("set") == self.sheet.data["set"]
        )

    def _index(self, id_: str) -> int:
        found = [index for index, step in enumerate(self.steps) if step.id == id_]
        found += [index for index, step in enumerate(self.steps) if any(node.id == id_ for node in step.above)]
        if not found:
            from wardeval.model.mistakes import closest

            close = closest(id_, [step.id for step in self.steps])
            hint = say("did you mean “{id}”?", id=close) if close else None
            message = say("the set has no criterion or indicator “{id}”", id=id_)
            raise InputError([Problem("unknown-id", message, Span(str(self.path)), hint=hint)])
        return found[0]

    def run(self, prompts: Prompts) -> None:
        """Ask until everything is answered or somebody has had enough."""
        from wardeval.cli.asking import Asking
        from wardeval.cli.prompts import Move, legend
        from wardeval.report.question import Questions

        asking = Asking(prompts, self.loaded, self.session.language)
        questions = Questions(self.settled, self.session.language, min(self.session.width(None), 100))
        self.session.complain(f"{legend(tuple(Move), self.session.language)}\n")
        asked: list[int] = []
        again: set[int] = set()
        index = self.first
        while index < len(self.steps):
            step = self.steps[index]
            if index not in again and not self._asks(index):
                index += 1
                continue
            now, last = self._now(index), self.last.get(step.id)
            self.session.complain("\n" + questions.head(step, (index + 1, len(self.steps)), now, last))
            found = asking.ask(step)
            while found is Move.WHY:
                self.session.complain(questions.why(step))
                found = asking.ask(step)
            if found is Move.STOP:
                return
            if found is Move.BACK:
                index = asked.pop() if asked else index
                again.add(index)
                continue
            if not isinstance(found, Move) and self._take(index, found, asking) is Move.STOP:
                return
            asked.append(index)
            again.discard(index)
            index += 1

    def _asks(self, index: int) -> bool:
        from wardeval.interview import is_settled

        step = self.steps[index]
        facts, answers = _section(self.sheet.data, "facts"), _section(self.sheet.data, "answers")
        settled = is_settled(step, self.loaded, facts, answers)
        return not settled or (self.everything and self._now(index) is not None) or step.id == self.start

    def _now(self, index: int) -> object:
        section, id_ = self.steps[index].keys
        return _section(self.sheet.data, section).get(id_)

    def _take(self, index: int, found: Any, asking: Any) -> object:
        """Write an answer, ask for its proof, and write that."""
        from wardeval.interview import with_value

        step = self.steps[index]
        value = with_value(self._now(index), found) if step.node is not None else found
        self._write(step.keys, value)
        asks_proof = step.node is not None and step.node.proof is not None and step.node.measure is not None
        if not asks_proof or (isinstance(found, dict) and "not-applicable" in found):
            return None
        proof = asking.proof(_section(self.sheet.data, "evidence"), self.written.decode(errors="replace"))
        if not isinstance(proof, tuple):
            return proof
        ids, new = proof
        for id_, entry in new.items():
            self.sheet.put(("evidence", id_), entry)
        if ids:
            value = value if isinstance(value, dict) else {"parts" if isinstance(value, list) else "value": value}
            known = value.get("evidence") or []
            known = [known] if isinstance(known, str) else known
            self._write(step.keys, {**value, "evidence": [*known, *(id_ for id_ in ids if id_ not in known)]})
        return None

    def _write(self, keys: tuple[str, str], value: Any) -> None:
        from wardeval.cli.streams import write_file

        if self.path.read_bytes() != self.written:
            message = say("the file was changed by another program meanwhile; nothing was written over it")
            raise InputError([Problem("changed-meanwhile", message, Span(str(self.path)))])
        self.sheet.put(keys, value, [step.id for step in self.steps if step.keys[0] == keys[0]])
        content = self.sheet.content()
        write_file(self.path, content.decode())
        self.written = content

    def summary(self) -> str:
        """How much is answered now, and what to do next."""
        from wardeval.report.foreign import visible

        text = self.session.language.text
        open_ = [step for index, step in enumerate(self.steps) if self._asks(index) and self._now(index) is None]
        if not open_:
            said = say("everything is answered; “wardeval score {file}” shows the result", file=str(self.path))
        else:
            said = say_n("{n} answer is still missing", "{n} answers are still missing", n=len(open_))
            said = say("{missing}; to go on: wardeval fill {file}", missing=said, file=str(self.path))
        return f"{visible(text(said))}\n"


def _same_unit(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two files are about one unit: by its code, else by its name, whatever the tones and capitals."""
    from wardeval.model.base import fold

    key = "id" if one.get("id") and other.get("id") else "name"
    return fold(str(one.get(key))) == fold(str(other.get(key)))


def _section(data: object, name: str) -> Mapping[str, object]:
    found = data.get(name) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}
