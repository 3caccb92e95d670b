"""Work on every core that may be used: the same on many things, or something else at the same time.

Results come in the order of the tasks, whatever the processes do. Only so many of them are waited for at a time that
neither the number of tasks nor that of results weighs on memory.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from threading import Thread, active_count
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

T = TypeVar("T")
R = TypeVar("R")

FEW = 200
"""Tasks up to which starting processes takes longer than it saves."""
AT_ONCE = 16
"""Tasks that a process is handed together."""
_AHEAD = 3
"""Such handfuls per process that are under way or wait to be asked for."""
_OBJECTS = 200_000
"""New objects after which a process looks for those that hold each other: reading a file makes many that do not."""


def run(
    tasks: Sequence[T],
    start: Callable[[], Callable[[T], R]],
    on_progress: Callable[[int, int], None] | None = None,
    *,
    few: int = FEW,
    at_once: int = AT_ONCE,
    processes: int | None = None,
    context: BaseContext | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> Iterator[R]:
    """The result of every task, in order; `on_progress` gets how many are done, and of how many.

    `start` is called once in every process and returns what is called with each task; it, the tasks and the results
    are pickled. An exception of a task is raised here. Without a wish as to their number there are as many processes
    as usable cores, and none but this one for no more than `few` tasks; each is handed so many `at_once`. `context`
    says how processes are started. `meanwhile` is called here once the first of them are at work.
    """
    count = (cores() if len(tasks) > few else 1) if processes is None else processes
    if count < 2:  # noqa: PLR2004
        if meanwhile is not None:
            meanwhile()
        results: Iterator[R] = map(start(), tasks)
    else:
        handfuls = (tasks[at : at + at_once] for at in range(0, len(tasks), at_once))
        results = _in_processes(handfuls, start, count, context, meanwhile)
    for done, result in enumerate(results, start=1):
        if on_progress is not None:
            on_progress(done, len(tasks))
        yield result


@contextmanager
def beside(work: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Begin work in a process of its own; gives what waits for its result.

    The process sees everything as it is now; what it changes is lost, and its result is pickled. Where a process cannot
    be split off in a moment, or ends without a result, the work is done here when it is waited for, and fails here.
    """
    from multiprocessing import get_context, get_start_method

    if cores() < 2 or get_start_method() != "fork" or active_count() > 1:  # noqa: PLR2004 - this thread alone
        yield work
        return
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(work, sender), daemon=True)
    with _interrupts_held():
        process.start()
    sender.close()

    def wait() -> R:
        try:
            return cast("R", receiver.recv())
        except EOFError:
            return work()

    try:
        yield wait
    finally:
        receiver.close()
        process.kill()
        process.join()


def _tell(work: Callable[[], object], sender: Connection) -> None:
    """Send the result of work, or nothing if it fails."""
    _begin_process()
    with suppress(Exception):
        sender.send(work())


def cores() -> int:
    """How many cores this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def _in_processes(
    handfuls: Iterator[Sequence[T]],
    start: Callable[[], Callable[[T], R]],
    count: int,
    context: BaseContext | None,
    meanwhile: Callable[[], object] | None,
) -> Iterator[R]:
    from concurrent.futures import ProcessPoolExecutor  # its import takes longer than one file

    pool = ProcessPoolExecutor(count, context, _begin, (start,))
    under_way: deque[Future[list[R]]] = deque()
    try:
        while True:
            for handful in islice(handfuls, count * _AHEAD - len(under_way)):
                with _interrupts_held():
                    under_way.append(pool.submit(_work, handful))
            if meanwhile is not None:
                meanwhile()
                meanwhile = None
            if not under_way:
                return
            yield from under_way.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let an interrupt wait, and let the processes that are started meanwhile never see one: this process ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Worker:
    """What a worker process works with; started by its first task, so that what goes wrong reaches the caller."""

    start: Callable[[], Callable[[Any], Any]]
    work: Callable[[Any], Any] | None = None


def _begin(start: Callable[[], Callable[[Any], Any]]) -> None:
    _begin_process()
    _Worker.start, _Worker.work = start, None


def _begin_process() -> None:
    """Settle what holds for every process that this one starts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what is there already stays
    gc.set_threshold(_OBJECTS)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that gives it work is gone without having said so: killed, for example."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(tasks: Sequence[Any]) -> list[Any]:
    if _Worker.work is None:
        _Worker.work = _Worker.start()
    return [_Worker.work(task) for task in tasks]
