"""`docs/compare.md`: its files load, its output is recomputed, its tables are whole; both languages say the same."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from tests.conftest import EXAMPLES, ROOT, Run
from wardeval.cli.linting import lint_files
from wardeval.engine.adding import APART
from wardeval.engine.kinds import Relation
from wardeval.language import Code, Language
from wardeval.library import Library, Place, built_in
from wardeval.mappings import load_mapping
from wardeval.model.criterion_set import Measure
from wardeval.problems import ExitCode
from wardeval.report.diff_words import AGREEMENTS, JUDGED_OTHERWISE, KINDS, PROOFS
from wardeval.source import read_source
from wardeval.units.register import load_register

PAGES = {"en": ROOT / "docs" / "compare.md", "vi": ROOT / "docs" / "compare.vi.md"}
TABLES = ("sides", "changes", "relations", "measures", "codes")
INCOMPARABLE = {"en": "not comparable", "vi": "không so sánh được"}

_FENCE = re.compile(r"^```(.*)\n((?:(?!```).*\n)*)```$", re.MULTILINE)
_RUN = re.compile(r"<!-- run in examples: wardeval (?P<command>.*?) -->\n```text\n(?P<shown>(?:(?!```).*\n)*)```")
_CODE = re.compile(r"`([^`]+)`")

both = pytest.mark.parametrize("lang", PAGES)


@cache
def page(lang: str) -> str:
    return PAGES[lang].read_text(encoding="utf-8")


def blocks_of(lang: str, kind: str) -> list[str]:
    return [body for info, body in _FENCE.findall(page(lang)) if info == f"yaml {kind}"]


def table(lang: str, name: str) -> list[list[str]]:
    tables = re.findall(r"(?:^\|.*\n)+", _FENCE.sub("", page(lang)), re.MULTILINE)
    assert len(tables) == len(TABLES)
    _, _, *rows = tables[TABLES.index(name)].splitlines()
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def printed(command: str, run: Run) -> str:
    """What a command prints in `examples/`, or its first or last lines where it goes on with `| head -9`."""
    command, *cuts = command.split(" | ")
    ran = run(*shlex.split(command), folder=EXAMPLES)
    assert ran.err == ""
    assert ran.code in (ExitCode.OK, ExitCode.INCOMPARABLE)
    lines = ran.out.splitlines()
    for cut in cuts:
        which, _, count = cut.partition(" -")
        lines = lines[: int(count)] if which == "head" else lines[-int(count) :]
    return "".join(f"{line}\n" for line in lines)


@both
def test_outputs_are_real(lang: str, run: Run, request: pytest.FixtureRequest) -> None:
    def block(found: re.Match[str]) -> str:
        shown = printed(found["command"], run)
        return f"<!-- run in examples: wardeval {found['command']} -->\n```text\n{shown}```"

    text = page(lang)
    real = _RUN.sub(block, text)
    if request.config.getoption("--update"):
        PAGES[lang].write_text(real, encoding="utf-8")
    assert text == real
    assert len(_RUN.findall(text)) == 6


def test_both_languages_show_the_same() -> None:
    english, vietnamese = (
        [found["command"].replace(f"--lang {lang}", "") for found in _RUN.finditer(page(lang))] for lang in PAGES
    )
    assert english == vietnamese
    headings = [len(re.findall("^## ", page(lang), re.MULTILINE)) for lang in PAGES]
    assert headings == [7, 7]
    for kind in ("units",):
        assert blocks_of("en", kind) == blocks_of("vi", kind)
    for name in TABLES:
        codes = [[_CODE.findall(row[0]) or len(row) for row in table(lang, name)] for lang in PAGES]
        assert codes[0] == codes[1]


@both
def test_the_mapping_loads(lang: str, tmp_path: Path) -> None:
    (block,) = blocks_of(lang, "mapping")
    folder = tmp_path / "mappings"
    folder.mkdir()
    file = folder / "qd-5764-2021--cap-kieu-mau-20-2024.yaml"
    file.write_text(block, encoding="utf-8")
    library = Library((Place("built-in", built_in()),))
    loaded = load_mapping(file, library)
    assert [entry.relation for entry in loaded.mapping.criteria] == ["subset"]
    assert lint_files([file], library).problems == ()


@both
def test_the_units_load_and_stand_in_the_examples(lang: str, tmp_path: Path) -> None:
    (block,) = blocks_of(lang, "units")
    file = tmp_path / "units.yaml"
    file.write_text(block, encoding="utf-8")
    load_register(file)
    units, known = (read_source(path).data for path in (file, EXAMPLES / "units.yaml"))
    assert isinstance(units, dict)
    assert isinstance(known, dict)
    assert all(unit in known["units"] for unit in units["units"])  # type: ignore[operator,union-attr]


@both
def test_every_relation_and_every_measure_is_explained(lang: str) -> None:
    relations = [name for row in table(lang, "relations") for name in _CODE.findall(row[0])]
    assert sorted(relations) == sorted(relation.value for relation in Relation)
    rows = table(lang, "measures")
    measures = {name: row[1] for row in rows for name in _CODE.findall(row[0])}
    assert measures.keys() == set(get_args(Measure))
    assert {name for name, text in measures.items() if text == INCOMPARABLE[lang]} == APART.keys()


@both
def test_changes_are_called_what_the_program_calls_them(lang: str) -> None:
    joined = "; ".join(row[0] for row in table(lang, "changes"))
    text = Language(Code(lang)).text
    for message in (*KINDS.values(), *PROOFS.values(), *AGREEMENTS.values(), JUDGED_OTHERWISE):
        assert text(message) in joined


@both
def test_the_codes_are_those_of_the_program(lang: str) -> None:
    codes = {int(row[0]) for row in table(lang, "codes")}
    assert codes == {ExitCode.OK, ExitCode.NO, ExitCode.INPUT, ExitCode.INCOMPARABLE}
