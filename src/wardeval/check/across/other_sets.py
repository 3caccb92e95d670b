"""A rule about what one unit says under two sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from wardeval.check.pool import Pool
from wardeval.check.rule import Family, Finding, across
from wardeval.check.traits import Asked, Traits
from wardeval.exact import Met
from wardeval.problems import Severity, say


@across(Family.ACROSS, 8, Severity.ERROR)
def conflicting_results(pool: Pool) -> Iterator[Finding]:
    """A file says that another set's verdict is reached, or is not, and the unit's own file of that set says otherwise.

    Why: Some sets ask whether the unit reaches another one. The file of that set for the same period is checked in the
    same run, it was verified, and it is decided what it comes to: one of the two is wrong. What a unit says of itself
    is no recognition, so a file without a verifier's answers contradicts nothing. “Met” contradicts a file that surely
    reaches no verdict with conditions, “not met” one that surely reaches the highest.

    Mend: Correct the answer, or the file of the other set; the decision of recognition is the proof.

    Fails:

        # file: an-toan.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        verified:
          by: Ban Chỉ đạo Thành phố Hư Cấu
          date: 18/11/2024
          answers: {5.3.a: chưa đạt}
        # file: phap-luat.yaml
        format: wardeval/assessment/1
        set: qd-25-2021
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {"5.4": đạt}

    Passes:

        # file: an-toan.yaml
        format: wardeval/assessment/1
        set: tt-124-2021-xa
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        verified:
          by: Ban Chỉ đạo Thành phố Hư Cấu
          date: 18/11/2024
          answers: {5.3.a: chưa đạt}
        # file: phap-luat.yaml
        format: wardeval/assessment/1
        set: qd-25-2021
        unit: {id: FICTION-01, name: Phường Ví Dụ, type: phuong}
        period: 2024
        answers: {"5.4": chưa đạt}
    """
    asking = [(name, each) for name, each in pool.traits.items() if each.asked]
    if not asking or not pool.has_several:
        return
    files: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, each in pool.traits.items():
        files[pool.units.number[name], each.period].append(name)
    for name, each in asking:
        others = [other for other in files[pool.units.number[name], each.period] if other != name]
        for asked in each.asked:
            answered = [other for other in others if asked.set_ in pool.traits[other].known_as]
            if answered and all(_contradicts(pool.traits[other], asked) for other in answered):
                yield _conflict(name, asked, answered[0])


def _contradicts(other: Traits, asked: Asked) -> bool:
    """Whether the answer cannot be right beside a file of the set that it is about."""
    if other.reached is None or not other.is_verified:
        return False
    highest, any_ = other.reached
    return any_ == Met.NO if asked.is_met else highest == Met.YES


def _conflict(name: str, asked: Asked, other: str) -> Finding:
    if asked.is_met:
        message = say("answered as met, but {file} does not reach “{set}”", file=other, set=asked.set_)
    else:
        message = say("answered as not met, but {file} reaches “{set}”", file=other, set=asked.set_)
    return Finding(name, asked.keys, message, say("correct one of the two; the decision of recognition is the proof"))
