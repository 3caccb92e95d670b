"""The pages about the rules of `wardeval check`, docs/checks.md and docs/checks.vi.md: below a mark, each rule's own.

    python tools/checks_page.py write      the part below the mark anew; what stands above it is written by hand
    python tools/checks_page.py check      exit 1 and a list where a page is not current

Everything below the mark is said by the rules themselves, in src/wardeval/check.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from wardeval.check.rule import Family, Rule
from wardeval.check.rules import RETIRED, RULES
from wardeval.language import Code as Speech
from wardeval.language import Language, Words
from wardeval.problems import say
from wardeval.report.document import Block, Cell, Code, Document, Facts, Heading, Items, Line
from wardeval.report.markdown import render
from wardeval.report.problems import SEVERITY
from wardeval.report.rule_page import parts, switching

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = {"checks.md": Language(Speech.EN), "checks.vi.md": Language(Speech.VI)}
MARK = "<!-- rules: what follows is written by tools/checks_page.py from the pages of the rules -->"
HEAD = {
    Speech.EN: "# The rules of wardeval check\n\n[Tiếng Việt](checks.vi.md)\n",
    Speech.VI: "# Các quy tắc của wardeval check\n\n[English](checks.md)\n",
}
"""What stands above the mark as long as nobody has written anything there."""

RULES_TITLE = Words("Các quy tắc", "The rules")
RETIRED_TITLE = Words(
    "Quy tắc đã bỏ; số và tên không dùng lại", "Rules of the past; number and name are not given again"
)


def page(language: Language, head: str) -> str:
    """A whole page: what is written by hand, the mark, the rules."""
    parts = [head.rstrip("\n"), MARK, f"## {language.text(RULES_TITLE)}", *_index(language)]
    parts += [render(Document(tuple(_family(family, language)))).rstrip("\n") for family in Family]
    if RETIRED:
        rows = tuple(Cell(f"{number} {id_}") for number, id_ in sorted(RETIRED.items()))
        parts.append(render(Document((Heading(language.text(RETIRED_TITLE)), Items(rows)))).rstrip("\n"))
    return "\n\n".join(parts) + "\n"


def _index(language: Language) -> Iterator[str]:
    """The rules of each family, as links."""
    for family in Family:
        links = " · ".join(f"[{each.id}](#{each.number}-{each.id})" for each in _rules(family))
        yield f"**{family.value}**: {language.text(family.about)}"
        yield links


def _rules(family: Family) -> list[Rule]:
    return [each for each in RULES if each.family is family]


def _family(family: Family, language: Language) -> Iterator[Block]:
    yield Heading(f"{family.number}xx {family.value}")
    for rule in _rules(family):
        yield from _rule(rule, language)


def _rule(rule: Rule, language: Language) -> Iterator[Block]:
    text, said = language.text, rule.page
    why, mend, fails, passes = map(text, parts(rule))
    yield Heading(f"{rule.number} {rule.id}", 3)
    yield Line(Cell(text(said.what)))
    yield Facts(
        (
            (text(say("Severity")), Cell(text(SEVERITY[rule.severity]))),
            (text(say("Can be switched off")), Cell(text(switching(rule)))),
            (why, Cell(text(said.why))),
            (mend, Cell(text(said.mend))),
        )
    )
    yield Line(Cell(f"{fails}:"))
    yield Code(said.fails)
    yield Line(Cell(f"{passes}:"))
    yield Code(said.passes)


def pages(folder: Path = DOCS) -> dict[str, bytes]:
    """The pages by the names of their files, with what is written by hand in those of a folder."""
    return {name: page(language, _head(folder / name, language)).encode() for name, language in PAGES.items()}


def _head(path: Path, language: Language) -> str:
    """What is written by hand."""
    return path.read_text(encoding="utf-8").partition(MARK)[0] if path.exists() else HEAD[language.code]


def faults(folder: Path = DOCS) -> Iterator[str]:
    """Which pages of a folder are not current, a line each."""
    for name, content in pages(folder).items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            yield f"{name} is not current: python tools/checks_page.py write"


def main(arguments: list[str]) -> int:
    """Run one of write, check; returns the exit code."""
    match arguments:
        case ["write"]:
            for name, content in pages().items():
                (DOCS / name).write_bytes(content)
            return 0
        case ["check"]:
            wrong = list(faults())
            sys.stdout.write("".join(f"{line}\n" for line in wrong))
            return 1 if wrong else 0
    sys.stderr.write("usage: checks_page.py write | check\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
