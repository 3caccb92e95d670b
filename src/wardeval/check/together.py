"""What the rules about several files find, each finding at its line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from wardeval.batch import beside
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
    for each, findings in zip(OF_POOLS, _findings(pool), strict=True):
        for finding in findings:
            found[finding.file].append((each, finding))
    wanted = {name: [Wanted(each.keys, each.at_key) for _, each in found[name]] for name in sorted(found)}
    spans = (sources or Sources(pool.paths)).spans(wanted)
    return [
        Problem(rule.id, finding.message, span, finding.keys, finding.hint, rule.severity)
        for name, places in spans.items()
        for (rule, finding), span in zip(found[name], places, strict=True)
    ]


FEW = 500
"""Files up to which splitting off a process takes longer than it saves."""


def _findings(pool: Pool) -> list[list[Finding]]:
    """What each rule finds; those that ask the disk, of which this process has to know, at the same time as the others.

    The two take about as long as each other.
    """
    asking = [each for each in OF_POOLS if each.asks_disk]
    others = [each for each in OF_POOLS if not each.asks_disk]
    if len(pool.traits) <= FEW:
        return _of(OF_POOLS, pool)
    with beside(partial(_of, others, pool)) as told:
        found = dict(zip(asking, _of(asking, pool), strict=True))
        found.update(zip(others, told(), strict=True))
    return [found[each] for each in OF_POOLS]


def _of(rules: Sequence[AcrossRule], pool: Pool) -> list[list[Finding]]:
    return [list(each.find(pool)) for each in rules]
