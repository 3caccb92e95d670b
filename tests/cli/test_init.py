"""`wardeval init`: a workspace whose every instruction works, and nothing that is there is touched."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.conftest import ROOT, Golden, Run
from wardeval.cli import init
from wardeval.workspace import find_workspace

FILES = {
    ".editorconfig",
    ".gitignore",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    ".wardeval/assessment.schema.json",
    ".wardeval/workspace.schema.json",
    "README.md",
    "assessments/2024/.gitkeep",
    "criteria/README.md",
    "wardeval.yaml",
}
STARTED = ("--set", "tt-124-2021-xa", "--unit", "Phường Ví Dụ", "--period", "2024")


def inside(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_new_folder_gets_everything(run: Run, tmp_path: Path) -> None:
    ran = run("init", "co quan", "--period", "2024", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert inside(tmp_path / "co quan") == FILES
    assert ran.out.splitlines() == [
        "written: co quan/wardeval.yaml",
        "written: co quan/README.md",
        "written: co quan/criteria/README.md",
        "written: co quan/.gitignore",
        "written: co quan/.editorconfig",
        "written: co quan/.vscode/settings.json",
        "written: co quan/.vscode/extensions.json",
        'next: read "co quan/README.md"; it begins with “wardeval criteria list”',
    ]


@pytest.mark.parametrize(("more", "language"), [((), "vi"), (("--lang", "vi"), "vi"), (("--lang", "en"), "en")])
def test_it_is_vietnamese_unless_english_is_asked_for(
    more: tuple[str, ...], language: str, run: Run, tmp_path: Path
) -> None:
    assert run("init", *STARTED, *more, folder=tmp_path).code == 0
    workspace = find_workspace(tmp_path)
    assert workspace is not None
    assert workspace.settings.language == language
    assert workspace.settings.sets == ("tt-124-2021-xa",)
    vietnamese = language == "vi"
    assert ("Hồ sơ" in (tmp_path / "README.md").read_text("utf-8")) is vietnamese
    assert ("Bộ tiêu chí riêng" in (tmp_path / "criteria/README.md").read_text("utf-8")) is vietnamese
    text = (tmp_path / "assessments/2024/phuong-vi-du--tt-124-2021-xa.yaml").read_text("utf-8")
    assert ("Self-assessment" in text) is not vietnamese


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_it_looks_like(lang: str, run: Run, golden: Golden, tmp_path: Path) -> None:
    ran = run("init", *STARTED, "--lang", lang, folder=tmp_path)
    golden(f"init.{lang}.txt", ran.out)
    for name in ("README.md", "wardeval.yaml"):
        golden(f"init-{name}.{lang}.txt", (tmp_path / name).read_text("utf-8"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_command_of_the_readme_works(lang: str, run: Run, tmp_path: Path) -> None:
    assert run("init", "--period", "2024", "--lang", lang, folder=tmp_path).code == 0
    commands = [
        command
        for name in ("README.md", "criteria/README.md")
        for command in re.findall(r"^ {4,}wardeval (.+)$", (tmp_path / name).read_text("utf-8"), re.MULTILINE)
    ]
    assert len(commands) == 13
    try_all(commands, run, tmp_path)
    again = run("criteria", "lint", "criteria", folder=tmp_path)
    assert "there is no set file in criteria" in again.err


def try_all(commands: list[str], run: Run, tmp_path: Path) -> None:
    for command in commands:
        arguments = [word.strip('"') for word in re.findall(r'"[^"]+"|\S+', command)]
        if arguments[0] == "fill":
            continue  # asks at the terminal
        ran = run(*arguments, folder=tmp_path)
        empty = "there is no set file" in ran.err
        expected = {"check": 1}.get(arguments[0], 2 if empty else 0)  # nothing is answered yet
        assert ran.code == expected, (command, ran.err)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("set_", "unit"),
    [
        ("tt-124-2021-xa", ("--unit", "Phường Ví Dụ")),
        ("tt-124-2021-kdc", ("--unit", "Khu phố 3", "--type", "khu-dan-cu")),
        ("tiep-can-phap-luat", ("--unit", "Xã Ví Dụ")),
        ("de-an-68", ("--unit", "Quận 3", "--type", "quan")),
        ("tt-124-2021-xa", ("--unit", 'Xã "$(x)"')),
    ],
)
def test_the_readme_does_not_start_again_what_is_started(
    set_: str, unit: tuple[str, ...], lang: str, run: Run, tmp_path: Path
) -> None:
    """Its commands work one after another, and none writes over the file that `init` has written."""
    ran = run("init", "--set", set_, *unit, "--period", "2024", "--lang", lang, folder=tmp_path)
    assert ran.code == 0, ran.err
    (started,) = (tmp_path / "assessments/2024").glob("*.yaml")
    text = (tmp_path / "README.md").read_text("utf-8")
    commands = re.findall(r"^ {4,}wardeval (.+)$", text, re.MULTILINE)
    new = [command for command in commands if command.startswith("new ")]
    assert len(new) == 2
    assert not any(unit[1] in command for command in commands)
    assert f"       {started.relative_to(tmp_path).as_posix()}\n" in text
    assert any(command == f"score {started.relative_to(tmp_path).as_posix()}" for command in commands)
    before = started.read_bytes()
    try_all(commands, run, tmp_path)
    assert started.read_bytes() == before
    assert len(list((tmp_path / "assessments").rglob("*.yaml"))) == 3  # the other unit's and the next year's


def test_the_commands_are_the_same_in_powershell() -> None:
    """Quotes, slashes and names that both shells take alike; how an environment is activated is told for each."""
    for lang in ("vi", "en"):
        for path in (ROOT / "src/wardeval/templates" / lang).glob("*.md"):
            text = path.read_text("utf-8")
            assert not re.search(r"^ {4,}.*[\\'`&;|]", text, re.MULTILINE), path
        readme = (ROOT / "src/wardeval/templates" / lang / "README.md").read_text("utf-8")
        assert "`.venv\\Scripts\\activate`" in readme
        assert "`source .venv/bin/activate`" in readme


def test_nothing_that_is_there_is_touched(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".vscode").mkdir()
    mine = {"README.md": "mine", ".vscode/settings.json": "{}", "wardeval.yaml": "language: en\nassessments: nop\n"}
    for name, text in mine.items():
        (tmp_path / name).write_text(text, "utf-8")
    ran = run("init", *STARTED, folder=tmp_path)
    assert ran.code == 0
    assert {name: (tmp_path / name).read_text("utf-8") for name in mine} == mine
    assert {line for line in ran.out.splitlines() if line.startswith("kept")} == {
        f"kept as it is: {name}" for name in mine
    }
    text = (tmp_path / "nop/2024/phuong-vi-du--tt-124-2021-xa.yaml").read_text("utf-8")
    assert "Self-assessment of" in text  # the language that is settled there


def test_a_second_time_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("init", *STARTED, folder=tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in inside(tmp_path)}
    ran = run("init", *STARTED, folder=tmp_path)
    assert (ran.code, "written" in ran.out) == (0, False)
    assert {name: (tmp_path / name).read_bytes() for name in inside(tmp_path)} == before


def test_with_a_unit_and_sets_the_files_are_started(run: Run, tmp_path: Path) -> None:
    ran = run("init", "vp", *STARTED, "--set", "qd-5764-2021", "--within", "Quận 12", folder=tmp_path)
    assert ran.code == 0
    names = ["phuong-vi-du--qd-5764-2021.yaml", "phuong-vi-du--tt-124-2021-xa.yaml"]
    assert sorted(path.name for path in (tmp_path / "vp/assessments/2024").glob("*.yaml")) == names
    assert run("score", "assessments/2024", folder=tmp_path / "vp").code == 0


def test_a_year_of_another_set_is_told(run: Run, tmp_path: Path) -> None:
    note = "please note: the set is for the years 2022 to 2025, not for 2026; “qd-27-2025” is in force then\n"
    assert run("init", "a", "--set", "qd-25-2021", "--period", "2026", folder=tmp_path).err == note
    unit = ("--unit", "Xã Ví Dụ")
    assert note in run("init", "b", "--set", "qd-25-2021", "--period", "2026", *unit, folder=tmp_path).err
    assert run("init", "c", "--set", "qd-25-2021", "--period", "2024", folder=tmp_path).err == ""


@pytest.mark.parametrize(("period", "set_"), [("2018", "qd-619-2017"), ("2024", "qd-25-2021")])
def test_a_family_is_explained_by_the_set_of_the_year(period: str, set_: str, run: Run, tmp_path: Path) -> None:
    ran = run("init", "--set", "tiep-can-phap-luat", "--period", period, folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert f"wardeval criteria show {set_}\n" in (tmp_path / "README.md").read_text("utf-8")


def test_a_workspace_inside_another_is_told(run: Run, tmp_path: Path) -> None:
    assert run("init", "--period", "2024", folder=tmp_path).err == ""
    ran = run("init", "trong", "--period", "2024", folder=tmp_path)
    assert ran.code == 0
    assert ran.err == (
        "please note: this workspace lies inside another one, that of wardeval.yaml; commands that run in it follow"
        " its own wardeval.yaml\n"
    )
    assert (tmp_path / "trong/wardeval.yaml").is_file()
    assert run("init", "trong", "--period", "2024", folder=tmp_path).err == ""  # it is there by now
    ran = run("init", "sau", "--period", "2024", folder=tmp_path / "trong")
    assert "that of wardeval.yaml;" in ran.err


def test_files_for_ci_inside_a_repository_are_told_of(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert "CI files are read only" not in run("init", "--ci", "github", folder=tmp_path).err
    assert "CI files are read only" not in run("init", "one", folder=tmp_path).err
    told = run("init", "two", "--ci", "github", folder=tmp_path).err
    assert f"CI files are read only in the root of the repository, {tmp_path}: " in told


def test_the_year_is_this_one_unless_it_is_given(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Day(date):
        @classmethod
        def today(cls) -> Day:
            return cls(2031, 5, 6)

    monkeypatch.setattr(init, "date", Day)
    run("init", folder=tmp_path)
    assert (tmp_path / "assessments/2031").is_dir()


def test_the_editor_files_are_what_editors_read(run: Run, tmp_path: Path) -> None:
    run("init", *STARTED, folder=tmp_path)
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))
    json.loads((tmp_path / ".vscode/extensions.json").read_text("utf-8"))
    for schema, pattern in settings["yaml.schemas"].items():
        validator = jsonschema.Draft202012Validator(json.loads((tmp_path / schema).read_text("utf-8")))
        found = list(tmp_path.glob(pattern.removeprefix("/")))
        assert found
        for file in found:
            assert list(validator.iter_errors(yaml.safe_load(file.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    {
        "a set that is none": (("--set", "tt-124-2021-x"), 3, "did you mean “tt-124-2021-xa”?"),
        "a unit without a set": (("--unit", "Phường A"), 2, "--set is missing"),
        "a year that is none": (("--period", "x"), 2, "--period: a year is expected here"),
        "an empty year": (("--period", ""), 2, "--period: a year is expected here"),
        "a name without a type": (("--set", "tt-124-2021-xa", "--unit", "A"), 2, "give --type"),
        "no folder": (("",), 2, "the name of a file is empty"),
        "an option that is none": (("--force",), 2, "there is no option --force"),
    }.values(),
)
def test_what_is_refused_leaves_nothing(
    arguments: tuple[str, ...], code: int, said: str, run: Run, tmp_path: Path
) -> None:
    ran = run("init", *arguments, folder=tmp_path)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_broken_settings_file_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wardeval.yaml").write_text("language: vn\n", "utf-8")
    ran = run("init", folder=tmp_path)
    assert (ran.code, inside(tmp_path)) == (3, {"wardeval.yaml"})
    assert "wardeval.yaml:1:11: " in ran.err


def test_a_file_is_no_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", "utf-8")
    assert run("init", "a", folder=tmp_path).code == 3
    assert inside(tmp_path) == {"a"}


def test_a_place_that_cannot_be_written_to(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full after some of the files, none of them stays."""
    from wardeval.cli import streams

    write_file, left = streams.write_file, [3]

    def full(target: Path, text: str, **options: bool) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device", str(target))
        write_file(target, text, **options)

    monkeypatch.setattr(streams, "write_file", full)
    ran = run("init", "a/b", folder=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert "No space left on device" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_an_unusual_name_is_not_put_into_the_readme(run: Run, tmp_path: Path) -> None:
    run("init", "--set", "qd-5764-2021", "--unit", 'Phường "$(x)"', "--period", "2024", folder=tmp_path)
    assert "$(x)" not in (tmp_path / "README.md").read_text("utf-8")


def test_both_languages_have_the_same_files_and_commands() -> None:
    templates = ROOT / "src/wardeval/templates"
    names = {path.name for path in (templates / "vi").iterdir()}
    assert names == {path.name for path in (templates / "en").iterdir()}
    for name in names:
        commands = [
            re.findall(r"(?:wardeval|\$)[\w$ .:/\"-]*", (templates / lang / name).read_text("utf-8"))
            for lang in ("vi", "en")
        ]
        assert len(commands[0]) == len(commands[1]), name
