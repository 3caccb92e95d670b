"""Which criterion sets exist, and one of them loaded with all that it takes from others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property

from wardeval.content import File, read_bytes
from wardeval.load import build, refuse_mistakes
from wardeval.loaded_set import Layer, LoadedSet, Touch
from wardeval.model.criterion_set import CriterionSet, Indicator
from wardeval.model.lending import DECLARED, clashes, copied, declared_by, filled
from wardeval.model.mistakes import Mistake, closest
from wardeval.model.parameters import parameters_in
from wardeval.model.rules import Parameter
from wardeval.model.structure import structure_mistakes, walk
from wardeval.problems import InputError, Keys, Problem, Span, say
from wardeval.set_places import SUFFIX, Place, built_in, places
from wardeval.source import Source, read_source
from wardeval.workspace import FOLDER

__all__ = ["FOLDER", "SUFFIX", "Layer", "Library", "LoadedSet", "Place", "Touch", "built_in", "misnamed", "places"]

_FAMILY = re.compile(rb"""^[{,\s]*["']?family["']?\s*:\s*["']?([^\s"'#,}]+)""", re.MULTILINE)
_EXTENDS = re.compile(rb"""^[{,\s]*["']?extends["']?\s*:\s*["']?([^\s"'#,}]+)""", re.MULTILINE)


class Library:
    """The sets of some folders, each loaded at most once, whatever comes of it."""

    def __init__(self, folders: tuple[Place, ...]) -> None:
        """Look for sets in `folders`, in this order."""
        self.folders = folders
        self._loaded: dict[str, LoadedSet] = {}
        self._broken: dict[str, tuple[Problem, ...]] = {}

    def ids(self) -> Iterator[tuple[str, Place]]:
        """Every set file by the id that its name says."""
        for place in self.folders:
            for path in sorted(place.path.glob(f"*{SUFFIX}")) if place.path.is_dir() else ():
                if not path.name.endswith(f".cases{SUFFIX}"):
                    yield path.stem, place

    def has(self, id_: str) -> bool:
        """Whether there is a set file of an id."""
        return id_ in self._loaded or any((place.path / f"{id_}{SUFFIX}").is_file() for place in self.folders)

    def families(self) -> Mapping[str, list[str]]:
        """The ids of the sets of every family, as the files seem to say it; no overlay is in a family."""
        return self._families

    @cached_property
    def _families(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for id_, place in self.ids():
            with suppress(InputError):
                content = read_bytes(place.path / f"{id_}{SUFFIX}", id_)
                for name in dict.fromkeys(_FAMILY.findall(content)):
                    found.setdefault(name.decode(errors="replace"), []).append(id_)
        return found

    def overlays(self, id_: str) -> tuple[LoadedSet, ...]:
        """The set completed by each overlay of one's own folders that extends it; one that cannot be used is none."""
        return self._overlays.get(id_, ()) if id_ in self._extended else ()

    @cached_property
    def _extended(self) -> Mapping[str, list[str]]:
        """The ids of overlays by what they extend, as the files seem to say it; wardeval brings none along."""
        found: dict[str, list[str]] = {}
        own = [place for place in self.folders if place.kind != "built-in"]
        for id_, place in self.ids() if own else ():
            with suppress(InputError):
                content = read_bytes(place.path / f"{id_}{SUFFIX}", id_) if place in own else b""
                for name in dict.fromkeys(_EXTENDS.findall(content)):
                    found.setdefault(name.decode(errors="replace"), []).append(id_)
        return found

    @cached_property
    def _overlays(self) -> Mapping[str, tuple[LoadedSet, ...]]:
        found: dict[str, tuple[LoadedSet, ...]] = {}
        for base, ids in self._extended.items():
            for id_ in ids:
                with suppress(InputError):
                    found[base] = (*found.get(base, ()), self.load(id_))
        return found

    def editions(self, family: str) -> list[LoadedSet]:
        """The sets of a family; raises `InputError` where one of them cannot be used."""
        loaded = [self.load(id_) for id_ in self.families().get(family, ())]
        return [each for each in loaded if each.criteria.family == family]

    def load(self, id_: str, asked: Callable[[], Span] | None = None, unit: str | None = None) -> LoadedSet:
        """The set with an id; raises `InputError`, at the place that asked for it, where there is none.

        `unit` is the type of the unit that it is asked for: another set that is meant will be for it.
        """
        if id_ in self._broken:
            raise InputError(self._broken[id_])
        if id_ not in self._loaded:
            found = self._find(id_, asked, unit)
            try:
                self._loaded[id_] = self._load(found, (id_,))
            except InputError as error:
                self._broken[id_] = error.problems
                raise
        return self._loaded[id_]

    def load_file(self, path: File, place: str = "file") -> LoadedSet:
        """The set of a file of one's own."""
        return self._load((path, place), ())

    def _find(self, id_: str, asked: Callable[[], Span] | None, unit: str | None = None) -> tuple[File, str]:
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
        families = self.families()
        if id_ in families:
            message = say("“{id}” is a family of sets, not one set", id=id_)
            hint = say("name one of them: {ids}", ids=tuple(families[id_]))
            raise InputError([Problem("family-named", message, where, hint=hint)])
        from wardeval.meant_sets import set_hint  # who names a set that is there does not pay for it

        message = say("there is no criterion set “{id}”", id=id_)
        raise InputError([Problem("unknown-set", message, where, hint=set_hint(id_, self, unit))])

    def _load(self, found: tuple[File, str], chain: tuple[str, ...]) -> LoadedSet:
        path, place = found
        source = read_source(path)
        if isinstance(source.data, dict) and str(source.data.get("format")).startswith("wardeval/overlay/"):
            return self._load_overlay(source, path, place, chain)
        if isinstance(source.data, dict) and "extends" in source.data:  # then all else looks wrong, too
            message = say("the key “{key}” is not known here", key="extends")
            hint = say("what extends a set is an overlay: write format: wardeval/overlay/1")
            raise InputError([Problem("unknown-key", message, source.locate(("format",)), ("format",), hint)])
        criteria = build(CriterionSet, source)
        _refuse_name(criteria.id, path, place, source)
        chain = chain or (criteria.id,)
        others: dict[str, CriterionSet] = {}
        criteria = self._take_over(criteria, source, chain, others)
        self._refer(criteria, source, chain, others)
        refuse_mistakes([*structure_mistakes(criteria), *self._strangers(criteria)], source)
        return LoadedSet(criteria, source, place, others)

    def _load_overlay(self, source: Source, path: File, place: str, chain: tuple[str, ...]) -> LoadedSet:
        """A set completed by an overlay, which may complete an overlay in its turn."""
        from wardeval.model.overlay import Overlay  # a set of one file does not pay for it
        from wardeval.overlay.check import checkable, overstated_mistakes
        from wardeval.overlay.idle import idle_mistakes
        from wardeval.overlay.merge import merge

        overlay = build(Overlay, source)
        _refuse_name(overlay.id, path, place, source)
        chain = chain or (overlay.id,)
        self._other(overlay.extends, source, ("extends",), chain, {})
        loaded = merge(self._loaded[overlay.extends], overlay, source, place)
        others = dict(loaded.others)
        criteria = self._take_over(loaded.criteria, loaded.source, chain, others)
        self._refer(criteria, loaded.source, chain, others)
        mistakes = [*structure_mistakes(checkable(criteria)), *self._strangers(criteria)]
        refuse_mistakes([*mistakes, *overstated_mistakes(overlay, criteria)], loaded.source)
        found = replace(loaded, criteria=criteria, others=others)
        refuse_mistakes(idle_mistakes(overlay, found, self._loaded[overlay.extends]), source)
        return found

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

    def _strangers(self, criteria: CriterionSet) -> Iterator[Mistake]:
        """Sets that are only named, not loaded, and that do not exist."""
        named: list[tuple[Keys, str]] = []  # of a verdict, a family may be named as well
        for key, link in (("replaces", criteria.replaces), ("replaced-by", criteria.replaced_by)):
            if link is not None and link.set_ is not None:
                named.append(((key, "set"), link.set_))
        for keys, node in walk(criteria):
            if node.verdict_of is not None and node.origin is None:
                named.append(((*keys, "verdict-of"), node.verdict_of))
        strangers = [(keys, id_) for keys, id_ in named if id_ != criteria.id and not self.has(id_)]
        families = self.families() if strangers else {}
        for keys, id_ in strangers:
            of_verdict = keys[-1] == "verdict-of"
            if not of_verdict or id_ not in families:
                close = closest(id_, [*(known for known, _ in self.ids()), *(families if of_verdict else ())])
                hint = say("did you mean “{id}”?", id=close) if close else None
                yield Mistake("dead-reference", keys, say("there is no criterion set “{id}”", id=id_), hint)

    def _take_over(
        self, criteria: CriterionSet, source: Source, chain: tuple[str, ...], others: dict[str, CriterionSet]
    ) -> CriterionSet:
        """The set with the parts that `use` takes from other sets in their places."""
        taken: dict[int, tuple[Indicator, ...]] = {}
        mistakes = []
        for keys, node in walk(criteria):
            if any(part.origin for part in node.children):
                continue  # taken over already, where an overlay is laid over it
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
                        parts.append(copied(by_id[id_], use.set_))
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
        refuse_mistakes(clashes(criteria, lent), source)
        return criteria.replace(
            gates=tuple(filled(node, taken) for node in criteria.gates),
            criteria=tuple(filled(node, taken) for node in criteria.criteria),
            **{name: {**declared_by(lent, name), **getattr(criteria, name)} for name in DECLARED},
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


def _refuse_name(id_: str, path: File, place: str, source: Source) -> None:
    """A file of a folder of sets is called by the id in it."""
    if place != "file" and id_ != path.stem:
        refuse_mistakes([misnamed(id_)], source)


def misnamed(id_: str) -> Mistake:
    """That a file is not called by the id in it."""
    message = say("the file of this set has to be called {name}", name=f"{id_}{SUFFIX}")
    return Mistake("set-file-name", ("id",), message)
