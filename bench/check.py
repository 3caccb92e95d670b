"""`wardeval check` of a whole country against reading the files, and beside peers.

`python -m bench.check [units] [rounds] [alone]` writes a workspace of fictional units into a temporary folder:
assessments, evidence files, a register. Interleaved: `yaml.load(content, CSafeLoader)` of every file in this process,
and in two at once, which says what the second core of the machine is worth; `wardeval check` with all its rules and
processes and no cache; the same with an empty cache, and again with the filled one. Once each, since they take minutes,
on the same files but for those with a fault, at the first of which ajv would end: check-jsonschema with the generated
schema, yamllint, and ajv-cli where npm is there; `alone` leaves them out. Whole processes, medians of wall times. The
memory is the largest sum of what all processes hold; pages that they share are counted once. The program is compiled
to bytecode before, as an installed one is.
"""

from __future__ import annotations

import compileall
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import yaml

import wardeval
from bench.office import PERIOD, is_sound, write_office
from bench.wards import SET

UNITS = 3321
ROUNDS = 3
LIMIT, AGAIN, MEMORY = 0.45, 0.10, 200_000_000
BASE, COLD, FIRST, SECOND = "yaml.CSafeLoader", "check --no-cache", "check, cache empty", "check, cache filled"
_PAUSE = 0.05


class Run(NamedTuple):
    """What one run took: seconds of wall time, and bytes of all its processes at the worst moment."""

    wall: float
    memory: int = 0


def parsing(files: Sequence[Path]) -> Run:
    """`CSafeLoader` on every file, in this process."""
    begun = time.perf_counter()
    for path in files:
        yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return Run(time.perf_counter() - begun)


def parsing_in_two(files: Sequence[Path]) -> float:
    """Seconds that two processes take at once, each for one half of the files."""
    begun = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(parsing, (files[::2], files[1::2])))
    return time.perf_counter() - begun


def ran(
    command: Sequence[str], folder: Path, *, good: Sequence[int] = (0, 1), watched: bool = False, **environ: str
) -> Run:
    """A whole process with all that it starts; where it is watched, its memory is looked at while it runs."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **environ}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    memory = 0
    while watched and process.poll() is None:
        memory = max(memory, sum(map(held, family(process.pid))))
        time.sleep(_PAUSE)
    code = process.wait()
    wall = time.perf_counter() - begun
    assert code in good, f"{command[0]}: exit code {code}"
    return Run(wall, memory)


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for each in found:
        try:
            found.extend(map(int, Path(f"/proc/{each}/task/{each}/children").read_text("ascii").split()))
        except OSError:
            continue
    return found


def held(pid: int) -> int:
    """The bytes that a process holds, its part of what is shared."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)


def checked(folder: Path, *words: str, watched: bool = False, **environ: str) -> Run:
    """`wardeval check` on the assessments of a folder; some of them cannot be used."""
    command = [sys.executable, "-m", "wardeval", "--lang", "vi", "check", "assessments", *words]
    return ran(command, folder, good=(0, 1, 3), watched=watched, **environ)


def peers(folder: Path) -> Mapping[str, Callable[[], Run]]:
    """Other validators on the same files, with the schema that wardeval generates."""
    schema = folder / "schema.json"
    text = subprocess.run(
        [sys.executable, "-m", "wardeval", "--lang", "en", "schema", "assessment", "--set", SET],
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    schema.write_bytes(text)
    scripts = Path(sys.executable).parent
    paths = sorted((folder / "assessments" / str(PERIOD)).glob("*.yaml"))
    names = [str(path.relative_to(folder)) for number, path in enumerate(paths) if is_sound(number)]
    relaxed = "{extends: relaxed, rules: {line-length: disable}}"
    found: dict[str, Callable[[], Run]] = {}
    if (checker := scripts / "check-jsonschema").is_file():
        command = [str(checker), "--schemafile", str(schema), *names]
        found["check-jsonschema"] = lambda: ran(command, folder)
    if (linter := scripts / "yamllint").is_file():
        lint = [str(linter), "-d", relaxed, *names]
        found["yamllint"] = lambda: ran(lint, folder)
    if npm := shutil.which("npm"):
        subprocess.run(
            [npm, "install", "--silent", "--prefix", str(folder / "npm"), "ajv-cli@5", "ajv-formats@3"], check=True
        )
        options = ["--spec=draft2020", "-c", "ajv-formats", "--strict=false", "-s", str(schema)]
        data = [word for name in names for word in ("-d", name)]
        ajv = [str(folder / "npm" / "node_modules" / ".bin" / "ajv"), "validate", *options, *data]
        found["ajv-cli"] = lambda: ran(ajv, folder, NODE_PATH=str(folder / "npm" / "node_modules"))
    return found


def main() -> None:
    """Measure, print a table, and fail above a limit."""
    units = int(sys.argv[1]) if len(sys.argv) > 1 else UNITS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS  # noqa: PLR2004
    runs: dict[str, list[Run]] = {name: [] for name in (BASE, COLD, FIRST, SECOND)}
    compileall.compile_dir(Path(wardeval.__file__).parent, quiet=1)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        files = write_office(folder, units)
        size = sum(path.stat().st_size for path in files)
        cache = folder / "cache"
        gains = []
        for _ in range(rounds):
            runs[BASE].append(parsing(files))
            gains.append(runs[BASE][-1].wall / parsing_in_two(files))
            runs[COLD].append(checked(folder, "--no-cache"))
            shutil.rmtree(cache, ignore_errors=True)
            for name in (FIRST, SECOND):
                runs[name].append(checked(folder, WARDEVAL_CACHE=str(cache)))
        memory = max(checked(folder, "--no-cache", watched=True).memory for _ in range(rounds))
        print(f"{units} files, {size / 1e6:.1f} MB, {rounds} rounds; load {os.getloadavg()[0]:.1f} in the last minute")
        base = statistics.median(run.wall for run in runs[BASE])
        medians = {name: told(name, found, base) for name, found in runs.items()}
        for name, measure in peers(folder).items() if "alone" not in sys.argv else ():
            told(name, [measure()], base)
    ratio = statistics.median(one.wall / other.wall for one, other in zip(runs[COLD], runs[BASE], strict=True))
    again = medians[SECOND] / medians[FIRST]
    print(f"no cache {ratio:.2f} of it (limit {LIMIT}), second run {again:.3f} of the first (limit {AGAIN})")
    print(f"two processes at once do {statistics.median(gains):.2f} times what one does, with CSafeLoader")
    print(f"memory of all processes: {memory / 1e6:.0f} MB (limit {MEMORY / 1e6:.0f})")
    sys.exit(1 if ratio > LIMIT or again > AGAIN or memory > MEMORY else 0)


def told(name: str, runs: Sequence[Run], base: float) -> float:
    """Print what a median run took, in seconds and of `base`; returns the seconds."""
    wall = statistics.median(run.wall for run in runs)
    print(f"{name:22} {wall:8.2f} s {wall / base:8.3f}", flush=True)
    return wall


if __name__ == "__main__":
    main()
