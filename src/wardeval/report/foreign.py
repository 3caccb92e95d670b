"""Foreign text made harmless: what a file says is data, whatever it contains."""

from __future__ import annotations

import re

# Control and format characters (Cc, Cf), separators of lines, halves of pairs: all that acts unseen.
_UNSEEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """`text` on one line, with characters that act unseen (control, direction, width 0) written out, not obeyed."""
    flat = " ".join(text.split()) if ("\n" in text or "\t" in text) else text
    return _UNSEEN.sub(_written_out, flat)


def _written_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - where \u ends
