"""What files are called from a folder on, the same from wherever they are named."""

from __future__ import annotations

import os
from pathlib import Path


class Names:
    """Names of files from a folder on, with slashes: inside it `a/b.yaml`, elsewhere `../b.yaml`."""

    def __init__(self, root: Path) -> None:
        """Begin at `root`."""
        self._root = os.path.realpath(root)
        self._folders: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """The name of a file that is called `name` from the current folder."""
        around, last = os.path.split(name)
        if around not in self._folders:
            self._folders[around] = Path(os.path.relpath(os.path.realpath(around), self._root)).as_posix()
        folder = self._folders[around]
        return last if folder == "." else f"{folder}/{last}"

    def inside(self, name: str) -> str | None:
        """The same; none of a file that lies elsewhere."""
        called = self(name)
        return None if called.startswith("../") else called
