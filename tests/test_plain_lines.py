"""The reader of plain lines says what the parser says, or nothing: for real, made, broken and tricky files."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from unicodedata import combining, is_normalized

import pytest

from tests.conftest import ROOT
from wardeval import source as source_module
from wardeval.content import LIMITS, Limits
from wardeval.events import steps
from wardeval.plain_lines import read_plain
from wardeval.plain_places import plain_places
from wardeval.positions import Survey
from wardeval.problems import InputError
from wardeval.source import USUAL, Value, parse_source

FOLDERS = ("examples", "criteria", "tests/data")
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml") if path.is_file())


@pytest.fixture(autouse=True)
def _parser_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """`parse_source` asks the parser only."""
    monkeypatch.setattr(source_module, "read_plain", lambda *_, **__: None)


def parsed(text: str, limits: Limits = LIMITS) -> Value:
    """What the parser says of `text`; nothing where it is refused."""
    try:
        return parse_source(text.encode(), "a.yaml", limits).data
    except InputError:
        return None


def agrees(text: str) -> bool:
    """Whether `text` is read as plain lines; it is then what the parser says, in the same order, at the same places."""
    data = read_plain(text, LIMITS)
    if data is not None:
        assert repr(data) == repr(parsed(text)), text
        assert plain_places(text) == Survey("a.yaml").follow(steps(text.encode(), text)).places, text
    return data is not None


def texts_of(path: Path) -> list[str]:
    """The file at `path` as text, if it is any."""
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        return []
    return [text] if is_normalized("NFC", text) else []


TRICKY: dict[str, tuple[str, Value]] = {
    "two colons": ("a: b: c", None),
    "colon at the end": ("a: b:", None),
    "colon before a comment": ("a: b: # c", None),
    "colon inside": ("a: b:c", {"a": "b:c"}),
    "no blank after the colon": ("a:b", None),
    "no blank after a quoted key": ('"a":b', None),
    "blank before the colon": ("a : b", None),
    "time and address": ("a: 12:30\nb: https://x.vn/y?z=1#t", {"a": "12:30", "b": "https://x.vn/y?z=1#t"}),
    "comments": ("# x\na: b # c\nc: d#e #f\ng: # h\n   # i\n", {"a": "b", "c": "d#e", "g": None}),
    "comment after quotes": ("a: 'b' # c\nd: \"e #\" #", {"a": "b", "d": "e #"}),
    "no comment after quotes": ("a: 'b'#c", None),
    "text after quotes": ('a: "x" y', None),
    "quotes inside": ("a: b \"c\" 'd'", {"a": "b \"c\" 'd'"}),
    "quotes begin a text": ('"a"b: c', None),
    "doubled apostrophe": ("a: 'it''s'", None),
    "escape": ('a: "\\x41"', None),
    "backslash": ("a: C:\\x", None),
    "blanks in quotes": ("a: ' b '\n' c ': d", {"a": " b ", " c ": "d"}),
    "open quote": ('a: "b\nc: d"', None),
    "nothing": (
        "a:\nb: ~\nc: null\nd: [~, NULL]\ne: ' '",
        {"a": None, "b": None, "c": None, "d": [None] * 2, "e": " "},
    ),
    "quoted nothing": ('a: \'~\'\nb: "null"\nc: ["~"]', {"a": "~", "b": "null", "c": ["~"]}),
    "empty quotes": ('a: ""', None),
    "no text as a key": ("null: a", None),
    "no text as a key in braces": ("a: {NULL: b}", None),
    "quoted null as a key": ("'null': a\nb: {\"~\": c}", {"null": "a", "b": {"~": "c"}}),
    "begins like null": ("null a: b\nnulls: c", {"null a": "b", "nulls": "c"}),
    "merge": ("<<: {a: b}", None),
    "quoted merge": ("'<<': a", {"<<": "a"}),
    "numbers": ("a: -5\n010: 1_0\nb: [-5, 95.4]", {"a": "-5", "010": "1_0", "b": ["-5", "95.4"]}),
    "dash": ("a: - b", None),
    "dash alone": ("a: -", None),
    "dash and no blank": ("a:\n-b", None),
    "dash in dash": ("a:\n- - b", None),
    "empty list entry": ("a:\n-\n- b", None),
    "list entry with a comment": ("a:\n- # b\n- c", None),
    "list below its key": ("a:\n- b\n- c: d\n  e:\n  - f\ng: h", {"a": ["b", {"c": "d", "e": ["f"]}], "g": "h"}),
    "wide dash": ("a:\n  -   b: c\n      d: e", {"a": [{"b": "c", "d": "e"}]}),
    "list on the whole": ("- a", None),
    "entry after a list": ("a:\n- b\nc: d\n- e", None),
    "key below a list": ("a:\n  - b\n  c: d", None),
    "text over two lines": ("a: b\n  c", None),
    "text and a list": ("a: b\n  - c", None),
    "text and an entry": ("a: b\n  c: d", None),
    "null and an entry": ("a: ~\n  c: d", None),
    "uneven": ("a:\n    b: c\n  d: e", None),
    "first line indented": ("  a: b", None),
    "value on the next line": ("a:\n  b", None),
    "braces on the next line": ("a:\n  {b: c}", None),
    "section": ("a:\n  b: c\n  d: 1 2\ne: f", {"a": {"b": "c", "d": "1 2"}, "e": "f"}),
    "section at the end": ("a:\n  b: c\n  d: e", {"a": {"b": "c", "d": "e"}}),
    "section with a comment at the end": ("a:\n  b: c # d\n  e: f#g", {"a": {"b": "c", "e": "f#g"}}),
    "section with blanks at the end": ("a:\n  b: c  \n  d: e", {"a": {"b": "c", "d": "e"}}),
    "section with two colons": ("a:\n  b: c: d\n  e: f", None),
    "section with a colon at the end": ("a:\n  b: c\n  d: e:", None),
    "section with a colon before a comment": ("a:\n  b: c: # d\n  e: f", None),
    "section with colons inside": ("a:\n  b: 12:30\n  c: x:y # d: e", {"a": {"b": "12:30", "c": "x:y"}}),
    "section with what is empty": (
        "a:\n  b: null\n  c: NULL # d\n  e: nulls",
        {"a": {"b": None, "c": None, "e": "nulls"}},
    ),
    "section with no text as a key": ("a:\n  b: c\n  null: d", None),
    "section in which a key is given twice": ("a:\n  b: c\n  d: e\n  b: f", None),
    "section and what is idle": ("a:\n  b: c\n\n# d\n   # e\n \nf: g", {"a": {"b": "c"}, "f": "g"}),
    "section after what is idle": ("a: # b\n\n  c: d\n  e: f", {"a": {"c": "d", "e": "f"}}),
    "section that goes on": ("a:\n  b: c\n\n# d\n  e: f\ng: h", {"a": {"b": "c", "e": "f"}, "g": "h"}),
    "section that goes on otherwise": ("a:\n  b: c\n  d: 'e'\n  f: [g]", {"a": {"b": "c", "d": "e", "f": ["g"]}}),
    "section and a text on two lines": ("a:\n  b: c\n   d", None),
    "section and a text below": ("a:\n  b: c\n  d", None),
    "section and a list": ("a:\n  b: c\n- d: e", None),
    "section not as deep": ("a:\n  b: c\n d: e", None),
    "section not below": ("a:\n  b:\n  c: d\n  e: f", {"a": {"b": None, "c": "d", "e": "f"}}),
    "section above": ("a:\n  b:\n    c:\n  d: e", {"a": {"b": {"c": None}, "d": "e"}}),
    "section in a list": ("a:\n- b:\n    c: d\n  e: f", {"a": [{"b": {"c": "d"}, "e": "f"}]}),
    "no section in a list": ("a:\n- b:\n  c: d\n  e: f", {"a": [{"b": None, "c": "d", "e": "f"}]}),
    "section below a dash": ("a:\n- \n  b: c\n  d: e", None),
    "section in a section": ("a:\n  b: c\n  d:\n    e: f\n  g: h", {"a": {"b": "c", "d": {"e": "f"}, "g": "h"}}),
    "given twice": ("a: b\na: c", None),
    "given twice as a section": ("a:\n  b: c\na:\n  b: c", None),
    "given twice by quotes": ("a: b\n'a': c", None),
    "given twice in braces": ("a: {b: c, 'b': d}", None),
    "braces": ("a: {b: c, d: [e, {f: g h}], 'i': \"j, k\"}", {"a": {"b": "c", "d": ["e", {"f": "g h"}], "i": "j, k"}}),
    "short braces": ('a: {b: c d, e: "f, }", g: [h, i j]}', {"a": {"b": "c d", "e": "f, }", "g": ["h", "i j"]}}),
    "short braces in a list": ("a:\n- {b: c}\n- {d: [e]}", {"a": [{"b": "c"}, {"d": ["e"]}]}),
    "short braces and blanks": ("a: {b: c} \nd: {e: f } # g", {"a": {"b": "c"}, "d": {"e": "f"}}),
    "short braces and what is empty": (
        "a: {b: null, c: [Null, d], e: ~}",
        {"a": {"b": None, "c": [None, "d"], "e": None}},
    ),
    "short braces with brackets in quotes": ('a: {b: "[c]", d: "{e: f}"}', {"a": {"b": "[c]", "d": "{e: f}"}}),
    "short braces with quotes inside": ("a: {b: c\"d\", e: [f'g']}", {"a": {"b": 'c"d"', "e": ["f'g'"]}}),
    "short braces with a quote inside": ('a: {b: c"d}\ne: {f: g"h}', {"a": {"b": 'c"d'}, "e": {"f": 'g"h'}}),
    "short braces with an empty key": ("a: {null: b}", None),
    "short braces with quotes over two lines": ('a: {b: "c\n  d"}', None),
    "short braces with quotes and more": ('a: {b: "c" d}', None),
    "short braces with a comma at the end": ("a: {b: c, }", None),
    "short braces with a comma at the end of a list": ("a: {b: [c, ]}", None),
    "short braces in which a key is given twice": ("a: {b: c, d: e, b: f}", None),
    "short braces as a key": ("{a: b}: c\n", None),
    "short braces and more": ("a: {b: c} d", None),
    "short braces below one another": (
        'a:\n  b: {c: d}\n  "e.1": {f: [g], h: "#: i"}\n  \'j\': {k: l}\n  m: {n: o} # p\n  q: {r: s}',
        {"a": {"b": {"c": "d"}, "e.1": {"f": ["g"], "h": "#: i"}, "j": {"k": "l"}, "m": {"n": "o"}, "q": {"r": "s"}}},
    ),
    "short braces not as deep": (
        "a:\n  b: {c: d}\n  e: {f: g}\nh: {i: j}",
        {"a": {"b": {"c": "d"}, "e": {"f": "g"}}, "h": {"i": "j"}},
    ),
    "short braces deeper": ("a: {b: c}\n  d: {e: f}", None),
    "short braces beside a list": ("a:\n- {b: c}\nd: {e: f}", {"a": [{"b": "c"}], "d": {"e": "f"}}),
    "short braces in a list's mapping": (
        "a:\n- b: {c: d}\n  e: {f: g}\nh: {i: j}",
        {"a": [{"b": {"c": "d"}, "e": {"f": "g"}}], "h": {"i": "j"}},
    ),
    "short braces after a list's mapping": ("a:\n- b: {c: d}\ne: {f: g}", {"a": [{"b": {"c": "d"}}], "e": {"f": "g"}}),
    "short braces given twice": ("a: {b: c}\nd: {e: f}\na: {g: h}", None),
    "short braces given twice by quotes": ('a: {b: c}\n"a": {d: e}', None),
    "short braces below with quotes over two lines": ('a: {b: c}\nd: {e: "f}\ng: {h: i"}', None),
    "short braces below with quotes over two wide lines": ('a: {b: c}\nd: {e: "f\n  g: {h: i}"}', None),
    "short braces below with what is empty": ("a: {b: c}\nd: {e: null}", {"a": {"b": "c"}, "d": {"e": None}}),
    "short braces below with an empty key": ("a: {b: c}\nnull: {d: e}", None),
    "short braces and a line below": ("a: {b: c}\n  d: e", None),
    "empty braces": ("a: {}\nb: [[], { }, [ ]]", {"a": {}, "b": [[], {}, []]}),
    "blanks in braces": ("a: { b: c , d: [ e ] } # f", {"a": {"b": "c", "d": ["e"]}}),
    "no blank in braces": ("a: {b:c}", None),
    "no blank in brackets": ("a: [b:c]", {"a": ["b:c"]}),
    "colon before a brace": ("a: {b:}", None),
    "colon and a bracket": ("a: {b:[c]}", None),
    "question in braces": ("a: {b: c?}", None),
    "hash in braces": ("a: {b: c#d}", None),
    "comment in braces": ("a: {b: c #d}", None),
    "two commas": ("a: [b, , c]", None),
    "comma at the end": ("a: [b, ]", None),
    "comma at the start": ("a: [, b]", None),
    "no value in braces": ("a: {b, c: d}", None),
    "no text in braces": ("a: {b: , c: d}", None),
    "pair in a list": ("a: [b: c]", None),
    "braces crossed": ("a: {b: [c}]", None),
    "braces open": ("a: {b: [c]", None),
    "braces closed twice": ("a: {b: c}}", None),
    "braces and more": ("a: {b: c}, {d: e}", None),
    "braces as a key": ("{a: b}: c", None),
    "brackets as a key": ("a: [b]: [c]", None),
    "bracket in a comment": ("a: [b] # c] d", None),
    "bracket in quotes": ("a: ['b]', \"}\"]", {"a": ["b]", "}"]}),
    "braces over two lines": ("a: {b: c,\n  d: e}", None),
    "braces on the whole": ("{a: b}", None),
    "folded": ("a:\n  b: >-\n    c: d\n    # e\n  f: g", {"a": {"b": "c: d # e", "f": "g"}}),
    "folded in a list": ("a:\n- >-\n  b\n  c\n- d: >-\n    e\n  f: g", {"a": ["b c", {"d": "e", "f": "g"}]}),
    "folded to the end": ("a: >-\n   b ", {"a": "b "}),
    "folded with a paragraph": ("a: >-\n  b\n\n  c", None),
    "folded with a comment after a paragraph": ("a: >-\n  b\n \n  # c", None),
    "folded with an inset": ("a: >-\n  b\n   c", None),
    "folded and blanks": ("a: >-\n  b\n   \n", None),
    "folded and empty lines": ("a: >-\n  b\n\n# c\n  # d\n\ne: f", {"a": "b", "e": "f"}),
    "folded not inside": ("a:\n  b: >-\n  c: d", None),
    "folded with nothing": ("a: >-\nb: c", None),
    "folded that ends with a line": ("a: >\n  b", None),
    "literal": ("a: |\n  b", None),
    "anchor": ("a: &b c", None),
    "alias": ("a: *b", None),
    "tag": ("a: !b c", None),
    "signs inside": ("a: R&D !b x*y @ 50% <z> |>", {"a": "R&D !b x*y @ 50% <z> |>"}),
    "percent first": ("a: %b", None),
    "comma outside": ("a: 95,45, [b] {c}", {"a": "95,45, [b] {c}"}),
    "question first": ("? a\n: b", None),
    "document marker": ("---\na: b", None),
    "document end": ("a: b\n...", None),
    "second document": ("a: b\n---\nc: d", None),
    "directive": ("%YAML 1.1\n---\na: b", None),
    "tab": ("a:\tb", None),
    "tab before a comment": ("a: b\t# c", None),
    "carriage returns": ("a: b\r\nc:\r\n- d\r\n\r\n", {"a": "b", "c": ["d"]}),
    "lone carriage return": ("a: b\rc: d", None),
    "next line": ("a: b\x85c: d", None),
    "line separator": ("a: b\u2028c: d", None),
    "paragraph separator": ("a: b\u2029  c", None),
    "no-break space": ("a: b\xa0# c", None),
    "mark inside": ("a: b\ufeff", None),
    "letters": ("5.1.đ: Đạt\nTổ dân phố: “có” – 😀", {"5.1.đ": "Đạt", "Tổ dân phố": "“có” – 😀"}),
    "long key": (f"{'k' * 1025}: a", None),
    "long quoted key": (f"'{'k' * 1023}': a", None),
    "long key in braces": (f"a: {{{'k ' * 600}: b}}", None),
    "empty": ("", None),
    "only comments": ("# a\n\n", None),
    "text": ("Hello", None),
}


@pytest.mark.parametrize(("text", "data"), TRICKY.values(), ids=TRICKY.keys())
def test_tricky(text: str, data: Value) -> None:
    assert repr(read_plain(text, LIMITS)) == repr(data)
    assert data is None or repr(parsed(text)) == repr(data)


SIGNS = [chr(code) for code in range(0x180)] + list(
    "\u1680\u2003\u200b\u2028\u2029\u3000\ud7ff\ue000\ufeff\ufffe\uffff😀"
)
AROUND = [
    *("a: {}b", "a: b{}c", "a: b{}", "a: b {}c", "a: b{} c", "{}: a", "{}b: a", "b{}: a", "b{}c: a", "a:{}b", "a{}: b"),
    *(
        "a: [{}b]",
        "a: [b{}c]",
        "a: [b{}]",
        "a: [b {}c]",
        "a: [b{} c]",
        "a: {{{}b: c}}",
        "a: {{b{}: c}}",
        "a: {{b{} c}}",
    ),
    *("a: '{}'", 'a: "{}"', "'{}': b", "a: 'b'{}", "a: 'b' {}", "a: [b]{}", "a: [b] {}", "a: ['b'{}]", "a: ['b'{}c]"),
    *("a:\n-{}b", "a:\n- {}b", "a:\n{} b: c", "a:\n {}b: c", "{}a: b", "a: b\n{}", "a: >-{}\n b", "a: >-\n {}b\n c{}"),
    *(
        "a:\n  b{}: c\n  d: e",
        "a:\n  b: {}c\n  d: e",
        "a:\n  b: c{}\n  d: e",
        "a:\n  b: c{}d\n{}  e: f",
        "a:\n  b: c\n{}",
    ),
    *('a: {{b{}: "c"}}', 'a: {{b: "{}c", d: e}}', 'a: {{b: "c"{}, d: [e]}}', "a: {{b: [c, {}d]}}", "a: {{b: c{}}}"),
    *(
        "a: {{b: c}}\nd{}: {{e: f}}",
        'a: {{b: c}}\n"d{}": {{e: f}}',
        "a: {{b: c}}{}\nd: {{e: f}}",
        "a: {{b: c}}\n{}d: {{e: f}}",
    ),
    *('a: {{b: c}}\nd: {{e: "f{}"}}', "a: {{b: c}}\nd: {{e: f}}{}", "a: {{b: c}}\nd: {{e: f}}\n{}g: h"),
]


@pytest.mark.parametrize("around", AROUND)
def test_every_sign_at_every_place(around: str) -> None:
    for sign in SIGNS:
        agrees(around.replace("{{", "\0").replace("}}", "\1").replace("{}", sign).replace("\0", "{").replace("\1", "}"))


@pytest.mark.parametrize(
    ("text", "limits", "read"),
    [
        (f"a: {'[' * 39}x{']' * 39}", LIMITS, True),
        (f"a: {'[' * 40}x{']' * 40}", LIMITS, False),
        (f"a: {'[' * 39}{']' * 39}", LIMITS, True),
        (f"a: {'[' * 40}{']' * 40}", LIMITS, False),
        ("".join(" " * n + "a:\n" for n in range(40)), LIMITS, True),
        ("".join(" " * n + "a:\n" for n in range(41)), LIMITS, False),
        ("a:\n- b: [c]", Limits(depth=4), True),
        ("a:\n- b: [c]", Limits(depth=3), False),
        ("a:\n- b: c", Limits(depth=2), False),
        ("a:\n  b:\n    c: d", Limits(depth=3), True),
        ("a:\n  b:\n    c: d", Limits(depth=2), False),
        ("a: {b: [c]}\nd: {e: [f]}", Limits(depth=3), True),
        ("a: {b: [c]}", Limits(depth=2), False),
        ("a: 'bcd'", Limits(scalar=8), True),
        ("a: bcdefghi", Limits(scalar=7), False),
        ("a: >-\n bcd\n efg", Limits(scalar=6), False),
        ("a: [b, c]", Limits(nodes=40), True),
        ("a: [b, c]", Limits(nodes=15), False),
        ("a: [[],[],[],[]]", Limits(nodes=18), False),
    ],
)
def test_limits(text: str, limits: Limits, read: bool) -> None:
    data = read_plain(text, limits)
    assert (data is not None) is read
    assert data is None or repr(data) == repr(parsed(text, limits))


def test_what_the_parser_refuses_for_its_size_is_not_read() -> None:
    text = "a:\n- b:\n- c: {d: [], e: f}\ng: [[],[]]\nh: i"
    for nodes in range(60):
        assert read_plain(text, Limits(nodes=nodes)) is None or parsed(text, Limits(nodes=nodes))


def test_nearly_all_real_files_are_read() -> None:
    read = [agrees(text) for path in FILES for text in texts_of(path) if parsed(text) is not None]
    assert len(read) > 400
    assert sum(read) / len(read) > 0.97
    assert all(agrees(text) for path in (ROOT / "criteria").rglob("*.yaml") for text in texts_of(path))


BLOCK = re.compile(r"^( *)```yaml\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


def test_what_the_docs_show() -> None:
    pages = [page.read_text(encoding="utf-8") for page in (*(ROOT / "docs").rglob("*.md"), *ROOT.glob("README*.md"))]
    read = [agrees(dedent(text)) for page in pages for _, text in BLOCK.findall(page)]
    assert sum(read) > len(read) / 2 > 0


class Writer:
    """Writes plain files by chance, in every shape that is to be read."""

    WORDS = (
        "đạt",
        "Phường 1",
        "22:30",
        "a#b",
        "-7",
        "95.4",
        "x@y.vn",
        "https://x.vn/a?b",
        "“ở”",
        "null",
        "~",
        "R&D",
        "5%",
    )

    def __init__(self, seed: int) -> None:
        """Begin the row of chances that is called `seed`."""
        self.chance = random.Random(seed)

    def text(self) -> str:
        return self.chance.choice(
            (*(word for word in self.WORDS if "?" not in word and "#" not in word), "'a, b: c'", '"d # e"')
        )

    def keys(self) -> list[str]:
        words = [f"{word}{n}" for n, word in enumerate(("5.1.", "số ", "ban-", "_"))]
        quote = self.chance.choice(("", "'", '"'))
        return [f"{quote}{word}{quote}:" for word in self.chance.sample(words, self.chance.randint(1, 4))]

    def flow(self, depth: int = 3) -> str:
        kind = self.chance.randrange(4 if depth else 2)
        items = [self.flow(depth - 1) for _ in range(self.chance.randrange(4))] if kind > 1 else []
        gap = self.chance.choice(("", " "))
        if kind < 2:
            return self.text()
        if kind == 2:
            return f"[{gap}{', '.join(items)}{gap}]"
        return (
            f"{{{gap}{f'{gap}, '.join(f'{key} {item}' for key, item in zip(self.keys(), items, strict=False))}{gap}}}"
        )

    def value(self, indent: str, depth: int) -> str:
        end = self.chance.choice(("", "", "  ", " # c: d"))
        match self.chance.randrange(6 if depth else 4):
            case 0:
                return f" {self.chance.choice(self.WORDS)}{end}\n"
            case 1:
                flow = self.flow()
                return f" {flow}{end}\n"
            case 2:
                return f"{end}\n"
            case 3:
                inner = f"{indent}{' ' * self.chance.randint(1, 4)}"
                return " >-\n" + "".join(f"{inner}{word}: # - [\n" for word in self.chance.sample(self.WORDS, 3))
            case 4:
                return f"{end}\n{self.mapping(indent + ' ' * self.chance.randint(1, 4), depth - 1)}"
            case _:
                return f"{end}\n{self.list_(indent + ' ' * self.chance.randint(0, 3), depth - 1)}"

    def mapping(self, indent: str, depth: int) -> str:
        gap = self.chance.choice(("", "", "\n", "# c\n", f"{indent}# d\n\n"))
        return gap.join(f"{indent}{key}{self.value(indent, depth)}" for key in self.keys())

    def list_(self, indent: str, depth: int) -> str:
        entries = ""
        for _ in range(self.chance.randint(1, 3)):
            dash = f"-{' ' * self.chance.randint(1, 3)}"
            if self.chance.random() < 0.5:
                entries += f"{indent}{dash}{self.flow()}\n"
            else:
                inner = indent + " " * len(dash)
                entries += f"{indent}{dash}{self.mapping(inner, depth and depth - 1)[len(inner) :]}"
        return entries

    def file(self) -> str:
        return self.chance.choice(("", "# a\n\n")) + self.mapping("", 4)


def test_every_plain_file_is_read() -> None:
    writer = Writer(1)
    for text in (writer.file() for _ in range(2000)):
        assert agrees(text), text


PIECES = [
    *"[]{},:-?&*!|>'\"%@`#~ \t\n\r\\<.ạ0\x85\u2028\xa0\u0301\ufeff\0\x7f",
    *("- ", "? ", ": ", " #", "---\n", "...\n", "&a ", "*a", "!!str ", "null", "Null: ", "  ", "\n  ", "\n\n", "\r\n"),
    *(
        ">-\n    ",
        ">-",
        "|\n  ",
        "''",
        '""',
        "{}",
        "[]",
        ", ",
        "}: ",
        "a: ",
        "- a: ",
        "- - ",
        " :",
        ":a",
        "-\n",
        "a:\n",
    ),
]
CHANGES: list[Callable[[random.Random, str, int, int], str]] = [
    lambda chance, text, at, _: text[:at] + chance.choice(PIECES) + text[at:],
    lambda chance, text, at, _: text[:at] + chance.choice(PIECES) + text[at + 1 :],
    lambda chance, text, at, _: text[:at] + text[at + chance.randint(1, 4) :],
    lambda chance, text, at, other: text[:at] + text[other : other + chance.choice((1, 3, 30))] + text[at:],
    lambda _, text, at, __: text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
]
LINE_CHANGES: list[Callable[[random.Random, list[str], int, int], list[str]]] = [
    lambda _, lines, at, other: [*lines[:at], lines[other], *lines[at:]],
    lambda _, lines, at, __: lines[:at] + lines[at + 1 :],
    lambda chance, lines, at, _: [*lines[:at], " " * chance.randint(1, 4) + lines[at], *lines[at + 1 :]],
    lambda chance, lines, at, _: [*lines[:at], lines[at][chance.randint(1, 4) :], *lines[at + 1 :]],
]


def broken(chance: random.Random, text: str) -> str:
    """A file after something has happened to it, mostly only once."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        if chance.randrange(3):
            at, other = chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)
            text = chance.choice(CHANGES)(chance, text, at, other)
        else:
            lines = text.splitlines(keepends=True) or [""]
            at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            text = "".join(chance.choice(LINE_CHANGES)(chance, lines, at, other))
    return text


def test_what_is_broken_is_left_to_the_parser_or_read_as_it_reads() -> None:
    chance, writer = random.Random(2), Writer(3)
    real = [text for path in FILES if path.stat().st_size < 1000 for text in texts_of(path)]
    seeds = [*real, *(text for text, data in TRICKY.values() if data), *(writer.file() for _ in range(100))]
    texts = [broken(chance, chance.choice(seeds)) for _ in range(6000)]
    read = [agrees(text) for text in texts if is_normalized("NFC", text) and not text.startswith("\ufeff")]
    assert 0.05 < sum(read) / len(read) < 0.95


def test_usual_letters_are_composed_however_they_stand_together_and_can_be_shown() -> None:
    letters = [letter for letter in map(chr, range(0x110000)) if re.match(f"[{USUAL}]", letter)]
    assert 400 < len(letters) < 1000
    assert {letter for letter in letters if not letter.isprintable()} == set("\r\n")
    assert all(combining(letter) == 0 for letter in letters)
    assert all(is_normalized("NFC", one + other) for one in letters for other in letters)
    assert not {letter for letter in letters if letter.splitlines() != [letter]} - set("\r\n")


@pytest.mark.parametrize("letter", "\u0300\u0301\u0303\u0306\u0309\u0323\u1100\u1161\u0e33")
def test_what_may_join_with_its_neighbour_is_not_usual(letter: str) -> None:
    assert not re.fullmatch(f"[{USUAL}]*", letter)


@pytest.mark.parametrize("letter", [*"\u200b\xa0\xad\x85\u2028\x7f\t\\", "\r"])
def test_what_cannot_be_shown_is_left_to_the_parser(letter: str) -> None:
    text = f"a: b\nc: d{letter}e\n"
    data = read_plain(text, LIMITS, printable=re.fullmatch(f"[{USUAL}]*", text) is not None)
    assert data is None


def test_of_usual_letters_alone_it_is_known_that_they_can_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    known: list[bool] = []

    def read(*_: object, printable: bool) -> dict[str, Value]:
        known.append(printable)
        return {}

    monkeypatch.setattr(source_module, "read_plain", read)
    for letter in (*map(chr, range(0x2100)), *"\u3000\ud7ff\ue000\ufeff\ufffe\uffff😀"):
        known[:] = [False]  # it stays so where it is not asked
        parse_source(f"a: b{letter}c\n".encode(), "a.yaml")
        assert known[-1] is (re.match(f"[{USUAL}]", letter) is not None), letter
