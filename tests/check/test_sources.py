"""Files read again: the lines of what was found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardeval.check.sources import Sources, Wanted
from wardeval.problems import Span

TEXT = "format: wardeval/assessment/1\nset: thu\nanswers:\n  a: {value: 1, note: x}\n  b: 2\n"


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    paths = {}
    for number in range(5):
        paths[f"{number}.yaml"] = tmp_path / f"{number}.yaml"
        paths[f"{number}.yaml"].write_text("# một dòng\n" * number + TEXT, encoding="utf-8")
    paths["broken.yaml"] = tmp_path / "broken.yaml"
    paths["broken.yaml"].write_text("{", encoding="utf-8")
    paths["gone.yaml"] = tmp_path / "gone.yaml"
    return Sources(paths, {"stdin": TEXT.encode()})


def test_values_keys_and_what_is_not_there(sources: Sources) -> None:
    wanted = [
        Wanted(("answers", "a", "note")),
        Wanted(("answers", "a", "note"), at_key=True),
        Wanted(("answers", "z")),
        Wanted(()),
    ]
    places = [(4, 23), (4, 17), (4, 3), (1, 1)]
    found = sources.spans({"0.yaml": wanted, "2.yaml": wanted, "stdin": wanted, "gone.yaml": wanted})
    assert found["0.yaml"] == [Span("0.yaml", *place) for place in places]
    assert found["2.yaml"] == [Span("2.yaml", line + 2, column) for line, column in places]
    assert found["stdin"] == [Span("stdin", *place) for place in places]
    assert found["gone.yaml"] == [Span("gone.yaml")] * 4


@pytest.mark.parametrize("name", ["broken.yaml", "gone.yaml", "never.yaml", "v1:a.yaml"])
def test_of_what_cannot_be_read_the_whole_file_is_meant(name: str, sources: Sources) -> None:
    assert sources.find(name) is None
    assert sources.span(name, ("answers", "a")) == sources.head(name, "answers") == Span(name)


def test_many_files_in_two_processes(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {f"{number}.yaml": [Wanted(("answers", "b"))] for number in range(5)} | {"stdin": [Wanted(("set",))]}
    alone = sources.spans(wanted)
    monkeypatch.setattr("wardeval.check.sources.FEW", 1)
    monkeypatch.setattr("wardeval.batch.cores", lambda: 2)
    assert sources.spans(wanted) == alone
    assert list(alone) == list(wanted)


@pytest.mark.parametrize(
    ("text", "line"),
    {
        "plain": (TEXT, 3),
        "with a mark": (f"\ufeff{TEXT}", 3),
        "Windows": (TEXT.replace("\n", "\r\n"), 3),
        "in quotes": (TEXT.replace("answers:", '"answers" :'), 3),
        "blanks before the colon": (TEXT.replace("answers:", "answers  :"), 3),
        "in braces": ("{set: thu,\nanswers: {a: 1}}", 2),
        "in a text, too": (f'title: "x\nanswers: y"\n{TEXT}', 5),
        "not there": ("set: thu\nanswers-: {}\n", 1),
    }.values(),
)
def test_the_key_of_a_whole_file(text: str, line: int) -> None:
    sources = Sources({}, {"a.yaml": text.encode()})
    source = sources.find("a.yaml")
    assert source is not None
    assert sources.head("a.yaml", "answers") == source.locate_key(("answers",))
    assert sources.head("a.yaml", "answers").line == line
