"""The data of the package `vietnamadminunits`: the units before and after 1 July 2025, and the links between them.

Only its data files are read: the package itself loads libraries for maps and addresses that are of no use here.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib import metadata, util
from pathlib import Path
from typing import Any, NamedTuple

from wardeval.problems import InputError, Problem, Span, say

PACKAGE = "vietnamadminunits"


class Ward(NamedTuple):
    """A unit of the package: of the old ones, five islands are districts without any ward."""

    key: str
    """What the package calls it; one new province has no two units of one key, nor has one old district."""
    id: str
    name: str
    within: tuple[str, ...]
    province: str
    """The key of the new province."""


class Link(NamedTuple):
    """An old unit that became a new one, or a part of it."""

    old: str
    whole: bool


class Province(NamedTuple):
    """A new province, and the old ones that it was made of."""

    key: str
    code: str
    name: str
    made_of: tuple[str, ...]
    """Names, its own among them where it had that one before."""


class Data(NamedTuple):
    """All that is taken from the package."""

    version: str
    provinces: tuple[Province, ...]
    old: Mapping[str, Ward]
    """Old units by province, district and key."""
    new: Mapping[tuple[str, str], Ward]
    """New units by province and key."""
    links: Mapping[tuple[str, str], tuple[Link, ...]]
    """What each new unit was made of: the whole ones first."""


def data_folder() -> Path | None:
    """Where the package keeps its data; none where it is not installed."""
    spec = util.find_spec(PACKAGE)
    places = spec.submodule_search_locations if spec is not None else None
    return Path(places[0]) / "data" if places else None


def read_data(folder: Path) -> Data:
    """The data in the package's folder; raises `InputError` where they are not as they were in version 1.0.4."""
    try:
        with (folder / "converter_2025.json").open(encoding="utf-8") as file:
            converter: dict[str, Any] = json.load(file)
        database = f"{(folder / 'dataset.db').absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(database, uri=True)) as connection:
            return _data(connection, converter)
    except (OSError, sqlite3.Error, ValueError, KeyError, TypeError) as error:
        message = say("the data of {package} cannot be read: {detail}", package=PACKAGE, detail=str(error))
        hint = say("install the version that is known to fit: pip install “vietnamadminunits==1.0.4”")
        raise InputError([Problem("package-data", message, Span(str(folder)), hint=hint)]) from error


_OLD = """
    select provinceKey, districtKey, coalesce(wardKey, ''), coalesce(wardCode, districtCode), ward, district, province
    from admin_units_legacy
"""
_NEW = "select provinceKey, wardKey, wardCode, ward, province, provinceCode from admin_units"


def _data(connection: sqlite3.Connection, converter: Mapping[str, Any]) -> Data:
    went_to = {old: new for new, olds in converter["DICT_PROVINCE"].items() for old in olds}
    old: dict[str, Ward] = {}
    old_names: dict[str, str] = {}
    for province, district, key, id_, ward, district_name, province_name in connection.execute(_OLD):
        within = (district_name, province_name) if ward else (province_name,)
        name = _named(ward or district_name)
        old[f"{province}_{district}_{key}"] = Ward(key, id_, name, within, went_to[province])
        old_names[province] = province_name
    new: dict[tuple[str, str], Ward] = {}
    provinces: dict[str, Province] = {}
    for province, key, id_, ward, province_name, code in connection.execute(_NEW):
        new[province, key] = Ward(key, id_, _named(ward), (province_name,), province)
        made_of = tuple(old_names[name] for name in converter["DICT_PROVINCE"][province])
        provinces.setdefault(province, Province(province, code, province_name, made_of))
    ordered = tuple(sorted(provinces.values(), key=lambda each: each.code))
    return Data(metadata.version(PACKAGE), ordered, old, new, _links(converter, old, new))


def _named(name: str) -> str:
    """A name as it is usually written: the data say “Thị Trấn” of a few."""
    return f"Thị trấn {name[len('Thị trấn ') :]}" if name.startswith("Thị Trấn ") else " ".join(name.split())


def _links(
    converter: Mapping[str, Any], old: Mapping[str, Ward], new: Mapping[tuple[str, str], Ward]
) -> dict[tuple[str, str], tuple[Link, ...]]:
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for at, link in _each_link(converter):
        found[at].append(link)
        _ = old[link.old], new[at]  # a link to nothing is no data
    return {
        at: tuple(sorted(links, key=lambda link: (not link.whole, old[link.old].id))) for at, links in found.items()
    }


def _each_link(converter: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Link]]:
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for key, olds in wards.items():
            yield from (((province, key), Link(old, whole=True)) for old in olds)
    for province, olds in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            yield from (((province, part["newWardKey"]), Link(old, whole=False)) for part in parts)
