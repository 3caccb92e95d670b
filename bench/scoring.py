"""What scoring takes beside loading and validating: `python -m bench.scoring [rounds]`."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.wards import realistic
from wardeval.case import load_case
from wardeval.engine.score import score
from wardeval.library import Library, Place, built_in

ROOT = Path(__file__).parents[1]
EXAMPLES = ("hu-cau-phuong-mau", "hu-cau-cham-diem", "khue-trung-2024")
LIMIT = 0.10


def main() -> None:
    """Print loading a set and an assessment, scoring a track, and their ratio; the limit is for the realistic ward."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 101
    folders = (Place("built-in", built_in()), Place("workspace", ROOT / "examples" / "criteria"))
    ratios = []
    print(f"{'ward':22} {'KB':>5} {'load, ms':>9} {'score, ms':>10} {'ratio':>6}")
    with TemporaryDirectory() as folder:
        ward = Path(folder) / "realistic.yaml"
        ward.write_bytes(realistic())
        for path in (ward, *(ROOT / "examples" / f"{name}.yaml" for name in EXAMPLES)):
            load, scoring = times(path, folders, rounds)
            ratios.append(scoring / load)
            size = path.stat().st_size / 1000
            print(f"{path.stem:22} {size:5.1f} {load * 1e3:9.2f} {scoring * 1e3:10.2f} {ratios[-1]:6.2f}")
    print(f"limit for the realistic ward: {LIMIT:.2f}")
    sys.exit(1 if ratios[0] > LIMIT else 0)


def times(path: Path, folders: tuple[Place, ...], rounds: int) -> tuple[float, float]:
    """The median seconds of loading with its set, and of scoring, interleaved."""
    case = load_case(path, Library(folders))
    track = case.final_track
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        found[0].append(seconds(lambda: load_case(path, Library(folders))))
        found[1].append(seconds(lambda: score(case.contexts[track], track)))
    return statistics.median(found[0]), statistics.median(found[1])


def seconds(action: Callable[[], object]) -> float:
    """The wall time of an action."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
