"""Streams and files: what is closed, full, a link or a pipe; foreign text on stderr; folders; very many problems."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ROOT, Run
from tests.pace import in_seconds
from wardeval.cli.score import assessments
from wardeval.cli.streams import fitted, write_file, write_files
from wardeval.language import Code, Language
from wardeval.problems import ExitCode, say_n
from wardeval.report.foreign import visible
from wardeval.report.markdown import escape

FULL = "examples/hu-cau-phuong-mau.yaml"
POINTS = "examples/hu-cau-cham-diem.yaml"
COUNTED = "examples/nghi-huong-cong-an-phuong-2023.yaml"
WARD = "format: wardeval/assessment/1\nset: tt-124-2021-xa\nunit: {name: Xã Ví Dụ, type: xa}\nperiod: 2024\n"
SET = "format: wardeval/criterion-set/1\nid: thu\n"


def shell(redirected: str, *arguments: str) -> tuple[int, str, str]:
    """Run the installed program with its streams redirected by a shell."""
    command = ["sh", "-c", f'exec "$0" -m wardeval "$@" {redirected}', sys.executable, "--lang", "en", *arguments]
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environ)
    return ran.returncode, ran.stdout, ran.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", FULL, "-o", ""),
        ("score", ""),
        ("score", FULL, ""),
        ("score", FULL, "--set", ""),
        ("score", FULL, "--width", "0"),
        ("score", FULL, "--width", "-5"),
        ("score", FULL, "--width", "²"),
        ("explain", "", "4.2"),
        ("criteria", "show", ""),
        ("criteria", "lint", ""),
        ("criteria", "list", "-o", ""),
    ],
    ids=" ".join,
)
def test_an_empty_name_or_no_width_is_a_wrong_command_line(arguments: tuple[str, ...], run: Run) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("columns", ["99999999999999999999", "²", "٣٣", "0", "-5", "wide", "10000"])
def test_columns_that_are_no_width_are_ignored(columns: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run("score", FULL)
    monkeypatch.setenv("COLUMNS", columns)
    assert run("score", FULL) == plain


@pytest.mark.parametrize(
    ("redirected", "arguments", "code", "said"),
    {
        "stdout closed": (">&-", ("score", FULL), 3, "wardeval: stdout: Bad file descriptor\n"),
        "stdout closed, help": (">&-", ("--help",), 0, ""),
        "stdout full, help": (">/dev/full", ("--help",), 3, "wardeval: No space left on device\n"),
        "stdout closed, nothing for it": (">&-", ("score", "nowhere.yaml"), 3, "nowhere.yaml: error"),
        "stdout full": (">/dev/full", ("score", FULL), 3, "wardeval: stdout: No space left on device\n"),
        "stderr closed": ("2>&-", ("score", FULL), 0, ""),
        "stderr closed, input": ("2>&-", ("score", "nowhere.yaml"), 3, ""),
        "stderr closed, usage": ("2>&-", ("score",), 2, ""),
        "stderr full": ("2>/dev/full", ("score", "nowhere.yaml"), 3, ""),
        "both closed": (">&- 2>&-", ("score", FULL), 3, ""),
        "all closed": ("<&- >&- 2>&-", ("score", FULL, "--require", "dat", "-o", "/dev/null"), 1, ""),
    }.values(),
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_streams_that_cannot_be_written(redirected: str, arguments: tuple[str, ...], code: int, said: str) -> None:
    ran, _, err = shell(redirected, *arguments)
    assert (ran, said in err, "bug" in err, "Exception" in err) == (code, True, False, False), err


def test_a_link_is_followed_and_the_mode_kept(run: Run, tmp_path: Path) -> None:
    real, link = tmp_path / "there" / "report.txt", tmp_path / "link.txt"
    real.parent.mkdir()
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    assert run("score", FULL, "-o", str(link)).code == 0
    assert link.is_symlink()
    assert "Phường Ví Dụ" in real.read_text(encoding="utf-8")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [path.name for path in real.parent.iterdir()] == ["report.txt"]


def test_a_link_to_nothing_yet_is_followed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("new.txt")
    assert run("score", FULL, "-o", str(tmp_path / "link.txt")).code == 0
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "new.txt").stat().st_size


def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=write_file, args=(pipe, "đạt\n"), daemon=True)
    writer.start()
    assert pipe.read_text(encoding="utf-8") == "đạt\n"
    writer.join(5)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    write_file(Path(os.devnull), "đạt\n")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_target_that_cannot_be_written_is_named_and_nothing_is_left(run: Run, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for target in (tmp_path / "none" / "report.txt", tmp_path, tmp_path / "loop", Path("/dev/full")):
        ran = run("score", FULL, "-o", str(target))
        assert ran.code == ExitCode.INPUT
        assert ran.err.startswith(f"wardeval: {target}: ")
        assert ".part" not in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["loop"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match=r"report\.txt"):
        write_file(target, "new")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("report.txt", "old")]


def test_an_input_is_never_overwritten(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ward, own = tmp_path / "ward.yaml", tmp_path / "own.yaml"
    ward.write_text(WARD, encoding="utf-8")
    own.write_bytes((ROOT / "criteria/tt-124-2021-xa.yaml").read_bytes())
    (tmp_path / "link.yaml").symlink_to("ward.yaml")
    (tmp_path / "sets").mkdir()
    shared = tmp_path / "sets" / "vi-du-diem.yaml"
    shared.write_bytes((ROOT / "examples/criteria/vi-du-diem.yaml").read_bytes())
    monkeypatch.setenv("WARDEVAL_CRITERIA", str(shared.parent))
    before = ward.read_bytes(), own.read_bytes()
    for arguments, named in (
        (("score", str(ward), "-o", str(ward)), ward),
        (("score", FULL, str(ward), "-o", str(tmp_path / "link.yaml")), ward),
        (("score", str(ward), "--set", str(own), "-o", str(own)), own),
        (("explain", str(ward), "4.2", "-o", str(ward)), ward),
        (("criteria", "show", str(own), "-o", str(own)), own),
        (("score", str(ward), "-o", str(shared)), shared),
    ):
        ran = run(*arguments)
        assert (ran.code, str(named) in ran.err) == (ExitCode.USAGE, True)
    assert (ward.read_bytes(), own.read_bytes()) == before


def test_only_what_lies_inside_a_folder_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = tmp_path / ".hid" / "criteria"
    inside = ("a.yaml", "b.yml", "deep/c.yaml", ".git/d.yaml", ".e.yaml", "criteria/f.yaml", "wardeval.yaml", "g.txt")
    for name in inside:
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (base / name).write_text(f"# not format: wardeval/criterion-set/1\n{WARD}", encoding="utf-8")
    (base / "set.yaml").write_text(f"\ufeff# own\n{SET}", encoding="utf-8")
    (base / "quoted.yaml").write_text('id: x\n"format": "wardeval/criterion-set/1"\n', encoding="utf-8")
    os.mkfifo(base / "pipe.yaml")
    (base / "gone.yaml").symlink_to("nowhere")
    found = ["a.yaml", "b.yml", "deep/c.yaml", "gone.yaml", "pipe.yaml"]
    assert [str(path.relative_to(base)) for path in assessments([str(base)])] == found
    (tmp_path / "work" / "here").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work" / "here")
    assert len(assessments(["../../.hid/criteria"])) == len(found)
    assert assessments([str(base / "set.yaml")]) == [base / "set.yaml"]


HOSTILE = "x\x1b[31m\n\u202ey\u2028z\u200b"


@pytest.mark.parametrize(
    "arguments",
    [("score", HOSTILE), ("score", FULL, "--format", HOSTILE), (HOSTILE,), ("score", FULL, "-o", f"none/{HOSTILE}/a")],
    ids=["file", "value", "command", "target"],
)
def test_foreign_text_on_stderr_is_data(arguments: tuple[str, ...], run: Run) -> None:
    err = run(*arguments).err
    assert len(err.splitlines()) == 1
    assert "\\u001b[31m" in err or "\\x1b[31m" in err
    assert err.rstrip("\n").isprintable()


def test_what_acts_unseen_is_written_out() -> None:
    assert visible("a\u2028b\u200b\u200d\u2060\u00ad\U000e0041\ud800") == (
        "a\\u2028b\\u200b\\u200d\\u2060\\u00ad\\U000e0041\\ud800"
    )
    ordinary = "Phường Nghĩa Lộ, Tổ 5 – “đạt” 93,33% ≥ 80…\u00a0\u0111 e\u0302\u0301"
    assert visible(ordinary) == ordinary


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("5.1", "5.1"),
        ("5.1 x", "5.1 x"),
        ("5. x", "5\\. x"),
        ("5) x", "5\\) x"),
        ("5.", "5\\."),
        ("- x", "\\- x"),
        ("+ x", "\\+ x"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("2024", "2024"),
    ],
)
def test_signs_at_the_start_of_markdown(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(
    ("arguments", "vietnamese"),
    [
        (("--lang", "vi", "--lang", "en"), False),
        (("--lang", "en", "--lang=vi"), True),
        (("--lang=vi", "--lang=en"), False),
        (("--lang", "fr", "--lang", "vi"), True),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_the_last_language_counts(arguments: tuple[str, ...], vietnamese: bool, run: Run) -> None:
    first, second = (arguments[:2], arguments[2:]) if "=" not in arguments[0] else (arguments[:1], arguments[1:])
    for said in (("score", FULL, *arguments), (*first, "score", FULL, *second)):
        ran = run(*said)
        assert (ran.code, "Kỳ đánh giá" in ran.out) == (0, vietnamese)


def test_no_colour_where_it_is_forced_off(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "0")
    monkeypatch.setattr("wardeval.cli.session.is_terminal", lambda _: True)
    assert "\x1b" not in run("score", FULL).out
    monkeypatch.delenv("FORCE_COLOR")
    assert "\x1b" in run("score", FULL).out


def test_pieces_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def pieces(*, broken: bool) -> Iterator[str]:
        yield "mới, "
        if broken:
            raise RuntimeError
        yield "đủ"

    target = tmp_path / "result.json"
    target.write_text("old")
    for fresh in (False, True):
        with pytest.raises(RuntimeError):
            write_file(tmp_path / "fresh" if fresh else target, pieces(broken=True), fresh=fresh)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("result.json", "old")]
    write_file(target, pieces(broken=False))
    assert target.read_text(encoding="utf-8") == "mới, đủ"


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("Đạt → 5 – “đủ” é", "ascii", 'Dat -> 5 - "du" e'),
        ("plain", "ascii", "plain"),
        ("漢", "latin-1", "?"),
        ("điểm", "cp1258", "đi\xea\u0309m"),
    ],
)
def test_text_is_as_near_as_a_stream_comes_to_it(text: str, encoding: str, shown: str) -> None:
    assert fitted(text, encoding) == shown
    shown.encode(encoding)


def test_very_many_problems_are_told_quickly_and_counted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ward.yaml"
    lines = "".join(f"  9.{number}: đạt\n" for number in range(50_000))
    path.write_text(f"{WARD}answers:\n{lines}", encoding="utf-8")
    with in_seconds(7):  # some 2 s, half of them to find the lines; it was 14 s
        ran = run("score", str(path))
    assert ran.code == ExitCode.INPUT
    told = ran.err.splitlines()
    assert len(told) == 101
    assert told[-1] == f"{path}:106:3: error: there are 49,900 more problems from here on [too-many-problems]"
    assert sum("did you mean" in line for line in told) <= 20
    one = say_n("there is {n} more problem from here on", "there are {n} more problems from here on", n=1)
    assert Language(Code.VI).text(one) == "từ đây trở đi còn 1 lỗi nữa"


def test_a_set_without_the_verdict_hides_no_other_file(run: Run) -> None:
    ran = run("score", FULL, POINTS, "--require", "xuat-sac")
    assert ran.code == ExitCode.INPUT
    assert ran.err.count("\n") == 1
    assert ran.err.startswith(f"{FULL}:")
    assert "[no-such-verdict]" in ran.err
    assert "Required" in ran.out
    assert run("score", FULL, POINTS, "--require", "xuat-sac", "--only", "gaps").code == ExitCode.INPUT
    assert run("score", FULL, POINTS, "--require", "xuat-sac", "--format", "json").code == ExitCode.INPUT
    none = run("score", str(EXAMPLES), "--require", "nowhere")
    assert (none.code, none.out, none.err.count("\n")) == (ExitCode.USAGE, "", 1)


def test_a_fresh_file_never_replaces_one_that_came_in_between(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_text("hers", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_file(target, "mine", fresh=True)
    assert (target.read_text(encoding="utf-8"), [path.name for path in tmp_path.iterdir()]) == ("hers", ["a.yaml"])


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "link"
    victim.write_text("hers", encoding="utf-8")
    link.symlink_to(victim)
    write_files({link: "mine"})
    assert (victim.read_text(encoding="utf-8"), link.read_text(encoding="utf-8")) == ("hers", "mine")
