"""`docs/sets.md`: its overlays are laid over, its cases run, its output recomputed; both languages say the same."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest

from tests.building import full_set, one
from tests.conftest import ROOT, Ran, Run
from tests.schema.generic import errors, yaml11
from tests.test_docs import Block, Desk, Row, Stated, check, code, entries_of, outcome_of, stated_in, value_of
from wardeval.case import load_case
from wardeval.cli.prompts import Move
from wardeval.cli.schema import KINDS
from wardeval.edition import in_force
from wardeval.exact import Met
from wardeval.language import Code, Language
from wardeval.library import Library, LoadedSet, Place, built_in
from wardeval.lint.criterion_set import lint_set
from wardeval.load import build
from wardeval.model.assessment import Assessment
from wardeval.model.cases import Cases, Expected, LeafCase, Range, WholeCase
from wardeval.model.overlay import Overlay
from wardeval.model.record import Record, kebab
from wardeval.problems import ExitCode, InputError, NotComparable, Severity
from wardeval.source import parse_source, read_source
from wardeval.trial.boundaries import boundaries
from wardeval.trial.cases import CASES_SUFFIX, try_set
from wardeval.workspace import NAME

PAGES = {"en": ROOT / "docs" / "sets.md", "vi": ROOT / "docs" / "sets.vi.md"}
TABLES = (
    "keys", "allowed", "fills", "refused", "in force", "cases", "boundaries", "unseen", "carried"
)  # fmt: skip
TOUCHES = {
    "tightened": "tightened", "siết chặt": "tightened",
    "filled in": "filled", "điền thêm": "filled",
    "added": "added", "thêm": "added",
}  # fmt: skip
REFUSED = ("refused", "không nhận")
SUSPENDED = ("suspended", "tạm dừng")

_FENCE = re.compile(r"^```(.*)\n((?:(?!```).*\n)*)```$", re.MULTILINE)
_RUN = re.compile(r"<!-- run: wardeval (?P<command>.*?) -->\n```text\n(?P<shown>(?:(?!```).*\n)*)```")
_CODE = re.compile(r"`([^`]+)`")

both = pytest.mark.parametrize("lang", PAGES)


@cache
def page(lang: str) -> str:
    return PAGES[lang].read_text(encoding="utf-8")


def blocks_of(text: str) -> list[Block]:
    found = []
    for info, body in _FENCE.findall(text):
        language, *rest = info.split()
        if language == "yaml":
            found.append(Block(rest[0], rest[1] if rest[1:] else "", body))
    return found


def table(lang: str, name: str) -> list[Row]:
    """The rows of a table, by the order in which the page has them."""
    tables = re.findall(r"(?:^\|.*\n)+", _FENCE.sub("", page(lang)), re.MULTILINE)
    assert len(tables) == len(TABLES)
    _, _, *rows = (
        [cell.strip() for cell in line.strip("|").split("|")] for line in tables[TABLES.index(name)].splitlines()
    )
    return rows


def codes(cell: str) -> list[str]:
    return _CODE.findall(cell)


def id_of(text: str) -> str:
    data = parse_source(text.encode(), "docs").data
    assert isinstance(data, dict)
    return str(data["id"])


def filled(folder: Path, lang: str) -> Path:
    """A folder with the overlays and cases of a page."""
    folder.mkdir(exist_ok=True)
    for block in blocks_of(page(lang)):
        if block.kind == "overlay":
            (folder / f"{id_of(block.text)}.yaml").write_text(block.text, encoding="utf-8")
        if block.kind == "cases":
            name = str(value_of("{" + block.text.splitlines()[1] + "}")["set"])  # type: ignore[index,call-overload]
            (folder / f"{name}{CASES_SUFFIX}").write_text(block.text, encoding="utf-8")
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# the blocks


@both
def test_overlays_are_laid_over_without_a_mistake(lang: str, desk: Desk) -> None:
    overlays = [id_of(block.text) for block in blocks_of(page(lang)) if block.kind == "overlay"]
    assert len(overlays) == 2
    filled(desk.folder, lang)
    for id_ in overlays:
        loaded = desk.load(id_)
        assert loaded.touches
        assert [problem for problem in lint_set(loaded) if problem.severity is not Severity.NOTE] == []


@both
def test_answers_come_to_what_the_page_says(lang: str, desk: Desk) -> None:
    filled(desk.folder, lang)
    blocks = [block for block in blocks_of(page(lang)) if block.kind == "answers"]
    assert len(blocks) == 2
    for block in blocks:
        ids = {node.id for node in desk.load(block.set).criteria.nodes()}
        for entry in entries_of(block.text):
            found = list(stated_in(entry, ids))
            if re.search("→ (refused|không nhận)", entry):
                with pytest.raises(InputError):
                    desk.answers(block.set, entry)
                continue
            assert found, f"nothing is stated of {entry}"
            for stated in found:
                check(desk.answers(block.set, entry), stated)


@both
def test_the_province_is_stricter_than_the_nation_and_asks_for_five(lang: str, desk: Desk) -> None:
    filled(desk.folder, lang)
    answer = "5.4.b: {part: 19, whole: 25}"
    check(desk.answers("tt-124-2021-xa", answer), Stated("5.4.b", ("met",)))
    check(desk.answers("tt-124-2021-xa-tinh", answer), Stated("5.4.b", ("not met",)))
    assert [node.id for node in desk.load("tt-124-2021-xa-tinh").criteria.criteria][4:] == ["5.5"]


@both
def test_what_the_office_fills_in_was_open(lang: str, desk: Desk) -> None:
    filled(desk.folder, lang)
    was, is_ = (
        {node.id: node for node in desk.load(id_).criteria.nodes()} for id_ in ("qd-25-2021", "qd-25-2021-phong")
    )
    assert (was["1.2"].measure, is_["1.2"].measure) == ("points", "ratio")
    assert [str(each["2.1"].max) for each in (was, is_)] == ["None", "6"]
    total = desk.answers("qd-25-2021-phong", '"1.2": 6/7').total
    assert total is not None
    assert not total.known


@both
def test_the_cases_pass(lang: str, desk: Desk) -> None:
    filled(desk.folder, lang)
    (block,) = [block for block in blocks_of(page(lang)) if block.kind == "cases"]
    assert build(Cases, parse_source(block.text.encode(), "docs")).cases
    tried = try_set(desk.load("tt-124-2021-xa-tinh"), desk.folder / f"tt-124-2021-xa-tinh{CASES_SUFFIX}")
    assert (tried.failures, tried.mistakes) == ((), ())


# printed output


def printed(command: str, lang: str, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command of the page prints, with the overlays and cases of the page at hand."""
    arguments, _, lines = command.partition(" | head -")
    monkeypatch.setenv("WARDEVAL_CRITERIA", str(filled(folder, lang)))
    ran = run(*shlex.split(arguments))
    assert (ran.code, ran.err) == (0, "")
    kept = ran.out.splitlines()[: int(lines)] if lines else ran.out.splitlines()
    return "".join(f"{line}\n" for line in kept)


@both
def test_outputs_are_real(
    lang: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    text = PAGES[lang].read_text(encoding="utf-8")

    def block(found: re.Match[str]) -> str:
        command = found["command"]
        assert f"--lang {lang} " in command
        shown = printed(command, lang, run, tmp_path / "sets", monkeypatch)
        return f"<!-- run: wardeval {command} -->\n```text\n{shown}```"

    real = _RUN.sub(block, text)
    if request.config.getoption("--update"):
        PAGES[lang].write_text(real, encoding="utf-8")
        text = real
    assert text == real, f"{PAGES[lang].name} differs; look at it, then run pytest --update"
    assert len(_RUN.findall(text)) == 3


# overlays: keys, what is allowed, what is refused


def keys_of(*records: type[Record]) -> set[str]:
    return {kebab(name) for record in records for name in record.fields()}


@both
def test_every_key_of_overlays_is_told(lang: str) -> None:
    told = [key for row in table(lang, "keys") for key in codes(row[0])]
    assert len(told) == len(set(told))
    assert set(told) == keys_of(Overlay)


@both
def test_every_key_of_cases_is_told(lang: str) -> None:
    whole, case, expect, leaf = ([*codes(row[1])] for row in table(lang, "cases"))
    for told, record in ((whole, Cases), (case, WholeCase), (expect, Expected), (leaf, LeafCase)):
        assert len(told) == len(set(told))
        assert set(told) == keys_of(record)
    text = page(lang)
    for key in keys_of(Range) - Range.internal:
        assert f"{key}: " in text


def laid(line: str, base: str, folder: Path) -> LoadedSet:
    """`base` with an overlay of one line."""
    head = (
        f"format: wardeval/overlay/1\nid: thu\nextends: {base}\nsources: {{T: {{title: Thử, kind: official-text}}}}\n"
    )
    (folder / "thu.yaml").write_text(f"{head}{line}\n", encoding="utf-8")
    return Library((Place("built-in", built_in()), Place("page", folder))).load("thu")


@both
def test_what_is_allowed_is_laid_over(lang: str, tmp_path: Path) -> None:
    for what, line, base, comes_to in table(lang, "allowed"):
        loaded = laid(code(line), code(base), tmp_path)
        kinds = {touch.kind for touches in loaded.touches.values() for touch in touches}
        if loaded.conditions:
            kinds.add("added")
        assert kinds == {TOUCHES[comes_to]}, what


@both
def test_what_may_be_filled_in_is_filled_in(lang: str, tmp_path: Path) -> None:
    for what, _, line, base in table(lang, "fills"):
        loaded = laid(code(line), code(base), tmp_path)
        kinds = {touch.kind for touches in loaded.touches.values() for touch in touches}
        assert kinds == set() if loaded.conditions else kinds == {"filled"}, what


@both
def test_completeness_and_conditions_do_what_the_page_says(lang: str, tmp_path: Path) -> None:
    assert "`completeness: complete`" in page(lang)
    loaded = laid("verdicts: [{id: dat, when: [{total: {at-least: 70}}]}]", "qd-25-2021", tmp_path)
    assert "condition-without-effect" in {problem.rule for problem in lint_set(loaded)}
    for line in ("completeness: complete", "gaps: []"):
        with pytest.raises(InputError):
            laid(line, "qd-25-2021", tmp_path)
    assert laid("completeness: partial", "qd-25-2021", tmp_path).criteria.gaps
    assert not laid("completeness: partial\ngaps: []", "qd-25-2021", tmp_path).criteria.gaps


@both
def test_what_is_refused_is_refused_at_both_lines(lang: str, tmp_path: Path) -> None:
    for what, line, base in table(lang, "refused"):
        with pytest.raises(InputError) as caught:
            laid(code(line), code(base), tmp_path)
        problem = caught.value.problems[0]
        assert (Path(problem.span.file).name, problem.span.line) == ("thu.yaml", 5), what
        message = Language(Code.EN).text(problem.message)
        alone = problem.rule in ("unknown-key", "overlay-idle-gate")
        assert (f"{code(base)}.yaml:" in message) is not alone, message


def test_what_could_stand_in_for_a_criterion_is_refused(tmp_path: Path) -> None:
    verdicts = "verdicts: [{id: dat, title: Đạt, when: [{criteria-met: {at-least: 1}}]}, {id: khong, title: Không}]"
    (tmp_path / "goc.yaml").write_text(full_set(f"criteria: [{{id: a, measure: met}}]\n{verdicts}\n", "goc"), "utf-8")
    with pytest.raises(InputError) as caught:
        laid("criteria: [{id: b, ask: X, measure: met}]", "goc", tmp_path)
    assert [problem.rule for problem in caught.value.problems] == ["overlay-loosens"]


# the set in force


@both
def test_the_period_and_the_unit_pick_the_set(lang: str, run: Run, tmp_path: Path) -> None:
    assert len({row[3].split()[0] for row in table(lang, "in force")}) > 3
    for set_, unit, period, comes_to in table(lang, "in force"):
        unit_ = code(unit).replace("{", "{name: Thử, ")
        facts = "facts: {loai: I}\n" if "qd-619-2017" in set_ else ""
        path = tmp_path / "bai.yaml"
        path.write_text(
            f"format: wardeval/assessment/1\nset: {code(set_)}\nunit: {unit_}\nperiod: {code(period)}\n{facts}", "utf-8"
        )
        library = Library((Place("built-in", built_in()),))
        named = codes(comes_to)
        word = comes_to.split(":")[0]
        if word in SUSPENDED:
            with pytest.raises(NotComparable):
                load_case(path, library)
            number = int(re.findall(r"\d+", comes_to)[0])
            new = (
                "new",
                "--set",
                code(set_),
                "--unit",
                "Xã A",
                "--within",
                "Tỉnh Thái Nguyên",
                "--period",
                code(period),
            )
            for command in (("score", str(path)), ("explain", str(path), "1.1"), new):
                assert run(*command, folder=tmp_path).code == number == ExitCode.INCOMPARABLE
            assert f"mã thoát {number}" in page("vi")
        elif word in REFUSED:
            with pytest.raises(InputError) as caught:
                load_case(path, library)
            (problem,) = caught.value.problems
            assert problem.rule == ("several-editions" if named else "no-edition")
            said = Language(Code.EN).text(problem.hint) if problem.hint else ""
            assert all(id_ in said for id_ in named)
        else:
            case = load_case(path, library)
            assert case.criteria.id == named[0]
            notes = " ".join(map(Language(Code.EN).text, case.notes))
            inside = in_force(case.criteria, case.assessment.period) is Met.YES
            assert inside is not ("is in force then" in notes)
            for more in named[1:]:
                assert (f"“{more}” is in force then" in notes) or ("does not say whether" in notes and more == "within")


def test_remarks_are_printed_and_a_summary_has_suspended_years(run: Run, tmp_path: Path) -> None:
    unit = "unit: {name: Xã A, type: xa, within: [Tỉnh %s]}"
    head = f"format: wardeval/assessment/1\nset: qd-25-2021\n{unit}\nperiod: 2025\n"
    (tmp_path / "a.yaml").write_text(head % "Thanh Hóa", "utf-8")
    assert "Thái Nguyên suspended assessment" in " ".join(run("score", str(tmp_path / "a.yaml")).out.split())
    (tmp_path / "b.yaml").write_text(head % "Thái Nguyên", "utf-8")
    ran = run("score", str(tmp_path))
    assert (ran.code, "suspended year" in ran.out) == (ExitCode.INCOMPARABLE, True)


# cases


@both
def test_boundaries_are_those_of_the_table(lang: str, tmp_path: Path) -> None:
    rows = table(lang, "boundaries")
    assert {code(row[0]) for row in rows} == {"ratio", "date", "count"}
    for measure, rule, answers in rows:
        (tmp_path / "thu.yaml").write_text(full_set(one(f"measure: {code(measure)}, {code(rule)}")), "utf-8")
        loaded = Library((Place("page", tmp_path),)).load("thu")
        edges = {
            edge.answer: edge.met if not edge.earns else str(edge.points and edge.points[0])
            for edge in boundaries(loaded, 2024)
        }
        told = {}
        for each in answers.split("; "):
            answer, comes_to = each.split(" → ")
            (part,) = outcome_of(comes_to)
            told[code(answer)] = {"met": "yes", "not met": "no"}.get(part) if isinstance(part, str) else str(part.least)
        assert edges == told


@both
def test_the_exit_codes_of_criteria_test(lang: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = re.findall(r"^(?:Exit codes|Mã thoát): (?:.+\n)+", page(lang), re.MULTILINE)
    assert [int(number) for number in re.findall(r"(?:(?<=: )|(?<=; )|(?<=;\n))(\d)(?= )", line)] == [0, 1, 2, 3]
    monkeypatch.setenv("WARDEVAL_CRITERIA", str(filled(tmp_path, lang)))
    path = tmp_path / f"tt-124-2021-xa-tinh{CASES_SUFFIX}"
    good = path.read_text(encoding="utf-8")
    assert run("criteria", "test", "tt-124-2021-xa-tinh").code == ExitCode.OK
    assert "H1 Điều 3" in run("criteria", "test", "tt-124-2021-xa-tinh", "-v").out
    assert '"format": "wardeval/criteria-test/1"' in run("criteria", "test", str(path), "--format", "json").out
    path.write_text(good.replace("20/25, met: yes", "20/25, met: no"), encoding="utf-8")
    ran = run("criteria", "test", "tt-124-2021-xa-tinh")
    assert (ran.code, "the engine says" in ran.out) == (ExitCode.NO, True)
    (tmp_path / "leer").mkdir()
    assert run("criteria", "test", str(tmp_path / "leer")).code == ExitCode.USAGE
    path.write_text(good.replace("period: 2024", "period: nay"), encoding="utf-8")
    ran = run("criteria", "test", "tt-124-2021-xa-tinh", "tt-124-2021-kdc")
    assert (ran.code, "tt-124-2021-kdc" in ran.out) == (ExitCode.INPUT, True)


# comparing


def test_sets_that_come_to_different_things_show_heads_and_verdicts(run: Run) -> None:
    ran = run("criteria", "diff", "qd-25-2021", "qd-27-2025")
    assert ran.code == ExitCode.INCOMPARABLE
    assert "not comparable criterion by criterion" in ran.out
    assert "Verdicts of qd-27-2025" in ran.out
    assert "Criteria and indicators" not in ran.out
    assert (
        '"format": "wardeval/criteria-diff/1"'
        in run("criteria", "diff", "qd-25-2021", "qd-27-2025", "--format", "json").out
    )


# schemas


@both
def test_every_kind_of_schema_is_named(lang: str) -> None:
    (section,) = re.findall(r"^## 5\..*?(?=^## )", page(lang), re.MULTILINE | re.DOTALL)
    assert set(KINDS.split("|")) <= set(codes(section))


HEADS = {
    "assessment": "format: wardeval/assessment/1\nset: tt-124-2021-xa-tinh\nunit: {name: A, type: xa}\nperiod: 2024\n",
    "overlay": "format: wardeval/overlay/1\nid: thu\nextends: tt-124-2021-xa\n",
    "cases": "format: wardeval/cases/1\nset: tt-124-2021-xa\n",
}


def read_as(kind: str, path: Path, desk: Desk) -> None:
    """Use a file of a kind; raises `InputError` with what is wrong with it."""
    match kind:
        case "assessment":
            load_case(path, Library(desk.places))
        case "overlay":
            desk.load(path.stem)
        case "cases":
            tried = try_set(desk.load("tt-124-2021-xa"), path)
            if tried.mistakes:
                raise InputError(tried.mistakes)


@both
def test_a_schema_does_not_see_what_the_table_says(lang: str, desk: Desk) -> None:
    filled(desk.folder, lang)
    rows = table(lang, "unseen")
    assert {code(row[0]) for row in rows} == set(HEADS)
    for kind, line, _ in rows:
        text = f"{HEADS[code(kind)]}{code(line)}\n"
        assert errors(yaml11(text), code(kind)) == []
        path = desk.folder / "thu.yaml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError):
            read_as(code(kind), path, desk)


# starting and filling in


def written(run: Run, *arguments: str, folder: Path) -> Ran:
    ran = run(*arguments, folder=folder)
    assert ran.code == ExitCode.OK, ran.err
    return ran


@both
def test_init_and_new_write_what_the_page_says(lang: str, run: Run, tmp_path: Path) -> None:
    (text,) = re.findall(r"^- `init(?:.+\n)+?(?=- )", page(lang), re.MULTILINE)
    named = [name for name in codes(text) if re.match(r"[\w.]+(?:/\w+)?(?:\.\w+)?\Z", name)]
    written(run, "init", "van-phong", "--period", "2024", folder=tmp_path)
    office = tmp_path / "van-phong"
    for name in named:
        assert (office / name).exists(), name
    tops = {path.relative_to(office).parts[0] for path in office.rglob("*")}
    assert tops == {Path(name).parts[0] for name in named}
    assert {"wardeval.yaml", "assessments/2024"} <= set(named)
    assert NAME in named
    (office / "README.md").write_text("của tôi", encoding="utf-8")
    new = ("--set", "tt-124-2021-xa", "--unit", "Xã Ví Dụ", "--period", "2024")
    written(run, "init", "van-phong", *new, folder=tmp_path)
    assert (office / "README.md").read_text(encoding="utf-8") == "của tôi"
    (file,) = office.glob("assessments/2024/*.yaml")
    (first, *_) = file.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# yaml-language-server: $schema=")
    assert "# yaml-language-server: $schema=…" in page(lang)
    assert run("new", *new, folder=office).code == ExitCode.USAGE
    written(run, "new", *new, "--force", folder=office)
    settings = (office / ".vscode" / "settings.json").read_text(encoding="utf-8")
    assert "./.wardeval/assessment.schema.json" in settings


ASKED = """\
facts: {vung: {title: Vùng, is: one-of, of: [x, y]}}
criteria:
  - {id: a, measure: events, met: none}
  - {id: b, measure: ratio, met: {at-least: {by: vung, table: {x: 50%, y: 40%}}}}
"""
LAST = """\
format: wardeval/assessment/1
set: thu
unit: {id: "00070", name: Phường Ví Dụ, type: phuong}
period: 2023
as-of: 31/12/2023
fictional: yes
facts: {vung: x}
days-off: [20/01/2023]
answers: {a: {value: 1, evidence: [moi]}, b: 1164/1200}
stated-count: {met: 1, of: 2}
verified: {by: Tổ thẩm định, answers: {a: {value: 2, reason: Sót một vụ}}}
evidence:
  cu: {number: 07/BC, date: 31/12/2023, summary: Cũ}
  moi: {number: 08/BC, date: 01/01/2024, summary: Mới}
claims: {verdict: dat}
"""


@both
def test_new_carries_over_what_the_table_says(
    lang: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried, register, emptied, dropped = (codes(row[0]) for row in table(lang, "carried"))
    (tmp_path / "sets").mkdir()
    (tmp_path / "sets" / "thu.yaml").write_text(full_set(ASKED), encoding="utf-8")
    monkeypatch.setenv("WARDEVAL_CRITERIA", str(tmp_path / "sets"))
    (tmp_path / "2023.yaml").write_text(LAST, encoding="utf-8")
    written(run, "new", "--from", "2023.yaml", "--period", "2024", "-o", "2024.yaml", folder=tmp_path)
    last, new = (build(Assessment, read_source(tmp_path / f"{year}.yaml")) for year in (2023, 2024))
    told = {*carried, *register, *emptied, *dropped, "format", "set", "period"}
    assert told == keys_of(Assessment) == {kebab(name) for name in last.given}
    data = read_source(tmp_path / "2024.yaml").data
    assert isinstance(data, dict)
    text = (tmp_path / "2024.yaml").read_text(encoding="utf-8")
    comments = " ".join(line for line in text.splitlines() if line.lstrip().startswith("#"))
    for key in carried:
        assert repr(getattr(new, key)) == repr(getattr(last, key))
    assert (register, [*new.evidence], "07/BC" in comments) == (["evidence"], ["moi"], True)
    assert emptied == ["answers", "verified"]
    assert (data["answers"], new.verified) == ({"a": None, "b": None}, None)
    assert "1164/1200" in comments
    assert "Sót một vụ" in comments
    for key in dropped:
        assert key.replace("-", "_") not in new.given, key


@both
def test_fill_is_moved_by_what_the_page_says(lang: str) -> None:
    (text,) = re.findall(r"^- `fill(?:.+\n)+", page(lang), re.MULTILINE)
    typed = {name for name in codes(text) if len(name) == 1}
    assert typed == {move.typed for move in Move} - {Move.SKIP.typed}


# the pages


@pytest.mark.parametrize("lang", PAGES)
def test_a_page_is_read_at_one_sitting(lang: str) -> None:
    lines = page(lang).splitlines()
    assert len(lines) < 260
    assert [line for line in lines if len(line) > 120 and not line.startswith(("|", "<!--"))] == []


def test_both_languages_have_the_same_sections() -> None:
    headings = {lang: re.findall(r"^(#+ (?:\d+\.)?)", _FENCE.sub("", page(lang)), re.MULTILINE) for lang in PAGES}
    assert headings["en"] == headings["vi"]
    assert len(headings["en"]) == 7


def test_both_languages_have_the_same_blocks() -> None:
    english, vietnamese = (blocks_of(page(lang)) for lang in PAGES)
    assert [block[:2] for block in english] == [block[:2] for block in vietnamese]
    for ours, theirs in zip(english, vietnamese, strict=True):
        assert _plain(ours) == _plain(theirs)


def _plain(block: Block) -> object:
    """A block without its comments: its data, and the results stated."""
    stated = [outcome_of(found[1]) for found in re.finditer(r"→ ([^;\n]+)", block.text)]
    return stated, [re.sub(r"\s+#.*", "", entry).strip() for entry in entries_of(block.text)]


def test_both_languages_run_the_same_commands() -> None:
    english, vietnamese = ([found["command"] for found in _RUN.finditer(page(lang))] for lang in PAGES)
    assert [command.replace("--lang en", "--lang vi") for command in english] == vietnamese


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_have_the_same_tables(name: str) -> None:
    english, vietnamese = ([[codes(cell) for cell in row] for row in table(lang, name)] for lang in PAGES)
    assert [[sorted(cell) for cell in row] for row in english] == [[sorted(cell) for cell in row] for row in vietnamese]
