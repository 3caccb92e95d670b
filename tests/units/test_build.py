"""The register built from the package: its counts, its traps, and that what is written is found again."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tests.pace import in_seconds
from wardeval.engine.change import UnitName
from wardeval.problems import InputError
from wardeval.units import build as build_module
from wardeval.units.build import Built, build, choose, doubtful
from wardeval.units.package import Data, data_folder, read_data
from wardeval.units.register import Register, load_register, parse_register

OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)
HCM, DA_NANG, DONG_THAP = "thanhphohochiminh", "thanhphodanang", "tinhdongthap"


@pytest.fixture(scope="module")
def data() -> Data:
    folder = data_folder()
    assert folder is not None
    return read_data(folder)


@pytest.fixture(scope="module")
def country(data: Data) -> Built:
    return build(data.provinces, data)


def built(data: Data, key: str) -> Register:
    chosen = [province for province in data.provinces if province.key == key]
    return parse_register(build(chosen, data).text.encode(), "units.yaml")


@pytest.fixture(scope="module")
def hcm(data: Data) -> Register:
    return built(data, HCM)


def test_the_data_hold_what_the_facts_say(data: Data) -> None:
    links = [link for of_one in data.links.values() for link in of_one]
    whole = [link.old for link in links if link.whole]
    divided = {link.old for link in links if not link.whole}
    assert (len(data.old), len(data.new)) == (10_040, 3_321)
    assert (len(whole), len(set(whole)), len(divided)) == (9_569, 9_569, 471)
    assert not divided & set(whole)
    assert divided | set(whole) == data.old.keys()
    assert data.links.keys() == data.new.keys()
    assert Counter(ward.name.split()[0] for ward in data.new.values()) == {"Xã": 2_621, "Phường": 687, "Đặc": 13}


def test_of_the_old_units_five_were_islands_without_wards(data: Data) -> None:
    islands = sorted(ward.name for ward in data.old.values() if len(ward.within) == 1)
    assert islands == ["Huyện Bạch Long Vĩ", "Huyện Côn Đảo", "Huyện Cồn Cỏ", "Huyện Hoàng Sa", "Huyện Lý Sơn"]
    assert len(data.old) - len(islands) == 10_035  # the number of communes that was published


def test_one_province_has_no_two_units_of_one_key_though_keys_lose_their_tones(data: Data) -> None:
    names = [ward.name for (province, _), ward in data.new.items() if province == "tinhquangngai"]
    assert {"Xã Sơn Hà", "Xã Sơn Hạ", "Xã Ba Tơ", "Xã Ba Tô"} <= set(names)
    assert len({ward.id for ward in data.new.values()}) == len(data.new)
    assert len({ward.id for ward in data.old.values()}) == len(data.old)


def test_no_old_province_went_to_two_new_ones(data: Data) -> None:
    for (province, _), links in data.links.items():
        assert {data.old[link.old].province for link in links} == {province}


def test_ho_chi_minh_city_has_168_units_from_441_and_an_island(hcm: Register) -> None:
    old, new = ([unit for unit in hcm.units if unit.on(day)] for day in (OLD, NEW))
    assert Counter(unit.type for unit in new) == {"phuong": 113, "xa": 54, "dac-khu": 1}
    assert Counter(unit.type for unit in old)["huyen"] == 1
    assert len(old) - 1 == 441


def test_sai_gon_is_one_whole_ward_and_two_parts(hcm: Register) -> None:
    found = hcm.find(UnitName("26740", "Phường Sài Gòn", "phuong"), NEW)
    assert found.unit is not None
    lineage = hcm.lineage(found.unit)
    assert lineage is not None
    assert [(descent.unit.name, descent.whole) for descent in lineage.made_of] == [
        ("Phường Bến Nghé", True),
        ("Phường Đa Kao", False),
        ("Phường Nguyễn Thái Bình", False),
    ]
    assert lineage.decision == "1685/NQ-UBTVQH15"
    assert hcm.entry(found.unit).source == "S1"
    assert hcm.sources["S1"].title.vi == "vietnamadminunits 1.0.4"


def test_one_id_before_and_after(hcm: Register) -> None:
    before = hcm.find(UnitName("26740", "Phường Bến Nghé", "phuong"), OLD)
    assert before.unit is not None
    assert before.unit.within == ("Quận 1", "Thành phố Hồ Chí Minh")
    late = hcm.find(UnitName("26740", "Phường Bến Nghé", "phuong"), date(2025, 12, 31))
    assert late.unit == before.unit
    assert len(late.notes) == 1


def test_the_example_says_the_same_as_the_data(data: Data) -> None:
    real = [unit for unit in load_register(EXAMPLES / "units.yaml").units if not unit.id.startswith("FICTION")]
    assert len(real) > 5
    known = {unit for key in (HCM, DA_NANG) for unit in built(data, key).units}
    assert set(real) <= known


@pytest.mark.parametrize(("id_", "day"), [(None, date(2022, 12, 31)), ("20242", date(2022, 12, 31)), ("20236", OLD)])
def test_a_unit_that_changed_before_2025_is_not_known_and_said_so(data: Data, id_: str | None, day: date) -> None:
    register = built(data, DA_NANG)
    found = register.find(UnitName(id_, "Phường Hải Châu 1", "phuong", ("Thành phố Đà Nẵng",)), day)
    assert found.unit is None
    assert found.notes[0].template.startswith("the register does not know {name}")
    now = register.find(UnitName("20242", "Phường Hải Châu", "phuong"), NEW)
    assert now.unit is not None
    lineage = register.origins(now.unit, date(2022, 12, 31))
    assert lineage is not None
    assert lineage.notes  # that nobody says since when the old units were as they are here


def test_an_unchanged_unit_is_made_of_itself(hcm: Register) -> None:
    found = hcm.find(UnitName("27676", "Xã Thạnh An", "xa"), NEW)
    assert found.unit is not None
    lineage = hcm.lineage(found.unit)
    assert lineage is not None
    assert lineage.is_whole
    assert [(each.unit.id, each.unit.name) for each in lineage.made_of] == [("27676", "Xã Thạnh An")]


def test_a_province_that_changed_is_another_place(hcm: Register) -> None:
    (old,) = (unit for unit in hcm.named("Phường Vũng Tàu") if unit.on(NEW))
    lineage = hcm.lineage(old)
    assert lineage is not None
    assert len(lineage.made_of) == 7
    assert {descent.unit.within[-1] for descent in lineage.made_of} == {"Tỉnh Bà Rịa - Vũng Tàu"}


def test_units_of_one_name_that_the_data_confuse_are_left_unknown(data: Data, country: Built) -> None:
    doubts = doubtful(data)
    divided = {link.old for of_one in data.links.values() for link in of_one if not link.whole}
    assert len(doubts) == 30
    assert doubts < divided
    assert "tinhtiengiang_thanhphomytho_phuong4" in doubts
    assert not [old for old in doubts if data.old[old].province in (HCM, DA_NANG, "thanhphohanoi")]
    assert country.unknown == country.text.count("made-of: unknown\n") == 31
    register = built(data, DONG_THAP)
    (cao_lanh,) = (unit for unit in register.named("Phường Cao Lãnh") if unit.on(NEW))
    assert register.lineage(cao_lanh) is None
    assert register.origins(cao_lanh, OLD) is None


def test_the_country_is_written_and_read_again_in_a_moment(data: Data, country: Built, tmp_path: Path) -> None:
    file = tmp_path / "units.yaml"
    file.write_text(country.text, encoding="utf-8")
    with in_seconds(6):  # a second on a quiet machine
        register = load_register(file)
    assert len(register.units) == 13_361
    for ward in data.new.values():
        found = register.find(UnitName(ward.id, ward.name, "", ward.within), NEW)
        assert found.unit is not None
        assert (found.unit.name, found.unit.from_, found.notes) == (ward.name, NEW, ())
    for ward in data.old.values():
        found = register.find(UnitName(ward.id, ward.name, "", ward.within), OLD)
        assert found.unit is not None
        assert (found.unit.name, found.unit.to, found.notes) == (ward.name, OLD, ())
    shares = Counter(
        descent.whole
        for unit in register.units
        if (lineage := register.lineage(unit)) is not None
        for descent in lineage.made_of
    )
    doubts = doubtful(data)
    unknown = {at for at, links in data.links.items() if any(link.old in doubts for link in links)}
    expected = Counter(link.whole for at, links in data.links.items() if at not in unknown for link in links)
    assert shares == expected


def test_the_text_is_the_same_every_time(data: Data, country: Built) -> None:
    assert build(data.provinces[::-1], data) == country


def test_the_head_says_where_it_is_from_and_both_traps(country: Built) -> None:
    head = country.text.partition("\nformat:")[0]
    assert all(line.startswith("#") for line in head.splitlines() if line)
    for words in ("vietnamadminunits 1.0.4", "26740", "Hải Châu 1", "just before 1 July 2025", "ngay trước 1/7/2025"):
        assert words in head
    assert max(map(len, head.splitlines())) <= 120
    assert "format: wardeval/units/1" in country.text.encode()[:4096].decode(errors="ignore")


def test_only_known_decisions_are_written(data: Data, country: Built) -> None:
    assert country.text.count("\n    decision: ") == country.text.count("\n    decision: 1685/NQ-UBTVQH15\n") == 168
    only = build([province for province in data.provinces if province.key == DA_NANG], data).text
    assert "decision: 1" not in only
    assert "CafeF" not in only


@pytest.mark.parametrize(
    ("wish", "key", "noted"),
    [
        ("Thành phố Hồ Chí Minh", HCM, False),
        ("ho chi minh", HCM, False),
        ("TP.HCM", HCM, False),
        ("tphcm", HCM, False),
        ("Bà Rịa – Vũng Tàu", HCM, True),
        ("ba ria-vung tau", HCM, True),
        ("tỉnh Bình Dương", HCM, True),
        ("Quảng Nam", DA_NANG, True),
        ("Quảng Trị", "tinhquangtri", False),
        ("Quảng Bình", "tinhquangtri", True),
    ],
)
def test_a_province_by_any_of_its_names(data: Data, wish: str, key: str, noted: bool) -> None:
    chosen = choose(wish, data)
    assert chosen is not None
    assert (chosen.province.key, chosen.note is not None) == (key, noted)


def test_no_province_is_none(data: Data) -> None:
    assert choose("Thừa Thiên Huế", data) is None
    assert choose("", data) is None


def _broken(folder: Path, converter: object, tables: str) -> Path:
    folder.mkdir()
    (folder / "converter_2025.json").write_text(json.dumps(converter), encoding="utf-8")
    connection = sqlite3.connect(folder / "dataset.db")
    connection.executescript(tables)
    connection.close()
    return folder


@pytest.mark.parametrize(
    ("converter", "tables"),
    [
        ({}, ""),
        ([], ""),
        ({"DICT_PROVINCE": {}}, "create table admin_units_legacy (provinceKey)"),
    ],
    ids=["nothing", "a list", "other columns"],
)
def test_other_data_are_refused_plainly(tmp_path: Path, converter: object, tables: str) -> None:
    folder = _broken(tmp_path / "data", converter, tables)
    with pytest.raises(InputError) as caught:
        read_data(folder)
    assert [problem.rule for problem in caught.value.problems] == ["package-data"]
    with pytest.raises(InputError):
        read_data(tmp_path / "nowhere")


def test_the_days_are_those_of_the_reform() -> None:
    assert (build_module.LAST_BEFORE, build_module.FIRST_AFTER) == (OLD, NEW)
