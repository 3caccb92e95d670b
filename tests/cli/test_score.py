"""`wardeval score`: reports, formats, exit codes, streams."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import EXAMPLES, ROOT, Golden, Run
from wardeval.cli.streams import fitted

SCHEMA = json.loads((ROOT / "src/wardeval/schemas/result-1.json").read_text())
FULL = "examples/hu-cau-phuong-mau.yaml"
POINTS = "examples/hu-cau-cham-diem.yaml"
COUNTED = "examples/nghi-huong-cong-an-phuong-2023.yaml"
HEDGED = "examples/tan-chanh-hiep-2022.yaml"
NO_RULE = "examples/sung-phai-2025.yaml"
OPEN = "examples/muong-lat-2025.yaml"
FILES = sorted(path.relative_to(ROOT).as_posix() for path in EXAMPLES.glob("*-*.yaml"))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("name", "arguments"),
    {
        "full": (FULL,),
        "points": (POINTS,),
        "counted": (COUNTED,),
        "hedged": (HEDGED,),
        "open-140": (OPEN, "--width", "140"),
        "markdown": (FULL, "--format", "markdown"),
        "gaps": (POINTS, "--only", "gaps"),
        "summary": ("examples",),
        "summary-140": ("examples", "--width", "140"),
        "self": (FULL, "--track", "self"),
    }.items(),
)
def test_reports(name: str, arguments: tuple[str, ...], lang: str, run: Run, golden: Golden) -> None:
    ran = run("score", *arguments, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    golden(f"score-{name}.{lang}.txt", ran.out)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("width", [60, 80, 140])
def test_no_line_is_wider_than_the_page(file: str, width: int, run: Run) -> None:
    lines = run("score", file, "--width", str(width), lang="vi").out.splitlines()
    assert [line for line in lines if len(line) > width] == []


@pytest.mark.parametrize("file", [*FILES, "examples"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_json_keeps_its_schema(file: str, lang: str, run: Run) -> None:
    ran = run("score", file, "--format", "json", lang=lang)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(ran.out))


def test_json_numbers_are_exact(run: Run) -> None:
    track = json.loads(run("score", POINTS, "--format", "json").out)["results"][0]["tracks"]["self"]
    online = next(part for part in track["criteria"][2]["parts"] if part["id"] == "3.2")
    assert online["points"]["least"] == {"exact": "579/100", "decimal": "5.79"}


def test_json_holds_no_binary_float(run: Run) -> None:
    json.loads(run("score", "examples", "--format", "json").out, parse_float=_refuse)


def _refuse(text: str) -> float:
    raise AssertionError(f"a float in the output: {text}")


@pytest.mark.parametrize(
    ("arguments", "code"),
    {
        "reached": ((FULL, "--track", "self", "--require", "dat"), 0),
        "not reached": ((FULL, "--require", "dat"), 1),
        "by its title": ((FULL, "--track", "self", "--require", "đạt tiêu chuẩn"), 2),
        "undecided": ((OPEN, "--require", "dat"), 4),
        "hedged": ((HEDGED, "--require", "dat"), 4),
        "rule not public": ((NO_RULE, "--require", "dat"), 4),
        "a lower one than reached": ((POINTS, "--require", "chua-dat"), 0),
        "a higher one than reached": ((POINTS, "--require", "xuat-sac"), 1),
        "no such verdict": ((FULL, "--require", "excellent"), 2),
        "no file": (("nowhere.yaml",), 3),
        "no verifier": ((OPEN, "--track", "verified"), 3),
        "no command": (("--foo",), 2),
        "bad track": ((FULL, "--track", "final"), 2),
        "bad format": ((FULL, "--format", "xml"), 2),
        "bad width": ((FULL, "--width", "wide"), 2),
        "bad language": ((FULL, "--lang", "fr"), 2),
        "bad set": ((FULL, "--set", "nowhere"), 3),
        "many, the worst counts": ((FULL, OPEN, "--require", "dat"), 1),
        "many, one unreadable": ((FULL, "nowhere.yaml", "--require", "dat"), 3),
        "many, no requirement": (("examples",), 0),
    }.values(),
    ids=lambda value: None if isinstance(value, int) else " ".join(value),
)
def test_exit_codes(arguments: tuple[str, ...], code: int, run: Run) -> None:
    assert run("score", *arguments).code == code


def test_printed_requirement_and_exit_code_agree(run: Run) -> None:
    printed = {0: "”: reached", 1: "”: not reached", 4: "”: undecided"}
    judged = 0
    for file in FILES:
        ran = run("score", file, "--require", "dat")
        if ran.code == 2:
            assert "has no verdict “dat”" in ran.err
            continue
        assert printed[ran.code] in ran.out
        judged += 1
    assert judged >= 16


def test_a_bad_file_hides_no_other(run: Run) -> None:
    ran = run("score", FULL, "nowhere.yaml")
    assert "Phường Ví Dụ" in ran.out
    assert "nowhere.yaml" in ran.err
    assert (
        json.loads(run("score", FULL, "nowhere.yaml", "--format", "json").out)["problems"][0]["file"] == "nowhere.yaml"
    )


def test_a_file_is_written_whole_and_stdout_stays_empty(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    ran = run("score", FULL, "--format", "markdown", "-o", str(target))
    assert (ran.code, ran.out) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("# Phường Ví Dụ")
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]
    assert run("score", FULL, "-o", str(tmp_path / "none" / "report.md")).code == 3


def test_the_same_inputs_give_the_same_bytes(run: Run) -> None:
    for layout in ("table", "json", "markdown"):
        assert run("score", FULL, "--format", layout).out == run("score", FULL, "--format", layout).out


HOSTILE = "[bold]Xã\u202e | <b>`*_ \\u001b[31m {x} =1+1"


def test_foreign_text_is_data(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    name = json.dumps(HOSTILE.replace("\\u001b", "ESC"), ensure_ascii=True)
    path.write_text(
        f"format: wardeval/assessment/1\nset: tt-124-2021-xa\nunit: {{name: {name}, type: xa}}\nperiod: 2024\n",
        encoding="utf-8",
    )
    table = run("score", str(path)).out
    assert "[bold]Xã\\u202e | <b>`*_ ESC[31m {x} =1+1" in table
    markdown = run("score", str(path), "--format", "markdown").out
    assert "\\[bold\\]Xã\\\\u202e \\| \\<b\\>\\`\\*\\_ ESC\\[31m \\{x\\} =1+1" in markdown
    assert "\u202e" not in table + markdown


def test_a_terminal_has_colour_and_a_pipe_has_none(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run("score", FULL).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("score", FULL).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("score", FULL).out


@pytest.mark.parametrize("encoding", ["cp1258", "ascii", "latin-1"])
def test_any_console_can_show_the_report(encoding: str, run: Run) -> None:
    text = fitted(run("score", FULL, lang="vi").out, encoding)
    assert text.encode(encoding)
    if encoding == "cp1258":
        assert "Phường".replace("ờ", "ơ\u0300") in text


def test_a_set_of_ones_own_can_be_named(run: Run) -> None:
    ran = run("score", POINTS, "--set", "examples/criteria/vi-du-diem.yaml")
    assert (ran.code, "vi-du-diem" in ran.out) == (0, True)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_no_text_of_a_table_is_lost_at_any_width(width: int, run: Run) -> None:
    words = {"not", "reached", "Points", "Required", "87.79", "21/22", "cap-kieu-mau-20-2024", "đạt”"}
    out = run("score", "examples", "--require", "dat", "--width", str(width)).out
    assert words <= set(out.split())
