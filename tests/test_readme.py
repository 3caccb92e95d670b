"""The READMEs show what the program really prints, and are short."""

from __future__ import annotations

import io
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

NAMES = ("README.md", "README.vi.md")
RUN = re.compile(r"<!-- run: wardeval (?P<command>.*?) -->\n```text\n(?P<shown>.*?)```", re.DOTALL)
FILE = re.compile(r"<!-- file: ward\.yaml -->\n```yaml\n(.*?)```", re.DOTALL)


def printed(command: str, run: Run, ward: Path) -> str:
    """What a command of the README prints; `ward.yaml` is the one that the README shows."""
    arguments, _, lines = command.partition(" | head -")
    words = [str(ward) if word == "ward.yaml" else word for word in shlex.split(arguments)]
    ran = run(*words)
    checks = "check" in words
    assert (ran.code, bool(ran.err)) == ((1, True) if checks else (0, False))
    out = (ran.out + ran.err).replace(str(ward), ward.name)  # a terminal shows both
    kept = out.splitlines()[: int(lines)] if lines else out.splitlines()
    return "".join(f"{line}\n" for line in kept)


def block(command: str, shown: str) -> str:
    """A command and its output as the README shows them."""
    return f"<!-- run: wardeval {command} -->\n```text\n{shown}```"


@pytest.mark.parametrize("name", NAMES)
def test_outputs_are_real(name: str, run: Run, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    ward = tmp_path / "ward.yaml"
    ward.write_text("".join(FILE.findall(text)), encoding="utf-8")
    real = RUN.sub(lambda found: block(found["command"], printed(found["command"], run, ward)), text)
    if request.config.getoption("--update"):
        path.write_text(real, encoding="utf-8")
    assert text == real
    assert len(RUN.findall(text)) == 3


@pytest.mark.parametrize("name", NAMES)
def test_a_newcomer_is_through_in_160_lines(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) < 160


@pytest.mark.parametrize("name", NAMES)
def test_the_two_set_up_lines_are_there(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.startswith("    python3 -m venv")]) == 2


@pytest.mark.parametrize("name", NAMES)
def test_the_first_own_ward_works_as_printed(
    name: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line.strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line[:4] == "    "]
    steps = [line for line in lines if line.startswith(("wardeval ", "cd "))]
    folder = tmp_path
    for step in steps:
        command, *words = shlex.split(step)
        if command == "cd":
            folder /= words[0]
            continue
        monkeypatch.setattr("sys.stdin", io.StringIO("10/02/2024\n\n.\n"))
        ran = run(*words, folder=folder, lang="vi")
        assert ran.code == 0, ran.err
    assert [command.split()[1] for command in steps if command[:2] != "cd"] == ["init", "fill", "score", "new"]
    assert {path.parent.name for path in folder.rglob("assessments/*/*.yaml")} == {"2024", "2025"}
    assert "10/02/2024" in next(folder.rglob("2024/*.yaml")).read_text(encoding="utf-8")


def test_both_readmes_show_the_same() -> None:
    english, vietnamese = ((ROOT / name).read_text(encoding="utf-8") for name in NAMES)
    commands = [
        [found["command"].replace("--lang en", "--lang vi") for found in RUN.finditer(text)]
        for text in (english, vietnamese)
    ]
    assert commands[0] == commands[1]
    assert [text.count("\n## ") for text in (english, vietnamese)] == [8, 8]


@pytest.mark.parametrize("name", NAMES)
def test_the_first_ci_run_takes_less_than_ten_lines(name: str, run: Run, tmp_path: Path) -> None:
    (steps,) = re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    assert len(steps.splitlines()) < 10
    words = [shlex.split(line, comments=True) for line in steps.splitlines()]
    folder = tmp_path / "van-phong"
    subprocess.run(words[0][: words[0].index("&&")], cwd=tmp_path, check=True, capture_output=True)
    assert words[0][-2:] == ["cd", folder.name]
    codes = [run(*each[1:], folder=folder, lang="vi").code for each in words if each[0] == "wardeval"]
    assert codes == [0, 1]
    assert (folder / ".github" / "workflows" / "wardeval.yml").is_file()
    commit = words[3][words[3].index("&&") + 1 :]
    who = ("-c", "user.name=An", "-c", "user.email=an@example.invalid", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    subprocess.run(["git", *who, *commit[1:]], cwd=folder, check=True, capture_output=True)
