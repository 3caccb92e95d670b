"""What a problem is known by from one run to the next, although lines move: the rule, the file, the place by keys."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from wardeval.language import Code, Language
from wardeval.problems import Problem

_ENGLISH = Language(Code.EN)


def fingerprints(problems: Iterable[Problem]) -> list[str]:
    """A fingerprint for each of the problems; none is given twice: the second of the same gets another.

    Neither the line nor the language nor the severity is part of it. The sentence is, unless the problem tells of
    several things: it is the same with fewer or more of them.
    """
    seen: Counter[str] = Counter()
    found = []
    for problem in problems:
        keys = "\0".join(map(str, problem.keys))
        said = "" if problem.of else _ENGLISH.text(problem.message)
        text = "\n".join((problem.rule, problem.span.file.replace("\\", "/"), keys, said))
        seen[text] += 1
        found.append(hashlib.sha256(f"{text}\n{seen[text]}".encode(errors="backslashreplace")).hexdigest())
    return found
