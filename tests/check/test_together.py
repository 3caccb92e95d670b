"""The rules about several files, in one process or in two: the same findings in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from tests.check.checking import TODAY, checked
from tests.conftest import ROOT
from wardeval import batch
from wardeval.check import together
from wardeval.check.disk import Disk
from wardeval.check.files import listed
from wardeval.check.pool import Pool
from wardeval.check.rule import AcrossRule, Finding
from wardeval.check.rules import OF_POOLS
from wardeval.check.run import Start, look_all
from wardeval.library import places

DATA = ROOT / "tests" / "data" / "check"
FOLDERS = [
    folder for each in sorted({rule.id for rule in OF_POOLS}) for folder in sorted((DATA / each).glob("fails-*"))[:1]
]


@pytest.fixture
def in_two(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let another process take its part of however few files; says what was done in this one."""
    monkeypatch.setattr(together, "FEW", 0)
    monkeypatch.setattr(batch, "cores", lambda: 2)
    done: list[str] = []
    of = together._of

    def noted(rules: Sequence[AcrossRule], pool: Pool) -> list[list[Finding]]:
        done.extend(each.id for each in rules)
        return of(rules, pool)

    monkeypatch.setattr(together, "_of", noted)
    return done


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.parent.name for folder in FOLDERS])
def test_two_processes_find_the_same(folder: Path, request: pytest.FixtureRequest) -> None:
    alone = checked(folder)
    done = request.getfixturevalue("in_two")
    assert checked(folder) == alone != []
    assert 0 < len(done) < len(OF_POOLS)


class Untouched(Disk):
    """A disk of which nothing may be asked."""

    def __getattribute__(self, name: str) -> NoReturn:
        raise AssertionError(f"asked for {name}")


def test_only_rules_that_say_so_ask_the_disk() -> None:
    folder = next((DATA / "file-claimed-twice").glob("fails-*"))
    files = listed([str(folder)]).files
    looked = look_all(files, Start(places(folder, {}), TODAY))
    traits = {each.name: each.traits for each in looked if each.traits is not None}
    paths = {file.name: file.path for file in files if file.path is not None}
    assert any(each.claimed for each in traits.values())
    pool = Pool(traits, paths, TODAY, is_whole=True, disk=Untouched())
    for rule in OF_POOLS:
        if rule.asks_disk:
            with pytest.raises(AssertionError, match="asked for"):
                list(rule.find(pool))
        else:
            list(rule.find(pool))
