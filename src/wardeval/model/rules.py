"""How an answer becomes met and points: parameters, requirements and points rules."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal, NamedTuple, get_args

from wardeval.model import plain
from wardeval.model.base import (
    Day,
    Decimals,
    Exact,
    Id,
    KnownOrNot,
    SetDay,
    day,
    number,
    refuse,
    share,
)
from wardeval.model.record import Check, Record, Written, inside, kebab
from wardeval.problems import say


class Limit(NamedTuple):
    """An end of a band: a number, a share or a day."""

    kind: Literal["number", "share", "day"]
    value: Fraction | Day


def limit(text: object) -> Limit:
    """`90%` is a share, `28/02/Y` a day, `5000` a number."""
    if isinstance(text, str) and text.endswith("%"):
        return Limit("share", share(text))
    if isinstance(text, str) and "/" in text:
        return Limit("day", day(text))
    return Limit("number", number(text))


def _read(value: object) -> Fraction:
    return value if isinstance(value, Fraction) else number(value)


PARAMETER_WORDS = ("unknown", "before", "max")
Word = Literal["met", "basically", "none", "all", "max", "unknown"]
Bound = Annotated[Limit, Check(limit, {"anyOf": [plain.NUMBER, plain.PERCENT, plain.DAY]})]
Read = Annotated[Fraction, Check(_read, plain.NUMBER)]


class Parameter(Record):
    """A number of a rule: written down, taken from a table by a fact of the unit, or computed from another.

    In a file it is a number (`45`), a share (`70%`), `unknown` where the text is not public, `before` (the value of
    the year before) or `max` (the most points), or a mapping: `by` and `table` (with `override` rows that win),
    `by` and `bands` of a numeric fact, `times` and `of` (a product), `fact`, or `parameter` (of `set`).
    """

    internal = frozenset({"value", "percent", "word"})
    written = Written(
        short={"anyOf": [plain.NUMBER, plain.SHARE, {"enum": [*PARAMETER_WORDS, None]}]},
        together={
            "oneOf": [
                plain.present("table", "by"),
                plain.present("bands", "by"),
                plain.present("times", "of"),
                plain.present("parameter"),
                plain.present("fact"),
            ],
            "if": plain.present("by"),
            "then": {"anyOf": [plain.present("table"), plain.present("bands")]},
        },
    )

    value: Read | None = None
    percent: bool = False
    word: Literal["unknown", "before", "max"] | None = None
    by: Id | None = None
    table: dict[str, Parameter] | None = None
    override: tuple[Override, ...] = ()
    bands: tuple[ParameterBand, ...] = ()
    times: Parameter | None = None
    of: Parameter | None = None
    parameter: Id | None = None
    set_: Id | None = None
    fact: Id | None = None

    @classmethod
    def _before(cls, value: Any) -> Any:
        match value:
            case None | "unknown":
                return {inside("word"): "unknown"}
            case "before" | "max":
                return {inside("word"): value}
            case str() if value.endswith("%") or "/" in value:
                return {inside("value"): share(value), inside("percent"): True}
            case str():
                return {inside("value"): number(value)}
        return value

    def _after(self) -> None:
        forms = (
            self.value is not None or self.word is not None,
            self.table is not None,
            bool(self.bands),
            self.times is not None or self.of is not None,
            self.parameter is not None,
            self.fact is not None,
        )
        if sum(forms) != 1:
            refuse(
                say("a parameter has exactly one form"),
                say("write a number, by with table or bands, times with of, parameter, or fact"),
            )
        if (self.table is not None or bool(self.bands)) != (self.by is not None):
            refuse(say("a table needs “by”: the fact that chooses the row"))
        if (self.times is None) != (self.of is None):
            refuse(say("“times” and “of” belong together"))


class Override(Record):
    """A row that a yes-or-no fact makes win over the table: especially difficult communes use another region's."""

    if_: Id
    row: str


class ParameterBand(Record):
    """A parameter for a range of a numeric fact, `from` included and `below` not."""

    from_: Bound | None = None
    below: Bound | None = None
    is_: Parameter


class Within(Record):
    """A number of days, or of working days, counted from another leaf's date; that day itself is not counted."""

    days: Exact | None = None
    working_days: Exact | None = None
    of: Id


_REQUIRING = ("at-least", "more-than", "at-most", "less-than", "from", "to", "before", "within", "down-by", "up-by")


class Requirement(Record):
    """What makes an answer met, always with its direction.

    In a file a word (`met`, `basically`, `none`, `all`, `max`) or a mapping with `at-least`, `more-than`, `at-most`,
    `less-than` (numbers, shares, levels), `from`, `to`, `before` (days), `within` (days of another date), `down-by`
    or `up-by` (a share of the year before). `at-boundary: unknown` says that the text leaves equality open.
    """

    internal = frozenset({"word", "level"})
    written = Written(
        short={"enum": [*get_args(Word), None]},
        keys={"at-least": plain.LEVEL},
        together={"anyOf": [{"required": [key]} for key in _REQUIRING]},
    )

    word: Word | None = None
    level: Id | None = None
    at_least: Parameter | None = None
    more_than: Parameter | None = None
    at_most: Parameter | None = None
    less_than: Parameter | None = None
    at_boundary: Literal["unknown"] | None = None
    from_: SetDay | None = None
    to: SetDay | None = None
    before: SetDay | None = None
    within: Within | None = None
    down_by: Parameter | None = None
    up_by: Parameter | None = None

    @classmethod
    def _before(cls, value: Any) -> Any:
        match value:
            case None:
                return {inside("word"): "unknown"}
            case str():
                return {inside("word"): value}
            case {"at-least": str(level), **rest} if level[:1].isalpha() and level not in PARAMETER_WORDS:
                return {inside("level"): level, **rest}
        return value

    def _after(self) -> None:
        if not self.given - {"at_boundary"}:
            refuse(say("a requirement says what is required, for example at-least: 70%"))


class Band(Record):
    """A range of answers and its points: `from` and `to` are included, `above` and `below` are not."""

    from_: Bound | None = None
    above: Bound | None = None
    to: Bound | None = None
    below: Bound | None = None
    points: KnownOrNot


FORMS: dict[str, tuple[set[str], set[str]]] = {
    "fixed": ({"fixed"}, set()),
    "answers": ({"met"}, {"basically", "not_met"}),
    "bands": ({"bands"}, set()),
    "proportional": ({"proportional"}, {"full_at", "round"}),
    "less": ({"max", "less"}, {"per", "floor"}),
    "steps": ({"base", "plus", "per"}, {"up_to", "cap", "steps", "round"}),
}
"""The ways to give points: the keys that each needs, and those that it may have."""


class Points(Record):
    """What an answer earns.

    In a file a number (earned when the requirement is met), `unknown`, `as-judged`, or one of

    - `met`, `basically`, `not-met`: points for each answer;
    - `bands`: half-open ranges, ordered and complete;
    - `proportional`: the most points, times the share reached (of `full-at`), rounded to `round` decimals;
    - `max` and `less` per `per` events, never below `floor`;
    - `base` up to `up-to`, then `plus` for each `per` more, at most `cap`; `steps` whole, pro-rata or unknown.
    """

    internal = frozenset({"word", "fixed"})
    written = Written(
        short={"anyOf": [plain.NUMBER, {"enum": ["unknown", "as-judged", None]}]},
        together={
            "oneOf": [
                plain.only(map(kebab, needed), map(kebab, more))
                for form, (needed, more) in FORMS.items()
                if form != "fixed"
            ]
        },
    )

    word: Literal["unknown", "as-judged"] | None = None
    fixed: Read | None = None
    met: Exact | None = None
    basically: Exact | None = None
    not_met: Exact | None = None
    bands: tuple[Band, ...] = ()
    proportional: Exact | None = None
    full_at: Parameter | None = None
    max: Exact | None = None
    less: Exact | None = None
    floor: Exact | None = None
    base: Exact | None = None
    up_to: Parameter | None = None
    plus: Exact | None = None
    per: Parameter | None = None
    cap: Exact | None = None
    steps: Literal["whole", "pro-rata", "unknown"] = "whole"
    round: Decimals | None = None

    @classmethod
    def _before(cls, value: Any) -> Any:
        match value:
            case None | "unknown":
                return {inside("word"): "unknown"}
            case "as-judged":
                return {inside("word"): "as-judged"}
            case str():
                return {inside("fixed"): number(value)}
        return value

    def _after(self) -> None:
        if self.form is None:
            refuse(
                say("these keys are not one way to give points"),
                say("write a number, or bands, or proportional, or max with less, or base with plus and per"),
            )

    @property
    def form(self) -> str | None:
        """Which way of giving points this is; none where the keys do not belong together."""
        if self.word is not None:
            return "judged" if self.word == "as-judged" else "unknown"
        given = self.given
        for form, (needed, optional) in FORMS.items():
            if needed <= given <= needed | optional:
                return form
        return None
