"""A clean environment for every test, and the command line run in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SCRUBBED = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "CI", "GITHUB_ACTIONS", "LANG", "LC_ALL", "LC_MESSAGES", "TERM")


class Ran(NamedTuple):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
Golden = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*SCRUBBED, "WARDEVAL_LANG", "WARDEVAL_CRITERIA"):
        monkeypatch.delenv(name, raising=False)


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
