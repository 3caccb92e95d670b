"""A realistic assessment to measure with: every leaf of Circular 124's commune set, with evidence and notes, 16 KB."""

from __future__ import annotations

from wardeval.library import Library, Place, built_in
from wardeval.model.criterion_set import Indicator

SET = "tt-124-2021-xa"
ANSWERS = {
    "met": "value: đạt",
    "events": "value: 0",
    "count": "value: 3",
    "ratio": "part: 25, whole: 25",
    "change": "now: 14, before: 17",
    "date": "value: 15/02/2024",
}
HEAD = f"""\
# Bản tự đánh giá để đo tốc độ; đơn vị không có thật.
format: wardeval/assessment/1
set: {SET}
unit: {{id: "99999", name: Phường Đo Tốc Độ, type: phuong, within: [Quận Ví Dụ, Thành phố Hư Cấu]}}
period: 2024
fictional: yes
answers:
"""
NOTE = (
    "Theo báo cáo của Công an phường và biên bản cuộc họp Ban Chỉ đạo, đã đối chiếu với sổ theo dõi của từng khu phố, "
    "tổ dân phố"
)
SUMMARY = (
    "Về kết quả thực hiện phong trào toàn dân bảo vệ an ninh Tổ quốc, phụ lục kèm theo gồm danh sách và số liệu "
    "của từng cơ quan, doanh nghiệp, trường học"
)


def realistic() -> bytes:
    """The bytes of the assessment."""
    criteria = Library((Place("built-in", built_in()),)).load(SET).criteria
    leaves = [node for node in criteria.nodes() if node.measure is not None]
    answers = "".join(_answer(node, index) for index, node in enumerate(leaves))
    register = "".join(_evidence(index) for index in range(len(leaves)))
    return f"{HEAD}{answers}evidence:\n{register}".encode()


def _answer(node: Indicator, index: int) -> str:
    return (
        f'  "{node.id}": {{{ANSWERS[node.measure or "met"]}, evidence: [bc-{index:02}], note: "{NOTE} số {index}"}}\n'
    )


def _evidence(index: int) -> str:
    return (
        f"  bc-{index:02}:\n    number: {index + 1:02}/BC-UBND\n    date: {index % 28 + 1:02}/11/2024\n"
        f"    issuer: Ủy ban nhân dân phường Đo Tốc Độ\n    title: Báo cáo số {index + 1:02}\n"
        f"    summary: {SUMMARY} ({index})\n    file: minh-chung/bc-{index:02}.pdf\n"
    )
