"""Random sets, full answers to them, and the ways in which answers may still be missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

Node = dict[str, Any]
Answers = dict[str, Any]

FACTS = {"type": "phuong", "loai": "b", "kho-khan": "yes", "dan-so": "12400", "muc": "45%"}
DAYS = ("05/01/2024", "28/02/2024", "01/03/2024", "31/03/2024", "01/04/2024", "20/12/2024")
SET_DAYS = ("01/01/Y", "28/02/Y", "31/03/Y", "01/04/2024", "31/12/Y-1", "10/01/Y+1")
SHARES = ("50%", "70%", "100%", "33,3%", "2/3")
POLICIES = ("forbidden", "full", "excluded", "zero")


@dataclass
class Builder:
    """Builds one set; `public` leaves out everything that the set's text may leave open."""

    random: Random
    public: bool
    ids: int = 0
    gains: bool = False
    dates: list[str] = field(default_factory=list)
    meetable: list[str] = field(default_factory=list)
    nodes: dict[str, Node] = field(default_factory=dict)

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def pick(self, *values: Any) -> Any:
        return self.random.choice(values)

    def criterion_set(self) -> Node:
        scored = self.chance(60)
        gates = [self.top(1, met=True, points=False) for _ in range(self.random.randrange(3))]
        all_met = self.chance(50)
        met = all_met or not scored
        criteria = [self.top(2, met=met, points=scored) for _ in range(self.random.randint(1, 3))]
        data: Node = {
            "format": "wardeval/criterion-set/1",
            "id": "thu",
            "title": "Thử",
            "basis": {"number": None, "issuer": "Thử"},
            "units": ["phuong"],
            "completeness": "complete",
            "sources": {"S": {"title": "Thử", "kind": "inferred"}},
            "facts": {
                "loai": {"title": "Loại", "is": "one-of", "of": ["a", "b", "c"]},
                "kho-khan": {"title": "Khó khăn", "is": "yes-no"},
                "dan-so": {"title": "Dân số", "is": "number"},
                "muc": {"title": "Mức", "is": "number"},
            },
            "parameters": {
                "so": {"by": "loai", "table": {"a": "1", "b": "2", "c": "3"}},
                "phan": {
                    "by": "loai",
                    "table": {"a": "50%", "b": "70%"},
                    "override": [{"if": "kho-khan", "row": "a"}],
                },
            },
            "scales": {"bac": {"thap": "Thấp", "vua": "Vừa", "cao": "Cao"}},
            "exceptions": {
                "troi": {"title": "Bất khả kháng"},
                "kip": {"title": "Kịp thời", "needs": {"x": "X", "y": "Y"}},
            },
            "groups": [{"id": "g1", "title": "Một"}, {"id": "g2", "title": None}],
            "gates": gates,
            "criteria": criteria,
        }
        for criterion in criteria:
            if self.chance(60):
                criterion["group"] = self.pick("g1", "g2")
            if scored and self.chance(15):
                criterion["bonus"] = "yes"
        if scored:
            data["total"] = {"max": self.pick("10", "20", "100")}
            if self.chance(40):
                data["total"]["round"] = self.pick("0", "2")
        top = {"gates": [gate["id"] for gate in gates], "all": all_met or not scored, "scored": scored}
        top["criteria"] = [criterion["id"] for criterion in criteria]
        data["verdicts"] = [
            *({"id": f"v{place}", "title": "V", "when": self.when(top)} for place in range(self.random.randint(1, 3))),
            {"id": "day", "title": "Đáy"},
        ]
        if self.chance(25):
            data["assessed-if"] = [self.condition(top)]
        return data

    def when(self, top: Node) -> Any:
        if not self.public and self.chance(8):
            return "unknown"
        return [self.condition(top) for _ in range(self.random.randint(1, 3))]

    def condition(self, top: Node) -> Node:
        kinds = ["criteria-met", "answered"]
        kinds += ["all"] * 2 if top["all"] else []
        kinds += ["total", "total", "every-criterion"] if top["scored"] else []
        kinds += ["without"] if top["scored"] and len(top["criteria"]) > 1 else []
        kinds += ["gate"] * 2 if top["gates"] else []
        kinds += ["met"] if self.meetable else []
        match self.pick(*kinds):
            case "all":
                return {"all": "criteria"}
            case "answered":
                return {"answered": "criteria"}
            case "criteria-met":
                return {"criteria-met": self.threshold(self.pick("1", "2", "50%", "100%"))}
            case "total":
                return {"total": self.threshold(self.pick("5", "10", "50%", "80%", "20"))}
            case "without":
                return {"total": self.threshold("50%"), "without": [self.pick(*top["criteria"])]}
            case "every-criterion":
                return {"every-criterion": self.threshold(self.pick("50%", "70%", "1"))}
            case "gate":
                return {"gate": self.pick(*top["gates"])}
        return {"met": self.pick(*self.meetable)}

    def threshold(self, value: Any, *, open_: bool = True) -> Node:
        found = {self.pick("at-least", "at-least", "more-than", "at-most", "less-than"): value}
        if not self.public and open_ and self.chance(10):
            found["at-boundary"] = "unknown"
        return found

    def number(self) -> Any:
        values: list[Any] = ["0", "1", "2", "2,5", "3", {"parameter": "so"}, {"times": "150%", "of": "2"}]
        values.append({"by": "dan-so", "bands": [{"below": "10000", "is": "1"}, {"from": "10000", "is": "2"}]})
        values.append({"times": "0,0001", "of": {"fact": "dan-so"}})
        return self.pick(*values, *(() if self.public else ("unknown", {"by": "loai", "table": {"a": "1"}})))

    def share(self) -> Any:
        values: list[Any] = [*SHARES, {"parameter": "phan"}, {"times": "110%", "of": {"parameter": "phan"}}]
        values.append({"fact": "muc"})
        return self.pick(*values, *(() if self.public else ("unknown",)))

    def node(self, depth: int, *, met: bool, points: bool) -> Node:
        self.ids += 1
        node: Node = {"id": f"n{self.ids}"}
        self.nodes[node["id"]] = node
        if depth and self.chance(65):
            self.inner(node, depth, met=met, points=points)
        else:
            self.leaf(node, met=met, points=points)
        policies = POLICIES if self.chance(50) else ("forbidden",)
        node["not-applicable"] = self.pick(*policies)
        if self.meetable and self.chance(12):
            node["only-if"] = self.pick(*self.meetable)
        if met and not self.public:
            self.meetable.append(node["id"])
        return node

    def top(self, depth: int, *, met: bool, points: bool) -> Node:
        """A gate or criterion; of a public set, one that is sure to apply may be asked for elsewhere."""
        node = self.node(depth, met=met, points=points)
        if met and self.public and node["not-applicable"] == "forbidden" and "measure" in node:
            self.meetable.append(node["id"])
        return node

    def inner(self, node: Node, depth: int, *, met: bool, points: bool) -> None:
        ways = ["all", "any", "at-least"]
        if points:
            ways += ["sum", "sum", "weighted", "either"]
        if not points:
            ways += ["either"]
        way = self.pick(*ways)
        number = self.random.randint(1, 3)
        match way:
            case "all" | "any":
                node[way] = [self.node(depth - 1, met=True, points=self.chance(30)) for _ in range(number)]
            case "at-least":
                children = [self.node(depth - 1, met=True, points=False) for _ in range(number)]
                node[way] = {"n": self.pick("1", "2", "50%", "70%", self.share(), self.number()), "of": children}
            case "either":
                last = self.node(depth - 1, met=met, points=points)
                first = [self.node(depth - 1, met=True, points=points) for _ in range(number)]
                node[way] = [*first, last]
            case _:
                outer, self.gains = self.gains, self.gains or way == "weighted"
                node[way] = [self.node(depth - 1, met=False, points=True) for _ in range(number)]
                self.gains = outer
                if way == "sum" and number > 1 and self.chance(30):
                    self.pick(*node[way])["bonus"] = "yes"
                self.sized(node, way, met=met)
        if points and way in ("all", "any", "at-least"):
            node["points"] = self.fixed()
            if node["points"] == "unknown" and self.chance(50):
                node["max"] = "4"

    def sized(self, node: Node, way: str, *, met: bool) -> None:
        if way == "weighted":
            node["max"] = self.pick("10", "4")
            for child in node[way]:
                child["weight"] = self.pick("20%", "50%", "30%")
        elif self.chance(30):
            node["max"] = self.pick("2", "5", "10")
        if self.chance(20):
            node["cap"] = self.pick("2", "4,5")
        if self.chance(20):
            node["floor"] = self.pick("0", "1")
        if self.chance(30):
            node["round"] = self.pick("0", "1", "2")
        if met:
            thresholds: list[Any] = [self.threshold(self.pick("50%", "1", "3,5", self.share(), "max"))]
            thresholds += [] if self.public else ["unknown"]
            node["met"] = self.pick("max", *thresholds)

    def fixed(self) -> str:
        values = ("1", "2", "3", "0,75", *(() if self.gains else ("-1",)))
        return str(self.pick(*values, *(() if self.public else ("unknown",))))

    def leaf(self, node: Node, *, met: bool, points: bool) -> None:
        measures = ["met", "events", "count", "ratio", "amount", "change", "date", "points"]
        measures += ["level", "parts"]
        node["measure"] = measure = self.pick(*measures)
        if measure == "points":
            node["max"] = self.pick("4", "10", *(() if self.public else ("unknown",)))
            node["points"] = "as-judged"
        if measure == "level":
            node["scale"] = "bac"
        if measure == "parts":
            node["parts"] = {"p": "P", "q": "Q", "r": "R"}
        if measure == "events" and self.chance(70):
            node["except"] = ["troi", "kip"]
        if points:
            node["points"] = self.points(node)
        needs_met = node.get("points") not in (None, "unknown", "as-judged") and isinstance(node["points"], str)
        if met or needs_met or (not points and measure not in ("met", "points")) or self.chance(30):
            node["met"] = self.requirement(node)
        if measure == "date":
            self.dates.append(node["id"])

    def requirement(self, node: Node) -> Any:
        if not self.public and self.chance(6):
            return "unknown"
        match node["measure"]:
            case "met":
                return self.pick("met", "basically")
            case "events":
                return self.pick("none", "none", {"at-most": "1"}, {"less-than": self.number()})
            case "count" | "amount":
                return self.threshold(self.number())
            case "ratio":
                return self.threshold(self.share())
            case "change":
                down = {self.pick("down-by", "up-by"): self.pick("5%", "50%")}
                return self.pick(self.threshold("before"), self.threshold(self.number()), down)
            case "date":
                within = [{"within": {"working-days": "3", "of": date}} for date in self.dates if not self.public]
                plain = ({"to": "31/03/Y"}, {"from": "01/01/Y", "to": "31/03/Y"}, {"before": "01/04/Y"})
                return self.pick(*plain, {self.pick("from", "to"): self.pick(*SET_DAYS)}, *within)
            case "level":
                return {"at-least": self.pick("thap", "vua", "cao")}
            case "parts":
                return self.pick("all", {"at-least": self.pick("2", "50%", self.number(), self.share())})
        return self.pick("max", self.threshold(self.number()), self.threshold(self.share()))

    def points(self, node: Node) -> Any:
        if not self.public and self.chance(8):
            if self.chance(50):
                node["max"] = "5"
            return "unknown"
        measure = node["measure"]
        forms: list[Any] = [self.fixed(), self.fixed()]
        match measure:
            case "met":
                forms.append({"met": self.pick("2", "0"), "basically": "1", "not-met": self.pick("0", "-1")})
            case "events":
                forms.append({"max": "4", "less": self.pick("1", "3"), "floor": self.pick("0", "1")})
                forms.append({"max": "4", "less": "1", "per": "2"})
                forms.append(self.bands(("0", "1", "2")))
            case "count" | "amount":
                forms.append(self.bands(("0", "2", "4")))
                forms.append(self.steps(node))
            case "ratio":
                forms.append(self.bands(("50%", "70%")))
                more = {"full-at": self.share()} if self.chance(50) else {}
                forms.append({"proportional": "6", **more, **({"round": "2"} if self.chance(50) else {})})
                forms.append(self.ratio_steps())
            case "change":
                forms.append(self.bands(("-10%", "0%")))
            case "date":
                forms.append(self.bands(("28/02/Y", "31/03/Y")))
            case "points":
                return "as-judged"
        return self.pick(*forms)

    def ratio_steps(self) -> Node:
        rule = {"base": "1", "plus": "0,5", "per": self.pick("5%", "10%"), "cap": "3", "up-to": self.share()}
        rule["steps"] = self.pick("whole", "pro-rata", *(() if self.public else ("unknown",)))
        return rule

    def steps(self, node: Node) -> Node:
        table = {"by": "loai", "table": {"a": "1", "b": self.pick("2", *(() if self.public else ("unknown",)))}}
        rule = {"base": self.pick("0", "1"), "plus": "0,5", "per": self.pick("1", "2", table)}
        if self.chance(50):
            rule["up-to"] = self.number()
        rule["steps"] = self.pick("whole", "pro-rata", *(() if self.public else ("unknown",)))
        if self.public or self.chance(70):
            rule["cap"] = "3"
        elif self.chance(60):
            node["max"] = self.pick("2", "4")
        return rule

    def bands(self, edges: tuple[str, ...]) -> Node:
        """Half-open bands from the top down: complete, unless something may be left open."""
        points = [self.pick("5", "4", "3"), self.pick("2", "1,5"), self.pick("1", "0"), self.pick("0", "-2")]
        found: list[Node] = []
        for place, edge in enumerate(reversed(edges)):
            above = {} if not found else {"below": edges[len(edges) - place]}
            found.append({"from": edge, **above, "points": points[place]})
        found.append({"below": edges[0], "points": points[len(edges)]})
        if not self.public and self.chance(25):
            self.random.choice(found)["points"] = "unknown"
        if not self.public and self.chance(25):
            del found[self.random.randrange(len(found))]
        return {"bands": found}


@dataclass
class Filler:
    """Answers every leaf of a set, or marks it, or what holds it, as not applicable."""

    random: Random
    public: bool

    def pick(self, *values: Any) -> Any:
        return self.random.choice(values)

    def full(self, nodes: list[Node]) -> Answers:
        answers: Answers = {}
        for node in nodes:
            self.fill(node, answers)
        return answers

    def fill(self, node: Node, answers: Answers) -> None:
        waived = node.get("not-applicable", "forbidden") != "forbidden" and self.random.randrange(100) < 25
        if waived:
            answers[node["id"]] = {"not-applicable": "không có"}
            if self.random.randrange(100) < 70 or "measure" in node:
                return
        if "measure" in node:
            answers[node["id"]] = self.answer(node)
        for child in parts_of(node):
            self.fill(child, answers)

    def answer(self, node: Node) -> Any:
        match node["measure"]:
            case "met":
                return {"value": self.pick("đạt", "chưa đạt", "cơ bản đạt")}
            case "events":
                return self.events(node)
            case "count":
                return {"value": self.pick("0", "1", "2", "3", "7")}
            case "ratio":
                whole = self.random.randint(1, 10)
                return {"part": str(self.random.randint(0, whole)), "whole": str(whole)}
            case "amount":
                return {"value": self.pick("0", "1", "2,5", "3", "-1", "100")}
            case "change":
                before = self.pick("1", "2", "10") if self.public else self.pick("0", "2", "10")
                return {"now": self.pick("0", "1", "2", "5", "11"), "before": before}
            case "date":
                return {"value": self.pick(*DAYS, "không")}
            case "level":
                return {"value": self.pick("thap", "vua", "cao")}
            case "parts":
                return {"parts": {part: self.pick("có", "không") for part in node["parts"]}}
        return {"value": self.pick("0", "2", "4" if node["max"] == "unknown" else node["max"])}

    def events(self, node: Node) -> Any:
        total = self.random.randint(0, 4)
        answer: Node = {"value": str(total)}
        if node.get("except") and total and self.random.randrange(100) < 70:
            number = str(self.random.randint(1, total))
            kip = {"reason": "kip", "number": number, "holds": self.pick([], ["x"], ["x", "y"])}
            answer["excepted"] = [self.pick({"reason": "troi", "number": number}, kip)]
        return answer

    def fewer(self, nodes: list[Node], answers: Answers) -> Answers:
        """Some of the answers, and parts of some: a state from which the others can be filled in."""
        found: Answers = {}
        for node in nodes:
            self.drop(node, answers, found)
        return found

    def drop(self, node: Node, answers: Answers, found: Answers, *, keep: bool = True) -> None:
        """`keep` is false below a node that is yet to be marked as not applicable: nothing there is answered."""
        id_ = node["id"]
        waived = "not-applicable" in answers.get(id_, {})
        kept = id_ in answers and self.random.randrange(100) < 55
        if "measure" in node:
            if kept and keep:
                found[id_] = answers[id_]
            elif id_ in answers and not waived and self.random.randrange(100) < 40:
                self.part(id_, answers[id_], found, keep=keep)
            return
        if waived and kept and keep:
            found[id_] = answers[id_]
        for child in parts_of(node):
            self.drop(child, answers, found, keep=keep and (kept or not waived))

    def part(self, id_: str, answer: Node, found: Answers, *, keep: bool) -> None:
        match answer:
            case {"part": part, "whole": _}:
                found[id_] = {"part": part}
            case {"now": _, "before": before}:
                found[id_] = {"before": before}
            case {"parts": dict(parts)} if len(parts) > 1 and keep:
                found[id_] = {"parts": dict(list(parts.items())[: self.random.randint(1, len(parts) - 1)])}
            case {"excepted": [{"holds": _, **event}], **rest} if keep:
                found[id_] = {**rest, "excepted": [event]}


def parts_of(node: Node) -> list[Node]:
    """The parts of a node, as a set file holds them."""
    for way in ("all", "any", "sum", "weighted", "either"):
        if way in node:
            return list(node[way])
    return list(node["at-least"]["of"]) if "at-least" in node else []
