"""`wardeval diff` of a whole country against reading the files: `python -m bench.compare [pairs] [rounds]`.

Writes assessments of fictional units for two years, most of them for both, into a temporary folder. Then, interleaved:
`yaml.load(content, CSafeLoader)` of every file, one after the other in this process, and `wardeval diff` of the two
folders, the whole process with its workers. Medians of wall times are compared; beside them stand the seconds of all
processors, which tell how busy the machine was with other things, and the largest of the processes.
"""

from __future__ import annotations

import os
import random
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import yaml

from bench.wards import realistic

PAIRS = 3321
ROUNDS = 3
YEARS = (2023, 2024)
LIMIT = 0.50
BASE = "yaml.CSafeLoader"
FORMATS = ("table", "json")

_OTHERWISE = {
    "value: đạt": ("value: chưa đạt", "value: cơ bản đạt"),
    "value: 0": ("value: 1", "value: 2"),
}
_ANSWER = re.compile(r'^  "(?P<id>[^"]+)": \{(?P<said>.*?), evidence: .*\}\n', re.MULTILINE)


def write_years(folder: Path, pairs: int) -> list[Path]:
    """Write two folders of assessments; returns every file."""
    text = realistic().decode()
    chance = random.Random(pairs)
    files = []
    for number in range(pairs):
        only_one_side = chance.random() < 0.02  # noqa: PLR2004
        for year in YEARS:
            if only_one_side and chance.random() < 0.5:  # noqa: PLR2004
                continue
            path = folder / str(year) / f"don-vi-{number:05}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(_varied(text, number, year, chance), encoding="utf-8")
            files.append(path)
    return files


def _varied(text: str, number: int, year: int, chance: random.Random) -> str:
    """The assessment of one unit and year: its own numbers, a few other answers, a few missing, some verified."""
    text = text.replace("2024", str(year))
    for usual, own in _own_numbers(year, chance):
        text = text.replace(usual, own)
    text = text.replace('"99999"', f'"{90000 + number}"').replace("Phường Đo Tốc Độ", f"Phường Đo Tốc Độ {number}")
    text = _ANSWER.sub(lambda found: _answered(found, chance), text)
    if chance.random() < 0.25:  # noqa: PLR2004
        text += _verified(text, chance)
    return text


def _own_numbers(year: int, chance: random.Random) -> list[tuple[str, str]]:
    """Counts, shares and dates that hardly any two units have in common, in the place of those that all would have."""
    whole, now = chance.randint(9, 99), chance.randint(1, 60)
    part = whole - chance.randint(0, whole // 3)
    return [
        ("part: 25, whole: 25", f"part: {part}, whole: {whole}"),
        ("now: 14, before: 17", f"now: {now}, before: {max(0, now + chance.randint(-3, 9))}"),
        ("value: 3", f"value: {chance.randint(1, 12)}"),
        (f"15/02/{year}", f"{chance.randint(1, 28):02}/0{chance.randint(1, 4)}/{year}"),
    ]


def _answered(found: re.Match[str], chance: random.Random) -> str:
    said = found["said"]
    roll = chance.random()
    if roll < 0.03:  # noqa: PLR2004
        return ""
    if roll < 0.12 and said.partition(",")[0] in _OTHERWISE:  # noqa: PLR2004
        first = said.partition(",")[0]
        return found[0].replace(first, chance.choice(_OTHERWISE[first]), 1)
    return found[0]


def _verified(text: str, chance: random.Random) -> str:
    """A verifier who finds some of the answers otherwise."""
    found = [answer for answer in _ANSWER.finditer(text) if answer["said"] in ("value: đạt", "value: 0")]
    lines = []
    for answer in chance.sample(found, min(3, len(found))):
        said = chance.choice(_OTHERWISE[answer["said"]])
        lines.append(f'    "{answer["id"]}": {{{said}, reason: Kiểm tra thực tế cho kết quả khác}}\n')
    return f"verified:\n  by: Công an cấp trên (ví dụ)\n  answers:\n{''.join(lines)}" if lines else ""


def parse_all(files: list[Path]) -> None:
    """What the limit is measured against."""
    for path in files:
        yaml.load(path.read_bytes(), yaml.CSafeLoader)


class Run(NamedTuple):
    """What one run took: seconds of wall time, seconds of processors, and the KiB of its largest process."""

    wall: float
    cpu: float
    largest: int = 0


def parsing(files: list[Path]) -> Run:
    """`CSafeLoader` on every file, in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    parse_all(files)
    return Run(time.perf_counter() - wall, time.process_time() - cpu)


def diff(folder: Path, format_: str) -> Run:
    """`wardeval diff` of the two years, with all its processes."""
    sides = [str(folder / str(year)) for year in YEARS]
    command = [sys.executable, "-m", "wardeval", "--lang", "vi", "diff", *sides, "--format", format_]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"exit code {process.returncode}"
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def main() -> None:
    """Measure, print a table, and fail above the limit."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS  # noqa: PLR2004
    runs: dict[str, list[Run]] = {name: [] for name in (BASE, *FORMATS)}
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        files = write_years(folder, pairs)
        size = sum(path.stat().st_size for path in files)
        for _ in range(rounds):
            runs[BASE].append(parsing(files))
            for format_ in FORMATS:
                runs[format_].append(diff(folder, format_))
    print(f"{len(files)} files, {size / 1e6:.1f} MB, {rounds} rounds; load {os.getloadavg()[0]:.1f} in the last minute")
    print(f"{'':22} {'s':>7} {'ratio':>6} {'processor s':>12} {'largest process, MiB':>21}")
    base = statistics.median(run.wall for run in runs[BASE])
    for name, found in runs.items():
        wall, cpu = (statistics.median(each) for each in ([run.wall for run in found], [run.cpu for run in found]))
        memory = f"{max(run.largest for run in found) / 1024:.0f}" if name in FORMATS else ""
        called = f"diff --format {name}" if name in FORMATS else name
        print(f"{called:22} {wall:7.2f} {wall / base:6.2f} {cpu:12.2f} {memory:>21}")
    print("seconds of processors far above the usual ones, or wall time far above half of them, tell of a busy machine")
    ratio = statistics.median(run.wall for run in runs["table"]) / base
    print(f"limit for the table: {LIMIT:.2f}")
    sys.exit(1 if ratio > LIMIT else 0)


if __name__ == "__main__":
    main()
