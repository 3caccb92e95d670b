"""What a check found as SARIF 2.1.0: for code scanning services, and for editors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from wardeval import __version__
from wardeval.check.checkup import CheckedFile, Checkup
from wardeval.check.fingerprint import fingerprints
from wardeval.check.other_problems import said_of
from wardeval.check.rule import Rule
from wardeval.check.rules import RULES
from wardeval.language import Language
from wardeval.problems import Problem, say
from wardeval.report.check_paths import Checkout, repository_path, uri
from wardeval.report.json_text import dense, laid_out, listed, short, whole
from wardeval.report.markdown import escape
from wardeval.report.problems import told
from wardeval.report.rule_page import parts

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "wardevalProblem/v1"
"""The name that a fingerprint goes by; another way to make them needs another number."""

ROOT = "%SRCROOT%"
_ROOT, _ROLES = dense(ROOT), dense(["analysisTarget"])
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def render(
    checkup: Checkup, language: Language, checkout: Checkout | None = None, rules: Sequence[Rule] = RULES
) -> str:
    """A log with one run: every rule, every file with its digest, every problem; one line break at the end."""
    known = {rule.id for rule in rules}
    others = sorted({problem.rule for problem in checkup.problems} - known)
    places = {id_: place for place, id_ in enumerate((*(rule.id for rule in rules), *others))}
    files = {file.name: place for place, file in enumerate(checkup.files)}
    results = [
        {
            "ruleId": problem.rule,
            "ruleIndex": places[problem.rule],
            "level": problem.severity.value,
            "message": {"text": _plain(told(problem, language))},
            "locations": _locations(problem, files, checkout),
            "partialFingerprints": {FINGERPRINT: fingerprint},
        }
        for problem, fingerprint in zip(checkup.problems, fingerprints(checkup.problems), strict=True)
    ]
    driver = {
        "name": dense("wardeval"),
        "semanticVersion": dense(__version__),
        "language": dense(str(language.code)),
        "rules": listed(
            [*(dense(_rule(rule, language)) for rule in rules), *(dense(_other(id_, language)) for id_ in others)],
            " " * 10,
        ),
    }
    run = {
        "tool": laid_out({"driver": laid_out(driver, " " * 8)}, " " * 6),
        "language": dense(str(language.code)),
        "columnKind": dense("unicodeCodePoints"),
        "invocations": listed([dense(_invocation(checkup, language))], " " * 6),
        "artifacts": listed([_artifact(file, checkout) for file in checkup.files], " " * 6),
        "results": listed(map(dense, results), " " * 6),
    }
    log = {
        "$schema": dense(SCHEMA),
        "version": dense("2.1.0"),
        "runs": f"[\n    {laid_out(run, ' ' * 4)}\n  ]",
    }
    return whole(laid_out(log)) + "\n"


def _invocation(checkup: Checkup, language: Language) -> dict[str, Any]:
    """How the run ended; it is successful although problems were found: each of them is told."""
    return {
        "executionSuccessful": True,
        "exitCode": int(checkup.code),
        "exitCodeDescription": language.text(checkup.verdict),
    }


def _artifact(file: CheckedFile, checkout: Checkout | None) -> str:
    """A file as JSON text, put together here since there are thousands of them."""
    path = uri(repository_path(file.name, checkout))
    base = {"uriBaseId": _ROOT} if _is_below_root(path) else {}
    hashes = {"hashes": short({"sha-256": dense(file.digest.removeprefix("sha256:"))})} if file.digest else {}
    return short({"location": short({"uri": dense(path), **base}), "roles": _ROLES, **hashes})


def _is_below_root(path: str) -> bool:
    return not path.startswith("file:")


def _locations(problem: Problem, files: dict[str, int], checkout: Checkout | None) -> list[dict[str, Any]]:
    """Where a problem stands."""
    name, line, column = problem.span
    path = uri(repository_path(name, checkout))
    place: dict[str, Any] = {"uri": path, "uriBaseId": ROOT} if _is_below_root(path) else {"uri": path}
    if name in files:
        place["index"] = files[name]
    # NOTE: without a region the whole file would be meant, but GitHub asks for one; a line alone is all of the line.
    region = {"startLine": line or 1, **({"startColumn": column} if column else {})}
    return [{"physicalLocation": {"artifactLocation": place, "region": region}}]


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    """A rule with its page, put together here since there are many of them and each run tells all."""
    page = rule.page
    what, why, mend = (language.text(text) for text in page.messages())
    said = (escape(why), escape(mend), f"```yaml\n{page.fails}```", f"```yaml\n{page.passes}```")
    sections = [f"## {escape(language.text(title))}\n\n{text}" for title, text in zip(parts(rule), said, strict=True)]
    return {
        "id": rule.id,
        "shortDescription": {"text": _plain(what)},
        "fullDescription": {"text": _plain(why)},
        "help": {
            "text": _plain(f"{what}\n\n{why}\n\n{mend}"),
            "markdown": "\n\n".join([escape(what), *sections]),
        },
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"number": rule.number, "family": rule.family.value, "tags": [rule.family.value]},
    }


def _other(id_: str, language: Language) -> dict[str, Any]:
    """What was found although no rule is about it, such as a mistake in the settings."""
    said = said_of(id_) or say("a problem that no rule of “wardeval check” is about")
    return {"id": id_, "shortDescription": {"text": _plain(language.text(said))}}


def _plain(text: str) -> str:
    """Plain text of SARIF: what would be taken for a link or a placeholder in it is none."""
    if "](" in text:
        text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return _PLACEHOLDER.sub(r"{{\1}}", text)
