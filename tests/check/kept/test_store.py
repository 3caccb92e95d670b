"""Bytes kept from run to run: found again as they were, or not at all; nothing that is wrong with the file is told."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from textwrap import dedent

import pytest

from wardeval.check.kept import store as module
from wardeval.check.kept.store import NAME, Store, folder_of_cache

TODAY = date(2026, 6, 30)


def found(folder: Path, *keys: bytes, day: date = TODAY) -> list[bytes | None]:
    store = Store(folder, day)
    kept = [store.get(key) for key in keys]
    store.close()
    return [each and each.value for each in kept]


def keep(folder: Path, *keys: bytes, day: date = TODAY, used: tuple[bytes, ...] = ()) -> None:
    store = Store(folder, day)
    store.put([(key, b"value of " + key) for key in keys], used)
    store.close()


def execute(folder: Path, statement: str, *values: object) -> None:
    with sqlite3.connect(folder / NAME) as connection:
        connection.execute(statement, values)
    connection.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "a" / "cache"


def test_what_is_kept_is_found_again_and_nothing_else(folder: Path) -> None:
    assert found(folder, b"1") == [None]
    keep(folder, b"1", b"2")
    keep(folder, b"2")
    assert found(folder, b"1", b"2", b"3") == [b"value of 1", b"value of 2", None]


@pytest.mark.skipif(os.name != "posix", reason="files have no modes here")
def test_the_folder_is_for_the_user_alone(folder: Path) -> None:
    keep(folder, b"1")
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name != "posix", reason="files have no modes here")
@pytest.mark.parametrize("mode", [0o770, 0o702])
def test_where_others_may_write_nothing_is_read_or_kept(folder: Path, mode: int) -> None:
    keep(folder, b"1")
    folder.chmod(mode)
    assert found(folder, b"1") == [None]
    folder.chmod(0o755)
    assert found(folder, b"1") == [b"value of 1"]


@pytest.mark.skipif(os.name != "posix", reason="files have no owner here")
def test_a_folder_of_somebody_else_is_let_be(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(folder, b"1")
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert found(folder, b"1") == [None]


def test_a_value_is_fresh_on_the_day_on_which_it_was_of_use(folder: Path) -> None:
    keep(folder, b"1")
    store = Store(folder, TODAY + timedelta(days=1))
    first = store.get(b"1")
    store.put([], [b"1"])
    again = store.get(b"1")
    assert first is not None
    assert again is not None
    assert (first.is_fresh, again.is_fresh) == (False, True)


def test_what_nobody_asks_for_goes_after_a_month(folder: Path) -> None:
    keep(folder, b"1", b"2")
    keep(folder, day=TODAY + timedelta(days=20), used=(b"1",))
    later = TODAY + timedelta(days=31)
    assert found(folder, b"2", day=later) == [b"value of 2"]
    keep(folder, b"3", day=later)
    assert found(folder, b"1", b"2", b"3") == [b"value of 1", None, b"value of 3"]


def test_what_is_from_days_to_come_goes_too(folder: Path) -> None:
    keep(folder, b"1", day=TODAY + timedelta(days=400))
    keep(folder, b"2")
    assert found(folder, b"1", b"2") == [None, b"value of 2"]


def test_where_all_is_too_much_the_older_half_goes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        keep(folder, b"%d" % number, day=TODAY - timedelta(days=4 - number))
    monkeypatch.setattr(module, "MOST_BYTES", 3 * len(b"value of 1"))
    keep(folder, b"4")
    assert found(folder, *(b"%d" % number for number in range(5))) == [None] * 3 + [b"value of 3", b"value of 4"]


@pytest.mark.parametrize(
    "spoil",
    {
        "no such file": lambda path: path.write_bytes(b"this is no database" * 100),
        "empty": lambda path: path.write_bytes(b""),
        "cut": lambda path: path.write_bytes(path.read_bytes()[:5000]),
        "zeros": lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(20000)),
        "its head alone": lambda path: path.write_bytes(path.read_bytes()[:100]),
        "half of it overwritten": lambda path: path.write_bytes(b"\xff" * 9000 + path.read_bytes()[9000:]),
    }.values(),
)
def test_a_broken_file_is_none_and_the_next_one_is_whole(folder: Path, spoil: Callable[[Path], int]) -> None:
    values = [b"%d" % number * 2000 for number in range(20)]
    keep(folder, *values)
    spoil(folder / NAME)
    assert set(found(folder, *values)) <= {None, *(b"value of " + value for value in values)}
    for _ in range(2):  # the first may find the file broken
        keep(folder, *values)
    assert found(folder, *values) == [b"value of " + value for value in values]


def test_a_value_that_was_changed_or_put_elsewhere_is_none(folder: Path) -> None:
    keep(folder, b"1", b"2", b"3", b"4")
    execute(folder, "UPDATE kept SET value = ? WHERE key = ?", b"value of 1", b"1")
    execute(folder, "UPDATE kept SET value = ? WHERE key = ?", "text", b"2")
    execute(folder, "UPDATE kept SET value = (SELECT value FROM kept WHERE key = ?) WHERE key = ?", b"4", b"3")
    assert found(folder, b"1", b"2", b"3", b"4") == [None, None, None, b"value of 4"]


def test_what_is_too_large_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(folder, b"1", b"22")
    monkeypatch.setattr(module, "LARGEST", len(b"value of 1"))
    assert found(folder, b"1", b"22") == [b"value of 1", None]


def test_another_table_of_the_same_name_is_let_be(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True)
    execute(folder, "CREATE TABLE kept (something TEXT)")
    keep(folder, b"1")
    assert found(folder, b"1") == [None]


def test_while_another_process_writes_nothing_is_found_or_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(folder, b"1")
    monkeypatch.setattr(module, "_PATIENCE", 0)
    other = sqlite3.connect(folder / NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert found(folder, b"1") == [None]
    keep(folder, b"2")
    other.execute("COMMIT")
    other.close()
    assert found(folder, b"1", b"2") == [b"value of 1", None]


def test_what_cannot_be_written_can_still_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(folder, b"1")
    connect = sqlite3.connect

    def to_read(path: Path, **options: object) -> sqlite3.Connection:
        return connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)

    monkeypatch.setattr(sqlite3, "connect", to_read)
    keep(folder, b"2")
    assert found(folder, b"1", b"2") == [b"value of 1", None]


def test_a_full_disk_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(folder, b"1")
    monkeypatch.setattr(module, "_IN_A_HURRY", "PRAGMA max_page_count = 10")
    keep(folder, b"2" * 100_000)
    assert found(folder, b"1", b"2" * 100_000) == [b"value of 1", None]


@pytest.mark.parametrize("name", ["file", "file/inside", "nul\0"])
def test_where_there_can_be_no_folder_there_is_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    keep(tmp_path / name, b"1")
    assert found(tmp_path / name, b"1") == [None]
    assert (tmp_path / "file").read_bytes() == b""


def test_a_python_without_sqlite_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    keep(folder, b"1")
    assert found(folder, b"1") == [None]


def test_several_processes_at_once(folder: Path) -> None:
    code = f"""
        from pathlib import Path
        from datetime import date
        from wardeval.check.kept.store import Store
        import sys
        for turn in range(20):
            store = Store(Path({str(folder)!r}), date(2026, 6, 30))
            for number in range(50):
                kept = store.get(b"%d" % number)
                assert kept is None or kept.value == b"%d" % number * 500, kept
            store.put([(b"%d" % number, b"%d" % number * 500) for number in range(50)])
            store.close()
    """
    processes = [subprocess.Popen([sys.executable, "-c", dedent(code)], stderr=subprocess.PIPE) for _ in range(3)]
    told = [process.communicate()[1] for process in processes]
    assert told == [b""] * 3
    assert found(folder, b"1", b"49") == [b"1" * 500, b"49" * 500]


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {"WARDEVAL_CACHE": "here", "HOME": "/h"}, "here"),
        ("linux", {"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/wardeval"),
        ("linux", {"XDG_CACHE_HOME": "x", "HOME": "/h"}, "/h/.cache/wardeval"),
        ("linux", {"WARDEVAL_CACHE": "", "HOME": "/h"}, "/h/.cache/wardeval"),
        ("linux", {"HOME": ""}, None),
        ("linux", {"HOME": "h"}, None),
        ("linux", {}, None),
        ("darwin", {"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/h/Library/Caches/wardeval"),
        ("darwin", {}, None),
        ("win32", {"LOCALAPPDATA": "/l", "HOME": "/h"}, "/l/wardeval"),
        ("win32", {"HOME": "/h"}, None),
    ],
)
def test_where_the_caches_of_a_user_lie(
    platform: str, environ: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    folder = folder_of_cache(environ)
    assert (folder and folder.as_posix()) == expected
