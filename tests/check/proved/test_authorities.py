"""Who signs: only authorities of the district level ended, and only where their name leaves no doubt."""

from __future__ import annotations

from datetime import date

import pytest

from wardeval.check.proved.authorities import DISTRICTS_ENDED, POLICE_ENDED, TOWNSHIPS_ENDED, ended


@pytest.mark.parametrize(
    ("name", "day"),
    {
        "UBND huyện Hư Cấu": DISTRICTS_ENDED,
        "UBND Quận 12": DISTRICTS_ENDED,
        "Ủy ban nhân dân thị xã Hư Cấu": DISTRICTS_ENDED,
        "Uỷ  ban nhân dân\nhuyện Hư Cấu": DISTRICTS_ENDED,
        "Chủ tịch UBND huyện Hư Cấu": DISTRICTS_ENDED,
        "HĐND - UBND quận Hư Cấu": DISTRICTS_ENDED,
        "Huyện ủy Hư Cấu": None,
        "Quận uỷ Hư Cấu": None,
        "Ban Chỉ huy quân sự quận Hư Cấu": None,
        "Phòng Tư pháp huyện Hư Cấu": DISTRICTS_ENDED,
        "UBND thành phố Hư Cấu, tỉnh Hư Cấu": DISTRICTS_ENDED,
        "Công an Quận 12": POLICE_ENDED,
        "Đảng ủy Công an huyện Hư Cấu": POLICE_ENDED,
        "UBND thị trấn Hư Cấu": TOWNSHIPS_ENDED,
        "Công an thị trấn Hư Cấu, huyện Hư Cấu": TOWNSHIPS_ENDED,
        "Công an xã Ví Dụ (trước là Công an thị trấn Ví Dụ)": None,
        "Trạm Y tế thị trấn Hư Cấu": None,
        "UBND Thành phố Hư Cấu": None,
        "Công an Thành phố Hư Cấu": None,
        "Thành ủy Hư Cấu": None,
        "UBND phường Ví Dụ, quận Hư Cấu": None,
        "Công an phường Ví Dụ (UBND quận Hư Cấu)": None,
        "UBND xã Ví Dụ, UBND huyện Hư Cấu": None,
        "Cổng thông tin UBND huyện Hư Cấu": None,
        "Trường THCS do UBND quận Hư Cấu lập": None,
        "Bộ Chỉ huy quân sự tỉnh Hư Cấu": None,
        "Bệnh viện Quận 1": None,
        "Tòa án nhân dân huyện Hư Cấu": None,
        "UBND quan Hu Cau": None,
        "": None,
    }.items(),
)
def test_when_an_authority_ended(name: str, day: date | None) -> None:
    assert ended(name) == day
