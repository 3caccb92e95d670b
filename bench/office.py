"""A workspace of a whole country to check: every unit its own numbers, documents, explanations and evidence files."""

from __future__ import annotations

import os
import random
from pathlib import Path

from bench.wards import realistic

PERIOD = 2024
FAULTY = 20
"""One assessment in so many lacks something, or says a thing twice."""
_EXPLANATIONS = 6
"""Answers of a unit that say in a sentence of their own why they are as they are."""
_FILES = 6
"""Documents of a unit, of 24, that a file is handed in for; the others are kept on paper."""
_SAID = (
    "cuộc họp biên bản khu phố tổ dân phố bảo vệ tuần tra camera hộ dân trường học cơ quan doanh nghiệp "
    "mô hình phòng cháy chữa cháy tập huấn kiểm tra đối chiếu danh sách hồ sơ bàn giao nơi đến chuyển đi "
    "tạm trú đăng ký vận động tuyên truyền phát động ký cam kết giao ước thi đua sơ kết tổng kết khen "
    "thưởng đề xuất kiến nghị phối hợp đoàn thể"
)
_WORDS = _SAID.split()


def write_office(folder: Path, units: int) -> list[Path]:
    """Write a workspace with so many assessments. Returns them."""
    text = realistic().decode()
    chance = random.Random(units)
    (folder / "wardeval.yaml").write_text("format: wardeval/workspace/1\nlanguage: vi\n", encoding="utf-8")
    register = ["format: wardeval/units/1", "units:"]
    files = []
    for number in range(units):
        name = f"Phường Đo Tốc Độ {number}"
        path = folder / "assessments" / str(PERIOD) / f"don-vi-{number:05}.yaml"
        proofs = path.parent / "minh-chung" / f"{number:05}"
        proofs.mkdir(parents=True)
        body, ids = _of_unit(text, number, name, chance)
        for id_ in ids:
            with (proofs / f"{id_}.pdf").open("wb") as file:
                file.truncate(chance.randint(50_000, 3_000_000))  # as large as scans are; takes no room
                file.seek(0, os.SEEK_END)
                file.write(f"{number} {id_} %%EOF".encode())
        if not is_sound(number):
            body = _with_fault(body, number // FAULTY)
        path.write_text(body, encoding="utf-8")
        files.append(path)
        register.append(f'  - {{id: "{90000 + number}", name: {name}, type: phuong, within: [Thành phố Hư Cấu]}}')
    (folder / "units.yaml").write_text("\n".join(register) + "\n", encoding="utf-8")
    return files


def is_sound(number: int) -> bool:
    """Whether nothing is wrong with the assessment of a number."""
    return number % FAULTY != FAULTY - 1


def _of_unit(text: str, number: int, name: str, chance: random.Random) -> tuple[str, list[str]]:
    """The assessment of one unit, and the ids of its documents that are files."""
    whole, now = chance.randint(9, 99), chance.randint(1, 60)
    for usual, own in (
        ('"99999"', f'"{90000 + number}"'),
        ("Phường Đo Tốc Độ", name),
        ("phường Đo Tốc Độ", f"phường Đo Tốc Độ {number}"),
        ("minh-chung/", f"minh-chung/{number:05}/"),
        ("part: 25, whole: 25", f"part: {whole - chance.randint(0, whole // 4)}, whole: {whole}"),
        ("now: 14, before: 17", f"now: {now}, before: {now + chance.randint(1, 9)}"),
        ("value: 3", f"value: {chance.randint(1, 12)}"),
        ("15/02/2024", f"{chance.randint(1, 28):02}/0{chance.randint(1, 3)}/{PERIOD}"),
    ):
        text = text.replace(usual, own)
    lines = text.split("\n")
    answers = [at for at, line in enumerate(lines) if line.startswith('  "')]
    for at in chance.sample(answers, _EXPLANATIONS):
        said = " ".join(chance.choices(_WORDS, k=chance.randint(12, 30)))
        lines[at] = f'{lines[at].removesuffix("}")}, explanation: "{said.capitalize()}"}}'
    ids = chance.sample([line.strip(" :") for line in lines if line.startswith("  bc-")], _FILES)
    files = [f"/{id_}.pdf" for id_ in ids]
    kept = [line for line in lines if not line.startswith("    file: ") or line.endswith(tuple(files))]
    return "\n".join(kept), ids


def _with_fault(text: str, kind: int) -> str:
    """The assessment with one of a few things wrong."""
    lines = text.split("\n")
    first = next(at for at, line in enumerate(lines) if line.startswith('  "4.2"'))
    match kind % 4:
        case 0:
            del lines[first]
        case 1:
            lines[first] = lines[first].replace("value: đạt", "value: cơ bản đạt").partition(", explanation")[0]
            lines[first] = lines[first].removesuffix("}") + "}"
        case 2:
            lines[first] = lines[first].replace("[bc-", "[khong-co-")
        case _:
            lines.insert(first, lines[first])
    return "\n".join(lines)
