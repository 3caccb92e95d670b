"""A set with an overlay laid over it: one criterion set, and for each part of it the file that says so."""

from __future__ import annotations

from wardeval.library import Layer, LoadedSet
from wardeval.load import refuse_mistakes
from wardeval.model.basis import Applies
from wardeval.model.criterion_set import Condition, CriterionSet, Exception_, Group, Verdict
from wardeval.model.mistakes import Mistake, closest
from wardeval.model.overlay import MoreOfVerdict, Overlay
from wardeval.model.record import kebab
from wardeval.model.rules import Parameter
from wardeval.overlay.guard import easier_verdicts, idle_gates
from wardeval.overlay.layers import Draft, text_at
from wardeval.overlay.room import overfilled
from wardeval.overlay.strictness import fills, same
from wardeval.overlay.tree import Tree
from wardeval.problems import Keys, Message, say
from wardeval.source import Source


def merge(base: LoadedSet, overlay: Overlay, source: Source, place: str) -> LoadedSet:
    """`base` completed by an overlay; raises `InputError` with everything in it that is not allowed."""
    merging = _Merging(base, overlay, source)
    criteria = merging.criteria()
    refuse_mistakes(merging.mistakes, source)
    own = Layer(overlay.id, source, overlay.basis)
    below = base.layers or (Layer(base.criteria.id, base.source, base.criteria.basis),)
    touches = {id_: (*base.touches.get(id_, ()), *found) for id_, found in merging.tree.touches.items()}
    return LoadedSet(
        criteria,
        merging.draft.layered(),
        place,
        base.others,
        (*below, own),
        {**base.touches, **touches},
        {**base.conditions, **merging.conditions},
        base,
    )


_ENTRIES = ("sources", "facts", "parameters", "scales", "exceptions")
_FIXED = ("purpose", "final_track", "window", "scored")


class _Merging:
    """One overlay being laid over one set."""

    def __init__(self, base: LoadedSet, overlay: Overlay, source: Source) -> None:
        self.base, self.overlay, self.draft = base.criteria, overlay, Draft(base.source, source)
        self.tree = Tree(base.criteria, overlay, self.draft)
        self.mistakes = self.tree.mistakes
        self.conditions: dict[tuple[str, int], str] = {}

    def criteria(self) -> CriterionSet:
        """The whole set; whatever is wrong with the overlay is in `mistakes`."""
        overlay, changes = self.overlay, dict[str, object]()
        for name in ("id", "title", "short", "replaces", "replaced_by", "completeness"):
            if name in overlay.given and getattr(overlay, name) is not None:
                changes[name] = getattr(overlay, name)
                self.draft.put((kebab(name),), (kebab(name),))
        self._gaps(changes)
        for name in _FIXED:
            self._fixed(name, changes)
        self._basis(changes)
        self._units(changes)
        self._applies(changes)
        for name in _ENTRIES:
            changes[name] = self._entries(name)
        changes["remarks"] = (*self.base.remarks, *overlay.remarks)
        for index in range(len(overlay.remarks)):
            self.draft.add(("remarks",), ("remarks", index), len(self.base.remarks) + index)
        changes["groups"] = self._groups()
        changes["gates"] = self.tree.section("gates")
        changes["criteria"] = self.tree.section("criteria")
        changes["verdicts"] = self._verdicts()
        self._totals(changes)
        merged = self.base.replace(**changes)
        self.mistakes.extend(easier_verdicts(self.tree, self.base, merged))
        self.mistakes.extend(overfilled(self.tree, self.base, merged))
        self.mistakes.extend(idle_gates(self.tree, merged))
        return merged

    def wrong(self, rule: str, keys: Keys, message: Message, hint: Message | None = None) -> None:
        """Keep a mistake of the overlay."""
        self.mistakes.append(Mistake(rule, keys, message, hint))

    def _changed(self, keys: Keys, base_keys: Keys | None = None, hint: Message | None = None) -> None:
        """Refuse what the set that is extended says otherwise."""
        at = keys if base_keys is None else base_keys
        message = say(
            "{key} cannot become {new}; it is {old} ({place})",
            key=".".join(map(str, keys)),
            new=text_at(self.draft.source.data, keys),
            old=text_at(self.draft.base.data, at),
            place=self.draft.base_place(at),
        )
        default = say("an overlay adds, fills gaps and tightens; leave the key out")
        self.wrong("overlay-changes", keys, message, hint or default)

    def _fixed(self, name: str, changes: dict[str, object]) -> None:
        """What an overlay may say where the set does not, and else only in the same words."""
        old, new = getattr(self.base, name), getattr(self.overlay, name)
        if name not in self.overlay.given or same(old, new):
            return
        if old is None and name in ("window", "scored"):
            changes[name] = new
            self.draft.put((kebab(name),), (kebab(name),))
        else:
            self._changed((kebab(name),))

    def _basis(self, changes: dict[str, object]) -> None:
        """The overlay's own decision; from which day the set is in force stays known."""
        basis = self.overlay.basis
        if basis is not None:
            changes["basis"] = basis if basis.in_force else basis.replace(in_force=self.base.basis.in_force)
            self.draft.put(("basis",), ("basis",))

    def _gaps(self, changes: dict[str, object]) -> None:
        """What is still missing: all of it beside a new `completeness`, else what is added to the set's own.

        A set that is complete has no gaps, so `completeness: complete` alone closes those of the set.
        """
        if "gaps" not in self.overlay.given:
            if self.overlay.completeness == "complete" and self.base.gaps:
                changes["gaps"] = ()
                self.draft.drop(("gaps",))
                self.draft.trace(("gaps",), ("completeness",))
            return
        if self.overlay.completeness is None and not self.overlay.gaps and self.base.gaps:
            place = self.draft.base_place(("gaps",))
            message = say("an empty list changes nothing: the gaps of the set stay ({place})", place=place)
            hint = say("write completeness: beside it: complete, or what the set is with this overlay")
            self.wrong("overlay-idle-gaps", ("gaps",), message, hint)
        if self.overlay.completeness is not None:
            changes["gaps"] = self.overlay.gaps
            self.draft.put(("gaps",), ("gaps",))
            return
        changes["gaps"] = (*self.base.gaps, *self.overlay.gaps)
        for index in range(len(self.overlay.gaps)):
            self.draft.add(("gaps",), ("gaps", index), len(self.base.gaps) + index)

    def _units(self, changes: dict[str, object]) -> None:
        for index, unit in enumerate(self.overlay.units):
            if unit not in self.base.units:
                self._changed(("units", index), ("units",), say("an overlay may name fewer units, not more"))
        if self.overlay.units:
            changes["units"] = self.overlay.units
            self.draft.put(("units",), ("units",))

    def _applies(self, changes: dict[str, object]) -> None:
        """Years of the overlay's own, inside those of the set; a suspended year stays suspended."""
        old, new = self.base.applies or Applies.made(), self.overlay.applies
        if new is None:
            return
        for name in ("from_", "to"):
            was, is_ = getattr(old, name), getattr(new, name)
            if was is not None and is_ is not None and (is_ < was if name == "from_" else is_ > was):
                self._changed(("applies", kebab(name)), None, say("an overlay may be for fewer years, not for more"))
        first, last = new.from_ or old.from_, new.to or old.to
        if first is not None and last is not None and first > last:
            place = self.draft.base_place(("applies",))
            self.wrong(
                "overlay-changes", ("applies",), say("no year is left in which the set applies ({place})", place=place)
            )
        changes["applies"] = Applies.made(
            from_=first,
            to=last,
            suspended=(*old.suspended, *new.suspended),
            source=new.source or old.source,
        )
        self.draft.trace(("applies",), ("applies",))

    def _entries(self, section: str) -> dict[str, object]:
        """A section of declarations with those of the overlay."""
        entries: dict[str, object] = dict(getattr(self.base, section))
        for id_, new in getattr(self.overlay, section).items():
            old, keys = entries.get(id_), (section, id_)
            if isinstance(old, Exception_) and not same(old, new) and not self.tree.may_need_more(id_):
                hint = say("where events that count can lead to more, a ground of exception stays as it is")
                self._changed(keys, None, hint)
            elif old is not None and not same(old, new) and not _completes(old, new):
                self._changed(keys, None, say("declare what is new under an id of its own"))
            elif old is None or not same(old, new):
                entries[id_] = new
                self.draft.put(keys, keys)
        return entries

    def _groups(self) -> tuple[Group, ...]:
        groups = {group.id: (index, group) for index, group in enumerate(self.base.groups)}
        for place, group in enumerate(self.overlay.groups):
            index, old = groups.get(group.id, (len(groups), None))
            if old is None:
                self.draft.add(("groups",), ("groups", place), index)
                groups[group.id] = (index, group)
            elif old.title is None and group.title is not None:
                self.draft.put(("groups", index, "title"), ("groups", place, "title"))
                groups[group.id] = (index, old.replace(title=group.title))
            elif not same(old.title, group.title):
                self._changed(("groups", place, "title"), ("groups", index, "title"))
        return tuple(group for _, group in groups.values())

    def _verdicts(self) -> tuple[Verdict, ...]:
        known = {verdict.id: index for index, verdict in enumerate(self.base.verdicts)}
        verdicts = list(self.base.verdicts)
        for place, more in enumerate(self.overlay.verdicts):
            if more.id not in known:
                close = closest(more.id, known)
                hint = say("did you mean “{id}”?", id=close) if close else None
                message = say(
                    "the set that is extended has no verdict “{id}” ({place}), and an overlay adds none",
                    id=more.id,
                    place=self.draft.base_place(("verdicts",)),
                )
                self.wrong("overlay-changes", ("verdicts", place, "id"), message, hint)
                continue
            index = known[more.id]
            verdicts[index] = self._verdict(verdicts[index], more, ("verdicts", index), ("verdicts", place))
        return tuple(verdicts)

    def _verdict(self, old: Verdict, more: MoreOfVerdict, at: Keys, keys: Keys) -> Verdict:
        """A verdict with further conditions, or with the rule where it was not public."""
        changes: dict[str, object] = {}
        if more.title is not None and not same(more.title, old.title):
            self._changed((*keys, "title"), (*at, "title"))
        if more.source is not None and more.source != old.source:
            changes["source"] = f"{more.source} + {old.source}" if old.source else more.source
            self.draft.write((*at, "source"), str(changes["source"]), (*keys, "source"))
        if "assumed" in more.given and not same(more.assumed, old.assumed):
            if old.assumed is None or (more.assumed is None and more.source is not None):
                changes["assumed"] = more.assumed
                self.draft.put((*at, "assumed"), (*keys, "assumed"))
            else:
                hint = say("write assumed: null, with the source that states the rule")
                self._changed((*keys, "assumed"), (*at, "assumed"), hint)
        if more.unknown and not old.unknown:
            self._changed((*keys, "when"), (*at, "when"))
        if more.when:
            self._when(old, more, at, keys, changes)
        return old.replace(**changes) if changes else old

    def _when(self, old: Verdict, more: MoreOfVerdict, at: Keys, keys: Keys, changes: dict[str, object]) -> None:
        if old.unknown:
            changes |= {"when": more.when, "unknown": False}
            self.draft.put((*at, "when"), (*keys, "when"))
            self.conditions |= {(old.id, index): self.overlay.id for index in range(len(more.when))}
            return
        if old.when is None:
            hint = say("add it to a verdict above, which is then not reached")
            message = say(
                "“{id}” is what remains when nothing above it is reached ({place}), and takes no conditions",
                id=old.id,
                place=self.draft.base_place(at),
            )
            self.wrong("overlay-changes", (*keys, "when"), message, hint)
            return
        when: list[Condition] = list(old.when)
        for index, condition in enumerate(more.when):
            if not any(same(condition, each) for each in when):
                self.draft.add((*at, "when"), (*keys, "when", index), len(when))
                self.conditions[old.id, len(when)] = self.overlay.id
                when.append(condition)
        changes["when"] = tuple(when)

    def _totals(self, changes: dict[str, object]) -> None:
        """The number of criteria, which grows with those that are added, and the total of points."""
        base, overlay, added = self.base, self.overlay, self.tree.added("criteria")
        if overlay.count is not None:
            if base.count is not None and overlay.count != base.count + len(added):
                self._changed(("count",), None, say("leave it out; criteria that are added are counted"))
            changes["count"] = overlay.count
            self.draft.put(("count",), ("count",))
        elif base.count is not None and added:
            changes["count"] = base.count + len(added)
            self.draft.write(("count",), str(changes["count"]), added[0].keys)
        if overlay.total is not None:
            old = base.total
            if old is not None and (old.max != overlay.total.max or overlay.total.round not in (None, old.round)):
                self._changed(("total",))
            decimals = overlay.total.round if overlay.total.round is not None else old.round if old else None
            changes["total"] = overlay.total.replace(round=decimals)
            self.draft.put(("total",), ("total",))


def _completes(old: object, new: object) -> bool:
    """Whether a declaration only says what was not public, or asks for more of an exception."""
    if isinstance(old, Parameter) and isinstance(new, Parameter):
        return fills(old, new)
    if isinstance(old, Exception_) and isinstance(new, Exception_):
        more = all(same(need, new.needs.get(id_)) for id_, need in old.needs.items())
        return more and same(old.title, new.title)
    return False
