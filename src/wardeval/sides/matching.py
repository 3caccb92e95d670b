"""Several files of one unit on both sides: which file belongs to which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from wardeval.problems import Message, say
from wardeval.sides.submission import Submission

Related = Callable[[str, str], bool]
"""Whether two sets can be compared although they are not the same."""


Key = TypeVar("Key", bound=Hashable)


class Match(NamedTuple):
    """A file of one side, and the one of the other that belongs to it, where there is one."""

    before: Submission | None
    after: Submission | None
    left_out: tuple[tuple[Submission, ...], tuple[Submission, ...]] = ((), ())
    """Files of the same unit, of either side, for which a later one stands."""


def match(before: Sequence[Submission], after: Sequence[Submission], related: Related) -> list[Match]:
    """The files of one unit in pairs, and those that are left without a counterpart.

    Each period is matched with itself; only where none of a set is on both sides does the latest of each side count.
    Turned around, the pairs are the same.
    """
    if len(before) == len(after) == 1:  # whatever they are of, nothing is nearer to either
        return [Match(before[0], after[0])]
    found: list[Match] = []
    rest = _Rest(before, after)
    for key in (_exactly, _period):
        found.extend(rest.take(key))
    found.extend(rest.take(_set))
    found.extend(rest.take_sets(related))
    found.extend(Match(one, None) for one in rest.before)
    found.extend(Match(None, one) for one in rest.after)
    return found


def left_out(files: Iterable[Submission]) -> Iterator[Message]:
    """Which files are not compared because a later one of the same unit is."""
    if names := tuple(sorted({file.name for file in files})):
        yield say("left out, since a later file of the same unit is compared: {files}", files=names)


def _exactly(one: Submission) -> Hashable:
    return one.set_, one.period, one.as_of


def _period(one: Submission) -> Hashable:
    return one.set_, one.period


def _set(one: Submission) -> str:
    return one.set_


def latest(files: Iterable[Submission]) -> Submission:
    """The last of some files; one that names no day stands for the end of its period."""
    return max(files, key=lambda one: (one.period, one.as_of or date.max, one.name))


class _Rest:
    """The files that are not matched yet."""

    def __init__(self, before: Sequence[Submission], after: Sequence[Submission]) -> None:
        self.before, self.after = list(before), list(after)
        self._matched: set[Hashable] = set()

    def take(self, key: Callable[[Submission], Hashable]) -> list[Match]:
        """Match what has the same key, and no counterpart nearer to it; of several the latest, in place of all."""
        groups = _grouped(self.before, key), _grouped(self.after, key)
        both = [each for each in groups[0] if each in groups[1] and each not in self._matched]
        return [self._match(groups[0][each], groups[1][each]) for each in both]

    def take_sets(self, related: Related) -> list[Match]:
        """Match sets that are only on one side: related ones, then those that alone are left."""
        groups = [
            {set_: files for set_, files in _grouped(side, _set).items() if set_ not in self._matched}
            for side in (self.before, self.after)
        ]
        pairs = [(one, other) for one in groups[0] for other in groups[1] if related(one, other) or related(other, one)]
        pairs.sort(key=lambda pair: (_apart(groups[0][pair[0]], groups[1][pair[1]]), sorted(pair)))
        found = [self._match(groups[0].pop(one), groups[1].pop(other)) for one, other in _once(pairs)]
        if len(groups[0]) == 1 and len(groups[1]) == 1:
            found.append(self._match(groups[0].popitem()[1], groups[1].popitem()[1]))
        return found

    def _match(self, before: Sequence[Submission], after: Sequence[Submission]) -> Match:
        one, other = latest(before), latest(after)
        for file in (*before, *after):
            self._matched.update((_period(file), _set(file)))
        self.before = [file for file in self.before if file not in before]
        self.after = [file for file in self.after if file not in after]
        spare = tuple(file for file in before if file != one), tuple(file for file in after if file != other)
        return Match(one, other, spare)


def _grouped(files: Iterable[Submission], key: Callable[[Submission], Key]) -> dict[Key, list[Submission]]:
    found: dict[Key, list[Submission]] = defaultdict(list)
    for file in files:
        found[key(file)].append(file)
    return dict(found)


def _apart(before: Sequence[Submission], after: Sequence[Submission]) -> int:
    return abs(latest(before).period - latest(after).period)


def _once(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pairs of which neither was in one before."""
    taken: tuple[set[str], set[str]] = (set(), set())
    for one, other in pairs:
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            yield one, other
