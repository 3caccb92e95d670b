"""`wardeval criteria` and `wardeval explain`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, Golden, Run

SETS = sorted(path.stem for path in (ROOT / "criteria").glob("*.yaml"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_list_shows_every_set(lang: str, run: Run, golden: Golden) -> None:
    ran = run("criteria", "list", lang=lang)
    assert (ran.code, ran.err) == (0, "")
    assert all(id_ in ran.out for id_ in SETS)
    golden(f"criteria-list.{lang}.txt", ran.out)


@pytest.mark.parametrize("id_", SETS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_set_has_a_page(id_: str, lang: str, run: Run, golden: Golden) -> None:
    ran = run("criteria", "show", id_, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    golden(f"criteria-show-{id_}.{lang}.txt", ran.out)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("name", "file", "criterion"),
    [
        ("ratio", "examples/hu-cau-phuong-mau.yaml", "5.4.b"),
        ("exception", "examples/hu-cau-phuong-mau.yaml", "4.4.b"),
        ("criterion", "examples/hu-cau-cham-diem.yaml", "3"),
        ("gate", "examples/hu-cau-cham-diem.yaml", "khao-sat"),
        ("missing", "examples/muong-lat-2025.yaml", "5.4.a"),
    ],
)
def test_explain(name: str, file: str, criterion: str, lang: str, run: Run, golden: Golden) -> None:
    ran = run("explain", file, criterion, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    golden(f"explain-{name}.{lang}.txt", ran.out)


def test_explain_says_what_may_have_been_meant(run: Run) -> None:
    ran = run("explain", "examples/hu-cau-phuong-mau.yaml", "5.4.B")
    assert (ran.code, "“5.4.b”" in ran.err) == (2, True)


def test_sets_of_the_workspace_and_of_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "examples/criteria/vi-du-diem.yaml").read_text(encoding="utf-8")
    for folder, id_ in (("criteria", "rieng-1"), ("khac", "rieng-2")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{id_}.yaml").write_text(
            text.replace("id: vi-du-diem", f"id: {id_}", 1), encoding="utf-8"
        )
    (tmp_path / "wardeval.yaml").write_text("language: vi\n", encoding="utf-8")
    monkeypatch.setenv("WARDEVAL_CRITERIA", str(tmp_path / "khac"))
    ids = [line.split()[0] for line in run("criteria", "list", "--width", "200", folder=tmp_path).out.splitlines()[2:]]
    assert ids == [*SETS, "rieng-1", "rieng-2"]


def test_a_set_cannot_take_the_name_of_a_built_in_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "criteria").mkdir()
    (tmp_path / "wardeval.yaml").write_text("language: vi\n", encoding="utf-8")
    (tmp_path / "criteria" / "qd-5764-2021.yaml").write_text("x: y\n", encoding="utf-8")
    ran = run("criteria", "show", "qd-5764-2021", folder=tmp_path)
    assert (ran.code, "more than once" in ran.err) == (3, True)


def test_lint_says_what_it_looked_at(run: Run, tmp_path: Path) -> None:
    clean = run("criteria", "lint", "criteria")
    assert (clean.code, clean.out) == (0, "")
    assert f"{len(SETS)} sets checked" in clean.err
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: wardeval/criterion-set/1\n", encoding="utf-8")
    assert run("criteria", "lint", str(broken)).code == 3
    assert run("criteria", "lint", str(tmp_path / "nothing")).code == 3
