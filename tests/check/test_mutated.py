"""A thousand files that were good before something happened to them: none of them is a traceback, or hides others."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from tests.check.checking import TODAY
from tests.conftest import EXAMPLES, ROOT, Run
from tests.pace import in_seconds
from wardeval.check import together
from wardeval.check.look import look
from wardeval.check.looked import Looked
from wardeval.check.pool import Pool
from wardeval.check.rules import find_rule
from wardeval.language import Code, Language
from wardeval.library import Library, places
from wardeval.problems import ExitCode, Problem
from wardeval.sides.files import inside

COUNT = 1000
SEED = 20260630
SLOWEST = 5
"""Seconds that no file takes, however slow the machine is."""
LEAST = 60
"""Bytes of a file to which much can happen."""
LONG = 3000
"""Bytes beyond which a file is not taken more often."""
KEPT = Fraction(9, 10)
VALUE = re.compile(rb": ([^\s,{}\[\]]+)")
WHOLE = {"empty-file", "too-large", "not-utf8"}
"""What is wrong with a file as a whole, so that no line is named."""
PIECES = [
    *(letter.encode() for letter in "[]{},:-?&*!|>'\"%@`#~\\ \t\n\r.0123456789đạÐ\u00a0\u2028\ufeff\u202e"),
    *(b"- ", b"? ", b": ", b"<<: ", b"---\n", b"...\n", b"&a ", b"*a", b"!!str ", b"\n  ", b"\n\n", b"  ", b"'", b'""'),
    *(b"\0", b"\x1b[31m", b"\xff", b"\xfe", b"\xc3", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\\x00", b"\\ud800"),
    *(b"null", b"~", b"9" * 40, b"3.321", b"-1", b"1e9", b"0/0", b"100%", b"2024-02-30", b"31/12/9999", b"1900"),
    *(b"not-applicable: x, ", b"excepted: [{}], ", b"evidence: [x], ", b"answers: ", b"verified: {by: x}\n", b"set: "),
    *(
        b"# wardeval: ignore[",
        b"# wardeval: ignore-file[all] x\n",
        b"claims: {total: 1}\n",
        b"stated-count: {met: 1}\n",
    ),
]


@cache
def good() -> tuple[bytes, ...]:
    """The assessments that things happen to: every one that can be judged."""
    library = Library(places(EXAMPLES, {}))
    folders = [EXAMPLES, ROOT / "tests" / "data" / "check", ROOT / "tests" / "data" / "invalid"]
    found = [path.read_bytes() for folder in folders for path in inside(folder) if path.stat().st_size > LEAST]
    return tuple(content for content in found if look(content, "a.yaml", library, TODAY).code is ExitCode.OK)


def mutated(seed: int, count: int) -> Iterator[bytes]:
    """Files to which one thing or several happened, mostly a few."""
    chance = random.Random(seed)
    sizes = [min(len(content), LONG) for content in good()]
    for content in map(bytearray, chance.choices(good(), sizes, k=count)):
        for _ in range(chance.choice((1, 1, 1, 1, 2, 3, 8))):
            chance.choice(MUTATIONS)(content, chance)
        yield bytes(content)


def flip(content: bytearray, chance: random.Random) -> None:
    if content:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def cut(content: bytearray, chance: random.Random) -> None:
    at, to = piece(content, chance)
    del content[at:to]


def cut_the_end(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content) + 1) :]


def repeat(content: bytearray, chance: random.Random) -> None:
    at, to = piece(content, chance)
    content[at:at] = content[at:to] * chance.choice((1, 2, 50))


def insert(content: bytearray, chance: random.Random) -> None:
    at, _ = piece(content, chance)
    content[at:at] = chance.choice(PIECES)


def replace(content: bytearray, chance: random.Random) -> None:
    at, to = piece(content, chance)
    content[at:to] = chance.choice(PIECES)


def paste(content: bytearray, chance: random.Random) -> None:
    """Insert something of another file."""
    other = chance.choice(good())
    begin = chance.randrange(len(other))
    at, _ = piece(content, chance)
    content[at:at] = other[begin : begin + 40]


def lose_lines(content: bytearray, chance: random.Random) -> None:
    lines = bytes(content).splitlines(keepends=True)
    content[:] = b"".join(line for line in lines if chance.random() < KEPT)


def answer_otherwise(content: bytearray, chance: random.Random) -> None:
    """Put a value in the place of others, or another value of the file."""
    values = VALUE.findall(content)
    if values:
        old, new = chance.choice(values), chance.choice((*values, *PIECES))
        content[:] = content.replace(old, new, chance.choice((1, 1, 100)))


def piece(content: bytearray, chance: random.Random) -> tuple[int, int]:
    """Where a piece of a file begins and ends."""
    at = chance.randrange(len(content) + 1)
    return at, min(len(content), at + chance.choice((1, 1, 2, 5, 20, 100)))


MUTATIONS = (flip, cut, cut_the_end, repeat, insert, replace, paste, lose_lines, *[answer_otherwise] * 8)


@pytest.fixture(scope="module")
def looked() -> dict[str, Looked]:
    """What comes of every file by its name; each is looked at by itself, and none takes long."""
    library = Library(places(EXAMPLES, {}))
    found = {}
    for number, content in enumerate(mutated(SEED, COUNT)):
        name = f"{number:04d}.yaml"
        with in_seconds(SLOWEST, name):
            found[name] = look(content, name, library, TODAY)
    return found


def test_some_are_refused_and_some_are_not(looked: dict[str, Looked]) -> None:
    judged = [each for each in looked.values() if each.code is ExitCode.OK]
    assert len(looked) == COUNT
    assert COUNT // 10 < len(judged) < COUNT * 9 // 10
    assert len({problem.rule for each in looked.values() for problem in each.problems}) > 20


def test_every_refusal_names_its_file_and_a_line(looked: dict[str, Looked]) -> None:
    for name, each in looked.items():
        assert each.problems or each.code is ExitCode.OK, name
        for problem in each.problems:
            assert problem.span.file == name
            assert problem.span.line or problem.rule in WHOLE, (name, problem)
            assert find_rule(problem.rule), problem.rule


def test_every_place_is_in_the_file(looked: dict[str, Looked]) -> None:
    for content, each in zip(mutated(SEED, COUNT), looked.values(), strict=True):
        lines = content.decode("utf-8-sig", "replace").splitlines() or [""]
        for problem in each.problems:
            assert problem.span.line <= len(lines) + 1


def test_a_file_that_cannot_be_judged_stands_for_nothing(looked: dict[str, Looked]) -> None:
    for each in looked.values():
        assert (each.code is ExitCode.OK) is (each.standing is not None) is (each.traits is not None)


def test_all_together_are_looked_at_and_told_in_both_languages(looked: dict[str, Looked], tmp_path: Path) -> None:
    paths = {}
    for content, name in zip(mutated(SEED, COUNT), looked, strict=True):
        paths[name] = tmp_path / name
        paths[name].write_bytes(content)
    traits = {name: each.traits for name, each in looked.items() if each.traits is not None}
    pool = Pool(traits, paths, TODAY, unread={name: each.whose for name, each in looked.items() if each.traits is None})
    found: list[Problem] = list(together.problems(pool))
    assert {problem.span.file for problem in found} <= looked.keys()
    for code in Code:
        language = Language(code)
        for problem in (*found, *(problem for each in looked.values() for problem in each.problems)):
            assert language.text(problem.message)
            assert problem.hint is None or language.text(problem.hint)


def test_the_command_tells_of_every_file_and_ends(tmp_path: Path, run: Run) -> None:
    names = [f"{number:04d}.yaml" for number in range(COUNT)]
    for content, name in zip(mutated(SEED, COUNT), names, strict=True):
        (tmp_path / name).write_bytes(content)
    ran = run("check", ".", "--format", "json", folder=tmp_path)
    assert (ran.code, "Traceback" in ran.err) == (ExitCode.INPUT, False)
    found = json.loads(ran.out)
    assert [Path(each["path"]).name for each in found["files"]] == names


def test_the_same_files_come_to_the_same(looked: dict[str, Looked]) -> None:
    library = Library(places(EXAMPLES, {}))
    for content, (name, each) in islice(zip(mutated(SEED, COUNT), looked.items(), strict=True), 50):
        assert look(content, name, library, TODAY) == each
