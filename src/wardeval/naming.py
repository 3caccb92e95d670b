"""Names: which type of unit one means, and what a file is called after it."""

from __future__ import annotations

import re

from wardeval.model.base import fold

TYPES = ("phuong", "xa", "thi-tran", "dac-khu", "khu-dan-cu", "co-quan", "doanh-nghiep", "truong")
"""The types of unit; a name begins with one of them, with tone marks and a blank for the hyphen."""

EXAMPLE, OTHER = "Ví Dụ", "Khác"
"""What made-up units are called in examples."""

MOST_LETTERS = 60


def type_of(name: str) -> str | None:
    """The type of unit that a name begins with: “Phường …” is a ward; none where it does not say."""
    words = " ".join(fold(name).split())
    words = words.removeprefix("cong an ")
    return next((type_ for type_ in TYPES if words.startswith(f"{type_.replace('-', ' ')} ")), None)


def slug(name: str) -> str:
    """A name as part of a file name: plain small letters, digits and hyphens; empty where it has none of them."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    text = "-".join(words)
    return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS].rpartition("-")[0] or text[:MOST_LETTERS]


def file_name(unit: str, period: int, set_: str | None = None) -> str:
    """What an assessment is called: `phuong-vi-du-2024.yaml`; in the folder of a year, with the id of its set."""
    name = slug(unit) or "don-vi"
    return f"{name}-{period}.yaml" if set_ is None else f"{name}--{set_}.yaml"
