"""`wardeval new`: what it writes, that it loads and scores for every set, and what it never does."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from unicodedata import normalize

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.answering import answers, facts, filled
from tests.conftest import EXAMPLES, ROOT, Golden, Run
from wardeval.case import load_case
from wardeval.content import UNPRINTABLE
from wardeval.library import Library, LoadedSet, Place, built_in, places
from wardeval.load import build
from wardeval.model.assessment import Assessment
from wardeval.source import read_source
from wardeval.written import WIDTH

LIBRARY = Library((*places(None, {}), Place("workspace", EXAMPLES / "criteria")))
SETS = sorted(id_ for id_, _ in LIBRARY.ids())
WARD = ("--unit", "Phường Ví Dụ", "--period", "2024")


def year(id_: str) -> int:
    applies = LIBRARY.load(id_).criteria.applies
    if applies is None:
        return 2024
    return min(max(2024, applies.from_ or 2024), applies.to or 2024)


def start(run: Run, folder: Path, id_: str, *more: str, lang: str = "vi") -> Path:
    """The file that `new` writes for a set."""
    loaded = LIBRARY.load(id_)
    type_ = "phuong" if "phuong" in loaded.criteria.units else loaded.criteria.units[0]
    place = (named(loaded) or ("--set", id_))[1]
    ran = run(
        *("new", "--set", place, "--unit", "Phường Ví Dụ", "--type", type_, "--period", str(year(id_))),
        *("-o", "bai.yaml", *more),
        folder=folder,
        lang=lang,
    )
    assert (ran.code, ran.out) == (0, ""), ran.err
    return folder / "bai.yaml"


def schema_of(file: Path) -> Any:
    line = file.read_text("utf-8").splitlines()[0]
    return json.loads((file.parent / line.removeprefix("# yaml-language-server: $schema=")).read_text("utf-8"))


def plain(file: Path) -> object:
    """A file as an editor's YAML reader sees it."""
    import yaml

    return json.loads(json.dumps(yaml.safe_load(file.read_text("utf-8")), default=str))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("id_", SETS)
def test_every_set_new_then_filled_then_scored(id_: str, lang: str, run: Run, tmp_path: Path) -> None:
    loaded = LIBRARY.load(id_)
    file = start(run, tmp_path, id_, lang=lang)
    text = file.read_text("utf-8")
    assert [line for line in text.splitlines() if len(line) > WIDTH] == []
    validator = jsonschema.Draft202012Validator(schema_of(file))
    needed = facts(loaded)

    if needed:
        scored = run("score", str(file), *named(loaded), folder=tmp_path, lang=lang)
        assert (scored.code, scored.out) == (3, "")
        for name in needed:
            line = next(n for n, line in enumerate(text.splitlines(), 1) if line == f"  {name}:")
            assert f":{line}:" in scored.err
            assert f"“{name}”" in scored.err
    file.write_text(filled(text, needed), "utf-8")
    empty = load_case(file, LIBRARY, loaded)
    leaves = [node.id for node in loaded.criteria.nodes() if node.measure is not None]
    assert list(empty.assessment.answers) == leaves
    assert empty.results["self"].coverage.answered == 0
    assert list(validator.iter_errors(plain(file))) == []
    assert run("score", str(file), *named(loaded), folder=tmp_path, lang=lang).code == 0

    file.write_text(filled(file.read_text("utf-8"), answers(loaded, year(id_))), "utf-8")
    full = load_case(file, LIBRARY, loaded)
    assert full.results["self"].coverage.answered == full.results["self"].coverage.of > 0
    assert list(validator.iter_errors(plain(file))) == []
    ran = run("score", str(file), *named(loaded), folder=tmp_path, lang=lang)
    assert (ran.code, ran.err) == (0, "")


def named(loaded: LoadedSet) -> tuple[str, ...]:
    """How a set that is not built in is named."""
    is_own = not (built_in() / f"{loaded.criteria.id}.yaml").is_file()
    return ("--set", str(EXAMPLES / "criteria" / f"{loaded.criteria.id}.yaml")) if is_own else ()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("id_", ["tt-124-2021-xa", "qd-5764-2021", "vi-du-diem"])
def test_what_it_looks_like(id_: str, lang: str, run: Run, golden: Golden, tmp_path: Path) -> None:
    text = start(run, tmp_path, id_, lang=lang).read_text("utf-8")
    golden(f"new-{id_}.{lang}.yaml.txt", re.sub(r"\S*/examples/criteria/", "…/examples/criteria/", text))


def test_it_says_what_it_wrote_and_what_comes_next(run: Run, tmp_path: Path) -> None:
    ran = run("new", "--set", "tt-124-2021-xa", *WARD, folder=tmp_path)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "written: phuong-vi-du-2024.yaml",
        "next: fill it in, then wardeval score phuong-vi-du-2024.yaml",
    ]
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        ".wardeval",
        "phuong-vi-du-2024.yaml",
        "tt-124-2021-xa.schema.json",
    ]


def test_the_unit_is_written_as_it_is_given(run: Run, tmp_path: Path) -> None:
    places_ = ("--within", "Quận 12", "--within", "Thành phố Hồ Chí Minh")
    start(run, tmp_path, "tt-124-2021-xa", "--unit-id", "00070", *places_)
    unit = build(Assessment, read_source(tmp_path / "bai.yaml")).unit
    assert (unit.id, unit.name, unit.type) == ("00070", "Phường Ví Dụ", "phuong")
    assert unit.within == ("Quận 12", "Thành phố Hồ Chí Minh")


# where it is written


def test_in_a_workspace_it_goes_to_the_folder_of_the_year(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wardeval.yaml").write_text("language: vi\nassessments: nop\nsets: tt-124-2021-xa\n", "utf-8")
    below = tmp_path / "nop"
    below.mkdir()
    ran = run("new", *WARD, folder=below)
    assert ran.code == 0
    file = below / "2024" / "phuong-vi-du--tt-124-2021-xa.yaml"
    assert file.read_text("utf-8").startswith(
        "# yaml-language-server: $schema=../../.wardeval/tt-124-2021-xa.schema.json\n"
    )
    assert (tmp_path / ".wardeval" / "tt-124-2021-xa.schema.json").is_file()
    assert "written: 2024/phuong-vi-du--tt-124-2021-xa.yaml\n" in ran.err
    assert run("score", "2024", folder=below).code == 0


def test_several_sets_of_a_workspace_ask_for_the_choice(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wardeval.yaml").write_text("sets: [tt-124-2021-xa, qd-5764-2021]\n", "utf-8")
    ran = run("new", *WARD, folder=tmp_path)
    assert ran.code == 2
    assert "the workspace has tt-124-2021-xa; qd-5764-2021" in ran.err


def test_a_broken_workspace_stops_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wardeval.yaml").write_text("assessment: nop\n", "utf-8")
    ran = run("new", "--set", "tt-124-2021-xa", *WARD, folder=tmp_path)
    assert ran.code == 3
    assert "wardeval.yaml:1:1: " in ran.err
    assert "“assessments”" in ran.err


@pytest.mark.parametrize("more", [(), ("-o", "bai.yaml")])
def test_nothing_is_overwritten_without_force(more: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    name = more[1] if more else "phuong-vi-du-2024.yaml"
    (tmp_path / name).write_text("mine", "utf-8")
    ran = run("new", "--set", "tt-124-2021-xa", *WARD, *more, folder=tmp_path)
    assert ran.code == 2
    assert f"{name} is there already" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text("utf-8") == "mine"
    assert run("new", "--set", "tt-124-2021-xa", *WARD, *more, "--force", folder=tmp_path).code == 0
    assert (tmp_path / name).read_text("utf-8") != "mine"


def test_a_file_with_answers_is_to_be_filled_in_rather_than_replaced(run: Run, tmp_path: Path) -> None:
    file = start(run, tmp_path, "tt-124-2021-xa")
    again = ("new", "--set", "tt-124-2021-xa", *WARD, "-o", "bai.yaml")
    assert run(*again, folder=tmp_path).err.startswith(
        "wardeval: bai.yaml is there already, still without answers; to fill it in: wardeval fill bai.yaml; --force"
    )
    verified = "verified: {by: Tỉnh, answers: {5.1.a: 16/01/2024}}\n"
    file.write_text(filled(file.read_text("utf-8"), {"5.1.a": "15/01/2024", "5.4.b": "9/10"}) + verified, "utf-8")
    before = file.read_bytes()
    ran = run(*again, folder=tmp_path)
    assert (ran.code, file.read_bytes()) == (2, before)
    assert ran.err.startswith(
        "wardeval: bai.yaml is there already, with 3 answers; to go on filling it in: wardeval fill bai.yaml;"
        " --force replaces it, and its answers are lost; "
    )
    assert run(*again, "--force", folder=tmp_path).code == 0
    assert "15/01/2024\n" not in file.read_text("utf-8").split("answers:")[1].split("evidence:")[0]


def test_a_link_to_nowhere_is_there_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bai.yaml").symlink_to("nowhere")
    assert run("new", "--set", "tt-124-2021-xa", *WARD, "-o", "bai.yaml", folder=tmp_path).code == 2


def test_a_file_that_is_read_is_never_written_over(run: Run, tmp_path: Path) -> None:
    last = start(run, tmp_path, "tt-124-2021-xa")
    before = last.read_bytes()
    ran = run("new", "--from", "bai.yaml", "--period", "2025", "-o", "bai.yaml", "--force", folder=tmp_path)
    assert (ran.code, last.read_bytes()) == (2, before)
    ran = run("new", "--set", "tt-124-2021-xa", *WARD, "-o", str(built_in() / "tt-124-2021-xa.yaml"), "--force")
    assert ran.code == 2


def test_a_folder_is_no_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thu-muc").mkdir()
    assert run("new", "--set", "tt-124-2021-xa", *WARD, "-o", "thu-muc", "--force", folder=tmp_path).code == 2


def test_the_schema_is_written_only_if_it_changed(run: Run, tmp_path: Path) -> None:
    start(run, tmp_path, "tt-124-2021-xa")
    schema = tmp_path / ".wardeval" / "tt-124-2021-xa.schema.json"
    os.utime(schema, (1, 1))
    start(run, tmp_path, "tt-124-2021-xa", "--force")
    assert schema.stat().st_mtime == 1
    schema.write_text("{}", "utf-8")
    start(run, tmp_path, "tt-124-2021-xa", "--force")
    assert "answers" in schema.read_text("utf-8")


def test_a_folder_that_cannot_be_written_to(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def read_only(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if "x" in mode or "w" in mode:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return opened(path, mode, *more, **named)

    monkeypatch.setattr(Path, "open", read_only)
    ran = run("new", "--set", "tt-124-2021-xa", *WARD, "-o", "a/b.yaml", folder=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert "Read-only file system" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("blocked", [".wardeval", "con"])
def test_where_one_file_cannot_be_written_nothing_stays(blocked: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / blocked).write_text("a file, not a folder", "utf-8")
    ran = run(
        "new",
        "--set",
        "tt-124-2021-xa",
        *WARD,
        "-o",
        "con/moi.yaml" if blocked == "con" else "moi.yaml",
        folder=tmp_path,
    )
    assert ran.code == 3
    assert [path.name for path in tmp_path.rglob("*")] == [blocked]


# what the options say


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    {
        "no period": (("--set", "tt-124-2021-xa", "--unit", "Phường A"), 2, "--period is missing"),
        "no unit": (("--set", "tt-124-2021-xa", "--period", "2024"), 2, "--unit is missing"),
        "no set": (WARD, 2, "--set is missing"),
        "an empty name": (("--set", "tt-124-2021-xa", "--unit", " ", "--period", "2024"), 2, "--type"),
        "a name of no letters": (
            ("--set", "tt-124-2021-xa", "--unit", "", "--type", "xa", "--period", "2024"),
            2,
            "--unit: text is expected here",
        ),
        "a control character": (
            ("--set", "tt-124-2021-xa", "--unit", "Phường \x07", "--period", "2024"),
            2,
            "U+0007",
        ),
        "a year that is none": (("--set", "x", "--unit", "Phường A", "--period", "24"), 2, "--period: a year is"),
        "a name without a type": (("--set", "x", "--unit", "A", "--period", "2024"), 2, "give --type"),
        "a name of a set of its own types": (
            ("--set", "nd-122-2018", "--unit", "Khu phố 3", "--period", "2024"),
            2,
            "give --type, such as khu-dan-cu (residential area);",
        ),
        "a name of a family of sets": (
            ("--set", "tiep-can-phap-luat", "--unit", "Khu phố 3", "--period", "2024"),
            2,
            "give --type, such as xa (commune); phuong (ward); thi-tran (township)",
        ),
        "a name, and no set": (("--set", "x", "--unit", "A", "--period", "2024"), 2, "xa (commune)"),
        "a type that is none": (
            ("--set", "tt-124-2021-xa", "--unit", "A", "--type", "phuog", "--period", "2024"),
            2,
            "did you mean “phuong”?",
        ),
        "a set that is none": (("--set", "tt-124-2021-x", *WARD), 3, "did you mean “tt-124-2021-xa”?"),
        "a set file that is none": (("--set", "./x.yaml", *WARD), 3, "there is no such file"),
        "a fact that is none": (("--set", "tt-124-2021-xa", *WARD, "--facts", "vung=x"), 2, "the fact “vung”"),
        "a set that cannot be one": (("--set", "a b", *WARD), 2, "--set: an id is expected here"),
        "bytes that are no text": (
            ("--set", "tt-124-2021-xa", "--unit", "Phường \udcff", "--period", "2024"),
            2,
            "--unit: the character U+DCFF stands here",
        ),
        "a fact without a value": (("--set", "tt-124-2021-xa", *WARD, "--facts", "vung"), 2, "--facts takes ID=VALUE"),
        "last year's file that is none": (("--from", "x.yaml", "--period", "2024"), 3, "there is no such file"),
        "a file too many": (("x", "--period", "2024"), 2, "one argument too many"),
    }.values(),
)
def test_what_the_options_say_wrongly(
    arguments: tuple[str, ...], code: int, said: str, run: Run, tmp_path: Path
) -> None:
    ran = run("new", *arguments, folder=tmp_path)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_facts_are_written_and_checked(run: Run, tmp_path: Path) -> None:
    given_ = ("--facts", "vung=mien-nui", "--facts", "dan-so=12400", "--facts", "dac-biet-kho-khan=không")
    file = start(run, tmp_path, "vi-du-diem", *given_)
    assert build(Assessment, read_source(file)).facts == {
        "vung": "mien-nui",
        "dan-so": "12400",
        "dac-biet-kho-khan": "không",
    }
    ran = run(
        "new", "--set", str(EXAMPLES / "criteria/vi-du-diem.yaml"), *WARD, "--facts", "vung=bien", folder=tmp_path
    )
    assert (ran.code, "--facts vung: one of these is expected here" in ran.err) == (2, True)


def test_a_family_is_the_set_of_its_year(run: Run, tmp_path: Path) -> None:
    ran = run("new", "--set", "tiep-can-phap-luat", *WARD, folder=tmp_path)
    assert ran.code == 0
    assert "\nset: qd-25-2021\n" in (tmp_path / "phuong-vi-du-2024.yaml").read_text("utf-8")


def test_an_overlay_is_named_and_marked(run: Run, tmp_path: Path) -> None:
    text = start(run, tmp_path, "tt-124-2021-xa-hu-cau", lang="en").read_text("utf-8")
    assert "# Overlay: tt-124-2021-xa-hu-cau completes tt-124-2021-xa" in text
    assert "  #   from tt-124-2021-xa-hu-cau\n" in text


def test_a_suspended_year_is_not_begun(run: Run, tmp_path: Path) -> None:
    where = ("--unit", "Xã Ví Dụ", "--within", "Tỉnh Thái Nguyên", "--period", "2025")
    ran = run("new", "--set", "tiep-can-phap-luat", *where, folder=tmp_path)
    assert (ran.code, list(tmp_path.iterdir())) == (5, [])
    assert ran.err.startswith("wardeval: error: 2025 is not judged")


def test_a_unit_of_another_type_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("new", "--set", "tt-124-2021-xa", "--unit", "Đặc khu Ví Dụ", "--period", "2025", folder=tmp_path)
    assert ran.code == 0
    assert "please note: the set names commune; ward; township; it does not name “special zone”\n" in ran.err
    assert "# Note: the set names" in (tmp_path / "dac-khu-vi-du-2025.yaml").read_text("utf-8")


@pytest.mark.parametrize(("period", "other"), [("2020", "qd-619-2017"), ("2026", "qd-27-2025")])
def test_a_year_of_another_set_is_told(period: str, other: str, run: Run, tmp_path: Path) -> None:
    ran = run("new", "--set", "qd-25-2021", "--unit", "Phường A", "--period", period, folder=tmp_path)
    assert ran.code == 0
    notes = [line for line in ran.err.splitlines() if not line.startswith(("written: ", "next: "))]
    assert all(line.startswith("please note: ") for line in notes)
    assert notes[-1].endswith(f"not for {period}; “{other}” is in force then")


# names of any kind

NAMES = [
    'Phường "A"',
    "Phường 'A'",
    "Phường A: b",
    "Phường A #1",
    "Phường A\nformat: x",
    "Phường A\\nb",
    "Phường مرحبا",
    "Phường \u202eA",
    "Phường 😀",
    "Phường " + "dài " * 400,
    "Phường {a} [b] & * ! | > % @ `",
    "Phường A\u2028b",
    normalize("NFD", "Phường Đống Đa"),
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_hostile_name_is_only_a_name(name: str, run: Run, tmp_path: Path) -> None:
    ran = run("new", "--set", "qd-5764-2021", "--unit", name, "--period", "2024", "-o", "a.yaml", folder=tmp_path)
    assert ran.code == 0, ran.err
    text = (tmp_path / "a.yaml").read_text("utf-8")
    assert "\u202e" not in text
    assert build(Assessment, read_source(tmp_path / "a.yaml")).unit.name == " ".join(normalize("NFC", name).split())
    assert run("score", "a.yaml", folder=tmp_path).code == 0


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.text(max_size=40).map(lambda text: " ".join(normalize("NFC", text).split())).filter(bool))
def test_any_name_loads_unchanged_or_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    arguments = (f"--unit={name}", "--type", "phuong", "--period", "2024", "-o", "a.yaml", "--force")
    ran = run("new", "--set", "qd-5764-2021", *arguments, folder=tmp_path)
    refused = UNPRINTABLE.search(name) is not None
    assert ran.code == (2 if refused else 0), ran.err
    if refused:
        return
    assert build(Assessment, read_source(tmp_path / "a.yaml")).unit.name == name


def test_in_a_c_locale(tmp_path: Path) -> None:
    """The file is UTF-8 wherever it is written; only the words on the terminal lose their marks."""
    environ = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "0"}
    environ["PYTHONCOERCECLOCALE"] = "0"
    ran = subprocess.run(
        [sys.executable, "-m", "wardeval", "--lang", "vi", "new", "--set", "tt-124-2021-xa", *WARD],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        check=True,
    )
    ran.stderr.decode("ascii")
    assert "name: Phường Ví Dụ\n" in (tmp_path / "phuong-vi-du-2024.yaml").read_text("utf-8")
