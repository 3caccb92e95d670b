"""Which mappings between sets exist, one of them loaded and checked, and how two loaded sets correspond."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from wardeval.content import File
from wardeval.engine.bridge import SAME, VERSIONS, Bridge, Tie
from wardeval.engine.kinds import Relation
from wardeval.kinship import Kin, Kinship
from wardeval.library import SUFFIX, Library, LoadedSet
from wardeval.load import build, locate, refuse_mistakes
from wardeval.mapping_files import MappingFiles
from wardeval.model import mapping as model
from wardeval.model.basis import Reference
from wardeval.model.mapped import mapped_mistakes, nodes_of, unequal
from wardeval.model.mistakes import Mistake
from wardeval.model.record import Record
from wardeval.problems import InputError, Problem, Span, say
from wardeval.source import Source, read_source


@dataclass(frozen=True, slots=True, eq=False)
class LoadedMapping:
    """A mapping that was checked against its two sets."""

    mapping: model.Mapping
    source: Source
    before: LoadedSet
    after: LoadedSet

    def bridge(self, before: LoadedSet, after: LoadedSet) -> Bridge:
        """What the mapping says of two sets: of its own, or of versions of them, of which less of it may hold."""
        ties = tuple(
            tie
            for entry in self.mapping.criteria
            if self._holds(entry, before, after)
            for tie in _ties(entry, self.mapping.sources)
        )
        return Bridge(same=False, mapping=self.mapping.id, ties=ties, note=self.mapping.note)

    def _holds(self, entry: model.Correspondence, before: LoadedSet, after: LoadedSet) -> bool:
        """Whether an entry can be said of versions of the sets: an overlay may have given a node another measure."""
        if before is self.before and after is self.after:
            return True
        one, other = nodes_of(before.criteria), nodes_of(after.criteria)
        known = all(id_ in one for id_ in entry.from_) and all(id_ in other for id_ in entry.to)
        return known and unequal(entry, one, other) is None


def _ties(entry: model.Correspondence, sources: Mapping[str, Reference]) -> Iterator[Tie]:
    """An entry as the engine takes it; of what is only on one side, each id by itself."""
    relation, source = Relation(entry.relation), cited(entry.source, sources)
    pairs = [(entry.from_, entry.to)]
    if entry.relation in model.ONE_SIDED:
        pairs = [*(((id_,), ()) for id_ in entry.from_), *(((), (id_,)) for id_ in entry.to)]
    for before, after in pairs:
        yield Tie(before, after, relation, entry.why, source, entry.assumed)


def cited(source: str | None, sources: Mapping[str, Reference]) -> str | None:
    """Where something is known from, with the titles of the sources in the place of their ids."""
    if source is None or not sources:
        return source
    ids = "|".join(map(re.escape, sorted(sources, key=len, reverse=True)))

    def named(found: re.Match[str]) -> str:
        reference = sources[found[0]]
        return f"{reference.title.vi} ({reference.publisher})" if reference.publisher else reference.title.vi

    return re.sub(rf"(?<![\w.\-])(?:{ids})(?![\w\-]|\.\w)", named, source)


def is_mapping(path: File) -> bool:
    """Whether a file says of itself that it is a mapping; one that cannot be read says nothing."""
    try:
        data = read_source(path).data
    except InputError:
        return False
    return isinstance(data, dict) and str(data.get("format")).startswith("wardeval/mapping/")


def load_mapping(path: File, library: Library, *, named: bool = True) -> LoadedMapping:
    """The mapping of a file; raises `InputError` with every mistake in it.

    In a folder of mappings, which is where `named` is true, a file is called by the two sets.
    """
    source = read_source(path)
    mapping = build(model.Mapping, source)
    mistakes = list(model.mapping_mistakes(mapping))
    if named and path.name != f"{mapping.id}{SUFFIX}":
        mistakes.append(misnamed(mapping))
    if mapping.from_ == mapping.to:
        refuse_mistakes(mistakes, source)
    try:
        before, after = _both_sets(mapping, source, library)
    except InputError as error:
        raise InputError([*error.problems, *(locate(mistake, source) for mistake in mistakes)]) from error
    if _are_versions(before, after):
        message = say("“{one}” and “{other}” are versions of one set", one=mapping.from_, other=mapping.to)
        hint = say("remove the mapping: what has the same id in both corresponds")
        mistakes.append(Mistake("structure", ("to",), message, hint))
    refuse_mistakes([*mistakes, *mapped_mistakes(mapping, before.criteria, after.criteria)], source)
    return LoadedMapping(mapping, source, before, after)


def misnamed(mapping: model.Mapping) -> Mistake:
    """That a file is not called by the two sets in it."""
    message = say("the file of this mapping has to be called {name}", name=f"{mapping.id}{SUFFIX}")
    return Mistake("mapping-file-name", ("from",), message)


def _both_sets(mapping: model.Mapping, source: Source, library: Library) -> tuple[LoadedSet, LoadedSet]:
    """The two sets; raises `InputError` with what is wrong with either."""
    found: list[LoadedSet] = []
    problems: list[Problem] = []
    for key, id_ in (("from", mapping.from_), ("to", mapping.to)):
        try:
            found.append(library.load(id_, lambda key=key: source.locate((key,))))  # type: ignore[misc]
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    before, after = found
    return before, after


def _chain(loaded: LoadedSet) -> Iterator[LoadedSet]:
    """A set and what it extends, the nearest first."""
    at: LoadedSet | None = loaded
    while at is not None:
        yield at
        at = at.base


def _are_versions(one: LoadedSet, other: LoadedSet) -> bool:
    """Whether the sets are one, or completed from one."""
    return bool({each.criteria.id for each in _chain(one)} & {each.criteria.id for each in _chain(other)})


def _digests(loaded: LoadedSet) -> tuple[str, ...]:
    return tuple(layer.digest for layer in loaded.layers) or (loaded.source.digest,)


def _alike(one: object, other: object) -> bool:
    """Whether two values of a set say the same; records are compared by what is in them."""
    if one is other:
        return True
    if isinstance(one, Record) and isinstance(other, Record):
        return type(one) is type(other) and _alike(vars(one), vars(other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    if type(one) is tuple and type(other) is tuple:
        return len(one) == len(other) and all(map(_alike, one, other))
    return one == other


def _is_same(one: LoadedSet, other: LoadedSet) -> bool:
    """Whether both are the very same rules: the same files, and the same in the sets that they take from."""
    return one is other or (
        one.criteria.id == other.criteria.id and _digests(one) == _digests(other) and _alike(one.others, other.others)
    )


class Mappings:
    """The mappings beside the sets of a library; each file is read at most once."""

    def __init__(self, library: Library) -> None:
        """Look into the folders of `library`; it is not kept, so that it may be forgotten."""
        self.files = MappingFiles(library.folders)
        self._loaded: dict[File, LoadedMapping | InputError] = {}
        self._bridges: dict[tuple[LoadedSet, LoadedSet], Bridge | InputError | None] = {}
        self._related: dict[tuple[str, str], bool] = {}
        self._kinship: Kinship | None = None

    def bridge(self, before: LoadedSet, after: LoadedSet, library: Library) -> Bridge | None:
        """How two sets correspond; none where nothing says so. Raises `InputError` for a mapping with mistakes."""
        key = (before, after)
        if key not in self._bridges:
            try:
                self._bridges[key] = self._bridge(before, after, library)
            except InputError as error:
                self._bridges[key] = error
        found = self._bridges[key]
        if isinstance(found, InputError):
            raise found
        return found

    def _bridge(self, before: LoadedSet, after: LoadedSet, library: Library) -> Bridge | None:
        if _is_same(before, after):
            return SAME
        if _are_versions(before, after):
            return VERSIONS
        for one in _chain(before):
            for other in _chain(after):
                found = self._between(one.criteria.id, other.criteria.id, library)
                if found is None:
                    continue
                if found.mapping.from_ == one.criteria.id:
                    return found.bridge(before, after)
                return found.bridge(after, before).inverted()
        return None

    def _between(self, one: str, other: str, library: Library) -> LoadedMapping | None:
        """The mapping between two sets, in either direction."""
        paths = self.files.between(one, other)
        if len(paths) > 1:
            files = tuple(map(str, paths))
            message = say(
                "there is more than one mapping between “{one}” and “{other}”: {files}",
                one=one,
                other=other,
                files=files,
            )
            hint = say("keep one of them; it is read in both directions")
            raise InputError([Problem("mapping-exists-twice", message, Span(files[-1]), hint=hint)])
        if not paths:
            return None
        path = paths[0]
        if path not in self._loaded:
            try:
                self._loaded[path] = load_mapping(path, library)
            except InputError as error:
                self._loaded[path] = error
        found = self._loaded[path]
        if isinstance(found, InputError):
            raise found
        return found if {found.mapping.from_, found.mapping.to} == {one, other} else None

    def related(self, one: str, other: str, library: Library) -> bool:
        """Whether two names of sets or families, as assessments write them, may be compared; no set is loaded."""
        if one == other:
            return True
        key = (one, other)
        if key not in self._related:
            self._kinship = self._kinship or Kinship(library)
            self._related[key] = self._are_related(self._kinship.of(one), self._kinship.of(other))
        return self._related[key]

    def _are_related(self, one: Kin, other: Kin) -> bool:
        if one.ids & other.ids or one.families & other.families:
            return True
        return any(self.files.between(before, after) for before in one.ids for after in other.ids)


_KNOWN: WeakKeyDictionary[Library, Mappings] = WeakKeyDictionary()
"""The mappings of every library that is in use."""


def mappings_of(library: Library) -> Mappings:
    """The mappings beside the sets of a library, always the same ones."""
    if library not in _KNOWN:
        _KNOWN[library] = Mappings(library)
    return _KNOWN[library]


def find_bridge(before: LoadedSet, after: LoadedSet, library: Library) -> Bridge | None:
    """How two sets correspond, by what they are or by a mapping beside the sets of `library`; none where they do not.

    Raises `InputError` where a mapping between them has mistakes, or where there is more than one.
    """
    return mappings_of(library).bridge(before, after, library)


def related(one: str, other: str, library: Library) -> bool:
    """Whether assessments by two sets may be compared: one set or family, an overlay, or a mapping between them."""
    return mappings_of(library).related(one, other, library)


def related_in(libraries: Iterable[Library]) -> Callable[[str, str], bool]:
    """Whether sets are related by what any of several libraries holds, such as those of the sides of a comparison."""
    each_once = set(libraries)
    return lambda one, other: any(related(one, other, library) for library in each_once)
