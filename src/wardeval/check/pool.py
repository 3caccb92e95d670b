"""All files of a run together, as the rules about several files look at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from wardeval.check.disk import Disk
from wardeval.check.shelf import Shelf
from wardeval.check.traits import Traits, Whose

if TYPE_CHECKING:
    from wardeval.check.across.shared_documents import Borrowed
    from wardeval.check.whose import Units
    from wardeval.units.register import Register


@dataclass(frozen=True)
class Pool:
    """The files of a run that can be judged."""

    traits: Mapping[str, Traits]
    """By the name of each file, in path order."""
    paths: Mapping[str, Path]
    """Where the file of a name lies; of standard input and of a revision nothing does."""
    today: date
    register: Register | None = None
    """The register of units, where the workspace has one."""
    register_name: str = ""
    """What the register's file is called to people."""
    unread: Mapping[str, Whose | None] = field(default_factory=dict)
    """The names of files of the run that cannot be judged, and of whom they are, as far as that can be read."""
    is_whole: bool = False
    """Whether all that was handed in is part of the run: what is not in it was not handed in."""
    disk: Disk = field(default_factory=Disk)
    """What lies beside the files."""

    @property
    def has_several(self) -> bool:
        """Whether there is anything to compare."""
        return len(self.traits) > 1

    @cached_property
    def shelf(self) -> Shelf:
        """The files of evidence that the files of the run claim, as they lie on the disk."""
        return Shelf(self.traits, self.paths, self.disk)

    @cached_property
    def units(self) -> Units:
        """Of which unit each file is."""
        from wardeval.check.whose import Units

        return Units(self.traits, self.register)

    @cached_property
    def borrowed(self) -> Mapping[tuple[str, str], Borrowed]:
        """Documents of other wards that files claim and that are claimed twice, by file and key in its register."""
        from wardeval.check.across.shared_documents import borrowed

        return borrowed(self)
