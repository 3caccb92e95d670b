"""What a file says, what is refused in it and where, and that nothing in a file is a traceback or slow."""

from __future__ import annotations

import gc
import os
import pickle
import random
import stat
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pace import in_seconds
from wardeval import events
from wardeval import source as source_module
from wardeval.content import LIMITS, Limits
from wardeval.events import PurePythonParser
from wardeval.problems import InputError, Keys, Problem, Span
from wardeval.source import GivenTwice, Value, parse_source, read_source

PARSERS = {"libyaml": events.PARSER, "pure": PurePythonParser}


@pytest.fixture(params=[None, *PARSERS.values()], ids=["plain lines", *PARSERS], autouse=True)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test as it is, with libyaml alone, and as where libyaml is missing."""
    if request.param:
        monkeypatch.setattr(source_module, "read_plain", lambda *_, **__: None)
        monkeypatch.setattr(events, "PARSER", request.param)


def problems_of(content: bytes) -> tuple[Problem, ...]:
    """What is wrong with `content`, which must be refused."""
    with pytest.raises(InputError) as caught:
        parse_source(content, "a.yaml")
    assert caught.value.problems
    return caught.value.problems


def found_in(content: bytes) -> list[tuple[str, int, int]]:
    """Rule, line and column of every problem of `content`."""
    return [(problem.rule, problem.span.line, problem.span.column) for problem in problems_of(content)]


def test_libyaml_is_here() -> None:
    assert PARSERS["libyaml"] is not PurePythonParser


DATA: dict[str, tuple[str, Value]] = {
    "not a float": ("a: 5.10", {"a": "5.10"}),
    "not octal": ("a: 010", {"a": "010"}),
    "leading zeros": ("a: 00070", {"a": "00070"}),
    "not a time": ("a: 12:30", {"a": "12:30"}),
    "not a date": ("a: 2023-02-10", {"a": "2023-02-10"}),
    "not false": ("a: [no, off, false, False, n]", {"a": ["no", "off", "false", "False", "n"]}),
    "not true": ("a: [yes, on, true, TRUE, y]", {"a": ["yes", "on", "true", "TRUE", "y"]}),
    "decimal comma": ("a: 95,45", {"a": "95,45"}),
    "grouping": ("a: [1_000, 1.000.000, 1e3, 0x1F, .inf]", {"a": ["1_000", "1.000.000", "1e3", "0x1F", ".inf"]}),
    "digits": (f"a: {'9' * 5000}", {"a": "9" * 5000}),
    "nothing": ("a:\nb: ~\nc: null\nd: Null\ne: NULL", dict.fromkeys("abcde")),
    "nothing in lists": ("a: [~, null]\nb:\n-\n- x", {"a": [None, None], "b": [None, "x"]}),
    "quoted nothing": ("a: ''\nb: '~'\nc: \"null\"", {"a": "", "b": "~", "c": "null"}),
    "almost nothing": ("a: nUll\nb: nulls", {"a": "nUll", "b": "nulls"}),
    "empty collections": ("a: []\nb: {}", {"a": [], "b": {}}),
    "keys are text": ("5.1: a\nno: b\n010: c\n'null': d", {"5.1": "a", "no": "b", "010": "c", "null": "d"}),
    "equal as numbers": ("1: a\n01: b\n1.0: c", {"1": "a", "01": "b", "1.0": "c"}),
    "braces": ("{a: b, c: [d, {e: f}]}", {"a": "b", "c": ["d", {"e": "f"}]}),
    "pair in a list": ("a: [b: c, d]", {"a": [{"b": "c"}, "d"]}),
    "question in braces": ("a: {b: thế à?, c?: d}", {"a": {"b": "thế à?", "c?": "d"}}),
    "signs inside": ("a: R&D !important x*y <<z>> 50% @ #1", {"a": "R&D !important x*y <<z>> 50% @"}),
    "quoted merge": ('"<<": a', {"<<": "a"}),
    "merge as a value": ("a: <<", {"a": "<<"}),
    "folded plain": ("a: b\n  c\n\n  d\n", {"a": "b c\nd"}),
    "literal": ("a: |\n  b\n   c\nd: >-\n  e\n  f\n", {"a": "b\n c\n", "d": "e f"}),
    "quotes": ("a: 'it''s'\nb: \"x\\ty\\u1ea1\"", {"a": "it's", "b": "x\tyạ"}),
    "comments": ("# c\na: b # d\n# e\n", {"a": "b"}),
    "tab as a blank": ("a:\tb\t# c\nd: e\tf\ng: [h,\ti]", {"a": "b", "d": "e\tf", "g": ["h", "i"]}),
    "tab before a line's end": ("a: \t\n  b: c\nd: e\t\n f", {"a": {"b": "c"}, "d": "e f"}),
    "carriage returns": ("a: b\r\nc: |\r\n  d\r\n  e\r\n", {"a": "b", "c": "d\ne\n"}),
    "byte order mark": ("\ufeffa: b", {"a": "b"}),
    "marked document": ("---\na: b\n...\n", {"a": "b"}),
    "combining": (normalize("NFD", "đạt: chưa đạt\n'ế': [ở]"), {"đạt": "chưa đạt", "ế": ["ở"]}),
    "combining by escape": ('a: "e\\u0302\\u0301"', {"a": "ế"}),
    "hybrid": ("a: ê\u0301", {"a": "ế"}),
    "not more than NFC": ("a: m² ½ Ð đ", {"a": "m² ½ Ð đ"}),
    "beyond the first plane": ("a: 😀\U00020000", {"a": "😀\U00020000"}),
}


@pytest.mark.parametrize(("text", "data"), DATA.values(), ids=DATA.keys())
def test_data(text: str, data: Value) -> None:
    read = parse_source(text.encode(), "a.yaml")
    assert read.data == data
    assert list(read.data or ()) == list(data or ())


def test_digest() -> None:
    sha256 = "52c9693cf3f219d51ba6af4362ee092c55fb5e6f96d6f9da13c8ede7eff8e71b"
    assert parse_source(b"a: b\n", "a.yaml").digest == f"sha256:{sha256}"


REFUSED: dict[str, tuple[str | bytes, list[tuple[str, int, int]]]] = {
    "duplicate": ("a: 1\nb: 2\na: 3", [("duplicate-key", 3, 1)]),
    "every duplicate": (
        "a: {b: 1, b: 2}\nc:\n  - d: 1\n    d: 2\na: 3",
        [("duplicate-key", 1, 11), ("duplicate-key", 4, 5), ("duplicate-key", 5, 1)],
    ),
    "duplicate after NFC": (f"ế: 1\n{normalize('NFD', 'ế')}: 2", [("duplicate-key", 2, 1)]),
    "duplicate by quotes": ("a: 1\n'a': 2\n\"\\x61\": 3", [("duplicate-key", 2, 1), ("duplicate-key", 3, 1)]),
    "anchors": (
        "a: &x b\nc: &y [d]\n&z e: {f: &w }",
        [("anchor", line, c) for line, c in ((1, 4), (2, 4), (3, 1), (3, 11))],
    ),
    "alias": ("a: &x b\nc: [*x, *y]", [("anchor", 1, 4), ("alias", 2, 5), ("alias", 2, 9)]),
    "alias as a key": ("*x : a\nb: c", [("alias", 1, 1)]),
    "tags": ("a: !!str b\nc: !d [e]\nf: ! g", [("tag", 1, 4), ("tag", 2, 4), ("tag", 3, 4)]),
    "python tag": ("a: !!python/object/apply:os.system [ls]", [("tag", 1, 4)]),
    "unknown tag": ("a: !x!y b", [("tag", 1, 4)]),
    "tag on the whole": ("!!map\na: b", [("tag", 1, 1)]),
    "tag of bad bytes": ("a: !%ff b", [("tag", 1, 4)]),
    "bold": ("a: **b**", [("alias", 1, 4)]),
    "ampersand": ("a: & b", [("anchor", 1, 4)]),
    "merge": ("a: b\n<<: {c: d}", [("merge-key", 2, 1)]),
    "second document": ("a: b\n---\nc: d\n", [("second-document", 2, 1)]),
    "list as a key": ("? [a, b]\n: c\nd: {{e: f}: g}", [("key-not-text", 1, 3), ("key-not-text", 3, 5)]),
    "nothing as a key": (
        "~: a\nnull: b\n'': c\n?\n: d",
        [("key-not-text", line, 1 + line // 4) for line in (1, 2, 3, 4)],
    ),
    "top is a list": ("- a\n- b", [("not-a-mapping", 1, 1)]),
    "top is a text": ("Hello", [("not-a-mapping", 1, 1)]),
    "empty": ("", [("empty-file", 1, 1)]),
    "only a mark": (b"\xef\xbb\xbf", [("empty-file", 1, 1)]),
    "only comments": ("# a\n\n# b\n", [("empty-file", 1, 1)]),
    "only null": ("--- ~\n", [("empty-file", 1, 1)]),
    "directive": ("# c\r\n%YAML 1.1\r\n---\r\na: b", [("directive", 2, 1)]),
    "unknown directive": ("%FOO bar\n---\na: b", [("directive", 1, 1)]),
    "UTF-16": ("a: đạt\n".encode("utf-16"), [("not-utf8", 1, 1)]),
    "UTF-16 without a mark": ("a: đat\n".encode("utf-16-be").replace(b"\x01\x11", b"\0d"), [("not-utf8", 1, 1)]),
    "UTF-32": ("a: b".encode("utf-32"), [("not-utf8", 1, 1)]),
    "windows-1258": ("a: b\nđạ: x".encode()[:-4] + b"\xe2: x", [("not-utf8", 2, 2)]),
    "surrogate bytes": (b"a: \xed\xa0\x80", [("not-utf8", 1, 4)]),
    "NUL": (b"a: b\nc: d\0", [("binary", 2, 5)]),
    "control character": ("a: b\nế: \x1b[31m", [("binary", 2, 4)]),
    "mark inside": ("a: b\n\ufeffc: d", [("binary", 2, 1)]),
    "control character by escape": (
        'a: "\\x1b[31m"\nb: "\\0"',
        [("control-character", 1, 4), ("control-character", 2, 4)],
    ),
    "too long": (f"a: b\nc: {'x' * (LIMITS.scalar + 1)}", [("too-long", 2, 4)]),
    "too deep": (f"a: {'[' * 40}{']' * 40}", [("too-deep", 1, 43)]),
    "kinds together": (
        "a: &x 1\na: *x\nb: !t 2\n<<: 3\nc: [",
        [
            ("anchor", 1, 4),
            ("duplicate-key", 2, 1),
            ("alias", 2, 4),
            ("tag", 3, 4),
            ("merge-key", 4, 1),
            ("syntax", 5, 5),
        ],
    ),
}


@pytest.mark.parametrize(("content", "found"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(content: str | bytes, found: list[tuple[str, int, int]]) -> None:
    assert found_in(content.encode() if isinstance(content, str) else content) == found


SYNTAX: dict[str, tuple[str, int, int, str]] = {
    "tab indentation": ("a:\n\tb: c", 2, 1, "a tab"),
    "tab between entries": ("a:\n  b: c\n\td: e", 3, 1, "a tab"),
    "comparison": ("a: >= 5", 1, 4, "“>” and “|”"),
    "bar": ("a: | b", 1, 4, "“>” and “|”"),
    "at": ("a: @b", 1, 4, "cannot begin with"),
    "backtick": ("a: `b`", 1, 4, "cannot begin with"),
    "percent": ("a: %b", 1, 4, "cannot begin with"),
    "second colon": ("a: b: c", 1, 5, "a colon stands here"),
    "indented below a value": ("a: b\n  c: d", 2, 4, "a colon stands here"),
    "text after quotes": ('a: "x" y', 1, 8, "does not fit the entries"),
    "uneven indentation": ("a:\n    b: c\n  d: e", 3, 3, "does not fit the entries"),
    "entry in a list": ("a:\n- b\nc: d\n- e", 4, 1, "does not fit the entries"),
    "open quote": ("a: b\nc: 'x\nd: e", 2, 4, "quotation mark that opens"),
    "open double quote": ('a: "x\n...\n', 1, 4, "quotation mark that opens"),
    "path in quotes": ('a: "C:\\quét"', 1, 4, "backslash"),
    "half an escape": ('a: "\\xZ"', 1, 4, "backslash"),
    "no colon": ("a: b\nccc\nd: e", 2, 1, "no colon"),
    "open list": ("a: [1, 2\nb: 3", 2, 2, "square brackets"),
    "list to the end": ("a: [1, 2", 1, 9, "square brackets"),
    "second colon in braces": ("a: {b: c: d}", 1, 9, "a second colon"),
    "second colon in a list": ("a: [b: c: d]", 1, 9, "a second colon"),
    "no comma in braces": ("a: {b: 1 c: 2}", 1, 11, "a second colon"),
    "second colon in braces over lines": ("a: {b: 1,\n  c: d: e}", 2, 7, "braces"),
    "open braces": ("a: {b: c\nd: e", 2, 2, "braces"),
    "colon without a space": ("a: {b:[c]}", 1, 6, "needs a space"),
    "bracket alone": ("a: ]", 1, 4, "a value is expected"),
    "dash in a line": ("a: - b", 1, 4, "no list entry"),
    "question": ("a: ? b", 1, 4, "? "),
    "key below a list": ("a:\n  - b\n  c: d", 3, 3, "does not fit the list"),
    "first line indented": ("  a: b\nc: d", 2, 1, "does not belong"),
}


@pytest.mark.parametrize(("text", "line", "column", "words"), SYNTAX.values(), ids=SYNTAX.keys())
def test_syntax_errors_are_told_plainly(text: str, line: int, column: int, words: str) -> None:
    (problem,) = problems_of(text.encode())
    assert (problem.rule, problem.span) == ("syntax", Span("a.yaml", line, column))
    assert words in problem.message.template
    assert problem.hint
    assert problem.message.template.format(**problem.message.arguments)


def test_an_unknown_syntax_error_keeps_the_parsers_words() -> None:
    from wardeval.syntax import explain

    assert explain("None: sky fell", "", 1).message.arguments == {"detail": "sky fell"}


@pytest.mark.parametrize("escape", ["\\ud800", "\\UFFFFFFFF"], ids=["half a pair", "beyond Unicode"])
def test_an_escape_that_is_no_character_is_refused_on_its_line(escape: str) -> None:
    (problem,) = problems_of(f'a: "{escape}"'.encode())
    assert problem.span.line == 1
    assert "backslash" in (problem.hint.template if problem.hint else "") + problem.message.template


def test_a_duplicate_names_the_first_line_and_its_keys() -> None:
    (problem,) = problems_of(b"a:\n  - b: 1\n    c: 2\n    b: 3\n")
    assert problem.message.arguments == {"key": "b", "line": 2}
    assert problem.keys == ("a", 0, "b")


GIVEN_TWICE: dict[str, tuple[str, Value]] = {
    "a text": ("a: 1\nb: ~\na: 2", {"a": "1", "b": None}),
    "nothing first": ("a:\na: 2", {"a": None}),
    "a section that is begun again": (
        "a: {b: 1}\nc: [x, 'null', null]\na: {d: 2}",
        {"a": {"b": "1", "d": "2"}, "c": ["x", "null", None]},
    ),
    "an entry of a section in both": ("a: {b: 1}\na: {b: 2, c: [3]}", {"a": {"b": "1", "c": ["3"]}}),
    "a mapping inside a section": ("a:\n  b: {c: 1}\n  b: {d: 2}", {"a": {"b": {"c": "1"}}}),
    "a list, then a mapping": ("a: [b]\na: {b: 1}", {"a": ["b"]}),
    "in a list": ("a: [{b: 1, b: 2, c: 3}]", {"a": [{"b": "1", "c": "3"}]}),
    "after NFC": (f"ế: {normalize('NFD', 'ế')}\n{normalize('NFD', 'ế')}: 2", {"ế": "ế"}),
}


@pytest.mark.parametrize(("text", "data"), GIVEN_TWICE.values(), ids=GIVEN_TWICE.keys())
def test_of_what_is_given_twice_the_first_is_kept_and_the_file_is_refused(text: str, data: Value) -> None:
    with pytest.raises(GivenTwice) as caught:
        parse_source(text.encode(), "a.yaml")
    assert {problem.rule for problem in caught.value.problems} == {"duplicate-key"}
    source = caught.value.source
    assert source is not None
    assert (source.name, source.content, source.data) == ("a.yaml", text.encode(), data)
    assert source.locate_key(("a",)).line == 1


@pytest.mark.parametrize("text", ["a: 1\na: &x 2", "a: 1\na: 2\n---\nb: 3", "a: 1\na: [", "a: b\n" * 1000])
def test_what_cannot_be_read_for_another_reason_says_nothing(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_source(text.encode(), "a.yaml")
    assert type(caught.value) is InputError


def test_what_is_given_twice_travels_from_a_worker_with_its_problems() -> None:
    with pytest.raises(GivenTwice) as caught:
        parse_source(b"a: 1\na: 2", "a.yaml")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (type(copy), copy.problems) == (GivenTwice, caught.value.problems)


def test_problems_end_after_a_hundred() -> None:
    found = found_in(b"a: b\n" * 1000)
    assert len(found) == LIMITS.problems + 1
    assert found[-1][0] == "too-many-problems"


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        (f"a: {'[' * 39}x{']' * 39}", False),
        (f"a: {'[' * 40}x{']' * 40}", True),
        (f"a: {'x' * LIMITS.scalar}", False),
        (f"a: {'x' * (LIMITS.scalar + 1)}", True),
    ],
    ids=["40 deep", "41 deep", "longest text", "longer text"],
)
def test_boundaries(text: str, refused: bool) -> None:
    if refused:
        assert problems_of(text.encode())
    else:
        assert parse_source(text.encode(), "a.yaml").locate(("a",)) == Span("a.yaml", 1, 4)


@pytest.mark.parametrize(("entries", "refused"), [(20, False), (21, True)], ids=["as many as may be", "one more"])
def test_the_number_of_values_is_limited(entries: int, refused: bool) -> None:
    frame = 7  # start and end of the file, the document, the mapping and the list, less the key
    small = Limits(nodes=20 + frame + 2)
    content = f"a: [{'x,' * entries}]".encode()
    if not refused:
        found = parse_source(content, "a.yaml", small)
        assert found.locate(("a", 1)) == Span("a.yaml", 1, 7)
        return
    with pytest.raises(InputError) as caught:
        parse_source(content, "a.yaml", small)
    assert [problem.rule for problem in caught.value.problems] == ["too-many-values"]
    assert parse_source(content, "a.yaml").data == {"a": ["x"] * entries}


def accepted(contents: list[bytes]) -> list[bytes]:
    """Those of `contents` that are read."""
    read = []
    for content in contents:
        try:
            read.append(parse_source(content, "a.yaml").content)
        except InputError as error:
            files = {problem.span.file for problem in error.problems}
        else:
            continue
        assert files == {"a.yaml"}
    return read


NESTED = """\
# Bản tự đánh giá
unit: {name: Phường Tân Chánh Hiệp, within: [Quận 12, x]}
answers:
  đạt:
    - part: 1
      whole:
    - tại: "5"
  "q": |
    text
"""

PLACES: dict[str, tuple[Keys, tuple[int, int], tuple[int, int]]] = {
    "whole": ((), (2, 1), (2, 1)),
    "braces": (("unit",), (2, 7), (2, 1)),
    "in a line": (("unit", "name"), (2, 14), (2, 8)),
    "list entry in a line": (("unit", "within", 1), (2, 55), (2, 55)),
    "block": (("answers",), (4, 3), (3, 1)),
    "list": (("answers", "đạt"), (5, 5), (4, 3)),
    "list entry": (("answers", "đạt", 0), (5, 7), (5, 7)),
    "in a list entry": (("answers", "đạt", 0, "part"), (5, 13), (5, 7)),
    "nothing": (("answers", "đạt", 0, "whole"), (6, 13), (6, 7)),
    "after diacritics": (("answers", "đạt", 1, "tại"), (7, 12), (7, 7)),
    "literal": (("answers", "q"), (8, 8), (8, 3)),
    "missing key": (("answers", "x"), (4, 3), (3, 1)),
    "missing deep below": (("answers", "đạt", 7, "x", 3), (5, 5), (4, 3)),
    "missing from the start": (("x", "y"), (2, 1), (2, 1)),
}

FORMS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "byte order mark": lambda text: "\ufeff" + text,
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
@pytest.mark.parametrize(("keys", "value", "key"), PLACES.values(), ids=PLACES.keys())
def test_places(form: Callable[[str], str], keys: Keys, value: tuple[int, int], key: tuple[int, int]) -> None:
    read = parse_source(form(NESTED).encode(), "a.yaml")
    assert read.locate(keys) == Span("a.yaml", *value)
    assert read.locate_key(keys) == Span("a.yaml", *key)


def test_columns_count_the_characters_of_the_users_file() -> None:
    read = parse_source(normalize("NFD", NESTED).encode(), "a.yaml")
    assert read.locate(("unit", "within", 1)) == Span("a.yaml", 2, 55 + len(normalize("NFD", "ườâáệậ")) - 6)
    assert read.locate(("answers", "đạt", 1, "tại")) == Span("a.yaml", 7, 13)


LETTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\ufffe\uffff")
TEXTS = st.text(LETTERS | st.sampled_from("\n\t'\"\\:#-&*![]{}<>~|%@"), max_size=12).map(
    lambda text: normalize("NFC", text)
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS.filter(bool), inner, max_size=4),
    max_leaves=12,
)


class Quoting(yaml.SafeDumper):
    """Writes every text in quotes."""


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(TEXTS.filter(bool), VALUES, max_size=5))
def test_what_was_written_is_read(data: dict[str, Value]) -> None:
    content = yaml.dump(data, Dumper=Quoting, allow_unicode=True, sort_keys=False).encode()
    read = parse_source(content, "a.yaml")
    assert read.data == data
    check_places(read, (), data)


def check_places(read: source_module.Source, keys: Keys, value: Value) -> None:
    """Every value has a place of its own, in the order of the file."""
    children = (
        list(enumerate(value)) if isinstance(value, list) else list(value.items()) if isinstance(value, dict) else []
    )
    places = [read.locate((*keys, key)) for key, _ in children]
    assert places == sorted(set(places))
    for key, child in children:
        check_places(read, (*keys, key), child)


SEEDS = [
    NESTED,
    "a:\n  - b: 'x''y'\n    c: \"q\\n\\u0301\"\n  - [x, {y: z}]\nd: |\n  t\n  u\ne: >-\n  f\n# c\nh: ~\n",
    "k: v w\n  x y\n\n  z\nl:\n- 1\n- - 2\n  - 3\n'q': \"w\n  r\"\n",
    "a: ế\nb: {c, d: [e: f]}\r\ng:\t h\r\n",
]
PIECES = [
    *"[]{},:-?&*!|>'\"%@`#~ \t\n\r\\<.",
    "- ",
    "? ",
    ": ",
    "<<: ",
    "---\n",
    "...\n",
    "&a ",
    "*a",
    "!!str ",
    "\u0301",
]
PIECES += [
    "\ufeff",
    "\x85",
    "\u2028",
    "\0",
    "\a",
    "\\x",
    "\\u12",
    "\\ud800",
    "null",
    "  ",
    "\n  ",
    "%YAML 1.1\n",
    "😀",
    " #",
]


def mutated(seed: int, count: int) -> list[bytes]:
    """Files that were good before something happened to them."""
    chance = random.Random(seed)
    contents = []
    for _ in range(count):
        text = chance.choice(SEEDS)
        for _ in range(chance.randint(1, 4)):
            at, other = chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)
            text = chance.choice(
                (
                    text[:at] + chance.choice(PIECES) + text[at:],
                    text[:at] + text[at + chance.randint(1, 4) :],
                    text[:at] + text[other : other + 30] + text[at:],
                )
            )
        content = bytearray(text.encode())
        if content and chance.random() < 0.1:
            content[chance.randrange(len(content))] = chance.randrange(256)
        contents.append(bytes(content))
    return contents


def test_no_file_is_a_traceback() -> None:
    contents = mutated(5, 500)
    assert 50 < len(accepted(contents)) < 450


def test_both_parsers_accept_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = []
    monkeypatch.setattr(source_module, "read_plain", lambda *_, **__: None)
    for parser in PARSERS.values():
        monkeypatch.setattr(events, "PARSER", parser)
        read = accepted(mutated(6, 500))
        outcomes.append([(content, parse_source(content, "a.yaml").data) for content in read])
    assert outcomes[0] == outcomes[1]


HOSTILE: dict[str, tuple[bytes, str | None]] = {
    "10,000 brackets": (b"[" * 10_000, "too-deep"),
    "30,000 brackets": (b"a: " + b"[" * 30_000, "too-deep"),
    "30,000 dashes": (b"- " * 30_000, "too-deep"),
    "30,000 questions": (b"? " * 30_000, "too-deep"),
    "stairs": (b"".join(b" " * n + b"a:\n" for n in range(1000)), "too-deep"),
    "million laughs": (b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a,*a]\n" % (n, n) for n in range(500)), "anchor"),
    "digits": (b"a: " + b"9" * 5000, None),
    "10 MB": (b"a" * 10_000_000, "too-large"),
    "one line": (b"a: " + b"x" * 300_000, "too-long"),
    "commas": (b"a: [" + b"," * 300_000, "syntax"),
    "blank lines": (b"\r\n" * 300_000, "empty-file"),
    "NULs": (b"\0" * LIMITS.bytes, "not-utf8"),
    "random": (random.Random(1).randbytes(100_000), "not-utf8"),
    "random text": (bytes(random.Random(1).choices(range(32, 127), k=100_000)), "syntax"),
}


@pytest.mark.parametrize(("content", "rule"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_in_time(content: bytes, rule: str | None) -> None:
    with in_seconds(5):
        if rule:
            assert rule in {problem.rule for problem in problems_of(content)}
        else:
            parse_source(content, "a.yaml")


@pytest.mark.parametrize("text", [NESTED, NESTED + "unit: x\n", "a: ["], ids=["read", "refused", "broken"])
def test_nothing_is_left_to_the_garbage_collector(text: str) -> None:
    accepted([text.encode()])
    gc.collect()
    gc.disable()
    try:
        accepted([text.encode()])
        assert gc.collect() == 0
    finally:
        gc.enable()


def rule_of(path: Path) -> str:
    """Why the file at `path` is refused."""
    with pytest.raises(InputError) as caught:
        read_source(path)
    (problem,) = caught.value.problems
    assert problem.span.file == str(path)
    return problem.rule


def test_a_file_is_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "phường.yaml"
    path.write_bytes(b"a: b\n")
    assert read_source(path).name == str(path)
    assert read_source(path, "./phường.yaml").locate(("a",)) == Span("./phường.yaml", 1, 4)
    assert read_source(path).content == b"a: b\n"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert rule_of(tmp_path) == "is-a-directory"
    assert rule_of(tmp_path / "x") == "missing-file"
    assert rule_of(tmp_path / "file" / "x") == "missing-file"
    assert rule_of(tmp_path / "a\0b") == "unreadable-file"
    assert rule_of(tmp_path / ("x" * 5000)) == "unreadable-file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert rule_of(tmp_path / "pipe") == "unreadable-file"
    assert rule_of(Path(os.devnull)) == "unreadable-file"


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b\n")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert stat.S_ISREG(path.stat().st_mode)
    assert rule_of(path) == "unreadable-file"


def test_no_more_is_read_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(1024**3)  # a gibibyte of nothing, not on the disk
    assert rule_of(path) == "too-large"
