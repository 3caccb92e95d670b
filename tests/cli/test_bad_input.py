"""Every bad file gets its place, its reason and a way out, in both languages, quickly and without a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.pace import in_seconds

HEAD = "format: wardeval/assessment/1\nset: tt-124-2021-xa\nunit: {name: Xã Ví Dụ, type: xa}\nperiod: 2024\n"


def answers(*lines: str) -> bytes:
    return (HEAD + "answers:\n" + "".join(f"  {line}\n" for line in lines)).encode()


BAD: dict[str, tuple[bytes, int]] = {
    "empty": (b"", 1),
    "binary": (b"\x7fELF\x02\x01\x01" + bytes(9), 1),
    "utf-16": (HEAD.encode("utf-16"), 1),
    "not utf-8": (HEAD.encode() + "answers: {4.2: đạt}".encode("cp1258", "replace") + b"\xff", 5),
    "10 MB": (b"a: " + b"x" * 10_000_000, 0),
    "deep": (b"a: " + b"[" * 10_000, 1),
    "billion laughs": (b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1),
    "tab": (HEAD.encode() + b"answers:\n\t4.2: x\n", 6),
    "duplicate key": (answers("4.2: đạt", "4.2: chưa đạt"), 7),
    "duplicate key after NFC": (answers("4.3.đ: 0") + "evidence: {e\u0302: {},\n  \u00ea: {x: 1}}\n".encode(), 8),
    "hexadecimal": (answers("4.3.a: 0x10"), 6),
    "not a number": (answers("4.3.a: NaN"), 6),
    "exponent": (answers("4.3.a: 1e400"), 6),
    "5,000 digits": (answers("4.3.a: " + "9" * 5000), 6),
    "ambiguous": (answers("4.3.a: 3.321"), 6),
    "octal": (answers("4.3.a: 010"), 6),
    "unknown id": (answers("9.9: đạt"), 6),
    "id of another case": (answers("4.3.A: 0"), 6),
    "an inner node": (answers("5.4: đạt"), 6),
    "part above whole": (answers("5.4.b: {part: 16, whole: 15}"), 6),
    "whole of 0": (answers("5.4.b: {part: 0, whole: 0}"), 6),
    "only a percent": (answers("5.4.b: 93%"), 6),
    "negative": (answers("4.3.a: -1"), 6),
    "31 February": (answers("5.1.a: 31/02/2024"), 6),
    "a boolean of YAML 1.1": (answers("4.2: off"), 6),
    "not applicable where forbidden": (answers("4.2: {not-applicable: không có}"), 6),
    "evidence that is not there": (answers("4.2: {value: đạt, evidence: [qd-1]}"), 6),
    "decimal comma in braces": (
        HEAD.replace("tt-124-2021-xa", "qd-9745-2022").encode() + b"answers: {4: no, 3: 3,5}\n",
        5,
    ),
    "unknown key": (answers("4.2: {valeu: đạt}"), 6),
    "a set that is not there": (HEAD.replace("tt-124-2021-xa", "tt-124-2021-xaa").encode(), 2),
    "no period": (HEAD.replace("period: 2024\n", "").encode(), 1),
    "a list": (b"- a\n", 1),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("content", "line"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_refused_at_its_line(content: bytes, line: int, lang: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ward.yaml"
    path.write_bytes(content)
    with in_seconds(2):
        ran = run("score", str(path), lang=lang)
    assert (ran.code, ran.out) == (3, "")
    first = ran.err.splitlines()[0]
    assert first.startswith(f"{path}:{line}:" if line else f"{path}: ")
    assert ("error: " in first) is (lang == "en")
    assert "Traceback" not in ran.err
    assert all(len(text) < 600 for text in ran.err.splitlines())
    assert path.read_bytes() == content


def test_a_folder_where_a_file_is_expected(run: Run, tmp_path: Path) -> None:
    assert run("score", str(tmp_path)).code == 2
    assert run("explain", str(tmp_path), "4.2").code == 3


def test_every_mistake_of_a_file_comes_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ward.yaml"
    path.write_bytes(answers("4.3.a: -1", "5.4.b: 93%", "9.9: đạt", "4.2: maybe"))
    lines = [line.split(":")[1] for line in run("score", str(path)).err.splitlines()]
    assert lines == ["6", "7", "8", "9"]


@pytest.mark.parametrize(
    ("files", "said"),
    {
        "itself": ({"a": "a"}, "a → a"),
        "in a circle": ({"a": "b", "b": "a"}, "a → b → a"),
    }.values(),
    ids=["itself", "in a circle"],
)
def test_a_set_that_takes_from_itself(files: dict[str, str], said: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "wardeval.yaml").write_text("language: en\n", encoding="utf-8")
    (tmp_path / "criteria").mkdir()
    for id_, other in files.items():
        (tmp_path / "criteria" / f"{id_}.yaml").write_text(
            f"format: wardeval/criterion-set/1\nid: {id_}\ntitle: Bộ {id_}\nbasis: {{number: null, issuer: x}}\n"
            "units: [xa]\ncompleteness: complete\nsources: {}\nverdicts: [{id: dat, title: Đạt}]\n"
            f'criteria:\n  - {{id: "1", title: t, use: [{{set: {other}, ids: ["1"]}}]}}\n',
            encoding="utf-8",
        )
    ran = run("criteria", "show", "a", folder=tmp_path)
    assert ran.code == 3
    assert said in ran.err
    assert ":10:37:" in ran.err
