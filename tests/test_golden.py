"""Every golden file is compared by some test: one that no test names any more is not kept."""

from __future__ import annotations

import re

from tests.cli.test_criteria import SETS
from tests.conftest import GOLDEN, ROOT


def test_no_golden_file_is_left_over() -> None:
    paths = [path for folder in ("cli", "report") for path in (ROOT / "tests" / folder).glob("test_*.py")]
    sources = "".join(path.read_text(encoding="utf-8") for path in paths)
    words = set(re.findall(r'["/]([\w.-]+)"', sources)) | set(SETS) | {"vi", "en"}
    patterns = [re.sub(r"\\{\w+\\}", r"(.+)", re.escape(name)) for name in re.findall(r'golden\(f"([^"]+)"', sources)]
    left = []
    for path in GOLDEN.iterdir():
        found = [match.groups() for pattern in patterns if (match := re.fullmatch(pattern, path.name))]
        if not any(words.issuperset(groups) for groups in found):
            left.append(path.name)
    assert left == []
