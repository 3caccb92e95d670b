"""What the parser's words for a broken file mean, said plainly."""

from __future__ import annotations

from typing import NamedTuple

from wardeval.problems import Message, say


class Explanation(NamedTuple):
    """A syntax error in plain words; `at_start` where the place to mend is the beginning of the broken thing."""

    message: Message
    hint: Message
    rule: str = "syntax"
    at_start: bool = False


def explain(words: str, character: str, line: int, breaks_on: int = 0) -> Explanation:
    """What the parser's `words` mean, of a thing begun on `line` that breaks at `character` (empty at the end).

    `breaks_on` is the line of the character.
    """
    found = next((explanation for part, explanation in _KNOWN if part in words), None)
    if "cannot start any token" in words:
        found = _TAB if character == "\t" else _SIGN
    if character == ":" and " flow " in words and breaks_on == line:  # on another one, a bracket may never be closed
        found = _COLON
    if found is None:
        message = say("this is not valid YAML: {detail}", detail=words.removeprefix("None: "))
        return Explanation(message, say("compare with an entry that works; put a text with unusual signs in quotes"))
    arguments = {"character": character, "line": line}
    return found._replace(message=Message(found.message.template, arguments))


TAG = Explanation(
    say("“!” gives the value a type, which is not allowed"),
    say("remove the type, or put the text in quotes if it begins with “!”"),
    rule="tag",
    at_start=True,
)

ANCHOR = Explanation(
    say("“&” gives the value a name to refer to, which is not allowed"),
    say("remove the name, or put the text in quotes if it begins with “&”"),
    rule="anchor",
    at_start=True,
)

ALIAS = Explanation(
    say("“*” refers to a value that stands elsewhere, which is not allowed"),
    say("write the value out, or put the text in quotes if it begins with “*”"),
    rule="alias",
    at_start=True,
)

_TAB = Explanation(say("a tab stands here where only spaces may"), say("indent with spaces"))

_SIGN = Explanation(
    say("a text without quotes cannot begin with “{character}”"),
    say("put the whole text in quotes"),
)

_COLON = Explanation(
    say("inside brackets or braces, a second colon stands in one entry"),
    say("put the whole text in quotes if the colon belongs to it; else put a comma before the next entry"),
)

_ESCAPE = Explanation(
    say("in the double quotes that open here, a backslash stands for nothing"),
    say("put the text in single quotes, or write two backslashes"),
    at_start=True,
)

_TEXT_BELOW = Explanation(
    say("“>” and “|” at the beginning of a value announce text on the lines below"),
    say('Put the value in quotes if the sign belongs to it: ">= 70%".'),
    at_start=True,
)

_NO_VALUE = Explanation(
    say("a value is expected here"),
    say("write the value; put it in quotes if it begins with an unusual sign"),
)

_KNOWN: tuple[tuple[str, Explanation], ...] = (
    ("found a tab character", _TAB),
    (
        "directive",
        Explanation(
            say("a line that begins with “%” speaks to the parser, which is not allowed"),
            say("remove the line"),
            rule="directive",
        ),
    ),
    (
        "a quoted scalar: found unexpected",
        Explanation(
            say("the quotation mark that opens here is never closed"),
            say('Close it where the text ends. Inside double quotes, write “\\"” for a quotation mark.'),
            at_start=True,
        ),
    ),
    (
        "unexpected ':'",
        Explanation(
            say("inside brackets or braces, a colon needs a space after it"),
            say("write “key: value”, or put the text in quotes if the colon belongs to it"),
        ),
    ),
    ("a quoted scalar", _ESCAPE),
    ("a double-quoted scalar", _ESCAPE),
    ("a block scalar", _TEXT_BELOW),
    (" tag", TAG),
    ("an anchor", ANCHOR),
    ("an alias", ALIAS),
    (
        "a simple key",
        Explanation(
            say("this line is no entry: no colon follows the key"),
            say("write “key: value”, with a space after the colon"),
            at_start=True,
        ),
    ),
    (
        "mapping values are not allowed",
        Explanation(
            say("a colon stands here where no entry can begin"),
            say("put the value in quotes if the colon belongs to it; else begin the entry below its neighbours"),
        ),
    ),
    (
        "mapping keys are not allowed",
        Explanation(
            say("a text without quotes cannot begin with “? ”"),
            say("put the whole text in quotes"),
        ),
    ),
    (
        "sequence entries are not allowed",
        Explanation(
            say("no list entry can begin here"),
            say("begin each “- ” on a line of its own; put the text in quotes if the dash belongs to it"),
        ),
    ),
    (
        "a flow sequence: ",
        Explanation(
            say("the list in square brackets from line {line} breaks off here"),
            say(
                "close the bracket; put commas between entries,"
                " and quotes around a text with colons, commas or brackets"
            ),
        ),
    ),
    (
        "a flow mapping: ",
        Explanation(
            say("the group in braces from line {line} breaks off here"),
            say("close the brace; put commas between entries, and quotes around a text with colons, commas or braces"),
        ),
    ),
    ("expected node content", _NO_VALUE),
    ("expected the node content", _NO_VALUE),
    (
        "a block collection: ",
        Explanation(
            say("this does not fit the list above it, which begins on line {line}"),
            say("begin every entry of the list with “- ” in the same column"),
        ),
    ),
    (
        "a block mapping: ",
        Explanation(
            say("this does not fit the entries above it, which begin on line {line}"),
            say("begin entries that belong together in the same column; write nothing after a closing quotation mark"),
        ),
    ),
    (
        "document start",
        Explanation(
            say("this does not belong to anything above it"),
            say("begin all the main entries in the first column"),
        ),
    ),
)
