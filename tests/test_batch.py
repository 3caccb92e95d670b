"""Many tasks: in order, in this process or in several, however these are started and however they end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

import pytest

from wardeval import batch
from wardeval.problems import InputError, Problem, Span, say

METHODS = multiprocessing.get_all_start_methods()
ROOT = Path(__file__).parents[1]


def _doubling() -> Callable[[int], tuple[int, int]]:
    """Work that says in which process it was done, the later tasks sooner than the earlier ones."""

    def work(task: int) -> tuple[int, int]:
        time.sleep(0.005 if task < 40 else 0)
        return 2 * task, os.getpid()

    return work


def _counting() -> Callable[[int], tuple[int, int]]:
    """Work that says how often it was started in its process."""
    _Started.times += 1
    return lambda _task: (os.getpid(), _Started.times)


class _Started:
    times = 0


def _refusing(at: int) -> Callable[[int], int]:
    def work(task: int) -> int:
        if task == at:
            raise InputError([Problem("unreadable-file", say("no such {n}", n=task), Span("a.yaml", 3, 4))])
        return task

    return work


def _dying() -> Callable[[int], int]:
    def work(task: int) -> int:
        if task == 100:
            os._exit(9)
        return task

    return work


def _not_starting() -> Callable[[int], int]:
    raise InputError([Problem("unknown-set", say("there is no such set"), Span("a.yaml"))])


def _identity() -> Callable[[int], int]:
    return lambda task: task


@pytest.mark.parametrize("method", METHODS)
def test_results_come_in_the_order_of_the_tasks(method: str) -> None:
    context = multiprocessing.get_context(method)
    found = list(batch.run(range(100), _doubling, processes=2, context=context))
    assert [result for result, _ in found] == [2 * task for task in range(100)]
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.parametrize("method", METHODS)
def test_every_process_starts_its_work_once(method: str) -> None:
    context = multiprocessing.get_context(method)
    found = set(batch.run(range(200), _counting, processes=2, context=context))
    assert {times for _, times in found} == {1}
    assert len(found) <= 2


def test_few_tasks_stay_in_this_process() -> None:
    assert {process for process, _ in batch.run(range(batch.FEW), _counting)} == {os.getpid()}


def test_many_tasks_are_for_every_usable_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "cores", lambda: 1)
    assert {process for process, _ in batch.run(range(batch.FEW + 1), _counting)} == {os.getpid()}
    monkeypatch.setattr(batch, "cores", lambda: 2)
    assert os.getpid() not in {process for process, _ in batch.run(range(batch.FEW + 1), _counting)}


def test_the_cores_are_those_that_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {3}, raising=False)
    assert batch.cores() == 1
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    assert batch.cores() == 7


def test_no_task_starts_nothing() -> None:
    assert list(batch.run([], _not_starting, processes=2)) == []


@pytest.mark.parametrize("processes", [1, 2])
def test_progress_is_told_task_by_task(processes: int) -> None:
    told: list[tuple[int, int]] = []
    list(batch.run(range(40), _identity, lambda done, total: told.append((done, total)), processes=processes))
    assert told == [(done, 40) for done in range(1, 41)]


@pytest.mark.parametrize("method", METHODS)
def test_an_error_of_a_task_travels_with_all_that_it_says(method: str) -> None:
    context = multiprocessing.get_context(method)
    with pytest.raises(InputError) as caught:
        list(batch.run(range(100), partial(_refusing, 50), processes=2, context=context))
    assert caught.value.problems == (Problem("unreadable-file", say("no such {n}", n=50), Span("a.yaml", 3, 4)),)


@pytest.mark.parametrize("processes", [1, 2])
def test_work_that_cannot_start_says_why(processes: int) -> None:
    with pytest.raises(InputError, match="unknown-set"):
        list(batch.run(range(100), _not_starting, processes=processes))


@pytest.mark.parametrize("method", METHODS)
def test_a_process_that_dies_is_an_error_not_a_wait(method: str) -> None:
    with pytest.raises(BrokenProcessPool):
        list(batch.run(range(200), _dying, processes=2, context=multiprocessing.get_context(method)))


def test_whoever_stops_asking_ends_the_processes() -> None:
    results = batch.run(range(10_000), _identity, processes=2)
    assert next(results) == 0
    assert len(multiprocessing.active_children()) == 2
    assert isinstance(results, Iterator)
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_only_so_many_tasks_are_under_way(tmp_path: Path) -> None:
    results = batch.run(range(10_000), partial(_leaving_traces, tmp_path), processes=2)
    for _ in range(5):
        next(results)
    time.sleep(0.3)
    assert 5 <= len(list(tmp_path.iterdir())) < 300
    results.close()  # type: ignore[attr-defined]


def _leaving_traces(folder: Path) -> Callable[[int], None]:
    return lambda task: (folder / str(task)).touch()


def test_so_many_as_are_few_need_no_process_and_the_others_are_handed_out_together() -> None:
    assert {pid for _, pid in batch.run(range(5), _doubling, few=5)} == {os.getpid()}
    found = list(batch.run(range(100), _doubling, at_once=25, processes=2))
    assert [result for result, _ in found] == [2 * task for task in range(100)]
    assert [len({pid for _, pid in found[at : at + 25]}) for at in range(0, 100, 25)] == [1] * 4


@pytest.mark.parametrize("processes", [1, 2])
def test_something_else_is_done_once_meanwhile_and_before_the_first_result(processes: int) -> None:
    done: list[int] = []
    results = batch.run(range(100), _identity, processes=processes, meanwhile=lambda: done.append(os.getpid()))
    for result in results:
        assert (result >= 0, done) == (True, [os.getpid()])
    assert done == [os.getpid()]


def test_what_fails_meanwhile_ends_everything() -> None:
    with pytest.raises(ZeroDivisionError):
        list(batch.run(range(100), _identity, processes=2, meanwhile=lambda: 1 // 0))
    assert multiprocessing.active_children() == []


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cores, and a system that splits processes off."""
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("no process can be split off here")
    monkeypatch.setattr(batch, "cores", lambda: 2)


@pytest.mark.usefixtures("forking")
def test_work_beside_is_done_in_a_process_that_sees_what_is_there_and_changes_nothing() -> None:
    seen = ["a"]

    def work() -> tuple[int, list[str]]:
        seen.append("b")
        return os.getpid(), seen

    with batch.beside(work) as told:
        process, found = told()
    assert process != os.getpid()
    assert (found, seen) == (["a", "b"], ["a"])
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize("signal_", [signal.SIGTERM, signal.SIGKILL])
def test_work_beside_that_ends_without_a_word_is_done_here(signal_: signal.Signals) -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal_)
        return os.getpid()

    with batch.beside(work) as told:
        assert told() == here


@pytest.mark.usefixtures("forking")
def test_work_beside_that_fails_fails_here(capfd: pytest.CaptureFixture[str]) -> None:
    with batch.beside(partial(_refusing(1), 1)) as told, pytest.raises(InputError, match="unreadable-file"):
        told()
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("forking")
def test_work_beside_that_nobody_waits_for_is_ended() -> None:
    with pytest.raises(KeyboardInterrupt), batch.beside(partial(time.sleep, 600)):
        raise KeyboardInterrupt
    assert multiprocessing.active_children() == []


def test_with_one_core_work_beside_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "cores", lambda: 1)
    with batch.beside(os.getpid) as told:
        assert told() == os.getpid()


MAIN = """
import sys, time, multiprocessing
from tests.test_batch import _sleeping
from wardeval import batch
if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    try:
        for result in batch.run(range(10_000), _sleeping, processes=2, context=context):
            print(result, flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


def _sleeping() -> Callable[[int], int]:
    def work(_task: int) -> int:
        time.sleep(0.01)
        return os.getpid()

    return work


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "main.py"
    path.write_text(MAIN, encoding="utf-8")
    return path


@pytest.mark.skipif(os.name != "posix", reason="signals of a terminal")
@pytest.mark.parametrize("method", METHODS)
def test_an_interrupt_ends_everything_without_a_word_from_the_workers(method: str, program: Path) -> None:
    with _started(method, program) as process:
        workers = {_read_number(process) for _ in range(100)}
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
        out, err = process.communicate(timeout=20)
    assert out.endswith("interrupted\n")  # perhaps right behind a number, whose line was cut short
    assert err == ""
    _wait_for_the_end_of(workers)


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("method", METHODS)
def test_workers_do_not_outlive_a_process_that_was_killed(method: str, program: Path) -> None:
    with _started(method, program) as process:
        workers = {_read_number(process) for _ in range(100)}
        process.kill()
    _wait_for_the_end_of(workers)


def _started(method: str, program: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(program), method],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src")))},
        start_new_session=True,
    )


def _read_number(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def _wait_for_the_end_of(processes: set[int]) -> None:
    until = time.monotonic() + 20
    while left := {process for process in processes if Path(f"/proc/{process}").exists() or _answers(process)}:
        assert time.monotonic() < until, f"still there: {left}"
        time.sleep(0.05)


def _answers(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
