"""`wardeval criteria test`: the cases of sets run and reported like tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, Output, Width, columns, msgid, one_of
from wardeval.cli.session import TABLE, Session, UsageProblem, path_of
from wardeval.problems import ExitCode, InputError, Problem, say

if TYPE_CHECKING:
    from wardeval.library import Library, LoadedSet
    from wardeval.trial.cases import SetTrial

HELP = msgid(
    "Run the cases of sets, and answers at every threshold: does each come to what it has to?\n\n"
    "A set has its cases beside it, in ID.cases.yaml. Without PATH all sets there are."
)


def command(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar=msgid("PATH"), help=msgid("Set files, cases files, folders of them, or ids of sets.")),
    ] = None,
    layout: Annotated[
        str, typer.Option("--format", metavar="table|json", help=msgid("How the result is written: table or json."))
    ] = "table",
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help=msgid("Show every case with its reason."))] = False,
    width: Width = None,
    output: Output = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    from wardeval.report.problems import lines

    session = session_of(ctx)
    one_of("--format", layout, ("table", "json"))
    library = session.library(Path(paths[0]) if paths else None)
    run = _Run(session, library)
    for name in paths or [id_ for id_, _ in library.ids()]:
        run.add(name)
    target = session.target(output, run.files, library)
    mistakes = [*run.problems, *(problem for trial in run.trials for problem in trial.mistakes)]
    session.complain(lines(mistakes, session.language))
    if run.trials or layout == "json":
        text = run.text(layout, columns(width), verbose=verbose, to_file=target is not None)
        session.deliver(text, target, exact=layout != TABLE)
    failed = any(trial.failed for trial in run.trials)
    session.code = ExitCode.INPUT if mistakes else ExitCode.NO if failed else ExitCode.OK


class _Run:
    """The sets of one run, tried one by one; one that cannot be read never hides the others."""

    def __init__(self, session: Session, library: Library) -> None:
        self.session, self.library = session, library
        self.trials: list[SetTrial] = []
        self.problems: list[Problem] = []
        self.files: dict[Path, None] = {}

    def add(self, name: str) -> None:
        """Try what one argument names."""
        path = path_of(name)
        if path.is_dir():
            found = list(_inside(path))
            if not found:
                raise UsageProblem(say("there is no set file in {files}", files=(name,)))
            for file in found:
                self._attempt(file)
        elif path.is_file() or "/" in name or "\\" in name or name.endswith((".yaml", ".yml")):
            self._attempt(path)
        else:
            self._attempt(name)

    def _attempt(self, what: Path | str) -> None:
        from wardeval.trial.cases import cases_beside, try_set

        try:
            loaded, cases = self._found(what)
        except InputError as error:
            self.problems.extend(error.problems)
            return
        if cases is None and (beside := cases_beside(loaded)).is_file():
            cases = beside
        files = [path.resolve() for path in (Path(loaded.source.name), cases) if path is not None]
        if files[-1] not in self.files:
            self.files.update(dict.fromkeys(files))
            self.trials.append(try_set(loaded, cases))

    def _found(self, what: Path | str) -> tuple[LoadedSet, Path | None]:
        """The set that is meant, and its cases file where that is what is named."""
        from wardeval.trial.cases import CASES_SUFFIX, set_of_cases

        if isinstance(what, str):
            return self.library.load(what), None
        if not what.name.endswith(CASES_SUFFIX):
            return self._set(what), None
        id_, asked = set_of_cases(what)
        beside = what.with_name(f"{id_}.yaml")
        return (self._set(beside) if beside.is_file() else self.library.load(id_, asked)), what

    def _set(self, path: Path) -> LoadedSet:
        """The set of a file; one of the library's is loaded as such."""
        for id_, place in self.library.ids():
            known = place.path / f"{id_}.yaml"
            if id_ == path.stem and path.is_file() and isinstance(known, Path) and known.samefile(path):
                return self.library.load(id_)
        return self.library.load_file(path)

    def text(self, layout: str, width: int | None, *, verbose: bool, to_file: bool) -> str:
        """The result of the run in the format asked for."""
        language = self.session.language
        if layout == "json":
            from wardeval.report import trial_json

            return trial_json.render(self.trials, self.problems, language)
        from wardeval.report.problems import lines
        from wardeval.report.trial import tried

        failures = lines((failure for trial in self.trials for failure in trial.failures), language)
        table = self.session.render(tried(self.trials, language, verbose=verbose), layout, width, to_file=to_file)
        return f"{failures}\n{table}" if failures else table


_OURS = re.compile(rb"^[^\w#]*format\W+wardeval/(?:criterion-set|overlay|cases)/", re.MULTILINE)
_HEAD_BYTES = 8192


def _inside(folder: Path) -> Iterator[Path]:
    """The sets, overlays and cases of a folder; cases of a set that is there, too, come with their set."""
    from wardeval.trial.cases import CASES_SUFFIX

    for path in sorted(folder.glob("*.yaml")):
        if not path.is_file():  # a pipe may never end
            continue
        with path.open("rb") as file:
            ours = _OURS.search(file.read(_HEAD_BYTES))
        alone = not path.with_name(f"{path.name.removesuffix(CASES_SUFFIX)}.yaml").is_file()
        if ours and (alone or not path.name.endswith(CASES_SUFFIX)):
            yield path
