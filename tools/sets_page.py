"""The pages about the sets, criteria/README.md and README.vi.md: what is known, what is not, and who could say.

    python tools/sets_page.py write      both pages anew, from the files of criteria/
    python tools/sets_page.py check      exit 1 and a list where a page is not current, or a set does not say enough

Everything on them is read from the sets themselves; nothing is written here that a set does not say.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from wardeval.language import Code, Language, Words
from wardeval.library import Library, LoadedSet, Place
from wardeval.lint.set_declared import unknowns
from wardeval.model.basis import Applies, Link
from wardeval.model.criterion_set import Indicator, unit_type
from wardeval.model.parameters import parameters_in
from wardeval.report import words
from wardeval.report.document import Block, Cell, Column, Document, Facts, Heading, Items, Line, Row, Table
from wardeval.report.markdown import render
from wardeval.source import read_source
from wardeval.trial.cases import cases_beside, read_cases

SETS = Path(__file__).resolve().parents[1] / "criteria"
PAGES = {"README.md": Language(Code.EN), "README.vi.md": Language(Code.VI)}
WHO = Words("Ai bổ sung được:", "Who could close this:")
"""How the gap begins that says who could close the others."""

SHOWN = 6
SHORT = {
    "complete": Words("đầy đủ", "complete"),
    "partial": Words("một phần", "partial"),
    "count-only": Words("chỉ số lượng", "count only"),
}
HEAD = {
    Code.EN: """# The criterion sets

[Tiếng Việt](README.vi.md)

This page is generated from the files of this folder by `tools/sets_page.py`; change those, and write it anew.
What a set does not know is said below, and is never filled with guesses. An office that holds the official text
completes a set with an overlay of its own (`format: wardeval/overlay/1`, `extends: ID`), which may add, fill in and
tighten, and never loosens or removes. `wardeval criteria show ID` shows a set whole.
""",
    Code.VI: """# Các bộ tiêu chí

[English](README.md)

Trang này do `tools/sets_page.py` lập từ các tệp trong thư mục này; hãy sửa các tệp ấy rồi lập lại trang. Điều gì bộ
tiêu chí chưa biết thì nói rõ ở dưới, không đoán thay. Cơ quan giữ văn bản chính thức hoàn thiện một bộ bằng tệp bổ
sung của mình (`format: wardeval/overlay/1`, `extends: MÃ`): được thêm, điền vào chỗ trống và đặt mức cao hơn; không
được hạ mức hay bỏ đi. `wardeval criteria show MÃ` cho xem trọn một bộ.
""",
}


class Entry(NamedTuple):
    """A set, and how many whole cases and single answers it has beside it; none where there is no such file."""

    loaded: LoadedSet
    cases: tuple[int, int] | None


def entries(folder: Path = SETS) -> list[Entry]:
    """Every set of a folder, by its id; raises `InputError`."""
    library = Library((Place("built-in", folder),))
    return [_entry(library.load(id_)) for id_, _ in sorted(library.ids())]


def _entry(loaded: LoadedSet) -> Entry:
    path = cases_beside(loaded)
    if not path.exists():
        return Entry(loaded, None)
    cases = read_cases(read_source(path), loaded)
    return Entry(loaded, (len(cases.cases), sum(map(len, cases.leaves.values()))))


def pages(sets: Sequence[Entry]) -> dict[str, bytes]:
    """The pages by the names of their files."""
    return {
        name: f"{HEAD[language.code]}\n{render(_page(sets, language))}".encode() for name, language in PAGES.items()
    }


def _page(sets: Sequence[Entry], language: Language) -> Document:
    text = language.text
    judged = [entry for entry in sets if entry.loaded.criteria.purpose is None]
    reviews = [entry for entry in sets if entry.loaded.criteria.purpose == "review"]
    blocks: list[Block] = []
    for title, part in (
        (Words("Bộ tiêu chí để công nhận, phân loại, chấm điểm", "Sets that recognise, classify or score"), judged),
        (Words("Bộ rà soát: không công nhận ai", "Reviews, which recognise nobody"), reviews),
    ):
        if part:
            blocks += [Heading(text(title)), _overview(part, language)]
    for entry in sets:
        blocks += _section(entry, language)
    return Document(tuple(blocks))


def _overview(sets: Sequence[Entry], language: Language) -> Table:
    text = language.text
    english = language.code is Code.EN
    titles = [
        Words("Mã", "Id"),
        Words("Tên", "Set"),
        Words("Năm", "Years"),
        Words("Tiêu chí công bố", "Criteria public"),
    ]
    titles += [Words("Điểm", "Points"), Words("Trường hợp thử", "Cases")]
    columns = [Column(text(title)) for title in titles]
    if english:
        columns.insert(2, Column("Vietnamese"))
    rows = []
    for entry in sets:
        criteria = entry.loaded.criteria
        short = criteria.short or criteria.title
        named = sum(1 for node in criteria.criteria if node.label is not None)
        public = f"{named}/{len(criteria.criteria)}, {text(SHORT[criteria.completeness])}"
        cells = [criteria.id, text(short), _years(criteria.applies, language), public, _points(entry.loaded, language)]
        cells.append(_cases(entry, language))
        if english:
            cells.insert(2, short.vi)
        rows.append(Row(tuple(map(Cell, cells))))
    return Table(tuple(columns), tuple(rows))


def _section(entry: Entry, language: Language) -> Iterator[Block]:
    text = language.text
    criteria = entry.loaded.criteria
    yield Heading(f"{criteria.id}: {text(criteria.short or criteria.title)}")
    yield Facts(tuple((text(label), Cell(value)) for label, value in _facts(entry, language) if value))
    who = [gap for gap in criteria.gaps if _says_who(gap)]
    rest = [gap for gap in criteria.gaps if not _says_who(gap)]
    if rest:
        yield Line(Cell(text(Words("Chưa công bố hoặc chưa rõ:", "Not public, or not known:"))))
        yield Items(tuple(Cell(text(gap)) for gap in rest))
    for gap in who:
        yield Line(Cell(text(gap)))


def _says_who(gap: Words) -> bool:
    return gap.vi.startswith(WHO.vi)


def _facts(entry: Entry, language: Language) -> Iterator[tuple[Words, str]]:
    text = language.text
    criteria = entry.loaded.criteria
    yield Words("Tên đầy đủ", "Title"), text(criteria.title)
    if language.code is Code.EN:
        yield Words("Tên đầy đủ", "Vietnamese title"), criteria.title.vi
    yield Words("Căn cứ", "Basis"), words.basis(criteria, language)
    yield Words("Nhóm bộ", "Family"), criteria.family or ""
    yield Words("Thay", "Replaces"), _link(criteria.replaces, language)
    yield Words("Được thay bởi", "Replaced by"), _link(criteria.replaced_by, language)
    yield Words("Đơn vị", "Units"), text(tuple(unit_type(unit) for unit in criteria.units))
    if criteria.scored:
        yield Words("Đối tượng đánh giá", "Judged"), text(criteria.scored)
    yield Words("Năm áp dụng", "Years"), _years(criteria.applies, language)
    if criteria.derived_from:
        yield Words("Biên soạn theo", "Derived from"), text(Words("báo chí", "press reports"))
    yield Words("Mức công bố", "Completeness"), text(words.COMPLETENESS[criteria.completeness])
    yield Words("Nguồn của lời văn", "Attested"), _attested(criteria.criteria, language)
    yield Words("Điểm", "Points"), _points(entry.loaded, language)
    yield Words("Tệp bổ sung", "Overlay"), _overlay(entry.loaded, language)
    yield Words("Trường hợp thử", "Cases"), _cases(entry, language)


def _link(link: Link | None, language: Language) -> str:
    if link is None:
        return ""
    what = link.set_ or link.number or ""
    return what if link.on is None else f"{what} ({language.text(link.on)})"


def _years(applies: Applies | None, language: Language) -> str:
    text = language.text
    if applies is None or (applies.from_ is None and applies.to is None):
        return text(Words("chưa rõ", "not known"))
    if applies.from_ == applies.to:
        found = str(applies.from_)
    elif applies.to is None:
        found = text(Words(f"từ {applies.from_}", f"from {applies.from_}"))
    elif applies.from_ is None:
        found = text(Words(f"đến {applies.to}", f"to {applies.to}"))
    else:
        found = f"{applies.from_}–{applies.to}"
    for pause in applies.suspended:
        where = f" ({pause.within})" if pause.within else ""
        found += text(Words(f"; trừ {pause.year}{where}", f"; not {pause.year}{where}"))
    return found


def _attested(criteria: Sequence[Indicator], language: Language) -> str:
    counts: Counter[str | None] = Counter(node.attested for node in criteria)
    kinds = ((kind, words.ATTESTED[kind]) for kind in words.ATTESTED if counts[kind])
    return "; ".join(f"{counts[kind]} {language.text(title)}" for kind, title in kinds)


def _points(loaded: LoadedSet, language: Language) -> str:
    earning = [node for node in loaded.criteria.nodes() if node.measure is not None and node.earns]
    unknown = [node for node in earning if _unknown_points(node)]
    if not earning:
        return language.text(Words("không chấm điểm", "none"))
    if not unknown:
        judged = any(node.measure == "points" for node in earning)
        most = Words("mức tối đa đã biết", "maxima known")
        return language.text(most if judged else Words("đã biết", "known"))
    n, of = len(unknown), len(earning)
    return language.text(Words(f"{n}/{of} nội dung chưa biết điểm", f"{n} of {of} parts not known"))


def _unknown_points(node: Indicator) -> bool:
    points = node.points
    if points is None or points.form == "unknown" or (points.form == "judged" and node.max is None):
        return True
    numbers = [number for number in (points.full_at, points.up_to, points.per) if number is not None]
    return (
        points.steps == "unknown"
        or any(band.points is None for band in points.bands)
        or any(inner.word == "unknown" for number in numbers for inner in parameters_in(number))
    )


def _overlay(loaded: LoadedSet, language: Language) -> str:
    found = unknowns(loaded.criteria)
    if not found:
        text = Words("được thêm tiêu chí và đặt mức cao hơn", "may add criteria and tighten")
        return language.text(text)
    shown = ", ".join(found[:SHOWN]) + (", …" if len(found) > SHOWN else "")
    return language.text(
        Words(
            f"được điền {len(found)} chỗ chưa công bố ({shown}), thêm tiêu chí và đặt mức cao hơn",
            f"may fill in {len(found)} places that are not public ({shown}), add criteria and tighten",
        )
    )


def _cases(entry: Entry, language: Language) -> str:
    if entry.cases is None:
        return language.text(Words("chưa có", "none"))
    whole, single = entry.cases
    return language.text(Words(f"{whole} hồ sơ, {single} câu trả lời", f"{whole} files, {single} answers"))


def faults(sets: Sequence[Entry], folder: Path = SETS) -> Iterator[str]:
    """What is wrong with the pages of a folder, or with what its sets say of themselves, a line each."""
    for name, content in pages(sets).items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            yield f"{name} is not current: python tools/sets_page.py write"
    for entry in sets:
        criteria = entry.loaded.criteria
        if criteria.short is None:
            yield f"{criteria.id} has no short name"
        if criteria.completeness != "complete" and not any(map(_says_who, criteria.gaps)):
            yield f"{criteria.id}: no gap says who could close the others (“{WHO.vi} …”)"
        if entry.cases is None:
            yield f"{criteria.id} has no cases beside it"


def main(arguments: list[str]) -> int:
    """Run one of write, check; returns the exit code."""
    match arguments:
        case ["write"]:
            for name, content in pages(entries()).items():
                (SETS / name).write_bytes(content)
            return 0
        case ["check"]:
            wrong = list(faults(entries()))
            sys.stdout.write("".join(f"{line}\n" for line in wrong))
            return 1 if wrong else 0
    sys.stderr.write("usage: sets_page.py write | check\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
