"""The catalogue of translations: collect messages from the code, compile, and check that nothing is missing.

    python tools/catalogue.py update     new messages into the .po files, those no longer said out of them
    python tools/catalogue.py compile    the .mo files, byte for byte what the .po files say
    python tools/catalogue.py check      exit 1 and a list where a catalogue is not complete, current and compiled

Messages are read from the syntax tree rather than by babel's extractor, which does not look into f-strings.
"""

from __future__ import annotations

import ast
import io
import string
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from wardeval.check.page import page

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "wardeval"
LOCALE = SOURCE / "locale"
HEADERS = [
    ("Language", "vi"),
    ("Plural-Forms", "nplurals=1; plural=0;"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit\n"),
]
KEYWORDS = {"say": 1, "say_n": 2, "msgid": 1}
"""The functions that mark a message, and how many of their first arguments are its templates."""

PAGES = {"rule", "across", "refusal", "gate", "about_ignores"}
"""The functions that make another one a rule of `wardeval check`, whose docstring is a page for people."""

Id = str | tuple[str, str]


class Plain(Catalog):
    """A catalogue whose header says what gettext needs and nothing that changes by itself."""

    mime_headers = HEADERS

    def __init__(self) -> None:
        """An empty one, for Vietnamese."""
        super().__init__("vi", header_comment="# Vietnamese of wardeval; see tools/catalogue.py.", fuzzy=False)


class NotLiteral(Exception):
    """A message is not written out where it is said, so it cannot be collected."""


def messages(source: Path = SOURCE) -> dict[str, Id]:
    """Every message of the code by its singular; raises `NotLiteral`."""
    found: dict[str, Id] = {}
    for path in sorted(source.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        if "check" in path.parent.relative_to(source).parts:
            found.update((text, text) for text in pages(tree))
        for call in calls(tree):
            texts = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
            wanted = KEYWORDS[call.func.id]  # type: ignore[attr-defined]
            if len(texts) != wanted or not all(isinstance(text, str) for text in texts):
                raise NotLiteral(f"{path.relative_to(source.parent)}:{call.lineno}: a message is not a literal text")
            one, *many = map(str, texts)
            if many or one not in found:
                found[one] = (one, many[0]) if many else one
    return found


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call that marks a message."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            yield node


def pages(tree: ast.AST) -> Iterator[str]:
    """Every text of the pages of rules: what, why and how to mend."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(map(_makes_page, node.decorator_list)):
            yield from (message.template for message in page(ast.get_docstring(node) or "").messages())


def _makes_page(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id in PAGES


def read(path: Path) -> Catalog:
    """The catalogue of a .po file, empty where there is none."""
    if not path.exists():
        return Plain()
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def updated(old: Catalog, ids: dict[str, Id]) -> Plain:
    """A catalogue of `ids` with the translations that `old` has for exactly the same templates."""
    known = {_one(message.id): _text(message.string) for message in old if message.id and not message.fuzzy}
    new = Plain()
    for one, id_ in ids.items():
        text = known.get(one, "")
        new.add(id_, (text,) if isinstance(id_, tuple) else text)
    return new


def po_bytes(catalog: Catalog) -> bytes:
    """A catalogue as a .po file, sorted."""
    file = io.BytesIO()
    write_po(file, catalog, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    return file.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """A catalogue as a .mo file."""
    file = io.BytesIO()
    write_mo(file, updated(catalog, {_one(message.id): _id(message.id) for message in catalog if message.id}))
    return file.getvalue()


def faults(catalog: Catalog, ids: dict[str, Id], compiled: bytes) -> Iterator[str]:
    """What is wrong with a catalogue, a line each."""
    translated = {_one(message.id): message for message in catalog if message.id}
    for one, id_ in ids.items():
        message = translated.pop(one, None)
        if message is None or _id(message.id) != id_:
            yield f"not in the catalogue: {one!r}"
        elif message.fuzzy:
            yield f"fuzzy: {one!r}"
        else:
            yield from _faults(id_, _text(message.string))
    yield from (f"obsolete: {one!r}" for one in [*translated, *map(_one, catalog.obsolete)])
    if mo_bytes(catalog) != compiled:
        yield "the .mo file is not what the .po file compiles to"


def _faults(id_: Id, text: str) -> Iterator[str]:
    one = _one(id_)
    if not text.strip():
        yield f"not translated: {one!r}"
        return
    wanted = set().union(*map(placeholders, id_ if isinstance(id_, tuple) else (id_,)))
    if placeholders(text) != wanted:
        yield f"other placeholders than {sorted(wanted)}: {text!r} for {one!r}"
    for edge in (0, -1):
        if one[edge].isspace() != text[edge].isspace():
            yield f"other spaces at its ends: {text!r} for {one!r}"
    if not unicodedata.is_normalized("NFC", text):
        yield f"letters and tone marks are apart (not NFC): {text!r}"


def placeholders(template: str) -> set[str]:
    """The names in braces; raises `ValueError` where braces do not match."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def _one(id_: object) -> str:
    return str(id_[0]) if isinstance(id_, tuple | list) else str(id_)


def _id(id_: object) -> Id:
    return (str(id_[0]), str(id_[1])) if isinstance(id_, tuple | list) else str(id_)


def _text(string_: object) -> str:
    return str(string_[0] if string_ else "") if isinstance(string_, tuple | list) else str(string_ or "")


def main(arguments: list[str]) -> int:
    """Run one of update, compile, check; returns the exit code."""
    actions = ("update", "compile", "check")
    if len(arguments) != 1 or arguments[0] not in actions:
        sys.stderr.write(f"usage: catalogue.py {' | '.join(actions)}\n")
        return 2
    wrong = []
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/wardeval.po")):
        mo = po.with_suffix(".mo")
        match arguments[0]:
            case "update":
                po.write_bytes(po_bytes(updated(read(po), messages())))
            case "compile":
                mo.write_bytes(mo_bytes(read(po)))
            case _:
                compiled = mo.read_bytes() if mo.exists() else b""
                wrong += [f"{po.relative_to(ROOT)}: {fault}" for fault in faults(read(po), messages(), compiled)]
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
