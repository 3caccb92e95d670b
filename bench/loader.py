"""How long reading a file takes, next to PyYAML's safe loaders on the same bytes.

Run `python -m bench.loader [FILE …]`; without files, on the assessment of `bench/wards.py`.
CPU times vary with the machine: the ratios count. The runs are interleaved, and medians are told.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unicodedata import is_normalized, normalize

import yaml
from yaml._yaml import CParser

from bench.wards import realistic
from wardeval.content import LIMITS
from wardeval.events import build
from wardeval.source import parse_source

ROUNDS = 25


def events(content: bytes) -> None:
    """Ask libyaml for every event, and keep none."""
    for _ in iter(CParser(content).get_event, None):
        pass


def built(content: bytes) -> object:
    """The data of a file that is not plain, or is not taken for it."""
    text = content.decode()
    return build(content, text, LIMITS, composed=is_normalized("NFC", text))


def medians(contents: list[bytes], runs: dict[str, Callable[[bytes], object]], rounds: int) -> dict[str, float]:
    """The median seconds of each of `runs` over all `contents`."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.process_time()
            for content in contents:
                run(content)
            seconds[name].append(time.process_time() - start)
    return {name: statistics.median(times) for name, times in seconds.items()}


def main(paths: list[str]) -> None:
    """Measure, and write the table."""
    contents = [Path(path).read_bytes() for path in paths] or [realistic()]
    decomposed = [normalize("NFD", content.decode()).encode() for content in contents]
    runs: dict[str, Callable[[bytes], object]] = {
        "yaml.CSafeLoader": lambda content: yaml.load(content, yaml.CSafeLoader),
        "events alone": events,
        "built from events": built,
        "parse_source": lambda content: parse_source(content, "a.yaml"),
        "parse_source and locate": lambda content: parse_source(content, "a.yaml").locate(("answers",)),
    }
    found = medians(contents, runs, ROUNDS)
    found |= {f"{name}, NFD": time for name, time in medians(decomposed, runs, ROUNDS).items()}
    found |= medians(contents, {"yaml.SafeLoader (pure)": lambda content: yaml.load(content, yaml.SafeLoader)}, 3)
    write = sys.stdout.write
    write(f"{len(contents)} file(s), {sum(map(len, contents)):,} bytes, {ROUNDS} rounds\n")
    for name, seconds in found.items():
        base = found["yaml.CSafeLoader, NFD" if name.endswith("NFD") else "yaml.CSafeLoader"]
        write(f"{name:32}{seconds * 1000:9.2f} ms {seconds / base:7.2f}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
