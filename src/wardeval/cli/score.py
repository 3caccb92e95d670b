"""`wardeval score`: one report per file, or one summary of many."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, Layout, Output, Track, UseSet, Width, columns, msgid, one_of
from wardeval.cli.session import TABLE, Session, UsageProblem, path_of
from wardeval.problems import ExitCode, InputError, Message, Problem, say

if TYPE_CHECKING:
    from wardeval.case import Case
    from wardeval.exact import Met
    from wardeval.library import Library, LoadedSet
    from wardeval.model.criterion_set import Verdict
    from wardeval.report.document import Document
    from wardeval.report.score import ScoreReport
    from wardeval.report.summary import Refused


def command(
    ctx: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar=msgid("FILE"), help=msgid("Assessment files, or folders of them."))
    ],
    track: Track = None,
    use_set: UseSet = None,
    require: Annotated[
        str | None,
        typer.Option(
            "--require",
            metavar=msgid("VERDICT"),
            help=msgid("Exit with 1 unless this verdict is reached, with 4 if that is undecided."),
        ),
    ] = None,
    layout: Layout = "table",
    only: Annotated[str | None, typer.Option("--only", metavar="gaps", help=msgid("Show only the gaps."))] = None,
    width: Width = None,
    output: Output = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    session = session_of(ctx)
    one_of("--format", layout, ("table", "json", "markdown"))
    one_of("--track", track, ("self", "verified"))
    one_of("--only", only, ("gaps",))
    paths = assessments(files)
    run = _Run(session, track, require, session.library(Path(files[0])))
    target = session.target(output, (*paths, *set_files(use_set)), run.library)
    forced = find_set(use_set, run.library) if use_set is not None else None
    for path in paths:
        run.score(path, forced)
    run.refuse_verdict_of_no_set()
    text = run.text(
        layout,
        columns(width),
        only_gaps=only == "gaps",
        many=len(paths) > 1 or Path(files[0]).is_dir(),
        to_file=target is not None,
    )
    if run.problems:
        from wardeval.report.problems import lines

        session.complain(lines(run.problems, session.language))
    if run.rows or layout == "json":
        session.deliver(text, target, exact=layout != TABLE)
    session.code = run.code


def assessments(files: list[str]) -> list[Path]:
    """The files to score: those named, and in folders every YAML file that is not something else of wardeval's."""
    from wardeval.sides.files import inside

    found: dict[Path, None] = {}
    for path in map(path_of, files):
        found.update(dict.fromkeys(inside(path) if path.is_dir() else [path]))
    if not found:
        raise UsageProblem(say("there is no assessment in {files}", files=tuple(files)))
    return list(found)


def set_files(name: str | None) -> tuple[Path, ...]:
    """The file that a set is named by, where it is named by one."""
    return (Path(name),) if name and _looks_like_path(name) else ()


def _looks_like_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))


def find_set(name: str, library: Library) -> LoadedSet:
    """The set of an id, or of the path of a set file."""
    return library.load_file(path_of(name)) if not name or _looks_like_path(name) else library.load(name)


_WORST = (ExitCode.OK, ExitCode.UNDECIDED, ExitCode.NO, ExitCode.INCOMPARABLE, ExitCode.INPUT)


class _Run:
    """The files of one run, scored one by one; one bad file never hides the others."""

    def __init__(self, session: Session, track: str | None, require: str | None, library: Library) -> None:
        self.session, self.track, self.require, self.library = session, track, require, library
        self.rows: list[tuple[Path, Case | None, str, Met | None]] = []
        self.problems: list[Problem] = []
        self.refused: dict[str, Refused] = {}
        self.code = ExitCode.OK
        self._lacking: list[Message] = []

    def score(self, path: Path, forced: LoadedSet | None) -> None:
        """Score one file and keep what came of it."""
        from wardeval.case import load_case

        try:
            case = load_case(path, self.library, forced)
            track = self.track or case.final_track
            if track not in case.results:
                message = say("the file has no answers of a verifier, so --track verified has nothing to show")
                raise InputError([Problem("no-such-track", message, case.source.locate(()))])
        except InputError as error:
            self.problems.extend(error.problems)
            self.rows.append((path, None, "", None))
            self._worst(error.code)
            self._refuse(path, error)
            return
        self.rows.append((path, case, track, self._required(case, track)))

    def _refuse(self, path: Path, error: InputError) -> None:
        """Keep why a file has no result, and whose it is: a file that can be read says so all the same."""
        from wardeval.load import build
        from wardeval.model.assessment import Assessment
        from wardeval.report.summary import Refused
        from wardeval.source import read_source

        unit = None
        with suppress(InputError):
            unit = build(Assessment, read_source(path)).unit
        self.refused[str(path)] = Refused(frozenset(problem.rule for problem in error.problems), unit)

    def refuse_verdict_of_no_set(self) -> None:
        """Where no set that was judged by has the verdict of `--require`, the command line is wrong."""
        if self._lacking and all(met is None for *_, met in self.rows):
            raise UsageProblem(self._lacking[0])

    def _wanted(self, case: Case) -> Verdict | None:
        """The verdict of `--require` in the ladder of a case's set, by its id or its title."""
        from wardeval.model.base import fold

        wanted = fold(self.require or "")
        for verdict in case.criteria.verdicts:
            if wanted in (fold(verdict.id), fold(verdict.title.vi), fold(verdict.title.en)):
                return verdict
        return None

    def _lacks(self, case: Case) -> None:
        """Keep that a case's set has no such verdict as `--require` names."""
        ids = tuple(item.id for item in case.criteria.verdicts)
        message = say("{set} has no verdict “{text}”; it has {ids}", set=case.criteria.id, text=self.require, ids=ids)
        self._lacking.append(message)
        self.problems.append(Problem("no-such-verdict", message, case.source.locate(("set",)), ("set",)))
        self._worst(ExitCode.INPUT)

    def _required(self, case: Case, track: str) -> Met | None:
        """Whether a case reaches the verdict of `--require`; what is printed and the exit code both come from it."""
        if self.require is None:
            return None
        from wardeval.engine.verdict import reaches
        from wardeval.exact import Met

        verdict = self._wanted(case)
        if verdict is None:
            self._lacks(case)
            return None
        met = reaches(case.results[track], verdict)
        self._worst({Met.YES: ExitCode.OK, Met.NO: ExitCode.NO, Met.UNDECIDED: ExitCode.UNDECIDED}[met])
        return met

    def _worst(self, code: ExitCode) -> None:
        self.code = max(self.code, code, key=_WORST.index)

    def text(self, layout: str, width: int | None, *, only_gaps: bool, many: bool, to_file: bool) -> str:
        """The result of the run in the format asked for."""
        if layout == "json":
            from wardeval.report import result_json

            cases = [(case, track, met) for _, case, track, met in self.rows if case is not None]
            return result_json.render(cases, self.problems, self.session.language)
        if many and not only_gaps:
            return self.session.render(self._summary(), layout, width, to_file=to_file)
        documents = [
            self._report(case, track, met).document(only_gaps=only_gaps)
            for _, case, track, met in self.rows
            if case is not None
        ]
        return "\n".join(self.session.render(document, layout, width, to_file=to_file) for document in documents)

    def _report(self, case: Case, track: str, met: Met | None) -> ScoreReport:
        from wardeval.report.score import ScoreReport

        verdict = self._wanted(case)
        required = None if met is None or verdict is None else (verdict.title, met)
        return ScoreReport(case, self.session.language, track, required)

    def _summary(self) -> Document:
        from wardeval.report.summary import summary

        rows = [(str(path), case, case.results[track] if case else None, met) for path, case, track, met in self.rows]
        return summary(rows, self.session.language, self.refused)
