"""What the rules about several files find, each finding at its line."""

from __future__ import annotations

from collections import defaultdict

from wardeval.check.pool import Pool
from wardeval.check.rule import AcrossRule, Finding
from wardeval.check.rules import OF_POOLS
from wardeval.check.sources import Sources, Wanted
from wardeval.problems import Problem


def problems(pool: Pool, sources: Sources | None = None) -> list[Problem]:
    """What every rule about several files finds, in the order of the files' names.

    A file is read again only where something is found in it, then once for all that is found there.
    """
    found: dict[str, list[tuple[AcrossRule, Finding]]] = defaultdict(list)
    for each in OF_POOLS:
        for finding in each.find(pool):
            found[finding.file].append((each, finding))
    wanted = {name: [Wanted(each.keys, each.at_key) for _, each in found[name]] for name in sorted(found)}
    spans = (sources or Sources(pool.paths)).spans(wanted)
    return [
        Problem(rule.id, finding.message, span, finding.keys, finding.hint, rule.severity)
        for name, places in spans.items()
        for (rule, finding), span in zip(found[name], places, strict=True)
    ]
