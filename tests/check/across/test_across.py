"""The rules about several files where folders of a few files do not show it: parts of a run, thousands of files."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.check.checking import TODAY
from tests.pace import in_seconds
from wardeval.check.pool import Pool
from wardeval.check.rule import AcrossRule, Family, Finding
from wardeval.check.rules import OF_POOLS, by_id
from wardeval.check.texts import sketch
from wardeval.check.traits import Claimed, Documented, Explained, Tallied, Traits, Whose
from wardeval.engine.change import UnitName
from wardeval.language import Code, Language
from wardeval.units.register import Register, parse_register

MANY = 3321
CITY = ("Thành phố Hư Cấu",)
MINE = [each for each in OF_POOLS if each.family is Family.ACROSS or each.number in ("450", "650", "651")]
SAID = (
    "Khu phố rà soát từng hộ thuê trọ, lập danh sách, vận động chủ nhà ký cam kết, phân công tổ bảo vệ tuần tra ban "
    "đêm và báo ngay cho trực ban khi có việc"
)


def of(number: int, period: int = 2024) -> Traits:
    unit = UnitName(f"F{number}", f"Phường Ví Dụ {number}", "phuong", CITY)
    return Traits(unit, period, "thu", None, ("thu",), ("phuong",))


def register(count: int) -> Register:
    lines = (f"  - {{id: F{n}, name: Phường Ví Dụ {n}, type: phuong, within: [{CITY[0]}]}}\n" for n in range(count))
    return parse_register(f"format: wardeval/units/1\nunits:\n{''.join(lines)}".encode(), "units.yaml")


def pool(
    files: Mapping[str, Traits],
    known: Register | None = None,
    unread: Mapping[str, Whose | None] | None = None,
    *,
    is_whole: bool = True,
) -> Pool:
    paths = {name: Path(name) for name in files}
    return Pool(files, paths, TODAY, known, "units.yaml", unread or {}, is_whole=is_whole)


def found(rule: str, of_: Pool) -> list[Finding]:
    each = by_id()[rule]
    assert isinstance(each, AcrossRule)
    return [finding for finding in each.find(of_) if isinstance(finding, Finding)]


def text(finding: Finding) -> str:
    english = Language(Code.EN)
    return f"{english.text(finding.message)} | {english.text(finding.hint) if finding.hint else ''}"


def test_who_is_missing_is_asked_only_where_all_files_are_there() -> None:
    files = {"a.yaml": of(0)}
    assert [each.keys for each in found("unit-without-submission", pool(files, register(3)))] == [
        ("units", 1),
        ("units", 2),
    ]
    assert found("unit-without-submission", pool(files, register(3), is_whole=False)) == []
    assert found("unit-without-submission", pool(files)) == []
    assert found("unit-without-submission", pool({}, register(3))) == []


def test_a_file_that_cannot_be_judged_was_handed_in_all_the_same() -> None:
    unread = {"b.yaml": Whose(of(1).unit, 2024, ""), "c.yaml": None, "d.yaml": Whose(of(2).unit, 2023, "thu")}
    (finding,) = found("unit-without-submission", pool({"a.yaml": of(0)}, register(3), unread))
    assert text(finding) == (
        "Phường Ví Dụ 2 handed in nothing for 2024"
        " | 1 file cannot be read; it is not known whether it is that of this unit"
    )


def test_a_file_of_no_known_year_is_that_of_every_year() -> None:
    unread = {"b.yaml": Whose(of(1).unit, None, ""), "c.yaml": Whose(UnitName(None, "Phường Ví Dụ 2", ""), None, "")}
    assert found("unit-without-submission", pool({"a.yaml": of(0)}, register(3), unread)) == []


def test_a_period_is_over_after_its_last_day() -> None:
    for last, n in ((date(2026, 6, 29), 1), (date(2026, 6, 30), 0)):
        window = date(2025, 7, 1), last
        files = {"a.yaml": of(0, 2026)._replace(window=window)}
        assert len(found("unit-without-submission", pool(files, register(2)))) == n


def test_of_many_files_three_are_named_and_the_others_counted() -> None:
    texts = (Explained(("answers", "a", "explanation"), sketch(SAID, "")),)
    files = {f"{n}.yaml": of(n)._replace(explained=texts) for n in range(6)}
    last = found("near-identical-explanation", pool(files))[-1]
    assert last.file == "5.yaml"
    assert text(last) == (
        "nearly the same words as those of Phường Ví Dụ 0 in 0.yaml"
        " | also in 1.yaml; 2.yaml and 2 more; write what was so in this unit"
    )
    copies = {f"{n}.yaml": of(0) for n in range(6)}
    assert text(found("duplicate-submission", pool(copies))[0]).startswith(
        "the same unit, set and period as in 1.yaml; 2.yaml; 3.yaml and 2 more | keep one of them"
    )


def country(chance: random.Random) -> Iterator[tuple[str, Traits]]:
    words = SAID.split()
    for n in range(MANY):
        name = f"Phường Ví Dụ {n}"
        documents = tuple(
            Documented(f"d{k}", f"{k}/BC-UBND", f"ubnd {name.lower()}", 0, date(2024, 2, k)) for k in range(1, 16)
        )
        claimed = tuple(Claimed(f"d{k}", f"minh-chung/{n}/d{k}.pdf") for k in range(1, 16))
        explained = tuple(
            Explained(("answers", str(k), "explanation"), sketch(" ".join(chance.choices(words, k=25)), name))
            for k in range(10)
        )
        yield f"{n}.yaml", of(n)._replace(documents=documents, claimed=claimed, explained=explained)


@pytest.mark.parametrize("kind", ["honest", "copies", "one unit"])
def test_a_whole_country_is_looked_at_quickly(kind: str) -> None:
    files = dict(country(random.Random(7)))
    first = files["0.yaml"]
    if kind == "copies":
        files = {name: first._replace(unit=each.unit) for name, each in files.items()}
    elif kind == "one unit":
        files = dict.fromkeys(files, first)
    of_ = pool(files, register(MANY))
    assert len(of_.shelf.found) == 15 * MANY  # folders are read for the rules about evidence, not for these
    with in_seconds(15):  # some 0.3 s, with 130,000 findings 2 s
        numbers = {each.id: sum(1 for _ in each.find(of_)) for each in MINE}
    told = {rule: n for rule, n in numbers.items() if n}
    assert (
        told
        == {
            "honest": {},
            "copies": {
                "document-claimed-twice": 15 * (MANY - 1),  # their files are not told of again
                "near-identical-explanation": 10 * MANY,
            },
            "one unit": {"duplicate-submission": MANY, "unit-without-submission": MANY - 1},
        }[kind]
    )


def test_one_file_alone_contradicts_nobody() -> None:
    whole = of(0)._replace(met=Tallied((9, 1), (9, 1), (9, 1)), numbers=(9, 9))
    assert [finding for each in MINE for finding in each.find(pool({"a.yaml": whole}))] == []
