"""The diff of what `--fix` does: exact in a file, harmless on a terminal."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from wardeval.check.mend.mending import Change
from wardeval.language import Code, Language
from wardeval.problems import Span, say
from wardeval.report.mended import diff, lines
from wardeval.report.terminal_diff import coloured

PAIRS = {
    "a line": ("a: 1\nb: 2\nc: 3\n", "a: 1\nb: 02\nc: 3\n"),
    "at the end": ("a: 1", "a: 2"),
    "the last line does not end": ("b: 1\na: 1", "a: 1\nb: 1\n"),
    "other line ends": ("a: 1\r\nb: 2\r\n", "a: 1\r\nb: 3\r\n"),
    "lines that only some see": ("a: 1\u2028b\x85\x0cc\n", "a: 1\u2028b\x85\x0cd\n"),
    "tone marks": ("a: e\u0323\u0302\n", "a: ệ\n"),
}


@pytest.mark.parametrize(("before", "after"), PAIRS.values(), ids=PAIRS.keys())
@pytest.mark.parametrize("name", ["a.yaml", "đơn vị/a b.yaml"])
def test_a_diff_can_be_applied(before: str, after: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(before.encode())
    patch = diff(name, before.encode(), after.encode())
    subprocess.run(["git", "apply", "-p0", "-"], input=patch.encode(), cwd=tmp_path, check=True, capture_output=True)
    assert path.read_bytes() == after.encode()


def test_nothing_changed_is_no_diff() -> None:
    assert diff("a.yaml", b"a: 1\n", b"a: 1\n") == ""


def test_on_a_terminal_nothing_acts_unseen_and_indentation_stays() -> None:
    before, after = "a:\n  b: \u202e1\n\tc\r\n", "a:\n  b: \u202e2\n\tc\r\n"
    assert diff("x\u202e.yaml", before.encode(), after.encode(), shown=True) == (
        "--- x\\u202e.yaml\n+++ x\\u202e.yaml\n@@ -1,3 +1,3 @@\n a:\n-  b: \\u202e1\n+  b: \\u202e2\n     c\n"
    )


def test_in_colour_every_line_says_what_happens_to_it() -> None:
    text = diff("a.yaml", b"a: 1\n-- b\nc: 3\n", b"a: 2\nc: 3\n", shown=True)
    lines_ = coloured(text).splitlines()
    assert [re.sub(r"\x1b\[[\d;]*m", "", line) for line in lines_] == text.splitlines()
    begins = [re.match(r"(?:\x1b\[([\d;]+)m)?", line)[1] for line in lines_]  # type: ignore[index]
    assert begins == ["1", "1", "36", "31", "31", "32", None]


def test_a_line_for_each_change() -> None:
    changes = [Change(Span("x\n.yaml", 3, 5), say("“{old}” written as {new}", old="0\x1b[1", new="1"))]
    assert lines(changes, Language(Code.EN)) == "x .yaml:3:5: “0\\u001b[1” written as 1\n"
