"""A plainly written file, read line by line: what nearly all files are, in a fraction of the parser's time.

The contract: `read_plain` gives exactly the data that `wardeval.events` builds from the parser's events, or None. It is
None wherever a line is not certain to mean that: a text over several lines, an escape, a tab, a sign of YAML where a
text could begin or end, a key given twice, a limit in reach. It never says what is wrong; the parser is asked then.

A line is an entry, `key: value` or `key:` with entries below, or a list entry, `- value` or `- key: value`. A value is
a text, plain or in quotes, or a flow, `{…}` or `[…]`, all on that line; or `>-`, with lines of one indentation below.
What most lines are is taken at once: a section, `key:` with nothing but plain texts below; and short flows, `{…}` of
texts and lists of texts, with no other line between them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wardeval.content import EMPTY, Limits

if TYPE_CHECKING:
    from wardeval.source import Value

_NO_KEYS = EMPTY - {""}  # "" is that of a key in quotes

# NOTE: what a pattern takes too much is found in Python: a search there costs less than a careful pattern. In a match,
# "" stands for a group that took no part; a text in quotes that is empty is left to the parser.
_KEY = r"""(?:(\w[\w ./-]{0,199}+(?<![ ]))|"([^"\n]{1,999}+)"|'([^'\n]{1,999}+)'):"""
_FIRST = r"""(?:[^\s\-?:,\[\]{}#&*!|>'"%@`]|-(?=\w))"""
_QUOTED = r"""|"([^"]++)"|'([^']++)'(?!')"""
_FOLDED = r">-[ ]*+\n(?P<inner>[ ]++)([^ \n].*+(?:\n(?P=inner)[^ \n].*+)*+)(?!\n(?:[ ]*\n)*(?P=inner))"
_IN_FLOW = r"[^:#,?\[\]{}]*(?<![ ])"

# NOTE: these are narrow instead: what they match is taken apart without further questions, but for those of `_section`.
_SURE = r"(?![nN](?:ull|ULL)\b)\w"  # what a key or a text begins with that is certain to be one
_NAME = rf"{_SURE}[\w./-]{{0,199}}+:[ ]"
_ENTRY = rf"{_NAME}{_SURE}.*+(?<![ ])"
_IDLE_LINES = r"(?:\n[ ]*+(?:\#.*+)?+(?=\n))*+"
_SECTION = rf"""\n(?P<deeper>(?P=blanks)[ ]++)({_ENTRY}(?:\n(?P=deeper){_ENTRY})*+)(?!{_IDLE_LINES}\n(?P=deeper))"""
_ITEM = rf"""{_SURE}[^:#,?"'\[\]{{}}\n]*+(?<![ ])"""
_PART = rf"""{_NAME}(?:{_ITEM}|"[^"]++"|\[{_ITEM}(?:,[ ]{_ITEM})*+\])"""
_BRACES = rf"\{{{_PART}(?:,[ ]{_PART})*+\}}(?=\n)"
_MORE = rf"""(?(dash)|((?:\n(?P=blanks)(?:"[^":\n]{{1,999}}+":[ ]|{_NAME}){_BRACES})*+))"""
_SHORT = rf"({_BRACES}){_MORE}"

LINE = re.compile(
    rf"""(?P<blanks>[ ]*+)(?P<dash>-[ ]++)?+(?:{_KEY}(?:(?(dash)(?!)|{_SECTION})|[ ]++|(?=\n)))?+
    (?:({_FIRST}.*+){_QUOTED}|{_SHORT}|([\[{{].*[\]}}])|{_FOLDED})?+(?:\n|[ ]*+(?:(?<![^ \n])\#.*)?\n)
    |([\s\S]++)""",  # what is no line takes the rest of the file along
    re.VERBOSE,
)
SECTION_ENTRY = re.compile(r"\s*+([^:]++): (.++)")
FLOW_ENTRY = re.compile(
    rf"""[ ]*+(?:{_KEY}[ ]++)?+(?:([\[{{])(?![ ]*+[\]}}])
    |(?:((?>{_FIRST}{_IN_FLOW}(?::(?=[\w/]){_IN_FLOW})*+)){_QUOTED}|(\[[ ]*+\]|{{[ ]*+}}))([ \]}}]*+)(?:,|\Z))
    |.++""",
    re.VERBOSE,
)
MORE_ENTRY = re.compile(r"""\n *+"?([^":]++)"?: (.++)""")
_SHORT_ENTRY = re.compile(r"""\{?([^:]++): (?:\[([^\]]++)\]|"?+((?<=")[^"]++|[^,}]++)"?+)[,}] ?""")
_lines, _flow_entries = LINE.findall, FLOW_ENTRY.findall
_section_entries, _more_entries, _short_entries = SECTION_ENTRY.findall, MORE_ENTRY.findall, _SHORT_ENTRY.findall


def read_plain(text: str, limits: Limits, *, printable: bool = False) -> dict[str, Value] | None:
    """The data of a whole file, which must be NFC; None where it is in doubt.

    `printable` says that it is known that all of it but the line ends can be shown.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if not text.endswith("\n"):
        text += "\n"
    # Every step of the parser but the frame's six takes a character; every text but a folded one is on a line.
    if len(text) + 6 > limits.nodes or (len(text) > limits.scalar and max(map(len, text.split("\n"))) > limits.scalar):
        return None
    if "\\" in text or "\r" in text or not (printable or text.replace("\n", "").isprintable()):
        return None
    return _block(text, limits)


def _block(text: str, limits: Limits) -> dict[str, Value] | None:  # noqa: PLR0912, PLR0915 - one loop, for speed
    """The entries of a text that ends with a line's end."""
    node: Any = {}
    in_list = False
    indent = 0
    around: list[tuple[Any, bool, int]] = []
    empty = ""  # the key of the entry above where it has no value yet: that is what stands below
    value: Any
    for row in _lines(text):
        blanks, dash, word, double, single, _, below, plain, quoted, primed, short, more, flow, inner, folded, odd = row
        key = word or double or single
        if not key and not dash:
            if plain or quoted or primed or short or flow or folded or odd:
                return None
            continue
        column = len(blanks)
        if column != indent or dash or in_list:
            while column < indent or (in_list and column == indent and not dash):
                node, in_list, indent = around.pop()
                empty = ""
            if empty and (dash or column > indent):
                around.append((node, in_list, indent))
                node[empty] = value = [] if dash else {}
                node, in_list, indent = value, bool(dash), column
            if column != indent or in_list is not bool(dash):
                return None
            if dash and key:
                around.append((node, in_list, indent))
                node.append(value := {})
                node, in_list, indent = value, False, column + len(dash)
            if len(around) >= limits.depth:
                return None
        empty = ""
        if below or short or flow:
            depth = limits.depth - len(around) - 1
            value = _section(below, depth) if below else _short(short, depth) if short else _flow(flow, depth)
            if value is None:
                return None
        elif plain:
            if ":" in plain or "#" in plain or plain[-1] == " ":
                plain = _without_comment(plain)
                if not plain:
                    return None
            value = None if plain in EMPTY else plain
        elif quoted or primed:
            value = quoted or primed
            if "\n" in value:
                return None
        elif folded:
            value = folded.replace("\n" + inner, " ")
            if len(inner) <= indent or len(value) > limits.scalar:
                return None
        else:
            value = None
            empty = key
        if key:
            if key in node or word in _NO_KEYS:
                return None
            node[key] = value
            if more and not _add_more(node, more, depth):
                return None
        elif value or plain or flow:
            node.append(value)
        else:
            return None
    return (around[0][0] if around else node) or None


def _without_comment(plain: str) -> str:
    """A plain text without the comment and the blanks after it; "" where a colon in it could be a sign."""
    text = plain.partition(" #")[0].rstrip(" ")
    return "" if ": " in text or text[-1] == ":" else text


def _section(text: str, depth: int) -> Value:
    """The mapping that is the whole of `text`, entries of plain texts below one another; None where it is in doubt."""
    entries = _section_entries(text)
    if "#" in text or text.count(":") != len(entries):
        entries = [(key, _without_comment(plain)) for key, plain in entries]
        if not all(plain for _, plain in entries):
            return None
    node: Any = dict(entries)
    return node if len(node) == len(entries) and depth > 0 else None


def _short(text: str, depth: int) -> Value:
    """The mapping that is the whole of `text`, a flow of texts and lists of texts; None where it is in doubt."""
    if "\n" in text or text.count('"') % 2:  # a text in quotes goes on below
        return None
    entries = _short_entries(text)
    node: Any = {key: items.split(", ") if items else value for key, items, value in entries}
    return node if len(node) == len(entries) and depth > 1 else None


def _add_more(node: dict[str, Value], text: str, depth: int) -> bool:
    """Add entries whose values are short flows to a mapping; False where they are in doubt."""
    for key, short in _more_entries(text):
        value = _short(short, depth)
        if value is None or key in node:
            return False
        node[key] = value
    return True


def _flow(text: str, depth: int) -> Value:  # noqa: PLR0912 - one loop, for speed
    """The list or mapping that is the whole of `text`, nested at most `depth` deep; None where it is in doubt."""
    whole: list[Any] = []
    node: Any = whole
    in_list = True
    around: list[tuple[Any, bool]] = []
    value: Any
    for word, double, single, opener, plain, quoted, apostrophed, hollow, ends in _flow_entries(text):
        if plain:
            value = None if plain in EMPTY else plain
        elif opener or hollow:
            if len(around) >= depth:
                return None
            value = {} if (opener or hollow[0]) == "{" else []
        else:
            value = quoted or apostrophed
            if not value:
                return None
        key = word or double or single
        if in_list:
            if key:
                return None
            node.append(value)
        elif not key or key in node or word in _NO_KEYS:
            return None
        else:
            node[key] = value
        if opener:
            around.append((node, in_list))
            node, in_list = value, opener == "["
        elif ends:
            for end in ends.replace(" ", ""):
                if not around or in_list is not (end == "]"):
                    return None
                node, in_list = around.pop()
    return whole[0] if len(whole) == 1 and not around else None
