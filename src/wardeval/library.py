"""Which criterion sets exist, and one of them loaded with all that it takes from others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wardeval.load import build, refuse_mistakes
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.mistakes import Mistake, closest
from wardeval.model.parameters import parameters_in
from wardeval.model.rules import Parameter
from wardeval.model.structure import structure_mistakes, walk
from wardeval.problems import InputError, Keys, Problem, Span, say
from wardeval.source import Source, read_source

SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of set files, and where it comes from: built-in, workspace or environment."""

    kind: str
    path: Path


@dataclass(frozen=True, slots=True)
class LoadedSet:
    """A set ready to score with: complete, checked, and the sets it refers to."""

    criteria: CriterionSet
    source: Source
    place: str
    others: Mapping[str, CriterionSet] = field(default_factory=dict)


def built_in() -> Path:
    """The folder of the sets that wardeval brings along: in the wheel, or beside `src` in a checkout."""
    inside = Path(__file__).with_name("criteria")
    return inside if inside.is_dir() else Path(__file__).parents[2] / "criteria"


def places(workspace: Path | None, environ: Mapping[str, str]) -> tuple[Place, ...]:
    """Where sets are looked for: built in, the workspace's `criteria/`, the folders of `WARDEVAL_CRITERIA`."""
    found = [Place("built-in", built_in())]
    if workspace is not None and (workspace / "criteria").is_dir():
        found.append(Place("workspace", workspace / "criteria"))
    named = environ.get("WARDEVAL_CRITERIA", "").split(os.pathsep)
    found.extend(Place("environment", Path(name)) for name in named if name)
    seen: dict[Path, Place] = {}
    for place in found:
        seen.setdefault(place.path.resolve(), place)
    return tuple(seen.values())


class Library:
    """The sets of some folders, each loaded at most once."""

    def __init__(self, folders: tuple[Place, ...]) -> None:
        """Look for sets in `folders`, in this order."""
        self.folders = folders
        self._loaded: dict[str, LoadedSet] = {}

    def ids(self) -> Iterator[tuple[str, Place]]:
        """Every set file by the id that its name says."""
        for place in self.folders:
            for path in sorted(place.path.glob(f"*{SUFFIX}")) if place.path.is_dir() else ():
                if not path.name.endswith(f".cases{SUFFIX}"):
                    yield path.stem, place

    def load(self, id_: str, asked: Callable[[], Span] | None = None) -> LoadedSet:
        """The set with an id; raises `InputError`, at the place that asked for it, where there is none."""
        if id_ not in self._loaded:
            self._loaded[id_] = self._load(self._find(id_, asked), (id_,))
        return self._loaded[id_]

    def load_file(self, path: Path, place: str = "file") -> LoadedSet:
        """The set of a file of one's own."""
        return self._load((path, place), ())

    def _find(self, id_: str, asked: Callable[[], Span] | None) -> tuple[Path, str]:
        found = [place for known, place in self.ids() if known == id_]
        if len(found) == 1:
            return found[0].path / f"{id_}{SUFFIX}", found[0].kind
        where = asked() if asked else Span(id_)
        if found:
            message = say(
                "the set “{id}” exists more than once: {kinds}", id=id_, kinds=tuple(str(p.path) for p in found)
            )
            raise InputError(
                [Problem("set-exists-twice", message, where, hint=say("give your own set an id of its own"))]
            )
        known = [name for name, _ in self.ids()]
        close = closest(id_, known) or next((name for name in known if id_.casefold() in name), None)
        hint = (
            say("did you mean “{id}”?", id=close) if close else say("“wardeval criteria list” shows the sets there are")
        )
        raise InputError([Problem("unknown-set", say("there is no criterion set “{id}”", id=id_), where, hint=hint)])

    def _load(self, found: tuple[Path, str], chain: tuple[str, ...]) -> LoadedSet:
        path, place = found
        source = read_source(path)
        criteria = build(CriterionSet, source)
        if place != "file" and criteria.id != path.stem:
            refuse_mistakes(
                [
                    Mistake(
                        "set-file-name",
                        ("id",),
                        say("the file of this set has to be called {name}", name=f"{criteria.id}{SUFFIX}"),
                    )
                ],
                source,
            )
        chain = chain or (criteria.id,)
        others: dict[str, CriterionSet] = {}
        criteria = self._take_over(criteria, source, chain, others)
        self._refer(criteria, source, chain, others)
        refuse_mistakes(structure_mistakes(criteria), source)
        return LoadedSet(criteria, source, place, others)

    def _other(
        self, id_: str, source: Source, keys: Keys, chain: tuple[str, ...], others: dict[str, CriterionSet]
    ) -> CriterionSet:
        """Another set that this one takes from; it and all that it takes from are added to `others`."""
        if id_ in chain:
            refuse_mistakes(
                [Mistake("circle", keys, say("the set takes from itself: {chain}", chain=" → ".join((*chain, id_))))],
                source,
            )
        if id_ not in self._loaded:
            self._loaded[id_] = self._load(self._find(id_, lambda: source.locate(keys)), (*chain, id_))
        others.update(self._loaded[id_].others)
        others[id_] = self._loaded[id_].criteria
        return others[id_]

    def _take_over(
        self, criteria: CriterionSet, source: Source, chain: tuple[str, ...], others: dict[str, CriterionSet]
    ) -> CriterionSet:
        """The set with the parts that `use` takes from other sets in their places."""
        taken: dict[int, tuple[Indicator, ...]] = {}
        mistakes = []
        for keys, node in walk(criteria):
            if node.use and (node.combination or node.measure):
                message = say("“{id}” either has a measure and is answered, or is made of parts in one way", id=node.id)
                mistakes.append(Mistake("structure", (*keys, "use"), message))
            parts: list[Indicator] = []
            for index, use in enumerate(node.use):
                at: Keys = (*keys, "use", index)
                other = self._other(use.set_, source, (*at, "set"), chain, others)
                by_id = {item.id: item for item in other.nodes()}
                for place, id_ in enumerate(use.ids):
                    if id_ in by_id:
                        parts.append(_copied(by_id[id_], use.set_))
                    else:
                        message = say("the set “{set}” has no criterion or indicator “{id}”", set=use.set_, id=id_)
                        mistakes.append(Mistake("dead-reference", (*at, "ids", place), message))
            if parts:
                taken[id(node)] = tuple(parts)
            elif node.use and not mistakes:
                mistakes.append(Mistake("structure", (*keys, "use"), say("“{id}” needs its parts", id=node.id)))
        refuse_mistakes(mistakes, source)
        if not taken:
            return criteria
        lent = {use.set_: others[use.set_] for node in criteria.nodes() for use in node.use}
        refuse_mistakes(_clashes(criteria, lent), source)
        return criteria.replace(
            gates=tuple(_filled(node, taken) for node in criteria.gates),
            criteria=tuple(_filled(node, taken) for node in criteria.criteria),
            **{name: {**_all_of(lent, name), **getattr(criteria, name)} for name in _DECLARED},
        )

    def _refer(
        self, criteria: CriterionSet, source: Source, chain: tuple[str, ...], others: dict[str, CriterionSet]
    ) -> None:
        """Load the sets whose parameters this one computes with."""
        places: list[tuple[Keys, Parameter]] = [
            (("parameters", name), item) for name, item in criteria.parameters.items()
        ]
        places += [(keys, item) for keys, node in walk(criteria) if node.origin is None for item in node.parameters()]
        for index, verdict in enumerate(criteria.verdicts):
            for place, condition in enumerate(verdict.when or ()):
                places += [(("verdicts", index, "when", place), item) for _, item in condition.parameters()]
        for keys, parameter in places:
            for inner in parameters_in(parameter):
                if inner.set_ is None:
                    continue
                if inner.parameter not in self._other(inner.set_, source, keys, chain, others).parameters:
                    message = say("the set “{set}” has no parameter “{id}”", set=inner.set_, id=inner.parameter or "")
                    refuse_mistakes([Mistake("dead-reference", keys, message)], source)


_DECLARED = ("scales", "exceptions", "facts", "parameters")


def _all_of(lent: Mapping[str, CriterionSet], name: str) -> dict[str, object]:
    return {key: value for other in lent.values() for key, value in getattr(other, name).items()}


def _clashes(criteria: CriterionSet, lent: Mapping[str, CriterionSet]) -> Iterator[Mistake]:
    """What two sets declare differently under one id, so that parts taken over would change their meaning."""
    for name in _DECLARED:
        found = {key: ("", repr(value)) for key, value in getattr(criteria, name).items()}
        for id_, other in lent.items():
            for key, value in getattr(other, name).items():
                _, same = found.setdefault(key, (id_, repr(value)))
                if same != repr(value):
                    keys: Keys = (name, key) if key in getattr(criteria, name) else (name,)
                    message = say(
                        "“{id}” is declared otherwise in “{set}”, from which parts are taken", id=key, set=id_
                    )
                    yield Mistake("structure", keys, message, say("give it another id here"))


def _copied(node: Indicator, origin: str) -> Indicator:
    changes: dict[str, object] = {"origin": node.origin or origin}
    if node.combination:
        children = tuple(_copied(child, origin) for child in node.children)
        changes[node.combination] = node.at_least.replace(of=children) if node.at_least else children
    return node.replace(**changes)


def _filled(node: Indicator, taken: Mapping[int, tuple[Indicator, ...]]) -> Indicator:
    if id(node) in taken:
        return node.replace(all=taken[id(node)])
    name = node.combination
    if name is None:
        return node
    children = tuple(_filled(child, taken) for child in node.children)
    return node.replace(**{name: node.at_least.replace(of=children) if node.at_least else children})
