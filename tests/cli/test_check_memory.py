"""`wardeval check` again: the same as without a cache, byte for byte; taken from memory only where nothing changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from tests.check.office import GOOD, UNKNOWN, Office
from tests.conftest import ROOT, Ran, Run
from wardeval.check.disk import digest_of, sign
from wardeval.check.examine import examine
from wardeval.check.kept.store import NAME
from wardeval.problems import ExitCode

FORMATS = ("text", "github", "sarif", "junit", "gitlab", "json", "markdown")
OPEN: dict[str, object] = {"1": "đạt"}
PROOF = "evidence:\n  bb-1: {number: 01/BB-UBND, date: 10/01/2024, file: minh-chung/bb-1.txt}\n"


class Desk:
    """A workspace that is checked again and again, with the rules of every family."""

    def __init__(self, office: Office, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        self.office, self.folder, self._run = office, office.folder, run
        self._examined = 0

        def counted(*arguments: object) -> object:
            self._examined += 1
            return examine(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr("wardeval.cli.checking.examine", counted)

    def check(self, *words: str, folder: Path | None = None, lang: str = "en") -> tuple[Ran, bool]:
        """What a check comes to, which is the same without a cache, and whether it was taken from memory."""
        before = self._examined
        ran = self._run("check", *words, folder=folder or self.folder, lang=lang)
        is_remembered = self._examined == before
        assert self._run("check", *words, "--no-cache", folder=folder or self.folder, lang=lang) == ran
        return ran, is_remembered

    def remembers(self, *words: str, folder: Path | None = None) -> bool:
        """Whether a check is taken from memory."""
        return self.check(*words, folder=folder)[1]

    def prove(self, name: str, text: str = "%PDF", more: str = "") -> Path:
        """An assessment with a file of evidence; the file."""
        path = self.office.write(name, {**GOOD, "1": {"value": "đạt", "evidence": ["bb-1"]}})
        register = PROOF.replace("}", f"{more}}}")
        path.write_text(path.read_text(encoding="utf-8") + register, encoding="utf-8")
        return self.office.put("assessments/2024/minh-chung/bb-1.txt", text)


@pytest.fixture
def desk(office: Office, run: Run, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(office, run, monkeypatch)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_shows_the_same_from_memory(format_: str, desk: Desk) -> None:
    desk.office.write("a")
    desk.office.write("b", OPEN)
    desk.office.write("c", UNKNOWN)
    first, again = desk.check("--format", format_), desk.check("--format", format_)
    assert (first[1], again[1]) == (False, True)
    assert first[0] == again[0]
    assert first[0].code == ExitCode.INPUT


def test_another_language_or_format_is_taken_from_memory_too(desk: Desk) -> None:
    desk.office.write("a", OPEN)
    english = desk.check()[0]
    vietnamese, is_remembered = desk.check(lang="vi")
    assert is_remembered
    assert vietnamese.err != english.err
    assert desk.check("--format", "sarif")[1]
    assert desk.check("--format", "json", "-o", "result.json")[1]
    assert desk.check("--width", "60")[1]


def test_without_the_cache_nothing_is_read_or_written(desk: Desk, run: Run) -> None:
    desk.office.write("a")
    run("check", "--no-cache", folder=desk.folder)
    assert not Path(os.environ["WARDEVAL_CACHE"]).exists()


CHANGES: dict[str, Callable[[Desk], object]] = {
    "a file": lambda desk: desk.office.write("a", OPEN),
    "a blank": lambda desk: _add(desk.folder / "assessments/2024/a.yaml", " \n"),
    "a new file": lambda desk: desk.office.write("z"),
    "a file less": lambda desk: (desk.folder / "assessments/2024/b.yaml").unlink(),
    "another name": lambda desk: (desk.folder / "assessments/2024/b.yaml").rename(desk.folder / "assessments/b.yaml"),
    "another folder": lambda desk: (desk.folder / "assessments/2024").rename(desk.folder / "assessments/nam"),
    "a set": lambda desk: _add(desk.folder / "criteria/thu.yaml", "# x\n"),
    "a new set": lambda desk: shutil.copy(desk.folder / "criteria/thu.yaml", desk.folder / "criteria/khac.yaml"),
    "the settings": lambda desk: _add(desk.folder / "wardeval.yaml", "check: {ignore: [missing-answer]}\n"),
    "a comment in the settings": lambda desk: _add(desk.folder / "wardeval.yaml", "# x\n"),
    "a register": lambda desk: desk.office.put("units.yaml", "format: wardeval/units/1\nunits: x\n"),
    "proof less": lambda desk: (desk.folder / "assessments/2024/minh-chung/bb-1.txt").unlink(),
    "proof more": lambda desk: desk.office.put("assessments/2024/minh-chung/bb-2.txt", "x"),
    "empty proof": lambda desk: desk.office.put("assessments/2024/minh-chung/bb-1.txt", ""),
    "renamed proof": lambda desk: _renamed(desk.folder / "assessments/2024/minh-chung/bb-1.txt", "BB-1.txt"),
    "a link for proof": lambda desk: _linked(desk.folder / "assessments/2024/minh-chung/bb-1.txt"),
    "a link for its folder": lambda desk: _linked(desk.folder / "assessments/2024/minh-chung"),
    "a folder for proof": lambda desk: _folder(desk.folder / "assessments/2024/minh-chung/bb-1.txt"),
    "a folder that is hidden": lambda desk: desk.office.put("assessments/.x/a.yaml", ""),
}
UNSEEN = {"a folder that is hidden"}
"""Changes of which a check knows nothing, but which it may look at again for."""


def _add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _renamed(path: Path, name: str) -> None:
    path.rename(path.with_name(name))


def _linked(path: Path) -> None:
    path.rename(path.with_name("thật"))
    path.symlink_to("thật")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_seen(change: str, desk: Desk) -> None:
    desk.prove("a")
    desk.office.write("b", OPEN)
    before = desk.check()[0]
    assert desk.remembers()
    CHANGES[change](desk)
    after, is_remembered = desk.check()
    assert not is_remembered
    assert (after == before) is (change in {*UNSEEN, "a blank", "a set", "a new set", "a comment in the settings"})
    assert desk.remembers()


def test_the_bytes_behind_a_hash_are_looked_at_again(desk: Desk) -> None:
    digest = sha256(b"%PDF").hexdigest()
    proof = desk.prove("a", more=f", sha256: {digest}")
    ran, _ = desk.check("--select", "proved")
    assert "SHA-256" not in ran.out
    assert desk.remembers("--select", "proved")
    proof.write_text("%PDG")
    ran, is_remembered = desk.check("--select", "proved")
    assert not is_remembered
    assert "has another SHA-256 than is written here" in ran.out
    assert desk.remembers("--select", "proved")


def test_only_the_size_of_proof_is_of_interest_where_no_other_has_it(desk: Desk) -> None:
    proof = desk.prove("a")
    desk.check()
    proof.write_bytes(proof.read_bytes().swapcase())
    assert desk.remembers()
    proof.write_text("another text, and longer")
    assert not desk.remembers()
    assert desk.remembers()


def test_files_that_are_written_anew_as_they_were_are_the_same(desk: Desk) -> None:
    path = desk.office.write("a", UNKNOWN)
    desk.check()
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert desk.remembers()


def test_a_change_that_leaves_size_and_time_is_seen(desk: Desk) -> None:
    path = desk.office.write("a", OPEN)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    desk.check()
    desk.check()
    path.write_bytes(path.read_bytes().replace("đạt".encode(), b"sai  "))
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert not desk.remembers()


def test_a_file_that_changed_lately_has_no_sign(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"a")
    about = path.stat()
    last = max(about.st_mtime_ns, about.st_ctime_ns)
    assert sign(str(path), last + 10**9) == ""
    known = sign(str(path), last + 3 * 10**9)
    assert known == sign(str(path), last + 10**12) != ""
    assert sign(str(tmp_path / "b"), last + 10**12) == ""
    path.rename(tmp_path / "b")
    path.write_bytes(b"a")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert sign(str(path), last + 10**13) != known


def test_files_with_a_sign_are_not_read_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.office.write("a")
    hour = 3600 * 10**9
    now = [0]
    monkeypatch.setattr("time.time_ns", lambda: now[0])
    now[0] = max(path.stat().st_ctime_ns for path in desk.folder.rglob("*")) + hour
    desk.check()
    read = []

    def counted(path: str, **options: bool) -> str | None:
        read.append(path)
        return digest_of(path, **options)

    monkeypatch.setattr("wardeval.check.kept.remembered.digest_of", counted)
    assert desk.remembers()
    assert read == []
    path = desk.folder / "assessments/2024/a.yaml"
    path.touch()
    now[0] = path.stat().st_ctime_ns + hour
    assert desk.remembers()
    assert read == ["assessments/2024/a.yaml"]
    assert desk.remembers()
    assert read == ["assessments/2024/a.yaml"]  # its new sign is kept


@pytest.mark.parametrize(
    "words",
    [
        ("assessments",),
        ("assessments/2024/a.yaml",),
        ("assessments/*/a.yaml",),
        ("assessments", "--fail-on", "error"),
        ("--select", "complete"),
        ("--ignore", "missing-answer"),
        ("--require", "dat"),
        ("--min-coverage", "50%"),
        ("--on", "2030-01-01"),
        ("--units", "register.yaml"),
        ("--baseline", "known.json"),
    ],
    ids=" ".join,
)
def test_another_command_line_is_another_run(words: tuple[str, ...], desk: Desk, run: Run) -> None:
    desk.office.write("a", OPEN)
    desk.office.put("register.yaml", "format: wardeval/units/1\nunits: []\n")
    run("check", "--write-baseline", "--baseline", "known.json", folder=desk.folder)
    desk.check()
    assert not desk.remembers(*words)
    assert desk.remembers(*words)
    assert desk.remembers()
    beside = {"--units": "register.yaml", "--baseline": "known.json"}.get(words[0])
    if beside is not None:
        _add(desk.folder / beside, "\n")
        assert not desk.remembers(*words)


def test_another_folder_or_place_of_sets_is_another_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.office.write("a", OPEN)
    desk.check()
    inside = desk.folder / "assessments"
    assert not desk.remembers(folder=inside)
    assert desk.remembers(folder=inside)
    (desk.folder / "sets").mkdir()
    monkeypatch.setenv("WARDEVAL_CRITERIA", "sets")
    assert not desk.remembers()


def test_another_day_is_another_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return date(2031, 5, 5)

    desk.office.write("a", OPEN)
    desk.check()
    for module in ("memory", "checking"):
        monkeypatch.setattr(f"wardeval.cli.{module}.date", Tomorrow)
    assert not desk.remembers()
    assert desk.remembers()


def test_another_version_is_another_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.office.write("a", OPEN)
    desk.check()
    monkeypatch.setattr("wardeval.check.kept.stamp.__version__", "99")
    assert not desk.remembers()


def test_a_link_that_leads_elsewhere_is_seen(desk: Desk) -> None:
    desk.office.write("a", OPEN)
    desk.office.put("other/a.yaml", (desk.folder / "assessments/2024/a.yaml").read_text(encoding="utf-8"))
    link = desk.folder / "now"
    link.symlink_to("assessments/2024")
    desk.check("now")
    assert desk.remembers("now")
    link.unlink()
    link.symlink_to("other")
    assert not desk.remembers("now")


def test_a_file_that_is_passed_over_is_of_interest_too(desk: Desk) -> None:
    desk.office.write("a")
    other = desk.office.put("assessments/2024/khac.yaml", "format: wardeval/criterion-set/1\n")
    first = desk.check()[0]
    other.write_text("format: wardeval/assessment/1\n")
    after, is_remembered = desk.check()
    assert not is_remembered
    assert (first.code, after.code) == (ExitCode.OK, ExitCode.INPUT)


def test_where_files_cannot_be_read_the_run_is_not_remembered(desk: Desk) -> None:
    desk.office.write("a")
    for _ in range(2):
        ran, is_remembered = desk.check("assessments", "nowhere.yaml")
        assert ran.code == ExitCode.INPUT
        assert not is_remembered


@pytest.mark.parametrize("words", [("--no-worse-than", "assessments"), ("--write-baseline",), ("--fix",)])
def test_what_hangs_on_more_than_files_is_not_remembered(words: tuple[str, ...], desk: Desk, run: Run) -> None:
    desk.office.write("a")
    desk.check()
    before = desk._examined
    for _ in range(2):
        run("check", *words, folder=desk.folder)
    assert desk._examined == before + 2


def test_a_wrong_command_line_is_told_though_the_run_is_known(desk: Desk) -> None:
    path = desk.office.write("a")
    desk.check()
    for words in (
        ("--format", "xml"),
        ("-o", "x", "-o", "y"),
        ("-o", "assessments/2024/a.yaml"),
        ("-o", "wardeval.yaml"),
    ):
        ran, _ = desk.check(*words)
        assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert path.stat().st_size > 100


def test_the_register_that_was_read_is_never_written_over(desk: Desk) -> None:
    desk.office.write("a")
    desk.office.put("don-vi.yaml", "format: wardeval/units/1\nunits: []\n")
    desk.check("--units", "don-vi.yaml")
    ran, _ = desk.check("--units", "don-vi.yaml", "-o", "don-vi.yaml")
    assert (ran.code, ran.err.count("don-vi.yaml, which is read")) == (ExitCode.USAGE, 1)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _rewritten(change: str) -> Callable[[Path], None]:
    """What changes every value that is kept, with seals that fit."""

    def rewrite(path: Path) -> None:
        from wardeval.check.kept.store import _SEAL, _seal

        connection = sqlite3.connect(path)
        for key, value in connection.execute("SELECT key, value FROM kept").fetchall():
            new = {
                "empty": b"",
                "null": b"null",
                "list": b"[]",
                "cut": value[_SEAL:-5],
                "nested": b"[" * 100_000,
                "numbers": value[_SEAL:].replace(b"0", b"7"),
                "names": value[_SEAL:].replace(b".yaml", b"\\u0000.yam"),
                "far away": value[_SEAL:].replace(b"assessments", b"/etc/../etc"),
            }[change]
            connection.execute("UPDATE kept SET value = ? WHERE key = ?", (_seal(key, new) + new, key))
        connection.commit()
        connection.close()

    return rewrite


SPOILS: dict[str, Callable[[Path], object]] = {
    "no database": lambda path: path.write_bytes(b"x" * 10_000),
    "cut": _cut,
    "empty": lambda path: path.write_bytes(b""),
    **{
        change: _rewritten(change)
        for change in ("empty", "null", "list", "cut", "nested", "numbers", "names", "far away")
    },
}


@pytest.mark.parametrize("spoil", SPOILS)
def test_whatever_stands_in_the_cache_the_result_is_right(spoil: str, desk: Desk) -> None:
    desk.prove("a")
    desk.office.write("b", OPEN)
    before = desk.check()[0]
    SPOILS[spoil](Path(os.environ["WARDEVAL_CACHE"]) / NAME)
    after, is_remembered = desk.check()
    assert after == before
    assert not is_remembered
    desk.check()
    assert desk.remembers()


@pytest.mark.parametrize("value", ["file", "file/inside", "\0", "~nobody/x"])
def test_where_there_can_be_no_cache_everything_is_as_without(
    value: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "\0" not in value:
        monkeypatch.setenv("WARDEVAL_CACHE", str(desk.folder / value))
    (desk.folder / "file").write_bytes(b"")
    desk.office.write("a", OPEN)
    assert desk.check()[0] == desk.check()[0]


def test_without_a_home_nothing_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WARDEVAL_CACHE", "HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    desk.office.write("a", OPEN)
    assert not desk.remembers()
    assert not desk.remembers()


def test_a_run_from_memory_imports_nothing_slow(desk: Desk) -> None:
    desk.office.write("a", OPEN)
    code = (
        "import sys\n"
        "from wardeval.cli.app import main\n"
        "main(['--lang', 'vi', 'check'])\n"
        "slow = {'pydantic_core', 'yaml', 'rich', 'wardeval.check.rules', 'wardeval.library'}\n"
        "print(*sorted(slow & {*sys.modules}))\n"
    )
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    told = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=desk.folder, env=environ, capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert told[0][:-1] == told[1][:-1] != []
    assert told[0][-1].split() == ["pydantic_core", "wardeval.check.rules", "wardeval.library"]
    assert told[1][-1] == ""


FOLDERS = sorted((ROOT / "tests" / "data" / "check").glob("*/fails-*"))[::4]
"""Some of every family; the files of one rule hold much the same."""


@pytest.mark.parametrize("number", range(0, len(FOLDERS), 12))
def test_the_folders_of_the_rules_come_to_the_same(number: int, tmp_path: Path, run: Run) -> None:
    for place, folder in enumerate(FOLDERS[number : number + 12]):
        copy = tmp_path / str(place)
        shutil.copytree(folder, copy, symlinks=True)
        if not (copy / "wardeval.yaml").exists():
            (copy / "wardeval.yaml").write_text("format: wardeval/workspace/1\n")
        words = ("check", ".", "--on", "2026-06-30", "--format", FORMATS[(number + place) % len(FORMATS)])
        for _ in range(2):
            without = run(*words, "--no-cache", folder=copy)
            assert [run(*words, folder=copy) for _ in range(2)] == [without] * 2
            file = max(copy.rglob("*.yaml"), key=lambda path: (path.parent == copy, path.name))
            file.write_bytes(file.read_bytes()[:-20])
