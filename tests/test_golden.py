"""Every golden file is compared by some test: one that no test names any more is not kept."""

from __future__ import annotations

import re

from tests.cli.test_criteria import SETS
from tests.conftest import GOLDEN, ROOT


def test_no_golden_file_is_left_over() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "cli").glob("test_*.py"))
    named = set(re.findall(r'[("]([a-z0-9-]+)"', sources)) | {f"show-{id_}" for id_ in SETS} | {"list"}
    left = []
    for path in GOLDEN.iterdir():
        kind, _, rest = path.name.split(".")[0].partition("-")
        if rest not in named or f"{kind}-" not in sources:
            left.append(path.name)
    assert left == []
