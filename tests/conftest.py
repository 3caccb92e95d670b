"""A clean environment for every test, and the command line run in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.check.office import Office

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SCRUBBED = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "CI", "GITHUB_ACTIONS", "LANG", "LC_ALL", "LC_MESSAGES", "TERM")


class Ran(NamedTuple):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


settings.register_profile("wardeval", deadline=None)  # a machine that is busy for a moment is no fault
settings.load_profile("wardeval")

Run = Callable[..., Ran]
Golden = Callable[[str, str], None]


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for the cache of each test, made where it is used."""
    folder = tmp_path_factory.mktemp("caches")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, caches: Iterator[Path]) -> None:
    for name in (*SCRUBBED, "WARDEVAL_LANG", "WARDEVAL_CRITERIA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WARDEVAL_CACHE", str(next(caches)))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `wardeval` with arguments in the root of the project, in English unless `--lang` is given."""
    from wardeval.cli.app import main

    def call(*arguments: str, folder: Path = ROOT, lang: str = "en") -> Ran:
        monkeypatch.chdir(folder)
        monkeypatch.setenv("WARDEVAL_LANG", lang)
        code = main(list(arguments))
        captured = capsys.readouterr()
        return Ran(int(code), captured.out, captured.err)

    return call


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A workspace of fictional wards, still without an assessment."""
    from tests.check.office import Office

    return Office(tmp_path)


@pytest.fixture
def check(office: Office, run: Run) -> Run:
    """`wardeval check` in that workspace, with the rules of one family only unless others are named."""

    def call(*arguments: str, lang: str = "en", folder: Path = office.folder, select: str = "form") -> Ran:
        return run("check", *arguments, "--select", select, folder=folder, lang=lang)

    return call


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes the golden files anew."""
    parser.addoption("--update", action="store_true", help="write golden files anew")


GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the golden file of a name."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"{path} differs; look at it, then run pytest --update"

    return compare
