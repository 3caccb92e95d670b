"""A rule about words that several units have in common."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.check.pool import Pool
from wardeval.check.rule import Family, Finding, across
from wardeval.check.texts import alike
from wardeval.check.traits import Explained
from wardeval.problems import Severity, say


@across(Family.ACROSS, 3, Severity.NOTE)
def near_identical_explanation(pool: Pool) -> Iterator[Finding]:
    """Units explain themselves in nearly the same words.

    Why: An explanation says what was so in this unit; words that others have as well say nothing of it. Explanations,
    notes on exceptions and reasons why something does not apply are compared, without numbers, dates and the unit's own
    name; texts that share about four fifths of their runs of three words are nearly the same. Texts of fewer than 12
    words are passed over, and reasons why something does not apply of fewer than 20: that there is none of it is said
    alike everywhere.

    Mend: Write what was so in this unit: who, where, when, how it was mended.

    Fails:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers:
          "4.2":
            value: cơ bản đạt
            explanation: >-
              Đã rà soát 120 hộ và bổ sung hồ sơ còn thiếu,
              lực lượng bảo vệ tuần tra hằng đêm.
        # file: phuong-khac.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-02, name: Phường Khác, type: phuong}
        period: 2024
        answers:
          "4.2":
            value: cơ bản đạt
            explanation: >-
              Đã rà soát 98 hộ và bổ sung hồ sơ còn thiếu,
              lực lượng bảo vệ tuần tra hằng đêm.

    Passes:

        # file: phuong-vi-du.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers:
          "4.2": {value: cơ bản đạt, explanation: Hồ sơ bổ sung sau đợt rà soát.}
        # file: phuong-khac.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-02, name: Phường Khác, type: phuong}
        period: 2024
        answers:
          "4.2": {value: cơ bản đạt, explanation: Hồ sơ bổ sung sau đợt rà soát.}
    """
    if not pool.has_several:
        return
    for period in {each.period for each in pool.traits.values()}:
        files: list[str] = []
        texts: list[Explained] = []
        for file, each in pool.traits.items():
            if each.period == period:
                texts.extend(each.explained)
                files.extend([file] * len(each.explained))
        for places in alike([text.sketch for text in texts]):
            yield from _told(pool, [(files[place], texts[place]) for place in places])


def _told(pool: Pool, texts: list[tuple[str, Explained]]) -> Iterator[Finding]:
    """Texts that are near-identical, each with files of other units that hold them."""
    circle = pool.units.circle(file for file, _ in texts)
    for file, text in texts:
        others = pool.units.others(file, circle)
        if others is None:
            continue
        first = others.files[0]
        message = say(
            "nearly the same words as those of {name} in {file}", name=pool.traits[first].unit.name, file=first
        )
        hint = say("write what was so in this unit")
        if others.n > 1:
            hint = say("also in {files}; {hint}", files=others.further, hint=hint)
        yield Finding(file, text.keys, message, hint)
