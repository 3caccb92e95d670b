"""The trends of units from their files: what is read of each, and what the register adds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from wardeval.series.build import Item, Member, series_of
from wardeval.series.identity import REORDERED, Identity
from wardeval.series.kin import SetKin
from wardeval.series.line import Kinship, Mark, MarkKind, Point, Role, Series, Trend
from wardeval.sides.submission import Submission

if TYPE_CHECKING:
    from wardeval.units.lineage import KnownUnit
    from wardeval.units.register import Register

Read = Callable[[Submission], Item]
"""What the file of a submission comes to; called once for each."""


class Assembly:
    """The units of a run: their files, their relatives, their lines."""

    def __init__(
        self,
        units: Sequence[Identity],
        register: Register | None,
        kin: SetKin,
        read: Read,
        sets: Sequence[str] = (),
    ) -> None:
        """Keep what the lines are made from; with `sets`, only those of these sets or families are made."""
        self.units, self.register, self.kin, self.sets = units, register, kin, sets
        self._read = read
        self._items: dict[str, Item] = {}
        self._known: dict[KnownUnit, Identity] = {unit.known[-1]: unit for unit in units if unit.known}

    @property
    def items(self) -> tuple[Item, ...]:
        """What was read so far, by the names of the files."""
        return tuple(self._items[name] for name in sorted(self._items))

    def trend(self, unit: Identity) -> Trend:
        """The lines of a unit, after those that it was made of and before those that it went into."""
        series = list(self.own(unit))
        notes = unit.notes
        if self.register is not None and unit.known:
            from wardeval.series.descent import relatives

            before = relatives(unit, self._known, self.register, earlier=True)
            after = relatives(unit, self._known, self.register, earlier=False)
            series = [
                *self._of(before, Role.ORIGIN),
                *series,
                *self._of(after, Role.SUCCESSOR),
            ]
            told = [note for each in (*before, unit, *after) for note in each.notes]
            notes = tuple(note for place, note in enumerate(told) if note not in told[:place])
        return Trend(unit.unit, tuple(series), notes)

    def own(self, unit: Identity, role: Role = Role.OWN) -> tuple[Series, ...]:
        """The lines of one unit alone."""
        items = [item for item in map(self._item, unit.submissions) if self._wanted(item)]
        return series_of(Member(unit.unit, role, tuple(items), self._marks(unit)), self.kin)

    def _of(self, units: Iterable[Identity], role: Role) -> list[Series]:
        return [series for unit in units if unit.submissions for series in self.own(unit, role)]

    def _item(self, submission: Submission) -> Item:
        if submission.name not in self._items:
            self._items[submission.name] = self._read(submission)
        return self._items[submission.name]

    def _wanted(self, item: Item) -> bool:
        if not self.sets:
            return True
        return self.kin.named(item.side.set_id if isinstance(item, Point) else item.set_, self.sets)

    def _marks(self, unit: Identity) -> tuple[Mark, ...]:
        if self.register is not None and unit.known:
            from wardeval.series.descent import marks_of

            return marks_of(unit, self.register)
        return tuple(
            Mark(
                MarkKind.REUSED,
                0,
                REORDERED.year,
                REORDERED.year,
                before=None if _is_old(unit) else other.name,
                after=other.name if _is_old(unit) else None,
                units=(Kinship(other, None),),
                day=REORDERED,
            )
            for other in unit.reused
        )


def _is_old(unit: Identity) -> bool:
    """Whether the files are those from before codes were given anew."""
    from wardeval.series.identity import when

    return when(unit.submissions[0]).day < REORDERED
