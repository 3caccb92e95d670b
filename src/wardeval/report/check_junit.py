"""What a check found as JUnit XML: a test case per file, which passes where nothing makes the check fail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from wardeval.check.checkup import Checkup
from wardeval.language import Language
from wardeval.problems import Problem, say_n
from wardeval.report.check_paths import Checkout, repository_path
from wardeval.report.foreign import visible
from wardeval.report.problems import lines, told

NAME = "wardeval.check"
FAILURE = "failure"
ERROR = "error"
"""That a file cannot be judged."""

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Case(NamedTuple):
    """A file: what it is called, what comes of it (a tag of JUnit, none where it passes), and what is told of it."""

    name: str
    tag: str
    failing: Sequence[Problem]
    others: Sequence[Problem]


def render(checkup: Checkup, language: Language, checkout: Checkout | None = None) -> str:
    """The files of a run in its order, then what else problems were found in; one line break at the end."""
    cases = list(_cases(checkup))
    tags = Counter(case.tag for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(tags[FAILURE]), "errors": str(tags[ERROR])}
    said = _element(4, "system-out", {}, _content(language.text(checkup.summary)))
    texts = "".join([_text(case, language, checkout) for case in cases])
    suite = _element(2, "testsuite", {"name": NAME, **counts, "skipped": "0"}, f"\n{texts}{said}  ")
    head = _attributes({"version": "1.0", "encoding": "UTF-8"})
    return f"<?xml{head}?>\n" + _element(0, "testsuites", {"name": "wardeval", **counts}, f"\n{suite}")


def _cases(checkup: Checkup) -> Iterator[_Case]:
    of_file: dict[str, list[Problem]] = {}
    for problem in checkup.problems:
        of_file.setdefault(problem.span.file, []).append(problem)
    unusable = {file.name for file in checkup.files if file.standing is None}
    for name in dict.fromkeys([*[file.name for file in checkup.files], *of_file]):
        problems = of_file.get(name, ())
        failing = [problem for problem in problems if checkup.fails(problem)]
        others = [problem for problem in problems if not checkup.fails(problem)]
        tag = "" if not failing else ERROR if name in unusable else FAILURE
        yield _Case(name, tag, failing, others)


def _text(case: _Case, language: Language, checkout: Checkout | None) -> str:
    """A test case with one failure at most, since readers show no second one."""
    content = ""
    if case.failing:
        content = _failure(case.failing, case.tag, language)
    if case.others:
        content += _element(6, "system-out", {}, _content(lines(case.others, language)))
    named = {"name": visible(repository_path(case.name, checkout)), "classname": NAME}
    return _element(4, "testcase", named, f"\n{content}    " if content else "")


def _failure(problems: Sequence[Problem], tag: str, language: Language) -> str:
    first, more = problems[0], len(problems) - 1
    message = told(first, language)
    if more:
        message = f"{message} ({language.text(say_n('and {n} more problem', 'and {n} more problems', n=more))})"
    # NOTE: readers take some words of `type` for a type of data; with the name before it a rule is none of them.
    said = {"type": f"wardeval.{first.rule}", "message": message}
    return _element(6, tag, said, _content(lines(problems, language)))


def _element(indent: int, tag: str, attributes: Mapping[str, str], content: str) -> str:
    """An element on lines of its own; the content is XML already."""
    opened = f"{' ' * indent}<{tag}{_attributes(attributes)}"
    return f"{opened}>{content}</{tag}>\n" if content else f"{opened}/>\n"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join([f" {name}={quoteattr(_written(value))}" for name, value in values.items()])


def _content(text: str) -> str:
    """Text between tags; GitLab would take `[[ATTACHMENT|` for a file that is attached."""
    return escape(_written(text)).replace("[[ATTACHMENT|", "[[ATTACHMENT |")


def _written(text: str) -> str:
    """Text without what no XML can hold: it is written out."""
    return _NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
