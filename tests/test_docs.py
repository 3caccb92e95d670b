"""The pages in `docs/`: every block is loaded, every stated result is recomputed, both languages say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from pydantic_core import PydanticCustomError

from tests.building import full_set
from tests.conftest import EXAMPLES, ROOT
from wardeval.case import SELF, VERIFIED, Case, load_case
from wardeval.engine.result import SetResult
from wardeval.exact import Interval, Met, parse_number
from wardeval.library import Library, LoadedSet, Place, built_in
from wardeval.lint.criterion_set import lint_set
from wardeval.load import build
from wardeval.model.assessment import Assessment
from wardeval.model.base import calendar_date, number
from wardeval.model.criterion_set import Condition, CriterionSet, Measure, NotApplicable
from wardeval.model.record import kebab
from wardeval.model.rules import Parameter
from wardeval.problems import ExitCode, InputError, Severity
from wardeval.source import Value, parse_source

DOCS = ROOT / "docs"
PAGES = {"en": DOCS / "format.md", "vi": DOCS / "format.vi.md"}
EVERY_PAGE = sorted([*DOCS.glob("**/*.md"), *ROOT.glob("README*.md")])

WORDS = {
    "met": "met",
    "đạt": "met",
    "not met": "not met",
    "chưa đạt": "not met",
    "undecided": "undecided",
    "chưa xác định": "undecided",
    "left out": "left out",
    "không tính": "left out",
    "refused": "refused",
    "không nhận": "refused",
}
TABLES = {
    "key": "keys",
    "khóa": "keys",
    "written": "numbers",
    "cách ghi": "numbers",
    "condition": "conditions",
    "điều kiện": "conditions",
    "parameter": "parameters",
    "tham số": "parameters",
    "policy": "policies",
    "cách tính": "policies",
}
VERDICT = ("verdict", "kết luận")
METS = {"met": Met.YES, "not met": Met.NO, "undecided": Met.UNDECIDED}

_FENCE = re.compile(r"^```(.*)\n((?:(?!```).*\n)*)```$", re.MULTILINE)
_STATED = re.compile(r"#\s*(.*?)\s*→ ([^;]+)")
_POINTS = re.compile(r"(\d[\d.,]*)(?: (?:to|đến) (\d[\d.,]*))?(?: (?:points?|điểm))?\Z")
_KEY = re.compile(r'\s*"?([^":\s]+)"?:')
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)")

Part = str | Interval


class Stated(NamedTuple):
    """A result that a page states: of a node, or of the verdict, on a track."""

    id: str
    outcome: tuple[Part, ...]
    track: str = SELF


class Block(NamedTuple):
    """A block of YAML: what it holds, the set that it answers, and its text."""

    kind: str
    set: str
    text: str


def outcome_of(text: str) -> tuple[Part, ...]:
    return tuple(_part(part) for part in text.strip().split(", "))


def _part(text: str) -> Part:
    if text in WORDS:
        return WORDS[text]
    if found := _POINTS.match(text):
        return Interval(parse_number(found[1]), parse_number(found[2] or found[1]))
    return text


def blocks_of(page: str) -> list[Block]:
    found = []
    for info, text in _FENCE.findall(page):
        language, kind, *rest = info.split()
        assert language == "yaml"
        found.append(Block(kind, rest[0] if rest else "", text))
    return found


def stated_in(text: str, ids: set[str]) -> Iterator[Stated]:
    track = SELF
    for line in text.splitlines():
        if re.match(r"\w", line):
            track = VERIFIED if line.startswith("verified:") else SELF
        if found := _STATED.search(line):
            label, outcome = found.groups()
            key = _KEY.match(line)
            named = "" if label in VERDICT else label if label in ids else key[1] if key else label
            assert named == "" or named in ids, f"{line}: of what?"
            yield Stated(named, outcome_of(outcome), track)


def entries_of(text: str) -> list[str]:
    """The top-level entries of a block."""
    return [entry for entry in re.split(r"^(?=[^\s#])", text, flags=re.MULTILINE) if entry]


def check(result: SetResult, stated: Stated) -> None:
    if not stated.id:
        reached = result.reached.id if result.reached else "undecided"
        assert (reached,) == stated.outcome
        return
    (node,) = [item for item in result.all_nodes() if item.node.id == stated.id]
    for part in stated.outcome:
        if isinstance(part, Interval):
            assert node.outcome.points == part, stated
        elif part == "left out":
            assert node.outcome.applies is Met.NO
        else:
            assert node.outcome.met is METS[part], stated


class Desk:
    """A folder with the sets of a page, in which its assessments are scored."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places = (
            Place("built-in", built_in()),
            Place("examples", EXAMPLES / "criteria"),
            Place("page", folder),
        )
        self.last = ""

    def load(self, id_: str) -> LoadedSet:
        return Library(self.places).load(id_)

    def add_set(self, text: str, id_: str) -> LoadedSet:
        (self.folder / f"{id_}.yaml").write_text(text, encoding="utf-8")
        self.last = id_
        return self.load(id_)

    def case(self, set_: str, text: str) -> Case:
        if not text.startswith("format:"):
            head = f"format: wardeval/assessment/1\nset: {set_}\nunit: {{name: Thử, type: phuong}}\nperiod: 2024\n"
            text = head + text
        path = self.folder / "bai.txt"
        path.write_text(text, encoding="utf-8")
        return load_case(path, Library(self.places))

    def answers(self, set_: str, text: str) -> SetResult:
        return self.case(set_, FACTS.get(set_, "") + answers_text(text)).results[SELF]


FACTS = {
    "vi-du-diem": "facts: {vung: do-thi, dac-biet-kho-khan: không, dan-so: 12400}\n",
    "vi-du-nho": "facts: {vung: mien-nui, kho-khan: không, dan-so: 12400}\n",
}


def answers_text(text: str) -> str:
    return "answers:\n" + "".join(f"  {line}\n" for line in text.splitlines())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@cache
def page(lang: str) -> str:
    return PAGES[lang].read_text(encoding="utf-8")


both = pytest.mark.parametrize("lang", PAGES)


@both
def test_every_block_is_real(lang: str, desk: Desk) -> None:
    for block in blocks_of(page(lang)):
        match block.kind:
            case "set":
                _check_set(desk, block)
            case "criteria":
                desk.add_set(full_set(f"criteria:\n{block.text}verdicts: [{{id: xong, title: Xong}}]\n"), "thu")
            case "review":
                desk.add_set(full_set(block.text), "thu")
            case "assessment":
                _check_assessment(desk, block)
            case "answers":
                _check_answers(desk, block)
            case _:
                raise AssertionError(f"a block of no known kind: {block.kind}")


def _check_set(desk: Desk, block: Block) -> None:
    read = build(CriterionSet, parse_source(block.text.encode(), "docs"))
    loaded = desk.add_set(block.text, read.id)
    assert [problem for problem in lint_set(loaded) if problem.severity is Severity.ERROR] == []


def _check_assessment(desk: Desk, block: Block) -> None:
    if block.text.startswith("format:"):
        build(Assessment, parse_source(block.text.encode(), "docs"))
    case = desk.case(block.set, block.text)
    for stated in stated_in(block.text, {node.id for node in case.criteria.nodes()}):
        check(case.results[stated.track], stated)


def _check_answers(desk: Desk, block: Block) -> None:
    set_ = block.set or desk.last
    ids = {node.id for node in desk.load(set_).criteria.nodes()}
    so_far = ""
    for entry in entries_of(block.text):
        if re.search("→ (refused|không nhận)", entry):
            with pytest.raises(InputError):
                desk.answers(set_, entry)
            continue
        so_far += entry
        found = list(stated_in(entry, ids))
        assert found, f"nothing is stated of {entry}"
        for stated in found:
            check(desk.answers(set_, so_far), stated)


Row = list[str]


def tables_of(text: str) -> dict[str, list[Row]]:
    """The rows of every table, by what its heading says it holds."""
    found: dict[str, list[Row]] = {}
    for table in re.findall(r"(?:^\|.*\n)+", _FENCE.sub("", text), re.MULTILINE):
        heading, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines())
        name = TABLES.get(heading[0]) or heading[1].strip("`:")
        assert name not in found
        found[name] = rows
    return found


def code(cell: str) -> str:
    found = _CODE.search(cell)
    assert found, f"no code in {cell!r}"
    return found[1]


def value_of(text: str) -> Value:
    data = parse_source(f"x: {text}\n".encode(), "docs").data
    assert isinstance(data, dict)
    return data["x"]


LEAF = """\
scales: {{xep-loai: {{kem: Kém, kha: Khá, tot: Tốt}}}}
criteria:
  - {{id: n, measure: date, met: {{from: 01/01/Y}}}}
  - {{id: a, measure: {measure}, {rule}: {text}, max: 10{more}}}
verdicts: [{{id: xong, title: Xong}}]
"""
MORE = {"level": ", scale: xep-loai", "parts": ", parts: {a: A, b: B, c: C}"}


@both
@pytest.mark.parametrize("rule", ["met", "points"])
def test_every_rule_of_the_tables_gives_the_results_stated(lang: str, rule: str, desk: Desk) -> None:
    rows = tables_of(page(lang))[rule]
    assert {code(row[0]) for row in rows} >= ({"met", "ratio"} if rule == "points" else set(MORE))
    for measure, text, _, examples in rows:
        leaf = LEAF.format(measure=code(measure), rule=rule, text=code(text), more=MORE.get(code(measure), ""))
        desk.add_set(full_set(leaf), "thu")
        for example in examples.split("; "):
            answer, outcome = example.split(" → ")
            result = desk.answers("thu", f"n: 07/06/2024\na: {code(answer)}")
            check(result, Stated("a", outcome_of(outcome)))


@both
def test_every_measure_has_a_row(lang: str) -> None:
    assert {code(row[0]) for row in tables_of(page(lang))["met"]} == set(get_args(Measure))


@both
def test_parameters_are_what_the_table_says(lang: str, desk: Desk) -> None:
    (block,) = [block for block in blocks_of(page(lang)) if block.kind == "set"]
    _check_set(desk, block)
    context = desk.case("vi-du-nho", FACTS["vi-du-nho"]).contexts[SELF]
    for text, _, gives in tables_of(page(lang))["parameters"]:
        parameter = Parameter.read(value_of(code(text)))
        wanted = code(gives)
        if wanted == "unknown":
            assert context.resolve(parameter) is None
        elif wanted.endswith("%"):
            assert context.resolve_share(parameter) == Fraction(wanted[:-1]) / 100
        else:
            assert context.resolve(parameter) == Fraction(wanted)
            assert context.resolve_share(parameter) is None


@both
def test_numbers_and_dates_are_read_as_the_table_says(lang: str) -> None:
    for written, read, _ in tables_of(page(lang))["numbers"]:
        text = code(written)
        if read in WORDS:
            for reader in (number, calendar_date):
                with pytest.raises(PydanticCustomError):
                    reader(text)
        elif "-" in read:
            assert calendar_date(text) == date.fromisoformat(code(read))
        else:
            assert number(text) == Fraction(code(read))


@both
def test_conditions_policies_keys_and_exit_codes_are_those_of_the_program(lang: str) -> None:
    tables = tables_of(page(lang))
    given = [Condition.read(value_of(code(row[0]))).given for row in tables["conditions"]]
    assert set().union(*given) | {"without"} == set(Condition.fields())
    assert {code(row[0]) for row in tables["policies"]} == set(get_args(NotApplicable))
    keys = [key for row in tables["keys"] for key in _CODE.findall(row[0])]
    assert {key.split(":")[0] for key in keys} == {kebab(name) for name in Assessment.fields()}
    codes = re.findall(r"\b\d+\b(?= )", page(lang).rpartition("- **")[2].partition("--require")[2])
    assert {int(number_) for number_ in codes} == set(ExitCode) - {ExitCode.INCOMPARABLE}


def test_both_languages_have_the_same_headings() -> None:
    headings = {lang: re.findall(r"^(#+ (?:\d+\.)?)", _FENCE.sub("", page(lang)), re.MULTILINE) for lang in PAGES}
    assert headings["en"] == headings["vi"]


def test_both_languages_have_the_same_blocks() -> None:
    english, vietnamese = (blocks_of(page(lang)) for lang in PAGES)
    assert [block[:2] for block in english] == [block[:2] for block in vietnamese]
    for ours, theirs in zip(english, vietnamese, strict=True):
        assert _plain(ours) == _plain(theirs)


def _plain(block: Block) -> object:
    """A block without its words: data, and the results stated."""
    stated = [outcome_of(found[2]) for line in block.text.splitlines() if (found := _STATED.search(line))]
    entries = entries_of(block.text) if "→" in block.text and block.kind == "answers" else [block.text]
    return stated, [re.sub(r"\s+#.*", "", entry).strip() for entry in entries]


def test_both_languages_have_the_same_tables() -> None:
    english, vietnamese = (tables_of(page(lang)) for lang in PAGES)
    assert list(english) == list(vietnamese)
    for name, rows in english.items():
        codes = [[sorted(_CODE.findall(" ".join(row))) for row in table] for table in (rows, vietnamese[name])]
        assert codes[0] == codes[1]


@pytest.mark.parametrize("path", EVERY_PAGE, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in _LINK.findall(path.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
