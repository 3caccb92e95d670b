"""How the result of a check is written: in one format or several, to files and to stdout."""

from __future__ import annotations

import enum
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, assert_never

from wardeval.cli.options import one_of
from wardeval.cli.session import STDOUT, Session, UsageProblem
from wardeval.cli.streams import is_terminal, speaks_unicode
from wardeval.problems import InputError, say

if TYPE_CHECKING:
    from wardeval.check.checkup import Checkup
    from wardeval.library import Library
    from wardeval.report.check_paths import Checkout


class Checked(Protocol):
    """What is known of a run whose result is written."""

    @property
    def contents(self) -> Mapping[str, bytes]:
        """The bytes of files that lie nowhere."""

    @property
    def writes(self) -> Path | None:
        """The file that the known problems are written to."""

    @property
    def library(self) -> Library:
        """The sets there are."""

    def read(self) -> Iterator[Path]:
        """The files that are read."""

    def proofs(self) -> Iterable[str]:
        """The files of evidence that were looked at."""

    def write(self) -> None:
        """Write the known problems."""


class Format(enum.StrEnum):
    """What a result is written in."""

    TEXT = "text"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"
    GITLAB = "gitlab"
    JSON = "json"
    MARKDOWN = "markdown"


_FOR_PEOPLE = (Format.TEXT, Format.GITHUB)
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


@contextmanager
def _later(failed: list[OSError]) -> Iterator[None]:
    """Note what cannot be written, and go on."""
    try:
        yield
    except OSError as error:
        failed.append(error)


class Results:
    """Every result that the command line asks for, and where each goes."""

    def __init__(self, session: Session, formats: Sequence[str], files: Sequence[str], width: int | None) -> None:
        """The n-th format goes to the n-th file, `-` being stdout; one more goes there, where there is text without."""
        for word in formats:
            one_of("--format", word, tuple(each.value for each in Format))
        usual = Format.GITHUB if session.environ.get("GITHUB_ACTIONS") == "true" else Format.TEXT
        wanted = [Format(word) for word in formats] or [usual]
        if len(files) > len(wanted):
            raise UsageProblem(say("every -o after the first needs a --format of its own"))
        if len(wanted) > len(files) + 1:
            raise UsageProblem(say("only the last --format may be without a file (-o)"))
        outputs = list(zip(wanted, (*files, STDOUT), strict=False))
        to_stdout = [format_ for format_, name in outputs if name == STDOUT]
        if len(to_stdout) > 1:
            raise UsageProblem(say("two results would go to {file}", file="stdout"))
        self._session, self._width = session, width
        self._files = [name for _, name in outputs if name != STDOUT]
        self._to_files = [format_ for format_, name in outputs if name != STDOUT]
        self._to_stdout = to_stdout[0] if to_stdout else Format.TEXT if usual in self._to_files else usual
        self._targets: list[Path] = []
        self.tell_digests = any(format_ in (Format.JSON, Format.SARIF) for format_, _ in outputs)

    def settle(self, checking: Checked) -> None:
        """Refuse files that are read, that belong to the workspace, or that two results would go to."""
        named = (*self._files, *([] if checking.writes is None else [str(checking.writes)]))
        read = tuple(checking.read())
        found = [self._session.target(name, read, checking.library) for name in named]
        targets = [each for each in found if each is not None]
        places = [target.resolve() for target in targets]
        for at, place in enumerate(places):
            if place in places[:at]:
                raise UsageProblem(say("two results would go to {file}", file=named[at]))
        self._targets = targets[: len(self._files)]

    def deliver(self, checkup: Checkup, checking: Checked) -> None:
        """Write every result: all are made before the first is written; then stdout, and at last what it comes to.

        What cannot be written to a file does not keep from stdout what was found; it is raised at the end.
        """
        self._spare(checking.proofs())
        session, summary = self._session, self._session.environ.get("GITHUB_STEP_SUMMARY")
        texts = [self._text(format_, checkup, is_whole=True) for format_ in self._to_files]
        shown = self._shown(checkup, checking)
        page = self._page(checkup) if summary and Format.GITHUB in (*self._to_files, self._to_stdout) else None
        failed: list[OSError] = []
        for text, target in zip(texts, self._targets, strict=True):
            with _later(failed):
                session.deliver(text, target)
        with _later(failed):
            checking.write()
        if summary and page is not None:
            with _later(failed), Path(summary).open("ab") as file:
                file.write(page.encode(errors="backslashreplace"))
        session.deliver(shown, None, exact=self._to_stdout is not Format.TEXT)
        if self._to_stdout in _FOR_PEOPLE:
            from wardeval.report.foreign import visible

            session.complain(f"{visible(session.language.text(checkup.summary))}\n")
        session.code = checkup.code
        if failed:
            raise failed[0]

    def _spare(self, proofs: Iterable[str]) -> None:
        """Refuse files that prove something in what was checked."""
        if self._targets:
            from wardeval.cli.overwriting import is_one_of  # it knows the sets, which a run from memory need not

            files = tuple(proofs)
            for name, target in zip(self._files, self._targets, strict=True):
                if is_one_of(target, files):
                    raise UsageProblem(say("--output would overwrite {file}, which is read", file=name))

    def _shown(self, checkup: Checkup, checking: Checked) -> str:
        """What goes to stdout: for people at a terminal, with the lines that problems stand in."""
        session = self._session
        if self._to_stdout is not Format.TEXT or not (is_terminal(sys.stdout) or session.has_colour()):
            return self._text(self._to_stdout, checkup)
        from wardeval.report import terminal_check
        from wardeval.report.terminal_rows import Page

        page = Page(session.width(self._width), session.has_colour(), speaks_unicode(sys.stdout))
        return terminal_check.render(checkup, session.language, page, lambda name: _lines(name, checking))

    def _text(self, format_: Format, checkup: Checkup, *, is_whole: bool = False) -> str:
        """The result in one format; a text that `is_whole` says itself what it comes to."""
        language = self._session.language
        match format_:
            case Format.TEXT:
                from wardeval.report import check_text

                return check_text.render(checkup, language, is_whole=is_whole)
            case Format.GITHUB:
                from wardeval.report import check_github

                return check_github.render(checkup, language, self._checkout())
            case Format.SARIF:
                from wardeval.report import check_sarif

                return check_sarif.render(checkup, language, self._checkout())
            case Format.JUNIT:
                from wardeval.report import check_junit

                return check_junit.render(checkup, language, self._checkout())
            case Format.GITLAB:
                from wardeval.report import check_gitlab

                return check_gitlab.render(checkup, language, self._checkout())
            case Format.JSON:
                from wardeval.report import check_json

                return check_json.render(checkup, language)
            case Format.MARKDOWN:
                from wardeval.report import check_markdown

                return check_markdown.render(checkup, language)
        assert_never(format_)

    def _page(self, checkup: Checkup) -> str:
        """The summary of a job at GitHub."""
        from wardeval.report import check_markdown

        return check_markdown.render(checkup, self._session.language, check_markdown.SUMMARY)

    def _checkout(self) -> Checkout | None:
        """The repository around the current folder, where there is one."""
        from wardeval.report.check_paths import Checkout

        here = self._session.folder
        root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), None)
        return None if root is None else Checkout(str(root), str(here))


def _lines(name: str, checking: Checked) -> list[str]:
    """The lines of a file of the run; none where it cannot be read any more."""
    from wardeval.content import BOM, read_bytes

    content = checking.contents.get(name)
    with suppress(InputError):
        content = read_bytes(Path(name), name) if content is None else content
        return _LINE_END.split(content.removeprefix(BOM).decode(errors="replace"))
    return []
