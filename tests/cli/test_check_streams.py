"""`wardeval check` as a process of its own: pipes, locales and consoles that show less, and what it loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.check.office import GOOD, Office
from tests.conftest import ROOT
from wardeval.problems import ExitCode

ENVIRON = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "WARDEVAL_LANG": "vi"}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    found = Office(tmp_path)
    for number in range(100):
        found.write(f"Đông {number:03}", {**GOOD, "tiêu chí lạ": "đạt"})
    return found


def ran(office: Office, *arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "wardeval", "check", "--select", "form", *arguments]
    return subprocess.run(
        command, capture_output=True, check=False, cwd=office.folder, env={**ENVIRON, **environ}, timeout=60
    )


@pytest.mark.parametrize(
    ("environ", "encoding", "shown"),
    {
        "UTF-8": ({"PYTHONUTF8": "1"}, "utf-8", "Đông 000.yaml:11:3: lỗi: "),
        "C": ({"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, "ascii", "Dong 000.yaml:11:3: loi: "),
        "C, file names too": ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii", ":11:3: loi: "),
        "cp1258": ({"PYTHONIOENCODING": "cp1258"}, "cp1258", "Đông 000.yaml:11:3: lô\u0303i: "),
    }.values(),
    ids=["UTF-8", "C", "C, file names too", "cp1258"],
)
def test_every_console_shows_what_it_can(environ: dict[str, str], encoding: str, shown: str, office: Office) -> None:
    found = ran(office, **environ)
    assert found.returncode == ExitCode.INPUT
    assert shown in found.stdout.decode(encoding)
    assert b"Traceback" not in found.stderr


@pytest.mark.parametrize(
    ("format_", "encoding"),
    [
        ("json", "ascii"),
        ("sarif", "cp1252:strict"),
        ("junit", "cp1258"),
        ("gitlab", "utf-16"),
        ("github", "cp1258"),
        ("markdown", "ascii"),
    ],
)
def test_what_programs_read_is_the_same_bytes_in_a_pipe_as_in_a_file(
    format_: str, encoding: str, tmp_path: Path
) -> None:
    office = Office(tmp_path)
    office.write("Đông", {**GOOD, "tiêu chí lạ": "đạt"})
    found = ran(office, "--format", format_, PYTHONIOENCODING=encoding)
    assert ran(office, "--format", format_, "-o", "x").returncode == found.returncode
    assert found.stdout == (office.folder / "x").read_bytes()
    assert len(found.stdout.decode()) < len(found.stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "{file}", "--format", "json"),
        ("score", "{file}", "--format", "markdown"),
        ("diff", "{file}", "{file}", "--format", "json"),
        ("diff", "{file}", "{file}", "--format", "markdown"),
        ("trend", "--all", "--format", "json"),
        ("criteria", "list", "--format", "json"),
        ("criteria", "diff", "thu", "thu", "--format", "json"),
        ("criteria", "show", "thu", "--format", "markdown"),
        ("schema", "assessment", "--set", "thu"),
        ("explain", "citizen-id", "--format", "markdown"),
    ],
    ids=" ".join,
)
def test_so_are_those_of_other_commands(arguments: tuple[str, ...], tmp_path: Path) -> None:
    office = Office(tmp_path)
    words = [word.format(file=office.write("Đông")) for word in arguments]
    command = [sys.executable, "-m", "wardeval", *words]
    environ = {**ENVIRON, "PYTHONIOENCODING": "cp1258"}
    piped = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, env=environ)
    assert (piped.returncode, piped.stderr) == (0, b"")
    subprocess.run([*command, "-o", "x"], capture_output=True, check=True, cwd=tmp_path, env=environ)
    assert piped.stdout == (tmp_path / "x").read_bytes()
    assert len(piped.stdout.decode()) < len(piped.stdout)


def test_a_reader_that_goes_away_changes_neither_code_nor_silence(office: Office) -> None:
    command = f'"{sys.executable}" -m wardeval check --select form; echo $? > code'
    found = subprocess.run(
        ["sh", "-c", f"({command}) 2> err | head -n 1"],
        capture_output=True,
        check=False,
        cwd=office.folder,
        env=ENVIRON,
        timeout=60,
    )
    assert found.stdout.count(b"\n") == 1
    assert (office.folder / "code").read_text() == f"{ExitCode.INPUT}\n"
    err = (office.folder / "err").read_text("utf-8")
    assert err.count("\n") == 1
    assert "100" in err


def test_a_pipe_that_is_named_is_refused_and_not_waited_for(office: Office) -> None:
    os.mkfifo(office.folder / "pipe.yaml")
    found = ran(office, "pipe.yaml", "assessments", "--lang", "en")
    assert found.returncode == ExitCode.INPUT
    assert b"pipe.yaml: error: this is not an ordinary file" in found.stdout
    assert found.stdout.count(b"\n") == 101


def test_standard_input_is_read_from_a_pipe(office: Office) -> None:
    content = (office.folder / "assessments/2024/Đông 000.yaml").read_bytes()
    command = [sys.executable, "-m", "wardeval", "check", "-", "--select", "form"]
    found = subprocess.run(command, input=content, capture_output=True, check=False, cwd=office.folder, env=ENVIRON)
    assert found.stdout.startswith(b"stdin:11:3: ")


def test_names_that_are_no_text_are_told_all_the_same(office: Office) -> None:
    name = os.fsencode(office.folder / "assessments") + b"/\xff\xfe.yaml"
    with open(name, "wb") as file:  # noqa: PTH123 - no Path can be made of these bytes everywhere
        file.write(b"{")
    for format_ in ("text", "json", "sarif", "junit", "gitlab", "github", "markdown"):
        found = ran(office, "--format", format_)
        assert found.returncode == ExitCode.INPUT, found.stderr
        assert b"Traceback" not in found.stderr
        found.stdout.decode()
    assert ran(office, "--write-baseline", "--select", "complete").returncode == ExitCode.INPUT
    assert ran(office, "--baseline", ".wardeval/baseline.json").returncode == ExitCode.INPUT


def loaded_by(folder: Path, *arguments: str) -> set[str]:
    """The modules that a run of the command line has loaded."""
    code = (
        "import sys, contextlib, io\n"
        "from wardeval.cli.app import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    main({list(arguments)!r})\n"
        "print(' '.join(sorted(sys.modules)))\n"
    )
    environ = {**ENVIRON, "WARDEVAL_LANG": "en"}
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder, env=environ
    )
    return set(found.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (("check", "--help"), {"pydantic", "pydantic_core", "yaml", "rich", "wardeval.check"}),
        (("check", "--select", "form"), {"rich", "ruamel", "wardeval.git.repository", "wardeval.check.gate.ratchet"}),
    ],
    ids=["help", "check"],
)
def test_start_up_loads_no_more_than_it_needs(arguments: tuple[str, ...], absent: set[str], tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.write("a")
    assert loaded_by(tmp_path, "--lang", "en", *arguments) & absent == set()
