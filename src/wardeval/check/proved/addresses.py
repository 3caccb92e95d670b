"""A rule about the addresses of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardeval.check.rule import Family, Hit, rule
from wardeval.check.sheet import Sheet
from wardeval.problems import Severity, say

_SHOWN = 60
_ON_THE_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)


@rule(Family.PROVED, 20, Severity.WARNING)
def evidence_address(sheet: Sheet) -> Iterator[Hit]:
    """What stands under url is no address on the web.

    Why: Others can open an address that begins with http:// or https://. The path on a computer, or a word such as
    “Zalo”, leads them nowhere.

    Mend: Write the address of the page. A file that is handed in stands under file.

    Fails:

        answers:
          5.1.d: {value: 1, evidence: [bb-01]}
        evidence:
          bb-01: {title: Biên bản ra mắt mô hình, url: "file:///C:/bb-01.pdf"}

    Passes:

        answers:
          5.1.d: {value: 1, evidence: [bb-01]}
        evidence:
          bb-01: {title: Biên bản ra mắt mô hình, url: "https://example.gov.vn/bb-01"}
    """
    if all(map(_is_on_the_web, sheet.columns.addresses)):
        return
    for id_, url in [(id_, each.url) for id_, each in sheet.evidence.items() if each.url is not None]:
        if not _is_on_the_web(url):
            message = say("“{text}” is no address on the web", text=url[:_SHOWN])
            hint = say("write an address that begins with https:// or http://; a file stands under file")
            yield Hit(("evidence", id_, "url"), message, hint)


def _is_on_the_web(url: str) -> bool:
    return _ON_THE_WEB.fullmatch(url.strip()) is not None
