"""`wardeval units`: a register written whole or not at all, and shown."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from wardeval.problems import ExitCode
from wardeval.units.register import load_register


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "wardeval.yaml").write_text("format: wardeval/workspace/1\nlanguage: vi\n", encoding="utf-8")
    return tmp_path


def test_build_writes_the_register_of_the_workspace(run: Run, office: Path) -> None:
    inner = office / "assessments"
    inner.mkdir()
    ran = run("units", "build", "--province", "da nang", folder=inner)
    assert (ran.code, ran.out) == (0, "")
    assert "written: ../units.yaml (" in ran.err
    assert "numbers of the resolutions are not in the data" in ran.err
    assert len([unit for unit in load_register(office / "units.yaml").units if unit.to is None]) == 94
    assert [path.name for path in office.iterdir() if path.name.startswith(".")] == []


def test_build_without_a_workspace_writes_here(run: Run, tmp_path: Path) -> None:
    assert run("units", "build", "--province", "Huế", folder=tmp_path).code == 0
    assert (tmp_path / "units.yaml").is_file()
    assert run("units", "build", "--province", "Huế", "-o", "hue.yaml", folder=tmp_path).code == 0
    assert (tmp_path / "hue.yaml").read_bytes() == (tmp_path / "units.yaml").read_bytes()


def test_build_in_vietnamese_writes_the_same_bytes(run: Run, tmp_path: Path) -> None:
    run("units", "build", "--province", "Huế", "-o", "vi.yaml", folder=tmp_path, lang="vi")
    run("units", "build", "--province", "Huế", "-o", "en.yaml", folder=tmp_path)
    assert (tmp_path / "vi.yaml").read_bytes() == (tmp_path / "en.yaml").read_bytes()


def test_build_does_not_write_over_what_is_there(run: Run, office: Path) -> None:
    file = office / "units.yaml"
    file.write_text("mine", encoding="utf-8")
    ran = run("units", "build", "--province", "Huế", folder=office)
    assert ran.code == ExitCode.USAGE
    assert "units.yaml is there already; --force replaces it, and what was added by hand is lost" in ran.err
    assert file.read_text("utf-8") == "mine"
    assert run("units", "build", "--province", "Huế", "--force", folder=office).code == 0
    assert load_register(file).units
    over = run("units", "build", "--province", "Huế", "--force", "-o", "wardeval.yaml", folder=office)
    assert over.code == ExitCode.USAGE
    assert "would overwrite wardeval.yaml" in over.err.replace(f"{office}/", "")


def test_build_of_an_old_province_says_where_it_is_now(run: Run, tmp_path: Path) -> None:
    ran = run("units", "build", "--province", "Bến Tre", "--province", "Tra Vinh", folder=tmp_path)
    assert ran.code == 0
    assert "Tỉnh Bến Tre has been part of Tỉnh Vĩnh Long since 2025-07-01" in ran.err
    assert "of 4 new units the data do not say reliably what they were made of" in ran.err
    assert len([unit for unit in load_register(tmp_path / "units.yaml").units if unit.to is None]) == 124


@pytest.mark.parametrize(
    ("arguments", "said"),
    {
        "nothing": ((), "give either --province, once or several times, or --all"),
        "both": (("--all", "--province", "Huế"), "give either --province"),
        "a slip": (("--province", "Đà Lẵng"), "did you mean Thành phố Đà Nẵng?"),
        "a name of before": (("--province", "Thừa Thiên Huế"), "did you mean Thành phố Huế?"),
        "nonsense": (("--province", "xyzzy"), "there are: Thành phố Hà Nội; Tỉnh Cao Bằng"),
        "a folder": (("--province", "Huế", "-o", "."), ". is a folder; -o takes the name of a file"),
    }.values(),
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_wrong_command_line(run: Run, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = run("units", "build", *arguments, folder=tmp_path)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def test_without_the_package_it_says_what_to_install(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wardeval.units.package.data_folder", lambda: None)
    ran = run("units", "build", "--all", folder=tmp_path)
    assert ran.code == ExitCode.USAGE
    assert "pip install “wardeval[units]”" in ran.err


def test_the_front_end_of_the_package_is_not_loaded(run: Run, tmp_path: Path) -> None:
    run("units", "build", "--province", "Huế", folder=tmp_path)
    assert not {"vietnamadminunits", "shapely", "geopy"} & sys.modules.keys()


def test_show_an_id_and_all_that_it_meant(run: Run) -> None:
    ran = run("units", "show", "26740", "--units", "examples/units.yaml")
    assert (ran.code, ran.err) == (0, "")
    lines = [line.split("  ")[0] for line in ran.out.splitlines()]
    assert lines.index("Phường Bến Nghé (26740)") < lines.index("Phường Sài Gòn (26740)")
    assert "not known, nor since when the unit is as it is here" in ran.out
    rows = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "26740 Phường Sài Gòn Thành phố Hồ Chí Minh all of it" in rows
    assert "26737 Phường Đa Kao Quận 1, Thành phố Hồ Chí Minh a part" in rows
    assert "Decision 1685/NQ-UBTVQH15" in rows


def test_show_a_name_on_a_day(run: Run) -> None:
    ran = run(
        "units", "show", "sai gon", "--on", "31/12/2025", "--units", "examples/units.yaml", "--format", "markdown"
    )
    assert ran.code == 0
    assert ran.out.startswith("# Phường Sài Gòn (26740)\n")
    gone = run("units", "show", "sai gon", "--on", "2024-12-31", "--units", "examples/units.yaml")
    assert (gone.code, gone.out) == (ExitCode.INPUT, "")
    assert "“sai gon” is no unit of the register on 2024-12-31; it is: Phường Sài Gòn, " in gone.err


def test_show_what_became_of_a_part_only_says_so(run: Run) -> None:
    ran = run("units", "show", "26737", "--units", "examples/units.yaml")
    assert "what became of the rest is not known" in ran.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    {
        "unknown": (("Phường Bến Nghê 1",), ExitCode.INPUT, "did you mean “Phường Bến Nghé”?"),
        "unknown id": (("99999",), ExitCode.INPUT, "the register knows no unit “99999”"),
        "no day": (("26740", "--on", "hôm qua"), ExitCode.USAGE, "--on: a date is expected here"),
        "no format": (("26740", "--format", "json"), ExitCode.USAGE, "--format takes one of table; markdown"),
        "no file": (("26740", "--units", "nowhere.yaml"), ExitCode.INPUT, "there is no such file"),
        "no register": (("26740", "--units", "examples/README.md"), ExitCode.INPUT, "examples/README.md"),
    }.values(),
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_shown(run: Run, arguments: tuple[str, ...], code: ExitCode, said: str) -> None:
    more = () if "--units" in arguments else ("--units", "examples/units.yaml")
    ran = run("units", "show", *arguments, *more)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_show_without_a_register_says_how_to_get_one(run: Run, tmp_path: Path) -> None:
    ran = run("units", "show", "26740", folder=tmp_path)
    assert (ran.code, ran.out) == (ExitCode.INPUT, "")
    assert "wardeval units build --province NAME" in ran.err


def test_show_writes_into_a_file_but_not_over_the_register(run: Run, office: Path) -> None:
    register = office / "units.yaml"
    register.write_bytes((ROOT / "examples/units.yaml").read_bytes())
    assert run("units", "show", "26740", "-o", "ra.txt", folder=office).code == 0
    assert "Phường Sài Gòn" in (office / "ra.txt").read_text("utf-8")
    over = run("units", "show", "26740", "-o", "units.yaml", folder=office)
    assert over.code == ExitCode.USAGE
    assert register.read_bytes() == (ROOT / "examples/units.yaml").read_bytes()


def test_the_register_is_no_assessment(run: Run, office: Path) -> None:
    text = (ROOT / "examples/units.yaml").read_bytes()
    (office / "units.yaml").write_bytes(b"units: []\n")  # by its name
    (office / "don-vi.yaml").write_bytes(text)  # by what it says
    ran = run("score", str(office), folder=office)
    assert ran.code == ExitCode.USAGE
    assert "there is no assessment in" in ran.err


def test_the_group_alone_shows_its_help(run: Run) -> None:
    ran = run("units")
    assert (ran.code, ran.out) == (0, run("units", "--help").out)
    assert "build" in ran.out
