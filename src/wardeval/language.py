"""Vietnamese and English: messages, numbers and dates as text. The only place that knows a language."""

from __future__ import annotations

import enum
import gettext
import locale
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from wardeval.exact import Met, round_half_up
from wardeval.problems import Message, say

CATALOGUES = Path(__file__).with_name("locale")
DOMAIN = "wardeval"
MOST_DECIMALS = 12


class Words(NamedTuple):
    """A text of a set file, in Vietnamese as issued and with an English gloss where there is one."""

    vi: str
    en: str = ""


class Share(NamedTuple):
    """A share, to be written as a percent that never reads as one of the landmarks unless it is exactly that."""

    value: Fraction
    apart_from: tuple[Fraction, ...] = ()


class Apart(NamedTuple):
    """A number to be written so that it never reads as one of the landmarks unless it is exactly that."""

    value: Fraction
    apart_from: tuple[Fraction, ...] = ()
    grouped: bool = True
    """Whether its thousands are set apart; not where it is to be compared with a file, or written into one."""


class Code(enum.StrEnum):
    """The languages that wardeval speaks."""

    VI = "vi"
    EN = "en"


MET = {Met.YES: say("met"), Met.NO: say("not met"), Met.UNDECIDED: say("undecided")}


class Language:
    """Turns values into text of one language."""

    def __init__(self, code: Code, landmarks: Iterable[Fraction] = ()) -> None:
        """Load the catalogue of `code`; English is the language of the source and needs none.

        `landmarks` are the thresholds of what is reported: no number is written so that it reads as one of them
        unless it is exactly that.
        """
        self.code = code
        self.landmarks = tuple(landmarks)
        self.decimal, self.thousands = (",", ".") if code is Code.VI else (".", ",")
        self._catalogue = _catalogue(code)

    def apart_from(self, landmarks: Iterable[Fraction]) -> Language:
        """The same language, for a report with these thresholds."""
        return Language(self.code, landmarks)

    def text(self, value: object) -> str:
        """Any value of a result as text: messages, words of a set, exact numbers, dates, three-valued logic."""
        match value:
            case Message():
                return self.message(value)
            case str() if not isinstance(value, enum.Enum):
                return value
            case Words():
                return value.vi if self.code is Code.VI or not value.en else value.en
            case Share():
                return self.share(value.value, value.apart_from)
            case Apart():
                return self.number(value.value, apart_from=value.apart_from, grouped=value.grouped)
            case Met():
                return self.message(MET[value])
            case bool():
                raise TypeError("a truth value has no text; use Met")
            case int():
                return f"{int(value):,}".replace(",", self.thousands)
            case Fraction():
                return self.number(value)
            case date():
                return value.strftime("%d/%m/%Y") if self.code is Code.VI else value.isoformat()
            case tuple() | list():
                return "; ".join(self.text(item) for item in value)
        raise TypeError(f"no text for {type(value).__name__}")

    def message(self, message: Message) -> str:
        """A message translated, with its arguments put in."""
        if message.plural is None:
            template = self._catalogue.gettext(message.template)
        else:
            template = self._catalogue.ngettext(message.template, message.plural, int(message.arguments["n"]))
        if not message.arguments:
            return template.replace("{{", "{").replace("}}", "}")
        return template.format_map({name: self.text(value) for name, value in message.arguments.items()})

    def number(
        self, value: Fraction, decimals: int = 2, apart_from: Iterable[Fraction] = (), *, grouped: bool = True
    ) -> str:
        """An exact number as text, rounded half up to `decimals` at most.

        A number that would only round to a landmark (0, 100, a threshold) or past one as that is written, or to
        fewer decimals than it has, is written with as many as it takes: 79.995 beside 80 is not `80`.
        """
        shown = round_half_up(value, decimals)
        if shown == value:
            return self._digits(shown, decimals, grouped)
        landmarks = (Fraction(0), Fraction(100), *self.landmarks, *apart_from)
        beside = [(limit, _plain(limit)) for limit in landmarks]
        for places in range(decimals, MOST_DECIMALS + 1):
            shown = round_half_up(value, places)
            if shown == value or not (_is_short(shown, places) or _misread(shown, value, beside)):
                return self._digits(shown, places, grouped)
        cut = Fraction(int(value * 10**MOST_DECIMALS), 10**MOST_DECIMALS)
        return f"{self._digits(cut, MOST_DECIMALS, grouped)}…"

    def share(self, value: Fraction, apart_from: Iterable[Fraction] = ()) -> str:
        """A share as a percent: 14/15 is `93,33%`; never `100%` or a threshold unless it is exactly that."""
        return f"{self.number(value * 100, apart_from=[limit * 100 for limit in (*self.landmarks, *apart_from)])}%"

    def _digits(self, value: Fraction, decimals: int, grouped: bool) -> str:
        whole, part = divmod(int(abs(value) * 10**decimals), 10**decimals)
        head = f"{whole:,}".replace(",", self.thousands) if grouped else str(whole)
        tail = f"{part:0{decimals}d}".rstrip("0") if decimals else ""
        sign = "-" if value < 0 else ""
        return f"{sign}{head}{self.decimal}{tail}" if tail else f"{sign}{head}"


def _plain(value: Fraction) -> Fraction:
    """What a number reads as when nothing else stands beside it."""
    for places in range(2, MOST_DECIMALS + 1):
        shown = round_half_up(value, places)
        if shown == value or not _is_short(shown, places):
            return shown
    return value


def _is_short(shown: Fraction, decimals: int) -> bool:
    """Whether a rounded number ends in a zero."""
    return (shown * 10 ** (decimals - 1)).denominator == 1 if decimals else False


def _misread(shown: Fraction, value: Fraction, beside: list[tuple[Fraction, Fraction]]) -> bool:
    """Whether a rounded number stands otherwise to some landmark, as that one is written, than the number itself."""
    return any(
        (shown < written) != (value < limit) or (shown > written) != (value > limit) for limit, written in beside
    )


@lru_cache(maxsize=len(Code))
def _catalogue(code: Code) -> gettext.NullTranslations:
    if code is Code.EN:
        return gettext.NullTranslations()
    with (CATALOGUES / code / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def choose(option: str | None, environ: Mapping[str, str], workspace: str | None = None) -> Code:
    """The language to speak: `--lang`, then `WARDEVAL_LANG`, the workspace, the system's locale; else English."""
    for wish in (option, environ.get("WARDEVAL_LANG"), workspace):
        if wish and wish.lower() in set(Code):
            return Code(wish.lower())
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(variable):
            return Code.VI if value.lower().startswith("vi") else Code.EN
    system = locale.getlocale()[0] or ""
    return Code.VI if system.lower().startswith("vi") else Code.EN
