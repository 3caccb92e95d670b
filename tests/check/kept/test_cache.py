"""What came of files is kept by their bytes: found again under any name, and only where it would come to the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.check.office import BROKEN, UNKNOWN, Office
from wardeval.check.files import ToCheck
from wardeval.check.kept import stamp as stamp_module
from wardeval.check.kept.cache import Cache
from wardeval.check.kept.stamp import stamp
from wardeval.check.look import Paper, look_at
from wardeval.check.looked import Looked
from wardeval.check.run import Start, look_all
from wardeval.library import Place, places

TODAY = date(2026, 6, 30)
YEAR = timedelta(days=365)


class Desk:
    """A workspace that is checked again and again."""

    def __init__(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        self.office, self.looked_at = office, list[str]()

        def counted(papers: list[Paper], *more: object) -> list[Looked]:
            self.looked_at.extend(paper.name for paper in papers)
            return look_at(papers, *more)  # type: ignore[arg-type]

        monkeypatch.setattr("wardeval.check.run.look_at", counted)

    def files(self) -> list[ToCheck]:
        paths = sorted((self.office.folder / "assessments").rglob("*.yaml"))
        return [ToCheck(path.relative_to(self.office.folder).as_posix(), path) for path in paths]

    def start(self, today: date = TODAY, *, cached: bool = True) -> Start:
        sets = places(self.office.folder, {})
        return Start(sets, today, Cache(self.office.folder / "cache", TODAY, stamp(sets)) if cached else None)

    def check(self, today: date = TODAY, **options: int) -> list[str]:
        """Check with the cache, which must come to the same as without; the names of files that were looked at."""
        self.looked_at.clear()
        found = look_all(self.files(), self.start(today), **options)  # type: ignore[arg-type]
        looked_at = sorted(self.looked_at)
        assert found == look_all(self.files(), self.start(today, cached=False))
        return looked_at


@pytest.fixture
def desk(office: Office, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(office, monkeypatch)


def test_a_file_is_looked_at_once(desk: Desk) -> None:
    desk.office.write("a")
    desk.office.write("b", UNKNOWN)
    desk.office.put("assessments/2024/c.yaml", BROKEN)
    (desk.office.folder / "assessments/2024/d.yaml").write_bytes(b"\xff")
    assert len(desk.check()) == 4
    assert desk.check() == []


def test_processes_share_what_is_kept(desk: Desk) -> None:
    for number in range(40):
        desk.office.write(f"{number:02}", UNKNOWN if number % 3 else {})
    desk.check(processes=2)
    assert desk.check() == []
    desk.office.write("40")
    assert desk.check(processes=2) == []  # by another process
    assert desk.check() == []


def test_only_what_has_changed_is_looked_at(desk: Desk) -> None:
    desk.office.write("a")
    path = desk.office.write("b", UNKNOWN)
    desk.check()
    path.write_bytes(path.read_bytes() + b"\n")
    assert desk.check() == ["assessments/2024/b.yaml"]


def test_a_file_is_known_under_another_name(desk: Desk) -> None:
    path = desk.office.write("a", UNKNOWN)
    desk.check()
    (path.parent / "ở đây.yaml").write_bytes(path.read_bytes())
    path.unlink()
    assert desk.check() == []


@pytest.mark.parametrize(
    "change",
    {
        "a set": lambda folder: folder / "criteria" / "thu.yaml",
        "another set": lambda folder: folder / "criteria" / "diem.yaml",
        "a new set": lambda folder: folder / "criteria" / "khac.yaml",
    }.values(),
)
def test_with_other_sets_every_file_is_looked_at(change: Callable[[Path], Path], desk: Desk) -> None:
    desk.office.write("a")
    desk.check()
    path = change(desk.office.folder)
    path.write_bytes((path.read_bytes() if path.exists() else b"a: b") + b"\n# other\n")
    assert len(desk.check()) == 1


def test_a_case_of_a_set_or_a_text_beside_it_makes_no_difference(desk: Desk) -> None:
    desk.office.write("a")
    desk.check()
    (desk.office.folder / "criteria" / "thu.cases.yaml").write_text("cases: []\n")
    (desk.office.folder / "criteria" / "README.md").write_text("x\n")
    assert desk.check() == []


def test_with_another_version_every_file_is_looked_at(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.office.write("a")
    desk.check()
    monkeypatch.setattr(stamp_module, "__version__", "99")
    assert len(desk.check()) == 1


def test_a_changed_module_is_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inner").mkdir()
    module_ = tmp_path / "inner" / "rule.py"
    module_.write_text("a = 1\n")
    monkeypatch.setattr(stamp_module, "_PACKAGE", tmp_path)
    before = stamp([])
    assert stamp([]) == before
    module_.write_text("a = 10\n")
    changed = stamp([])
    module_.rename(module_.with_name("rules.py"))
    assert len({before, changed, stamp([])}) == 3


def test_sets_that_cannot_be_read_are_told_apart_from_none(tmp_path: Path) -> None:
    missing = stamp([Place("workspace", tmp_path / "nowhere")])
    empty = stamp([Place("workspace", tmp_path)])
    (tmp_path / "a.yaml").mkdir()
    assert missing == empty != stamp([Place("workspace", tmp_path)])


def test_what_hangs_on_the_day_is_looked_at_on_another_day(desk: Desk) -> None:
    desk.office.write("a", period=2024)
    desk.office.write("b", period=2026)
    desk.office.put("assessments/2024/c.yaml", BROKEN)
    ahead = desk.office.write("d", period=2024)
    ahead.write_text(f"{ahead.read_text(encoding='utf-8')}as-of: 01/07/2026\n", encoding="utf-8")
    desk.check(TODAY)
    assert desk.check(TODAY) == []
    assert desk.check(TODAY + timedelta(days=1)) == ["assessments/2024/d.yaml", "assessments/2026/b.yaml"]
    assert desk.check(TODAY + timedelta(days=2)) == ["assessments/2026/b.yaml"]
    assert desk.check(TODAY + YEAR) == ["assessments/2026/b.yaml"]
    assert desk.check(TODAY + 2 * YEAR) == []


def test_what_lasts_is_not_taken_for_an_earlier_day(desk: Desk) -> None:
    desk.office.write("a", period=2024)
    desk.check(TODAY)
    assert len(desk.check(TODAY - 2 * YEAR)) == 1
    assert len(desk.check(TODAY - YEAR)) == 1


def test_what_says_what_the_file_is_called_is_not_kept(desk: Desk) -> None:
    path = desk.office.put("assessments/khac.yaml", "format: wardeval/criterion-set/1\n")
    named = ToCheck("assessments/khac.yaml", path, is_named=True)
    for _ in range(2):
        desk.looked_at.clear()
        (found,) = look_all([named], desk.start())
        assert "khac.yaml" in str(found.problems[0].hint)
        assert desk.looked_at == [named.name]


def test_what_is_wrong_with_a_set_is_told_at_its_place(desk: Desk) -> None:
    desk.office.write("a")
    (desk.office.folder / "criteria" / "thu.yaml").write_text("format: wardeval/criterion-set/1\nid: thu\n")
    assert len(desk.check()) == 1
    assert len(desk.check()) == 1


def test_a_file_that_went_away_or_cannot_be_read_is_not_kept(desk: Desk) -> None:
    files = [ToCheck("nowhere.yaml", desk.office.folder / "nowhere.yaml", is_named=True)]
    first, again = look_all(files, desk.start()), look_all(files, desk.start())
    assert first == again
    assert first[0].problems[0].rule == "missing-file"


def test_what_was_of_use_stays(desk: Desk) -> None:
    desk.office.write("a")
    desk.check()
    cache = desk.start().cache
    assert cache is not None
    for month in range(1, 4):
        later = Cache(cache.folder, TODAY + timedelta(days=20 * month), cache.known)
        desk.looked_at.clear()
        look_all(desk.files(), Start(desk.start().sets, TODAY, later))
        assert desk.looked_at == []
