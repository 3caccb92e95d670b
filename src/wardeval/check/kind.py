"""Files of wardeval that are no assessments: what they are, and what checks them."""

from __future__ import annotations

import re

from wardeval.problems import Message, Problem, say
from wardeval.source import Source, Value, value_at


def other_kind(source: Source) -> Problem | None:
    """That a file says of itself that it is something else than an assessment; none where it does not."""
    format_ = source.data.get("format") if isinstance(source.data, dict) else None
    if not isinstance(format_, str) or format_.startswith("wardeval/assessment/"):
        return None
    for begin, message, command in _OTHERS:
        if format_.startswith(begin):
            called = f"{command.format(unit=_some_unit(source.data))} {_quoted(source.name)}"
            hint = say("“{command}” checks it", command=called) if command else _WITH_THE_WORKSPACE
            if begin == "wardeval/cases/" and not source.name.endswith(_CASES):
                hint = say("give it a name that ends in {end}; then “{command}” checks it", end=_CASES, command=command)
            return Problem("other-kind", message, source.locate(("format",)), ("format",), hint)
    return None


_CASES = ".cases.yaml"
_BARE = re.compile(r"[\w./:\\@%+,=-]+")


def _quoted(name: str) -> str:
    """The name of a file as a command line takes it."""
    return name if _BARE.fullmatch(name) else f'"{name}"'


def _some_unit(data: Value) -> str:
    """A unit that can be asked for, so that a register is read; any word will do where it is not right anyway."""
    id_ = value_at(data, ("units", 0, "id"))
    return id_ if isinstance(id_, str) and _BARE.fullmatch(id_) else "1"


_OTHERS: tuple[tuple[str, Message, str], ...] = (
    ("wardeval/criterion-set/", say("this is a criterion set, not an assessment"), "wardeval criteria lint"),
    ("wardeval/overlay/", say("this completes a criterion set and is not an assessment"), "wardeval criteria lint"),
    ("wardeval/mapping/", say("this is a mapping between criterion sets, not an assessment"), "wardeval criteria lint"),
    ("wardeval/cases/", say("these are the cases of a criterion set, not an assessment"), "wardeval criteria test"),
    ("wardeval/units/", say("this is a register of units, not an assessment"), "wardeval units show {unit} --units"),
    ("wardeval/workspace/", say("these are the settings of a workspace, not an assessment"), ""),
)

_WITH_THE_WORKSPACE = say("leave it out: it is read together with the workspace")
