"""Where text goes: the standard streams, as far as each can show it, and files, whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TextIO


def speaks_unicode(stream: TextIO | None) -> bool:
    """Whether a stream can show any letter."""
    return stream is not None and (stream.encoding or "").lower().replace("-", "").startswith("utf")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is there and shows its text to a person."""
    return stream is not None and stream.isatty()


def terminal_width(stream: TextIO | None) -> int:
    """The columns of the terminal behind a stream; 0 where there is none or it does not say."""
    if stream is None or not stream.isatty():
        return 0
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except OSError:
        return 0


def write(stream: TextIO | None, text: str, *, exact: bool = False) -> None:
    """Write text as far as the stream can show it; a reader that has gone away is no mistake. Raises `OSError`.

    What is `exact` goes to a file or a program as UTF-8, whatever the encoding of the stream, and stays as it is.
    """
    if not text:
        return
    if stream is None:  # closed before the program began
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    content = text.encode(errors="backslashreplace")
    try:
        if exact and hasattr(stream, "buffer") and not is_terminal(stream):
            stream.flush()
            stream.buffer.write(content)
        else:
            text = content.decode()
            if not speaks_unicode(stream):
                text = fitted(text, stream.encoding or "utf-8")
            stream.write(text)
        stream.flush()
    except OSError as error:
        # NOTE: Python would complain once more, and change the exit code, when it closes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            raise


def fitted(text: str, encoding: str) -> str:
    """Text that an encoding can say: cp1258 writes tone marks as letters of their own; others lose their marks."""
    if encoding.lower().replace("-", "") in ("cp1258", "windows1258"):
        text = "".join(_tones_apart(letter) for letter in unicodedata.normalize("NFC", text))
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate({ord(letter): _plainer(letter, encoding) for letter in set(text)})
    return text


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_PLAIN = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        "–": "-",
        "—": "-",
        "“": '"',
        "”": '"',
        "…": "...",
        "·": "-",
        "×": "x",
        "→": "->",
        "●": "o",
        "○": ".",
        "█": "#",
        "░": "+",
        "│": "|",
    }
)


def _plainer(letter: str, encoding: str) -> str:
    """A letter as near as an encoding comes to it."""
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        base = unicodedata.normalize("NFD", letter).translate(_PLAIN).encode("ascii", "ignore")
        return base.decode() or "?"
    return letter


def _tones_apart(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return base + "".join(mark for mark in marks if mark in _TONES)


def write_file(target: Path, text: str | Iterable[str], *, fresh: bool = False, follow: bool = True) -> None:
    """Write a text, or the pieces of one, to a file whole or not at all. Raises `OSError`.

    What is no ordinary file (a pipe, a device) is written to. A `fresh` file must not be there yet, not even at the
    last moment; with `follow` a link leads to what is written.
    """
    pieces = (text,) if isinstance(text, str) else text
    content = (piece.encode(errors="backslashreplace") for piece in pieces)
    _refuse_protected(target)
    try:
        mode = _mode(target)
        if fresh:
            _create(target, content)
        elif mode is None or stat.S_ISREG(mode):
            _replace(Path(os.path.realpath(target)) if follow else target, content, mode)
        else:
            with target.open("wb") as file:
                file.writelines(content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error


def write_files(files: Mapping[Path, str], fresh: Collection[Path] = (), follow: Collection[Path] = ()) -> None:
    """Write several files, with the folders that they need: all of them, or nothing new stays. Raises `OSError`.

    Those that replace a file come last, since what was there before could not be brought back. The `fresh` ones must
    not be there yet; only those of `follow` are written where a link leads.
    """
    made: list[Path] = []
    for target in files:
        _refuse_protected(target)
    try:
        for target, text in sorted(files.items(), key=lambda item: item[0].exists()):
            for folder in reversed((target.parent, *target.parent.parents)):
                if not folder.exists():
                    folder.mkdir()
                    made.append(folder)
            is_new = not target.exists()
            write_file(target, text, fresh=target in fresh, follow=target in follow)
            if is_new:
                made.append(target)
    except OSError:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _refuse_protected(target: Path) -> None:
    """Raise `PermissionError` for a file that may not be written: another one could still be put in its place."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def _mode(target: Path) -> int | None:
    """The mode of what stands at a path, links followed; None where nothing does."""
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _create(target: Path, content: Iterable[bytes]) -> None:
    """Put a new file at `target`, whole; raises `FileExistsError` where one is there."""
    part = _part(target)
    try:
        with part.open("xb") as file:
            file.writelines(content)
        try:
            os.link(part, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            with target.open("xb") as file, part.open("rb") as made:
                shutil.copyfileobj(made, file)
    finally:
        part.unlink(missing_ok=True)


def _part(target: Path) -> Path:
    return target.with_name(f".wardeval-{os.getpid()}-{os.urandom(4).hex()}.part")


def _replace(target: Path, content: Iterable[bytes], mode: int | None) -> None:
    """Put a file with `content` in the place of `target`, with the same permissions."""
    part = _part(target)
    try:
        with part.open("xb") as file:
            file.writelines(content)
        if mode is not None:
            part.chmod(stat.S_IMODE(mode))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
