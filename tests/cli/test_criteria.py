"""`wardeval criteria` and `wardeval explain`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import ROOT, Golden, Run
from wardeval.cli.streams import fitted
from wardeval.report.set_list import MARKS

SETS = sorted(path.stem for path in (ROOT / "criteria").glob("*.yaml") if not path.stem.endswith(".cases"))
PAGES = (
    *("cap-kieu-mau-20-2024", "qd-5764-2021", "qd-9745-2022", "xa-dien-hinh-20-2021"),
    *("tt-124-2021-co-quan", "tt-124-2021-kdc", "tt-124-2021-truong", "tt-124-2021-xa"),
)
"""The sets whose pages are golden: they have every kind of rule and of gap."""
DATA = ROOT / "tests" / "data" / "cases"
LIST_SCHEMA = json.loads((ROOT / "src/wardeval/schemas/criteria-list-1.json").read_text(encoding="utf-8"))
DIFF_SCHEMA = json.loads((ROOT / "src/wardeval/schemas/criteria-diff-1.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_list_shows_every_set(lang: str, run: Run, golden: Golden) -> None:
    ran = run("criteria", "list", lang=lang)
    assert (ran.code, ran.err) == (0, "")
    assert sorted(line.split()[0] for line in ran.out.splitlines()[2 : len(SETS) + 2]) == SETS
    golden(f"criteria-list.{lang}.txt", ran.out)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("width", [72, 80, 140])
def test_list_has_one_line_for_each_set(lang: str, width: int, run: Run) -> None:
    lines = run("criteria", "list", "--width", str(width), lang=lang).out.splitlines()
    rows = lines[2 : lines.index("")]
    assert len(rows) == len(SETS)
    assert max(map(len, lines)) <= width
    assert all(re.search(r"(●●●|●●○|●○○) +\d+/\d+$", row) for row in rows)


def test_list_cuts_nothing_at_80_columns(run: Run) -> None:
    for lang in ("vi", "en"):
        rows = run("criteria", "list", lang=lang).out.splitlines()[: len(SETS) + 2]
        assert not [row for row in rows if "…" in row]


def test_list_says_how_much_is_public_without_unicode() -> None:
    assert [fitted(mark, "ascii") for mark in MARKS.values()] == ["ooo", "oo.", "o.."]


def test_list_puts_families_together_in_time_and_reviews_last(run: Run) -> None:
    rows = [line.split()[0] for line in run("criteria", "list").out.splitlines()[2 : len(SETS) + 2]]
    places = [rows.index(id_) for id_ in ("qd-09-2013", "qd-619-2017", "qd-25-2021", "qd-27-2025")]
    assert places == [*range(places[0], places[0] + 4)]
    reviews = {"de-an-68", "cap-dien-hinh-tphcm-2023", "da-nang-thi-diem-2021", "kl-44-tphcm"}
    assert set(rows[-len(reviews) :]) == reviews


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_list_for_programs_keeps_its_schema(lang: str, run: Run) -> None:
    ran = run("criteria", "list", "--format", "json", lang=lang)
    assert (ran.code, ran.err) == (0, "")
    data = json.loads(ran.out)
    jsonschema.Draft202012Validator(LIST_SCHEMA).validate(data)
    listed = [line.split()[0] for line in run("criteria", "list", lang=lang).out.splitlines()[2 : len(SETS) + 2]]
    assert [one["id"] for one in data["sets"]] == listed
    by_id = {one["id"]: one for one in data["sets"]}
    legal = by_id["qd-25-2021"]
    assert (legal["family"], legal["basis"]["number"]) == ("tiep-can-phap-luat", "25/2021/QĐ-TTg")
    assert legal["years"] == {"from": 2022, "to": 2025, "suspended": [{"year": 2025, "within": "Tỉnh Thái Nguyên"}]}
    assert (legal["criteria"], legal["named"], legal["units"]) == (5, 5, ["xa", "phuong", "thi-tran"])
    assert (by_id["qd-318-2022"]["criteria"], by_id["qd-318-2022"]["named"]) == (19, 3)
    assert (by_id["qd-619-2017"]["scored"], by_id["tt-124-2021-xa"]["scored"]) == (True, False)
    assert (by_id["de-an-68"]["purpose"], legal["purpose"]) == ("review", "recognition")
    assert ROOT.as_posix() not in ran.out


def test_list_for_programs_tells_overlays_and_what_cannot_be_used(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "criteria"
    folder.mkdir()
    (tmp_path / "wardeval.yaml").write_text("language: en\n", encoding="utf-8")
    text = (ROOT / "examples/criteria/tt-124-2021-xa-hu-cau.yaml").read_text(encoding="utf-8")
    (folder / "tt-124-2021-xa-hu-cau.yaml").write_text(text, encoding="utf-8")
    (folder / "hong.yaml").write_text("format: [\n", encoding="utf-8")
    ran = run("criteria", "list", "--format", "json", folder=tmp_path)
    data = json.loads(ran.out)
    jsonschema.Draft202012Validator(LIST_SCHEMA).validate(data)
    (overlay,) = [one for one in data["sets"] if one["overlay-of"]]
    assert (overlay["id"], overlay["overlay-of"]) == ("tt-124-2021-xa-hu-cau", "tt-124-2021-xa")
    assert (overlay["place"], overlay["criteria"]) == ("workspace", 5)
    assert [problem["file"].rsplit("/", maxsplit=1)[-1] for problem in data["problems"]] == ["hong.yaml"]
    assert ran.code == 3


@pytest.mark.parametrize("id_", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_set_has_a_page(id_: str, lang: str, run: Run, golden: Golden) -> None:
    ran = run("criteria", "show", id_, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    golden(f"criteria-show-{id_}.{lang}.txt", ran.out)


@pytest.mark.parametrize("id_", SETS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_of_every_set_is_whole_and_narrow_enough(id_: str, lang: str, run: Run) -> None:
    ran = run("criteria", "show", id_, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    assert id_ in ran.out
    wide = [line.strip() for line in ran.out.splitlines() if len(line) > 80]
    assert all(re.fullmatch(r"https?://[^\s…]+", line) for line in wide)


def test_every_address_of_every_set_is_shown_whole(run: Run) -> None:
    for id_ in SETS:
        text = (ROOT / "criteria" / f"{id_}.yaml").read_text(encoding="utf-8")
        addresses = re.findall(r"^ *url: (\S+)$", text, re.MULTILINE)
        shown = run("criteria", "show", id_).out
        assert [address for address in addresses if address.strip("\"'") not in shown] == []


@pytest.mark.parametrize(("lang", "yes", "no"), [("vi", "có", "không"), ("en", "yes", "no")])
def test_a_page_has_no_codes_where_there_are_words(lang: str, yes: str, no: str, run: Run) -> None:
    out = " ".join(re.sub(r"[│├└─]", " ", run("criteria", "show", "nq-1211-2016-phuong", lang=lang).out).split())
    name = {"vi": "Phường biên giới", "en": "Border ward"}[lang]
    assert f"{name}: {yes}; {no}" in out
    assert f"“{name}” ({yes}: " in out
    assert "“bien-gioi”" not in out


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
    lines = run("criteria", "list", folder=tmp_path).out.splitlines()
    assert [line for line in lines if line in ("built in", "workspace", "WARDEVAL_CRITERIA")] == [
        *("built in", "workspace", "WARDEVAL_CRITERIA")
    ]
    ids = {line.split()[0]: place for place, line in enumerate(lines) if "/" in line and "●" in line}
    assert ids["rieng-1"] > lines.index("workspace") > ids["qd-25-2021"]
    assert ids["rieng-2"] > lines.index("WARDEVAL_CRITERIA")


def test_a_set_cannot_take_the_name_of_a_built_in_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "criteria").mkdir()
    (tmp_path / "wardeval.yaml").write_text("language: vi\n", encoding="utf-8")
    (tmp_path / "criteria" / "qd-5764-2021.yaml").write_text("x: y\n", encoding="utf-8")
    ran = run("criteria", "show", "qd-5764-2021", folder=tmp_path)
    assert (ran.code, "more than once" in ran.err) == (3, True)


def test_lint_says_what_it_looked_at(run: Run, tmp_path: Path) -> None:
    clean = run("criteria", "lint", "criteria")
    assert (clean.code, clean.out) == (0, "")
    assert f"{len(SETS)} sets and 1 mapping checked" in clean.err
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: wardeval/criterion-set/1\n", encoding="utf-8")
    assert run("criteria", "lint", str(broken)).code == 3
    assert run("criteria", "lint", str(tmp_path / "nothing")).code == 3


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A set and an edited copy of it under another id."""
    text = (DATA / "thu.yaml").read_text(encoding="utf-8").replace("units:", "family: ho-thu\nunits:", 1)
    (tmp_path / "thu.yaml").write_text(text, encoding="utf-8")
    edits = (
        ("id: thu\n", "id: thu-2\n"),
        ("completeness: complete", "completeness: partial\ngaps: [{vi: Thiếu, en: Missing}]"),
        ("dong-bang: 80%", "dong-bang: 85%"),
        ("total: {at-least: 12}", "total: {at-least: 14}"),
        ("max: 4, less: 2", "max: 5, less: 2"),
        ("ask: Ban, measure", "ask: Ban chỉ đạo, measure"),
        ('  - {id: "2", ask', '  - {id: "4", ask: Nội dung mới, measure: met, points: 1}\n  - {id: "2", ask'),
    )
    for before, after in edits:
        assert before in text
        text = text.replace(before, after, 1)
    (tmp_path / "thu-2.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_diff_shows_before_and_after(edited: Path, lang: str, run: Run, golden: Golden) -> None:
    ran = run("criteria", "diff", "thu.yaml", "thu-2.yaml", folder=edited, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    golden(f"criteria-diff.{lang}.txt", ran.out)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_diff_of_another_kind_says_so_and_shows_both_heads(lang: str, run: Run) -> None:
    ran = run("criteria", "diff", "qd-25-2021", "qd-27-2025", lang=lang)
    assert (ran.code, ran.err) == (5, "")
    start, *_ = ran.out.split("qd-27-2025 ")
    assert ("not comparable criterion by criterion" in start) is (lang == "en")
    assert {"25/2021/QĐ-TTg", "27/2025/QĐ-TTg"} <= set(ran.out.split())
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("old", SETS)
def test_diff_of_any_two_sets(old: str, lang: str, run: Run) -> None:
    new = SETS[(SETS.index(old) + 1) % len(SETS)]
    ran = run("criteria", "diff", old, new, lang=lang)
    assert max(map(len, ran.out.splitlines())) <= 80
    found = run("criteria", "diff", old, new, "--format", "json", lang=lang)
    data = json.loads(found.out)
    jsonschema.Draft202012Validator(DIFF_SCHEMA).validate(data)
    assert (data["old"]["id"], data["new"]["id"]) == (old, new)
    assert (ran.code, ran.err) == (5 if data["incomparable"] else 0, "")
    assert run("criteria", "diff", old, new, "--format", "markdown", lang=lang).out.startswith("# ")


@pytest.mark.parametrize("id_", SETS)
def test_diff_with_itself_is_empty(id_: str, run: Run) -> None:
    assert run("criteria", "diff", id_, id_).out.splitlines()[1:] == ["no difference"]


def test_diff_needs_two_sets_that_are_there(edited: Path, run: Run) -> None:
    missing = run("criteria", "diff", "thu.yaml", "nothing.yaml", folder=edited)
    assert (missing.code, missing.out) == (3, "")
    both = run("criteria", "diff", "qd-1", "qd-2", folder=edited)
    assert (both.code, both.err.count("there is no criterion set")) == (3, 2)
    assert run("criteria", "diff", "thu.yaml", folder=edited).code == 2
    assert run("criteria", "diff", "thu.yaml", "thu-2.yaml", "-o", "thu.yaml", folder=edited).code == 2


@pytest.mark.parametrize(
    ("kind", "said", "command"),
    [
        ("units", "this is a register of units", "wardeval units show ID --units x.yaml"),
        ("assessment", "this is an assessment", "wardeval score x.yaml"),
    ],
)
def test_lint_says_what_checks_other_files(kind: str, said: str, command: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "x.yaml").write_text(f"format: wardeval/{kind}/1\n")
    ran = run("criteria", "lint", "x.yaml", folder=tmp_path, lang="en")
    assert ran.code == 3
    assert f"x.yaml:1:9: error: {said}, and no criterion set; “{command}” checks it" in ran.out + ran.err
    assert "missing-key" not in ran.out + ran.err
