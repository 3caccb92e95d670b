"""Comparisons built by hand: one of every kind, for what renders them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from wardeval.engine.change import (
    Comparison,
    Decomposition,
    Direction,
    Ends,
    GapChange,
    NodeChange,
    Side,
    Stand,
    Standing,
    UnitName,
)
from wardeval.engine.kinds import Agreement, Kind, Proof, Relation
from wardeval.engine.result import Count, Coverage, GapKind, Outcome, State, Status
from wardeval.exact import Interval, Met
from wardeval.language import Share, Words
from wardeval.problems import Problem, Span, say

REACHED, LOWEST = Words("Đạt", "Reached"), Words("Chưa đạt", "Not reached")


def interval(*ends: str | int) -> Interval:
    """A number, or the two that it lies between."""
    return Interval(Fraction(ends[0]), Fraction(ends[-1]))


def ends(*numbers: str | int) -> Ends:
    """How far both ends moved; alike where one number is given."""
    return Ends(Fraction(numbers[0]), Fraction(numbers[-1]))


def standing(met: Met) -> Standing:
    """A verdict of a ladder of two."""
    status = Status.REACHED if met.decided else Status.UNDECIDED
    reached = {Met.YES: REACHED, Met.NO: LOWEST, Met.UNDECIDED: None}[met]
    candidates = (REACHED, LOWEST) if reached is None else (reached,)
    return Standing(status, reached, met is Met.NO, candidates, None, (("dat", met), ("chua-dat", Met.YES)))


def side(period: int = 2023, met: Met = Met.NO, **more: Any) -> Side:
    """One assessment of a fictional ward."""
    values: dict[str, Any] = {
        "file": f"assessments/{period}/phuong-vi-du.yaml",
        "digest": f"sha256:{period:064d}",
        "unit": UnitName("00001", "Phường Ví Dụ", "phuong", ("Thành phố Ví Dụ",)),
        "as_of": None,
        "fictional": True,
        "set_id": "vi-du",
        "set_title": Words("Bộ tiêu chí ví dụ", "An example set"),
        "set_digest": "sha256:" + "a" * 64,
        "scale": "met",
        "track": "self",
        "tracks": ("self",),
        "count": Count(interval(16), 22),
        "total": None,
        "coverage": Coverage(50, 55),
    }
    return Side(period=period, standing=standing(met), **{**values, **more})


def stand(met: Met | None = Met.YES, id_: str = "1", label: str | None = "Tiêu chí", **more: Any) -> Stand:
    """A criterion on one side."""
    points = more.pop("points", None)
    outcome = Outcome(met, points, more.pop("possible", None))
    state = more.pop("state", State.ANSWERED)
    words = None if label is None else Words(label)
    return Stand(id_, more.pop("number", id_), words, state, outcome, **more)


def ratio(part: int, whole: int) -> object:
    """The answer of a ratio."""
    return say("{part} of {whole} = {share}", part=part, whole=whole, share=Share(Fraction(part, whole)))


def change(before: Stand | None, after: Stand | None, kind: Kind, **more: Any) -> NodeChange:
    """A changed node."""
    directions = {Kind.BETTER: Direction.BETTER, Kind.WORSE: Direction.WORSE}
    return NodeChange(before, after, kind, **{"direction": directions.get(kind, Direction.NEITHER), **more})


def unanswered(id_: str, label: str | None = "Tiêu chí", **more: Any) -> Stand:
    """A criterion without an answer."""
    return stand(Met.UNDECIDED, id_, label, state=State.MISSING, **more)


def _criteria() -> tuple[NodeChange, ...]:
    share = change(
        stand(
            Met.NO, "5.4.b", "Tỷ lệ khu dân cư được công nhận", answer=ratio(16, 25), documents=("01-QĐ (10/02/2023)",)
        ),
        stand(
            Met.YES, "5.4.b", "Tỷ lệ khu dân cư được công nhận", answer=ratio(18, 25), documents=("02-QĐ (15/01/2024)",)
        ),
        Kind.BETTER,
        proof=Proof.RENEWED,
    )
    none, two = stand(Met.YES, "3", "Vụ việc", answer=Fraction(0)), stand(Met.NO, "3", "Vụ việc", answer=Fraction(2))
    judged = stand(None, "7", "Chấm điểm", points=interval("7.5"), possible=Fraction(10), answer=Fraction(15, 2))
    higher = stand(None, "7", "Chấm điểm", points=interval(10), possible=Fraction(10), answer=Fraction(10))
    silent = [
        change(unanswered(str(n), None), stand(Met.YES, str(n), None), Kind.ANSWERED, direction=Direction.BETTER)
        for n in (10, 11, 12)
    ]
    return (
        change(none, two, Kind.WORSE),
        change(stand(Met.NO, "5", "Khu dân cư"), stand(Met.YES, "5", "Khu dân cư"), Kind.BETTER, parts=(share,)),
        change(judged, higher, Kind.BETTER, points=ends("2.5")),
        change(
            unanswered("8", "Sổ sách", points=interval(0, 10), possible=Fraction(10)),
            stand(Met.NO, "8", "Sổ sách", points=interval(4, 6), possible=Fraction(10)),
            Kind.ANSWERED,
            points=ends(4, -4),
        ),
        change(stand(Met.YES, "9", "Lực lượng"), unanswered("9", "Lực lượng"), Kind.MISSING, direction=Direction.WORSE),
        *silent,
        change(
            stand(Met.YES, "13", "Hồ sơ", documents=("03-KH (2022)",)),
            stand(Met.YES, "13", "Hồ sơ", documents=("03-KH (2022)",)),
            Kind.PROOF,
            proof=Proof.EXPIRED,
            agreement=Agreement.SETTLED,
        ),
    )


FULL = Comparison(
    side(2023, Met.NO, total=Outcome(None, interval(62, 80), Fraction(100)), coverage=Coverage(50, 55)),
    side(
        2024,
        Met.YES,
        total=Outcome(None, interval(70, 80), Fraction(100)),
        count=Count(interval(18, 19), 22),
        coverage=Coverage(54, 55),
        tracks=("self", "verified"),
        track="verified",
    ),
    verdict=Direction.BETTER,
    gates=(
        change(
            stand(Met.NO, "dung-dau", "Cấp ủy, chính quyền không để xảy ra khiếu kiện đông người"),
            stand(Met.YES, "dung-dau", "Cấp ủy, chính quyền không để xảy ra khiếu kiện đông người"),
            Kind.BETTER,
        ),
    ),
    criteria=_criteria(),
    total=ends(8, 0),
    count=ends(2, 3),
    decompositions=(
        Decomposition(
            "points",
            (interval(62, 80), interval(62, 80), interval(70, 80), interval(70, 80)),
            ends("2.5"),
            ends("6.5", "-3.5"),
            ends(-1, 1),
            ends(0),
        ),
    ),
    closed=(GapChange(GapKind.CRITERION, "5", "5", Words("Khu dân cư"), False, None),),
    opened=(
        GapChange(GapKind.CRITERION, "3", "3", Words("Vụ việc"), False, say("must be {n}", n=0)),
        GapChange(GapKind.CRITERION, "9", "9", Words("Lực lượng"), True, None),
    ),
)
EMPTY = Comparison(side(2023), side(2024), total=None, count=ends(0))
MAPPED = Comparison(
    side(2023, set_id="bo-cu"),
    side(2024, set_id="bo-moi", set_title=Words("Bộ mới", "A new set"), set_digest="sha256:" + "b" * 64),
    notes=(say("compared by the mapping “{id}”", id="bo-cu--bo-moi"),),
    criteria=(
        change(stand(Met.NO, "1", "Trụ sở"), stand(Met.YES, "2", "Trụ sở"), Kind.BETTER, relation=Relation.EQUAL),
        change(
            stand(Met.YES, "3", "An ninh"),
            stand(Met.NO, "4", "An ninh, trật tự"),
            Kind.INCOMPARABLE,
            relation=Relation.SUBSET,
            notes=(say("assumed"),),
        ),
        change(stand(Met.YES, "9", "Bỏ"), None, Kind.INCOMPARABLE, relation=Relation.DROPPED),
    ),
    decompositions=(
        Decomposition(
            "count",
            (interval(16), interval("50/3"), interval(18), interval("53/3")),
            ends(2),
            ends("-1/3"),
            ends(0),
            ends(0),
        ),
    ),
    count=ends("5/3"),
    unmapped=(("2", "4", "5", "6", "8"), ("1",)),
    mapping="bo-cu--bo-moi",
    set_changed=True,
)
REFUSED = Comparison(
    side(2023, set_id="bo-cu"),
    side(2024, Met.YES, set_id="bo-khac"),
    refusals=(
        say("no mapping from {old} to {new}; write criteria/mappings/{old}--{new}.yaml", old="bo-cu", new="bo-khac"),
    ),
    set_changed=True,
)
_PREDECESSORS = tuple(
    side(2024, met, unit=UnitName(id_, name, "phuong"), file=f"2024/{id_}.yaml", fictional=False)
    for id_, name, met in (("00002", "Phường Một", Met.YES), ("00003", "Phường Hai", Met.NO))
)
MERGED = Comparison(
    side(2024, members=_PREDECESSORS),
    side(2025),
    notes=(say("{n} units became one", n=2),),
    count=ends(1),
    criteria=(change(stand(Met.NO), stand(Met.YES), Kind.BETTER, notes=(say("the worst of {n} answers", n=2),)),),
)
PARTIAL = MERGED._replace(
    refusals=(say("there is no successor with the same territory"),), criteria=(), count=None, notes=()
)
ONLY_BEFORE, ONLY_AFTER = Comparison(side(2023), None), Comparison(None, side(2024))
UNREADABLE = Comparison(
    side(2023), None, problems=(Problem("unknown-key", say("what is this?"), Span("2024/hong.yaml", 3, 1), ("x",)),)
)
NAMELESS = UNREADABLE._replace(before=None)
WORSENED = FULL._replace(
    before=FULL.after,
    after=FULL.before,
    verdict=Direction.WORSE,
    gates=(),
    criteria=(change(stand(Met.YES), stand(Met.NO), Kind.WORSE),),
    total=ends(-8, 0),
    count=ends(-2, -3),
    decompositions=(),
    closed=(),
    opened=(),
)
KINDS: Mapping[str, Comparison] = {
    "full": FULL,
    "empty": EMPTY,
    "mapped": MAPPED,
    "refused": REFUSED,
    "merged": MERGED,
    "partial": PARTIAL,
    "only before": ONLY_BEFORE,
    "only after": ONLY_AFTER,
    "unreadable": UNREADABLE,
    "nameless": NAMELESS,
    "worsened": WORSENED,
}
