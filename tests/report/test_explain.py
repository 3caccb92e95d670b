"""The working behind one leaf: the answer as a person would say it."""

from __future__ import annotations

import pytest

from tests.building import case_of, one
from tests.engine.rule_kinds import loaded
from wardeval.case import SELF, VERIFIED
from wardeval.language import Code, Language
from wardeval.report.document import Branch, Tree
from wardeval.report.explain import Explanation

ENGLISH = Language(Code.EN)
DECLARED = {
    "scales": "{s: {kem: {vi: Kém, en: Poor}, kha: {vi: Khá, en: Fair}}}",
    "exceptions": "{bk: {title: {vi: Bất khả kháng, en: Force majeure}},"
    " ph: {title: {vi: Phát hiện, en: Found}, needs: {x: {vi: X, en: In time}, y: {vi: Y, en: Reported}}}}",
}
PARTS = "measure: parts, parts: {loa: {vi: Loa, en: Speaker}, to: {vi: Tờ rơi, en: Leaflet}}, met: all"


def answered(leaf: str, answer: object) -> str:
    """What stands after “answer:” in an explanation."""
    document = Explanation(case_of(loaded(one(leaf, **DECLARED)), {"a": answer}), ENGLISH, SELF).document("a")
    (tree,) = [block for block in document.blocks if isinstance(block, Tree)]
    (text,) = [text for text in texts(tree.root) if text.startswith("answer: ") and "bai.yaml" in text]
    return text.removeprefix("answer: ").rsplit(" (", maxsplit=1)[0]


def texts(branch: Branch) -> list[str]:
    return [branch.cell.text, *(text for child in branch.children for text in texts(child))]


@pytest.mark.parametrize(
    ("leaf", "answer", "said"),
    [
        ("measure: met", "đạt", "đạt"),
        ("measure: met", {"value": "đạt", "note": "Ghi"}, "đạt"),
        ("measure: met, not-applicable: full", {"not-applicable": "Không có"}, "not applicable: Không có"),
        ("measure: ratio, met: {at-least: 70%}", {"part": 20, "whole": 25}, "20/25"),
        ("measure: ratio, met: {at-least: 70%}", "20/25", "20/25"),
        ("measure: ratio, met: {at-least: 70%}", {"part": "20,1250", "whole": 25}, "20,1250/25"),
        ("measure: ratio, met: {at-least: 70%}", {"whole": 25}, "a part that is not given, of 25"),
        ("measure: change, met: {at-most: before}", {"now": 12, "before": 17}, "12 now, 17 the year before"),
        ("measure: change, met: {at-most: before}", {"now": 0}, "0 now, the year before not given"),
        ("measure: change, met: {at-most: before}", {"now": None, "before": None}, "nothing yet"),
        ("measure: level, scale: s, met: {at-least: kha}", "kha", "Fair"),
        ("measure: events, met: none, except: [bk]", {"value": 2}, "2"),
        (
            "measure: events, met: none, except: [bk, ph]",
            {
                "value": 3,
                "excepted": [{"reason": "bk", "number": 2, "note": "Bão"}, {"reason": "ph", "holds": ["x"]}],
            },
            "3, of these 2 excepted: Force majeure; 1 excepted: Found (fulfilled: In time)",
        ),
        (PARTS, ["loa"], "Speaker"),
        (PARTS, {"parts": {"loa": "có", "to": "không"}}, "Speaker; not there: Leaflet"),
        (PARTS, [], "none of the parts"),
    ],
)
def test_an_answer_is_said_without_keys(leaf: str, answer: object, said: str) -> None:
    assert answered(leaf, answer) == said


def test_the_reason_of_the_verifier_stands_beside_his_answer() -> None:
    verified = {"by": "Ai đó", "answers": {"a": {"part": 18, "whole": 25, "reason": "Thiếu hồ sơ"}}}
    case = case_of(loaded(one("measure: ratio, met: {at-least: 70%}")), {"a": "20/25"}, verified=verified)
    (tree,) = [block for block in Explanation(case, ENGLISH, VERIFIED).document("a").blocks if isinstance(block, Tree)]
    (answer,) = [child for child in tree.root.children if child.cell.text.startswith("answer: 18/25")]
    assert texts(answer)[1:] == ["reason of the verifier: Thiếu hồ sơ"]
