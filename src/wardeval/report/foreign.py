"""Foreign text made harmless: what a file says is data, whatever it contains."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def visible(text: str) -> str:
    """`text` on one line, with control and direction characters written out instead of obeyed."""
    flat = " ".join(text.split()) if ("\n" in text or "\t" in text) else text
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", flat)
