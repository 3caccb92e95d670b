"""Both languages are complete: every message is translated, and nothing that people read passes the catalogue by."""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer
from babel.messages.catalog import Catalog

from tests.conftest import ROOT
from wardeval.cli.app import build
from wardeval.cli.commands import COMMANDS
from wardeval.language import Code, Language
from wardeval.problems import Message, Severity

SOURCE = ROOT / "src" / "wardeval"
READ_BY_PEOPLE = sorted([*(SOURCE / "cli").glob("*.py"), *(SOURCE / "report").glob("*.py")])
MARKS = {"say", "say_n", "msgid"}
SHOWN_AS_THEY_ARE = {"Cell", "Heading", "Column", "Line", "UsageProblem", "complain", "deliver", "write"}
NOT_FOR_PEOPLE = {
    "does not take",
    "No such command",
    "Missing command",
    "Got unexpected extra argument",  # typer's own words, which are looked for and replaced
    "bold red",
    "DejaVu Sans",
    "offset points",  # of pictures: a font and ways to place, as matplotlib calls them
    "outside lower center",
    "axes fraction",
    "wardeval units show ID --units {file}",  # commands
    "wardeval score {file}",
    "wardeval check",
    "\\ No newline at end of file\n",  # of a diff, as programs that apply it know it
}
TWO_WORDS = re.compile(r"[^\W\d_]{2,}[^\w<>{}|]*\s[^\w]*[^\W\d_]{2,}")
A_WORD = re.compile(r"(?!wardeval\b)\b[^\W\d_]{2,}")
TRANSLATED = "Bản dịch có {n}."


@pytest.fixture(scope="module")
def catalogue() -> SimpleNamespace:
    """The tool in `tools/catalogue.py`."""
    return SimpleNamespace(**runpy.run_path(str(ROOT / "tools" / "catalogue.py")))


def test_the_catalogue_is_complete_current_and_compiled(
    catalogue: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    code = catalogue.main(["check"])
    assert capsys.readouterr().out == ""
    assert code == 0


def test_writing_again_changes_nothing_and_dates_nothing(catalogue: SimpleNamespace) -> None:
    po = SOURCE / "locale" / "vi" / "LC_MESSAGES" / "wardeval.po"
    again = catalogue.po_bytes(catalogue.updated(catalogue.read(po), catalogue.messages()))
    assert again == po.read_bytes()
    for content in (again, catalogue.mo_bytes(catalogue.read(po))):
        for noise in (b"-Date", b"Generated-By", b".py:", b"fuzzy"):
            assert noise not in content


def test_messages_are_found_wherever_they_are_said(catalogue: SimpleNamespace, tmp_path: Path) -> None:
    code = """
        HELP = msgid("help")
        text = f"{language.text(say('inside: {n}', n=1))}"
        many = say_n("{n} thing", "{n} things", n=2)
        same = say("{n} thing", n=1)
        long = say("a"
                   " b")
    """
    (tmp_path / "module.py").write_text("if True:\n" + code, encoding="utf-8")
    assert list(catalogue.messages(tmp_path).values()) == ["help", ("{n} thing", "{n} things"), "a b", "inside: {n}"]


@pytest.mark.parametrize("call", ["say(text)", "say(f'{x}')", "say_n('one', n=1)", "say('a' if x else 'b')"])
def test_a_message_that_cannot_be_collected_is_an_error(catalogue: SimpleNamespace, tmp_path: Path, call: str) -> None:
    (tmp_path / "module.py").write_text(call, encoding="utf-8")
    with pytest.raises(catalogue.NotLiteral, match=r"module\.py:1"):
        catalogue.messages(tmp_path)


def entry(text: str, id_: str = "It has {n}.", **more: Any) -> Catalog:
    catalog = Catalog("vi", fuzzy=False)
    catalog.add(id_, text, **more)
    return catalog


@pytest.mark.parametrize(
    ("catalog", "fault"),
    [
        (entry(""), "not translated"),
        (entry(" "), "not translated"),
        (entry(TRANSLATED, flags=["fuzzy"]), "fuzzy"),
        (entry(TRANSLATED, "It has {x}."), "not in the catalogue"),
        (entry(TRANSLATED, "It has {x}."), "obsolete"),
        (entry("Bản dịch có {m}."), "other placeholders"),
        (entry("Bản dịch."), "other placeholders"),
        (entry("{n} {n} {x}"), "other placeholders"),
        (entry(f"{TRANSLATED} "), "other spaces"),
        (entry("Ba\u0309n {n}."), "not NFC"),
        (entry(TRANSLATED), "not what the .po file compiles to"),
    ],
)
def test_every_kind_of_fault_is_told(catalogue: SimpleNamespace, catalog: Catalog, fault: str) -> None:
    found = list(catalogue.faults(catalog, {"It has {n}.": "It has {n}."}, b""))
    assert any(fault in line for line in found), found


def test_a_good_catalogue_has_no_faults(catalogue: SimpleNamespace) -> None:
    good = entry(TRANSLATED)
    assert list(catalogue.faults(good, {"It has {n}.": "It has {n}."}, catalogue.mo_bytes(good))) == []


def test_an_update_keeps_translations_of_the_same_templates_only(catalogue: SimpleNamespace) -> None:
    old = entry(TRANSLATED)
    old.add("gone", "mất")
    old.add("doubtful", "ngờ", flags=["fuzzy"])
    ids = {"It has {n}.": ("It has {n}.", "They have {n}."), "It had {n}.": "It had {n}.", "doubtful": "doubtful"}
    new = catalogue.updated(old, ids)
    assert {message.id: message.string for message in new if message.id} == {
        ("It has {n}.", "They have {n}."): (TRANSLATED,),
        "It had {n}.": "",
        "doubtful": "",
    }


def commands() -> list[tuple[str, Any]]:
    """Every command and group of the program with its full name."""
    open_ = [("wardeval", typer.main.get_command(build(list(COMMANDS))))]
    for name, command in open_:
        open_.extend((f"{name} {inner}", item) for inner, item in getattr(command, "commands", {}).items())
    return open_


@pytest.mark.parametrize(("name", "command"), commands(), ids=[name for name, _ in commands()])
def test_every_help_text_is_there_in_both_languages(name: str, command: Any) -> None:
    vietnamese = Language(Code.VI)
    assert command.help, f"{name} has no help"
    texts = [command.help]
    for param in command.params:
        if param.name != "help":
            assert param.help, f"{name}: {param.name} has no help"
            texts.append(param.help)
        texts += [param.metavar] if param.metavar and param.metavar.isupper() and len(param.metavar) > 1 else []
    untranslated = [text for text in texts if vietnamese.message(Message(text)) == text]
    assert untranslated == []


def test_help_texts_are_marked_where_they_stand() -> None:
    for path in READ_BY_PEOPLE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for keyword in node.keywords if isinstance(node, ast.Call) else ():
                if keyword.arg == "help":
                    marked = isinstance(keyword.value, ast.Call) and _name(keyword.value) == "msgid"
                    named = isinstance(keyword.value, ast.Name | ast.Attribute)
                    assert marked or named, f"{path.name}:{keyword.value.lineno}: help= without msgid"


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """The texts of a tree, those in f-strings too; without marked messages and docstrings."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child
        elif isinstance(child, ast.Call) and _name(child) in MARKS:
            for keyword in child.keywords:
                yield from literals(keyword)
        else:
            yield from literals(child)


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


@pytest.mark.parametrize("path", READ_BY_PEOPLE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_sentence_passes_the_catalogue_by(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    sentences = [(node.lineno, str(node.value)) for node in literals(tree) if TWO_WORDS.search(str(node.value))]
    assert [found for found in sentences if found[1] not in NOT_FOR_PEOPLE] == []


@pytest.mark.parametrize("path", READ_BY_PEOPLE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_word_is_shown_untranslated(path: Path) -> None:
    """A cell, heading, column or line of output holds no literal word but the program's name."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _name(node) in SHOWN_AS_THEY_ARE:
            shown = [item for item in node.args if not isinstance(item, ast.Call) or _name(item) == "join"]
            found += [(text.lineno, text.value) for text in literals(ast.List(shown)) if A_WORD.search(str(text.value))]
    assert found == []


def test_the_sharp_eye_sees() -> None:
    assert TWO_WORDS.search("no verdict")
    assert TWO_WORDS.search("see: “this” page")
    assert not TWO_WORDS.search("table|json|markdown")
    assert A_WORD.search("Points")
    assert not A_WORD.search("wardeval: ")
    tree = ast.parse("""Cell(f"{say('no', x=f'{n} yes')} two words", say("no"))""")
    assert sorted(str(node.value) for node in literals(tree)) == [" two words", " yes"]


def test_severities_have_a_word_each() -> None:
    from wardeval.report.problems import SEVERITY

    assert set(SEVERITY) == set(Severity)
