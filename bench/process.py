"""Whole processes against the imports that they cannot do without: `python -m bench.process [rounds]`.

Run it with the Python of a plain virtual environment in which wardeval is installed (`pip install .`). Commands are
interleaved and medians compared, so that a machine that slows down slows all of them.
"""

from __future__ import annotations

import os
import pty
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
WARD = ROOT / "examples" / "hu-cau-phuong-mau.yaml"
IMPORTS = "import typer; from pydantic import BaseModel; import yaml, rich.table, rich.console"
COMMANDS = {
    "floor": ["-c", "pass"],
    "import typer": ["-c", "import typer"],
    "all imports": ["-c", IMPORTS],
    "wardeval --help": ["-m", "wardeval", "--help"],
    "wardeval score, terminal": ["-m", "wardeval", "score", str(WARD)],
    "wardeval score, piped": ["-m", "wardeval", "score", str(WARD)],
}
LIMITS = {"wardeval --help": ("import typer", 1.5), "wardeval score, terminal": ("all imports", 1.45)}


def seconds(arguments: list[str], *, terminal: bool) -> float:
    """The wall time of one process, with a terminal or a pipe as its stdout."""
    command = [sys.executable, *arguments]
    begun = time.perf_counter()
    if terminal:
        _on_terminal(command)
    else:
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def _on_terminal(command: list[str]) -> None:
    pid, master = pty.fork()
    if pid == 0:
        os.execv(command[0], command)
    try:
        while os.read(master, 65536):
            pass
    except OSError:
        pass  # NOTE: Linux reports the end of a terminal as an error
    finally:
        os.close(master)
    _, status = os.waitpid(pid, 0)
    assert status == 0


def main() -> None:
    """Print a table of medians and ratios, and fail where a limit is broken."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    os.environ["WARDEVAL_LANG"] = "vi"
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments, terminal=name.endswith("terminal")))
    medians = {name: statistics.median(found) for name, found in times.items()}
    print(f"{'process':26} {'ms':>6} {'floor':>7} {'against':>22} {'ratio':>6} {'limit':>6}")
    broken = False
    for name, median in medians.items():
        base, limit = LIMITS.get(name, ("", 0.0))
        ratio = f"{median / medians[base]:.2f}" if base else ""
        broken = broken or bool(base and median / medians[base] > limit)
        print(f"{name:26} {median * 1e3:6.0f} {median / medians['floor']:7.1f} {base:>22} {ratio:>6} {limit or '':>6}")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
