"""`wardeval explain`: the working behind one criterion, or what a rule of `wardeval check` is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wardeval.cli.help import session_of
from wardeval.cli.options import Debug, Lang, Output, Track, UseSet, Width, columns, msgid, one_of
from wardeval.cli.session import UsageProblem, path_of
from wardeval.problems import InputError, Message, Problem, say

if TYPE_CHECKING:
    from wardeval.language import Language
    from wardeval.report.document import Document


def command(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar=msgid("FILE|RULE"),
            help=msgid("An assessment file; or a rule of “wardeval check”: its id, its number, a family, or “rules”."),
        ),
    ],
    criterion: Annotated[
        str | None,
        typer.Argument(
            metavar=msgid("CRITERION"), help=msgid("With a file: the id of a criterion, an indicator or a gate.")
        ),
    ] = None,
    track: Track = None,
    use_set: UseSet = None,
    layout: Annotated[
        str, typer.Option("--format", metavar="table|markdown", help=msgid("How it is written: table or markdown."))
    ] = "table",
    width: Width = None,
    output: Output = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run the command."""
    session = session_of(ctx)
    one_of("--format", layout, ("table", "markdown"))
    one_of("--track", track, ("self", "verified"))
    if criterion is None:
        _only_with_a_file({"--track": track, "--set": use_set})
        page = _rules(file, session.language)
        target = session.target(output, (), session.library()) if output is not None else None
        session.show(page, layout, columns(width), target)
        return
    from wardeval.case import load_case
    from wardeval.cli.score import find_set, set_files
    from wardeval.model.mistakes import closest
    from wardeval.report.explain import Explanation

    path = path_of(file)
    library = session.library(path)
    target = session.target(output, (path, *set_files(use_set)), library)
    case = load_case(path, library, find_set(use_set, library) if use_set is not None else None)
    track = track or case.final_track
    if track not in case.results:
        message = say("the file has no answers of a verifier, so --track verified has nothing to show")
        raise InputError([Problem("no-such-track", message, case.source.locate(()))])
    ids = [node.id for node in case.criteria.nodes()]
    if criterion not in ids:
        close = closest(criterion, ids)
        if close is None:
            raise UsageProblem(say("the set has no criterion or indicator “{id}”", id=criterion))
        raise UsageProblem(
            say("the set has no criterion or indicator “{id}”; did you mean “{close}”?", id=criterion, close=close)
        )
    document = Explanation(case, session.language, track).document(criterion)
    session.show(document, layout, columns(width), target)


def _only_with_a_file(options: dict[str, str | None]) -> None:
    for name, value in options.items():
        if value is not None:
            raise UsageProblem(say("{option} goes with a file and a criterion", option=name))


def _rules(word: str, language: Language) -> Document:
    """The page of a rule, or the list of several."""
    from wardeval.check.other_problems import said_of
    from wardeval.check.rules import RULES, find_rule
    from wardeval.check.words import FAMILIES, unknown
    from wardeval.report.rule_page import other_page, rule_list, rule_page

    if (rule := find_rule(word)) is not None:
        return rule_page(rule, language)
    if word in _EVERY_RULE:
        return rule_list(RULES, language)
    if word in FAMILIES:
        return rule_list([each for each in RULES if each.family is FAMILIES[word]], language)
    if (said := said_of(word)) is not None:
        return other_page(word, said, language)
    if path_of(word).exists() or not word.replace("-", "").isalnum():
        raise UsageProblem(say("{name} is missing", name=Message("CRITERION")))
    wrong = unknown(word)
    assert wrong is not None
    raise UsageProblem(say("{message}; {hint}", message=wrong[0], hint=wrong[1]))


_EVERY_RULE = ("rules", "all")
