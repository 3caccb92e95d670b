"""The house: floors, the one importer of each library, short modules, light start-up."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src"
PACKAGE = SOURCE / "wardeval"
FLOORS = {
    0: ("wardeval", "problems", "exact", "language"),
    1: ("content", "events", "plain_lines", "plain_places", "syntax", "positions", "source", "model", "written"),
    2: (
        *(
            "engine",
            "load",
            "loaded_set",
            "library",
            "workspace",
            "facts",
            "case",
            "edition",
            "overlay",
            "trial",
            "schema",
        ),
        *("check", "lint", "rule"),
        *("amend", "carry", "draft", "interview", "meant_sets", "naming", "salvage", "settled"),
        *("batch", "comparison", "contradictions", "folders", "git", "kinship", "mapping_files", "mappings"),
        *("predecessors", "series", "set_places", "sides", "units"),
    ),
    3: ("report",),
    4: ("cli", "__main__"),
}
FLOOR = {name: floor for floor, names in FLOORS.items() for name in names}
ONLY_IMPORTER = {
    "yaml": "events",
    "rich": "report.terminal",
    "typer": "cli",
    "ruamel": "amend",
    "questionary": "cli.questionnaire",
    "matplotlib": "report.picture",
}
MOST_LINES = 325


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or "wardeval"


def imports(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor_of(module: str) -> int:
    return FLOOR[module.split(".", maxsplit=1)[0]]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_imports_only_from_its_own_floor_or_lower(path: Path) -> None:
    own = floor_of(name_of(path))
    for imported in imports(path):
        parts = imported.split(".")
        if parts[0] == "wardeval" and len(parts) > 1 and (parts[1] in FLOOR):
            assert floor_of(parts[1]) <= own, f"{name_of(path)} imports {imported}"


@pytest.mark.parametrize("path", [path for path in modules() if "engine" in path.parts], ids=name_of)
def test_the_engine_knows_no_file_clock_or_terminal(path: Path) -> None:
    forbidden = {"pathlib", "os", "sys", "io", "time", "typer", "rich", "yaml", "locale", "gettext"}
    assert forbidden.isdisjoint(name.split(".")[0] for name in imports(path))
    assert not any(name.startswith(("wardeval.source", "wardeval.load", "wardeval.library")) for name in imports(path))


@pytest.mark.parametrize("library", ONLY_IMPORTER)
def test_one_place_imports_a_library(library: str) -> None:
    importers = {name_of(path) for path in modules() for name in imports(path) if name.split(".")[0] == library}
    assert importers
    assert all(name.startswith(ONLY_IMPORTER[library]) for name in importers)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_modules_are_short_and_have_a_docstring(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_float_between_file_and_text(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    floats = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "float"]
    assert not floats
    assert not calls


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a run of the command line has loaded."""
    code = (
        "import sys, contextlib, io\n"
        "from wardeval.cli.app import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    main({list(arguments)!r})\n"
        "print(' '.join(sorted(sys.modules)))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(ran.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "absent"),
    {
        "--help": (("--help",), {"pydantic", "pydantic_core", "yaml", "rich", "json"}),
        "--version": (("--version",), {"pydantic", "pydantic_core", "yaml", "rich", "json"}),
        "score --help": (("score", "--help"), {"pydantic", "pydantic_core", "yaml", "rich"}),
        "score": (("score", "examples/muong-lat-2025.yaml"), {"pydantic", "json", "yaml", "wardeval.positions"}),
        "score json": (("score", "examples/muong-lat-2025.yaml", "--format", "json"), {"pydantic", "rich"}),
    }.values(),
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_start_up_loads_no_more_than_it_needs(arguments: tuple[str, ...], absent: set[str]) -> None:
    assert loaded_by("--lang", "en", *arguments) & absent == set()
