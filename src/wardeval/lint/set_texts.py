"""Rules about texts: both languages are there, and letters are what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import name

from wardeval.library import LoadedSet
from wardeval.lint.own import texts, words
from wardeval.problems import Severity, say
from wardeval.rule import Checked, Hit, rule

LOOKALIKES = {"\u00d0": "Đ", "\u0189": "Đ", "\u01a2": "Ư", "\u01a3": "ư"}
"""Letters of other alphabets that old fonts and scans put in the place of Vietnamese ones."""

_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")


@rule(Severity.WARNING)
def missing_english(loaded: LoadedSet) -> Iterator[Hit]:
    """A text has no English gloss, so that English reports would mix languages. Titles of sources need none."""
    for keys, text in words(loaded):
        if keys[0] != "sources" and not text.en:
            yield Hit(keys, say("“{text}” has no English gloss", text=text.vi[:40]), say("write {{vi: …, en: …}}"))


@rule(Severity.WARNING)
def lookalike_letter(loaded: Checked) -> Iterator[Hit]:
    """A letter only looks Vietnamese: `Ð` (U+00D0) for `Đ` (U+0110), `ƣ` (U+01A3) for `ư` (U+01B0).

    Words with such letters are not found and do not compare as equal.
    """
    for keys, text, is_key in texts(loaded):
        for word in _WORD.findall(text):
            for letter in sorted(LOOKALIKES.keys() & set(word)):
                yield Hit(
                    keys,
                    say(
                        "the “{letter}” in “{word}” is U+{code}, not the Vietnamese “{meant}”",
                        letter=letter,
                        word=word,
                        code=f"{ord(letter):04X}",
                        meant=LOOKALIKES[letter],
                    ),
                    say("write “{word}”", word=word.replace(letter, LOOKALIKES[letter])),
                    at_key=is_key,
                )


@rule(Severity.WARNING)
def mixed_alphabets(loaded: Checked) -> Iterator[Hit]:
    """A word mixes Latin and Cyrillic letters, which look alike but are not the same."""
    for keys, text, is_key in texts(loaded):
        for word in _WORD.findall(text) if _CYRILLIC.search(text) else ():
            foreign = "".join(dict.fromkeys(_CYRILLIC.findall(word)))
            if foreign and any(name(letter, "").startswith("LATIN") for letter in word):
                yield Hit(
                    keys,
                    say("“{word}” mixes Latin letters with Cyrillic ones: {letters}", word=word, letters=foreign),
                    say("type the word again with a Vietnamese keyboard"),
                    at_key=is_key,
                )


MOST_LETTERS = 40
"""The longest short name: a list of sets is read at a glance, in 80 columns."""


@rule(Severity.WARNING)
def short_too_long(loaded: LoadedSet) -> Iterator[Hit]:
    """The short name of a set has more than 40 letters in one of its languages, so that lists cut it off."""
    short = loaded.criteria.short
    for text in (short.vi, short.en) if short is not None else ():
        if text and len(text) > MOST_LETTERS:
            yield Hit(
                ("short",),
                say("“{text}” has {n} letters, more than {most}", text=text, n=len(text), most=MOST_LETTERS),
                say("shorten it; the title has the whole name"),
            )
