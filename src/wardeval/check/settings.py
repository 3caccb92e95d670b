"""Which rules `wardeval check` follows in which file, and how much they matter: the command line, then the settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wardeval.check.names import Names
from wardeval.check.patterns import fits
from wardeval.check.rules import RULES, by_id
from wardeval.check.words import ids_of, unfixed, unknown, why_fixed
from wardeval.load import refuse_mistakes
from wardeval.model.mistakes import Mistake
from wardeval.model.record import EMPTY
from wardeval.problems import Keys, Message, Problem, Severity, say

if TYPE_CHECKING:
    from wardeval.workspace import Workspace


class WrongWord(Exception):
    """A word of the command line names no rule, or none that can be switched off; holds the sentence that says so."""

    def __init__(self, message: Message) -> None:
        """Keep `message`."""
        super().__init__(message.template)
        self.message = message


class Layer(NamedTuple):
    """What one place says of rules: the command line, or a part of the settings."""

    selected: frozenset[str] | None = None
    """The rules that are followed, and no others; none where nothing is said of it."""
    ignored: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = EMPTY
    patterns: tuple[str, ...] | None = None
    """The files that it is about; none where it is about every file."""


@dataclass(frozen=True)
class Chosen:
    """Which rules are followed, and how much their findings matter, in each file of a run."""

    layers: tuple[Layer, ...] = ()
    """Each goes before those after it."""
    root: Path | None = None
    """The folder that patterns begin at."""
    _of_layers: dict[tuple[int, ...], Mapping[str, Severity]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _of_paths: dict[Path | None, Mapping[str, Severity]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def severities(self, path: Path | None) -> Mapping[str, Severity]:
        """How much the findings of each rule matter that is followed in the file at `path`; standard input has none."""
        found = self._of_paths.get(path)
        if found is None:
            found = self._of_paths[path] = self._decided(path)
        return found

    def told(self, problem: Problem, path: Path | None) -> Problem | None:
        """A problem of the file at `path` as severe as it is there; none where its rule is switched off."""
        rule = by_id().get(problem.rule)
        if rule is None or rule.is_fixed:
            return problem
        severity = self.severities(path).get(problem.rule)
        if severity is problem.severity:
            return problem
        return None if severity is None else problem._replace(severity=severity)

    def _decided(self, path: Path | None) -> Mapping[str, Severity]:
        inside = self._inside(path) if path is not None and any(layer.patterns for layer in self.layers) else None
        fitting = tuple(index for index, layer in enumerate(self.layers) if _is_about(layer, inside))
        if fitting not in self._of_layers:
            self._of_layers[fitting] = dict(_severities([self.layers[index] for index in fitting]))
        return self._of_layers[fitting]

    def _inside(self, path: Path) -> str | None:
        """A path from the workspace's folder on; none of one that lies elsewhere."""
        return None if self._names is None else self._names.inside(str(path))

    @cached_property
    def _names(self) -> Names | None:
        return None if self.root is None else Names(self.root)


EVERYTHING = Chosen()
"""Every rule, as severe as it says itself."""


def choose(workspace: Workspace | None = None, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Chosen:
    """What the values of `--select` and `--ignore` and the settings of a workspace choose.

    Raises `WrongWord` for the command line, `InputError` for the settings with every word that is wrong in them.
    """
    selected, ignored = _words(select), _words(ignore)
    for word in ignored:
        if (why := why_fixed(word)) is not None:
            raise WrongWord(why)
    asked = Layer(_ids(selected) if selected else None, _ids(ignored))
    return Chosen((asked, *_settled(workspace)), None if workspace is None else workspace.path)


def _words(values: Iterable[str]) -> tuple[str, ...]:
    """The words of an option that takes several of them, between commas."""
    words = tuple(word for value in values for each in value.split(",") if (word := each.strip()))
    for word in words:
        if (wrong := unknown(word)) is not None:
            raise WrongWord(say("{message}; {hint}", message=wrong[0], hint=wrong[1]))
    return words


def _settled(workspace: Workspace | None) -> tuple[Layer, ...]:
    """What the settings say; of several entries that fit a path, the last goes before those above it."""
    check = None if workspace is None else workspace.settings.check
    if workspace is None or check is None:
        return ()
    mistakes = [*_mistakes(("check",), check.select, check.ignore, check.severity)]
    for index, each in enumerate(check.per_path):
        mistakes += _mistakes(("check", "per-path", index), (), each.ignore, each.severity)
    refuse_mistakes(mistakes, workspace.source)
    layers = [
        Layer(None, _ids(each.ignore), _levels(each.severity), _whole(each.paths, workspace.path))
        for each in check.per_path
    ]
    return (*reversed(layers), Layer(_ids(check.select), _ids(check.ignore), _levels(check.severity)))


def _mistakes(keys: Keys, select: Iterable[str], ignore: Iterable[str], severity: Iterable[str]) -> Iterator[Mistake]:
    for name, words in (("select", select), ("ignore", ignore), ("severity", severity)):
        for index, word in enumerate(words):
            at = (*keys, name, word if name == "severity" else index)
            if (wrong := unknown(word)) is not None:
                yield Mistake("unknown-rule", at, *wrong, at_key=True)
            elif name == "severity" and not unfixed(word):
                message = say("the severity of “{word}” is fixed, and cannot be another", word=word)
                yield Mistake("fixed-rule", at, message, at_key=True)
            elif name == "ignore" and (why := why_fixed(word)) is not None:
                yield Mistake("fixed-rule", at, why, at_key=True)


def _ids(words: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(ids_of, words))


def _levels(severity: Mapping[str, str]) -> dict[str, Severity]:
    """The severity of each rule; what is said of a rule goes before what is said of its family, and that before all."""
    wide = sorted(severity, key=lambda word: -len(ids_of(word)))
    return {id_: Severity(severity[word]) for word in wide for id_ in unfixed(word)}


def _whole(patterns: Iterable[str], root: Path) -> tuple[str, ...]:
    """Patterns; one that is the path of a folder means all that lies in it."""
    return tuple(f"{each}/" if (root / each).is_dir() else each for each in patterns)


def _is_about(layer: Layer, path: str | None) -> bool:
    return layer.patterns is None or (path is not None and any(fits(each, path) for each in layer.patterns))


def _severities(layers: list[Layer]) -> Iterator[tuple[str, Severity]]:
    for rule in RULES:
        if rule.is_fixed or _is_followed(rule.id, layers):
            said = (layer.severity[rule.id] for layer in layers if rule.id in layer.severity)
            yield rule.id, next(said, rule.severity)


def _is_followed(rule: str, layers: list[Layer]) -> bool:
    """Whether a rule is followed, as the first place decides that says something of it."""
    for layer in layers:
        if rule in layer.ignored:
            return False
        if layer.selected is not None:
            return rule in layer.selected
    return True
