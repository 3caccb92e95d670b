"""Limits of time that hold on a busy machine: CPU time of this process, beside what the machine manages just then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

QUIET = 0.05  # what `_yardstick` takes on the machine for which limits are written, with nothing else to do


@contextmanager
def in_seconds(seconds: float, of: str = "") -> Iterator[None]:
    """Fail if what stands below takes more than `seconds`, and more than a machine as slow as this one would take.

    `of` names what was measured in the message.
    """
    begun = process_time()
    yield
    took = process_time() - begun
    if took > seconds:  # seldom, so that the yardstick costs nothing
        slow = max(_yardstick() for _ in range(3)) / QUIET
        assert took <= seconds * max(1.0, slow), f"{of} took {took:.2f} s of {seconds} s, the machine {slow:.2f}"


def _yardstick() -> float:
    """The seconds of a fixed piece of work as Python does it: texts, dictionaries, calls."""
    begun = process_time()
    seen: dict[str, int] = {}
    for number in range(100_000):
        word = str(number % 997)
        seen[word] = seen.get(word, 0) + len(word)
    return process_time() - begun
