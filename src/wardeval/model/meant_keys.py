"""What was meant by a key that is not known in its place, and how a value of the wrong form is written there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Annotated, Any, get_args, get_origin

from wardeval.model.base import fold
from wardeval.model.mistakes import closest
from wardeval.model.record import Record
from wardeval.problems import Keys, Message, say
from wardeval.source import Value, value_at

MOST_LISTED = 16
"""More keys than that are not listed: nobody reads them through."""

_WORDS = {
    "set": ("bộ tiêu chí", "mã bộ tiêu chí", "bộ", "tiêu chuẩn", "criteria", "criterion set"),
    "unit": ("đơn vị", "địa phương", "ward", "commune"),
    "period": ("kỳ", "kỳ đánh giá", "năm", "năm đánh giá", "year"),
    "as-of": ("tính đến", "tính đến ngày", "thời điểm", "thời điểm chốt"),
    "fictional": ("hư cấu", "giả định", "ví dụ"),
    "facts": ("dữ kiện", "đặc điểm", "thông tin"),
    "days-off": ("ngày nghỉ", "nghỉ lễ", "holidays"),
    "answers": ("trả lời", "câu trả lời", "các câu trả lời", "chỉ tiêu", "tiêu chí", "nội dung"),
    "stated-count": ("số tiêu chí đạt", "số tiêu chí", "số đạt"),
    "verified": ("thẩm định", "kết quả thẩm định", "kiểm tra", "xác minh", "verification"),
    "evidence": ("minh chứng", "tài liệu", "hồ sơ", "văn bản", "danh mục minh chứng", "documents", "proof"),
    "claims": ("kết luận", "tự chấm", "tự đánh giá", "tự nhận", "tự nhận xét", "kết quả tự chấm"),
    "id": ("mã", "mã số", "mã đơn vị", "code"),
    "name": ("tên", "tên đơn vị"),
    "type": ("loại", "loại hình", "loại đơn vị", "cấp"),
    "within": ("thuộc", "trực thuộc", "địa bàn", "huyện", "quận", "tỉnh", "thành phố", "district", "province"),
    "value": ("giá trị", "kết quả", "trả lời", "câu trả lời", "số", "số lượng", "số liệu", "điểm", "mức", "answer"),
    "part": ("phần", "tử số", "đạt", "số đạt", "numerator"),
    "whole": ("tổng", "tổng số", "tổng cộng", "mẫu số", "total", "of", "denominator"),
    "now": ("nay", "năm nay", "hiện nay", "kỳ này", "this year", "current"),
    "before": ("trước", "năm trước", "kỳ trước", "cùng kỳ", "last year", "previous"),
    "parts": ("các phần", "phần", "nội dung", "các nội dung"),
    "excepted": ("ngoại lệ", "loại trừ", "trừ", "không tính", "exceptions"),
    "percent": ("tỷ lệ", "tỉ lệ", "phần trăm", "percentage"),
    "sum-of": ("cộng từ", "tổng của", "gồm", "cộng"),
    "not-applicable": ("không áp dụng", "không thuộc đối tượng", "không phải thực hiện", "na", "n/a"),
    "explanation": ("giải trình", "giải thích"),
    "reason": ("lý do", "lí do", "căn cứ"),
    "note": ("ghi chú", "chú thích", "lưu ý", "comment"),
    "holds": ("điều kiện", "thỏa mãn"),
    "met": ("đạt", "số đạt", "số tiêu chí đạt"),
    "of": ("trên", "tổng", "tổng số", "tổng số tiêu chí", "total"),
    "by": ("người thẩm định", "cơ quan thẩm định", "đơn vị thẩm định", "bởi"),
    "date": ("ngày", "ngày ban hành", "ngày ký", "ngày tháng", "ngày thẩm định"),
    "title": ("tiêu đề", "tên", "tên văn bản", "tên tài liệu"),
    "number": ("số", "số hiệu", "số ký hiệu", "số văn bản", "ký hiệu", "số lượng", "số vụ"),
    "issuer": ("cơ quan ban hành", "nơi ban hành", "đơn vị ban hành", "cơ quan"),
    "summary": ("trích yếu", "tóm tắt", "nội dung"),
    "file": ("tệp", "tập tin", "tệp đính kèm", "đính kèm", "attachment"),
    "sha256": ("mã băm", "hash"),
    "url": ("liên kết", "đường dẫn", "link"),
    "verdict": ("kết luận", "xếp loại", "mức", "kết quả"),
    "total": ("tổng điểm", "tổng số điểm", "tổng", "điểm", "score"),
    "points": ("điểm từng tiêu chí", "điểm thành phần"),
}
"""The words that people write for the keys of an assessment, in Vietnamese and at times in English."""

_EXAMPLES = {
    "Unit": "unit: {name: Phường Ví Dụ, type: phuong}",
    "Verified": "verified: {by: Tổ thẩm định, answers: {4.2: đạt}}",
    "StatedCount": "stated-count: {met: 21, of: 22}",
    "Claims": "claims: {verdict: dat, met: 21}",
    "Evidence": "nq-01: {number: 01-NQ/ĐU, date: 10/02/2024}",
    "Excepted": "excepted: [{reason: bat-kha-khang, number: 1}]",
    "answers": "answers: {4.2: đạt, 5.4.b: 14/15}",
    "evidence": "evidence: {nq-01: {number: 01-NQ/ĐU, date: 10/02/2024}}",
    "facts": "facts: {bien-gioi: không}",
    "days-off": "days-off: [30/04/2024, 01/05/2024]",
    "excepted": "excepted: [{reason: bat-kha-khang, number: 1}]",
}
"""How the sections of an assessment are written, by the record or else the key that they stand under."""


def bare(text: str) -> str:
    """A key without capitals, tone marks, blanks and hyphens, as keys are compared."""
    return "".join(filter(str.isalnum, fold(text)))


_MEANT = {key: frozenset(map(bare, words)) for key, words in _WORDS.items()}


def sure_hint(record: type[Record], keys: Keys, data: Value, only: Collection[str] | None = None) -> Message | None:
    """What to write for the last of `keys`, which is not known there, where its word says what it is.

    Only keys that may still be written there are named: of those in `only`, where given, and not there already.
    """
    place = record_at(record, keys[:-1])
    if place is None:
        return None
    key = str(keys[-1])
    if found := _same(key, _free(place, keys, data, only)):
        example = form_hint(record, (*keys[:-1], found)) if isinstance(value_at(data, keys), str) else None
        return example or say("write “{word}”", word=found)
    if found := _same(key, place.written_keys()):
        is_there = only is None or found in only
        return say("“{word}” stands there already; keep one of the two", word=found) if is_there else None
    return _elsewhere(record, place, key)


def key_hint(record: type[Record], keys: Keys, data: Value, only: Collection[str] | None = None) -> Message | None:
    """The same, or else what comes near, or else all that may be written there."""
    if hint := sure_hint(record, keys, data, only):
        return hint
    place = record_at(record, keys[:-1])
    if place is None:
        return None
    free = _free(place, keys, data, only)
    if close := closest(str(keys[-1]), free):
        return say("did you mean “{id}”?", id=close)
    return say("the keys here are {keys}", keys=tuple(free)) if 0 < len(free) <= MOST_LISTED else None


def _free(place: type[Record], keys: Keys, data: Value, only: Collection[str] | None) -> list[str]:
    """The keys that may be written beside those that are there."""
    around = value_at(data, keys[:-1])
    there = around.keys() if isinstance(around, dict) else ()
    return [known for known in place.written_keys() if known not in there and (only is None or known in only)]


def _same(key: str, known: Iterable[str]) -> str | None:
    """The key that is spelt otherwise, or for which another word is written."""
    known, wanted = tuple(known), bare(key)
    spelt = next((each for each in known if bare(each) == wanted), None)
    return spelt or next((each for each in known if wanted in _MEANT.get(each, ())), None)


def _elsewhere(record: type[Record], place: type[Record], key: str) -> Message | None:
    """That a key belongs into a section of the record it stands in, or beside the sections of the file."""
    if place is not record:
        found = _same(key, (each for each in record.written_keys() if each != "format"))
        return say("“{word}” belongs in the first column, as an entry of its own", word=found) if found else None
    if key[:1].isdigit() and "answers" in record.written_keys():
        return say("an answer stands under “answers:”, indented by two spaces")
    fields = record.fields()
    sections = {known: _bare(fields[name]) for known, name in record.written_keys().items()}
    found_in = {
        around: found
        for around, inner in sections.items()
        if _is_record(inner) and (found := _same(key, inner.written_keys()))
    }
    if len(found_in) != 1:
        return None
    ((around, word),) = found_in.items()
    return say("write it under “{key}:”, as “{word}”", key=around, word=word)


def form_hint(record: type[Record], keys: Keys) -> Message | None:
    """How a section, or the kind of a file, is written that is expected at `keys`."""
    wanted = _bare(_at(record, keys))
    if keys == ("format",):
        example = f"format: {get_args(wanted)[0]}"
    else:
        example = _EXAMPLES.get(wanted.__name__ if _is_record(wanted) else str(keys[-1]) if keys else "", "")
    return say("write it like this: {example}", example=example) if example else None


def says_nothing(record: type[Record], data: Value) -> bool:
    """Whether a file has no key that a file of its kind may have at its top, in any spelling."""
    known = record.written_keys()
    return isinstance(data, dict) and not any(_same(key, known) for key in data)


def record_at(record: type[Record], keys: Keys) -> type[Record] | None:
    """The record that is expected at keys of a file; none where something else is."""
    found = _bare(_at(record, keys))
    return found if _is_record(found) else None


def _at(record: type[Record], keys: Keys) -> Any:
    hint: Any = record
    for key in keys:
        hint = _inside(_bare(hint), key)
    return hint


def _inside(hint: Any, key: str | int) -> Any:
    """What is expected at a key or place of what is expected around it."""
    if _is_record(hint):
        return hint.fields().get(hint.written_keys().get(str(key), ""))
    arguments = get_args(hint)
    return (arguments[-1] if get_origin(hint) is dict else arguments[0]) if arguments else None


def _bare(hint: Any) -> Any:
    """An annotation without what may be left out, and without the checks."""
    while get_origin(hint) is Annotated or type(None) in get_args(hint):
        hint = get_args(hint)[0]
    return hint


def _is_record(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Record)
