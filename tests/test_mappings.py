"""Which mappings there are, what is wrong with one beside its two sets, and how two sets correspond."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.building import full_set
from tests.conftest import Run
from wardeval.engine.bridge import SAME, VERSIONS, Tie
from wardeval.engine.kinds import Relation
from wardeval.language import Code, Language, Words
from wardeval.library import Library, LoadedSet, Place, built_in, places
from wardeval.mappings import Mappings, find_bridge, load_mapping, mappings_of, related
from wardeval.problems import InputError, Problem

ENGLISH = Language(Code.EN)
OLD = """\
facts: {}
criteria:
  - {id: a, measure: met}
  - {id: b, measure: count, met: {at-least: 1}}
  - {id: c, all: [{id: c.1, measure: met}, {id: c.2, measure: met}]}
  - {id: d, measure: amount, unit: đồng, met: {at-least: 1}}
  - {id: e, measure: parts, parts: {mot: Một, hai: Hai}, met: all}
  - {id: f, measure: points, max: 5, met: max}
  - {id: g, measure: events, met: none}
"""
NEW = """\
exceptions: {bao: {title: Bão}}
criteria:
  - {id: x, measure: met}
  - {id: y, measure: count, met: {at-least: 2}}
  - {id: z, all: [{id: z.1, measure: met}, {id: z.2, measure: met, not-applicable: full}]}
  - {id: u, measure: amount, unit: triệu đồng, met: {at-least: 1}}
  - {id: v, measure: parts, parts: {mot: Một, ba: Ba}, met: all}
  - {id: w, measure: points, max: 10, met: max}
  - {id: t, measure: events, met: none, except: [bao]}
"""
HEAD = "format: wardeval/mapping/1\nfrom: cu\nto: moi\n"
ENTRY = "criteria:\n  - {from: a, to: x, relation: subset, why: Hẹp hơn, source: S Điều 1, assumed: Suy đoán}\n"
SOURCES = "sources: {S: {title: Văn bản, publisher: Nhà in, kind: press}}\nnote: {vi: Ghi chú, en: Note}\n"
OVERLAY = """\
format: wardeval/overlay/1
id: {id}
extends: {extends}
basis: {{number: "1", issuer: Thử}}
sources: {{T: {{title: Thử, kind: inferred}}}}
criteria: [{{id: {id}.1, title: Thêm, source: T, measure: met}}]
"""


def sets(folder: Path, **bodies: str) -> Library:
    """A library of a folder with the sets “cu” and “moi”, and others by their ids with `_` for `-`."""
    folder.mkdir(exist_ok=True)
    for id_, body in {"cu": OLD, "moi": NEW, **bodies}.items():
        name = id_.replace("_", "-")
        text = body if body.startswith("format:") else full_set(body, name)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Library((Place("workspace", folder),))


def mapping(folder: Path, text: str, name: str = "cu--moi") -> Path:
    (folder / "mappings").mkdir(exist_ok=True)
    path = folder / "mappings" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def both(library: Library, one: str = "cu", other: str = "moi") -> tuple[LoadedSet, LoadedSet]:
    return library.load(one), library.load(other)


def said(problem: Problem) -> tuple[str, str, str]:
    hint = ENGLISH.text(problem.hint) if problem.hint else ""
    return f"{problem.span.line}:{problem.span.column}", ENGLISH.text(problem.message), hint


def refused(folder: Path, text: str, name: str = "cu--moi") -> list[tuple[str, str, str]]:
    library = sets(folder)
    with pytest.raises(InputError) as caught:
        load_mapping(mapping(folder, text, name), library)
    return [said(problem) for problem in caught.value.problems]


# one file


def test_a_mapping_is_loaded_with_its_sets(tmp_path: Path) -> None:
    library = sets(tmp_path)
    loaded = load_mapping(mapping(tmp_path, HEAD + SOURCES + ENTRY), library)
    assert (loaded.mapping.id, loaded.before, loaded.after) == ("cu--moi", *both(library))


def test_a_file_is_called_by_its_two_sets(tmp_path: Path) -> None:
    assert refused(tmp_path, HEAD + ENTRY, "moi--cu") == [
        ("2:7", "the file of this mapping has to be called cu--moi.yaml", "")
    ]
    library = sets(tmp_path)
    assert load_mapping(mapping(tmp_path, HEAD + ENTRY, "ban-nhap"), library, named=False)


def test_both_sets_have_to_exist(tmp_path: Path) -> None:
    text = HEAD.replace("cu", "cuu").replace("moi", "mooi") + ENTRY
    assert refused(tmp_path, text, "cuu--mooi") == [
        ("2:7", "there is no criterion set “cuu”", "did you mean “cu”?"),
        ("3:5", "there is no criterion set “mooi”", "did you mean “moi”?"),
    ]


@pytest.mark.parametrize(
    ("entry", "place", "message", "hint"),
    [
        (
            "{from: c.3, to: x, relation: subset}",
            "5:12",
            "the set “cu” has no criterion or indicator “c.3”",
            "did you mean “c.2”?",
        ),
        (
            "{from: [a, b], to: đđ, relation: merged}",
            "5:24",
            "the set “moi” has no criterion or indicator “đđ”",
            "“wardeval criteria show moi” shows the ids of the set",
        ),
        (
            "{from: a, to: [x, y, Z], relation: split}",
            "5:26",
            "the set “moi” has no criterion or indicator “Z”",
            "did you mean “z”?",
        ),
    ],
)
def test_every_id_has_to_exist(entry: str, place: str, message: str, hint: str, tmp_path: Path) -> None:
    assert refused(tmp_path, f"{HEAD}criteria:\n  - {entry}\n") == [(place, message, hint)]


@pytest.mark.parametrize(
    ("from_", "to", "message"),
    [
        ("a", "z", "“a” and “z” cannot be equal: one is answered, the other is made of parts"),
        ("a", "y", "“a” and “y” cannot be equal: one takes met, the other count"),
        ("d", "u", "“d” and “u” cannot be equal: they are counted in different units"),
        ("e", "v", "“e” and “v” cannot be equal: their lists of parts differ"),
        ("f", "w", "“f” and “w” cannot be equal: their most points differ"),
        ("g", "t", "“g” and “t” cannot be equal: events are excepted on different grounds"),
        ("a", "z.2", "“a” and “z.2” cannot be equal: only one of them may be not applicable"),
    ],
)
def test_equal_only_where_the_same_answer_means_the_same(from_: str, to: str, message: str, tmp_path: Path) -> None:
    ((place, text, hint),) = refused(tmp_path, f"{HEAD}criteria:\n  - {{from: {from_}, to: {to}, relation: equal}}\n")
    assert (place, text) == (f"5:{30 + len(from_) + len(to)}", message)
    assert hint == "“equal” carries the answer over; write subset, superset or intersects where it may differ"


@pytest.mark.parametrize(("from_", "to"), [("a", "x"), ("b", "y"), ("c", "z")])
def test_equal_whatever_is_asked_of_the_answer(from_: str, to: str, tmp_path: Path) -> None:
    library = sets(tmp_path)
    mapping(tmp_path, f"{HEAD}criteria:\n  - {{from: {from_}, to: {to}, relation: equal}}\n")
    bridge = find_bridge(*both(library), library)
    assert bridge is not None
    assert bridge.ties == (Tie((from_,), (to,), Relation.EQUAL),)


def test_what_is_dropped_is_dropped_with_its_parts(tmp_path: Path) -> None:
    text = f"{HEAD}criteria:\n  - {{from: c, relation: dropped}}\n  - {{from: c.1, to: x, relation: subset}}\n"
    assert refused(tmp_path, text) == [
        ("5:12", "“c” is “dropped”, but its part “c.1” is related by entry 2", "say it of the other parts only")
    ]


def test_versions_of_one_set_need_no_mapping(tmp_path: Path) -> None:
    library = sets(tmp_path, cu_hn=OVERLAY.format(id="cu-hn", extends="cu"))
    text = HEAD.replace("moi", "cu-hn") + ENTRY.replace("x", "a")
    with pytest.raises(InputError) as caught:
        load_mapping(mapping(tmp_path, text, "cu--cu-hn"), library)
    assert [said(problem) for problem in caught.value.problems] == [
        (
            "3:5",
            "“cu” and “cu-hn” are versions of one set",
            "remove the mapping: what has the same id in both corresponds",
        )
    ]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = f"{HEAD}criteria:\n  - {{from: aa, to: x, relation: equal}}\n  - {{from: a, to: x, relation: equal}}\n"
    assert [place for place, _, _ in refused(tmp_path, text, "khac")] == ["2:7", "5:12", "6:19"]


# how two sets correspond


def test_one_set_is_the_same(tmp_path: Path) -> None:
    library = sets(tmp_path)
    set_ = library.load("cu")
    assert find_bridge(set_, set_, library) is SAME
    assert find_bridge(set_, Library(library.folders).load("cu"), library) is SAME


def test_one_id_with_another_digest_is_a_version(tmp_path: Path) -> None:
    library = sets(tmp_path)
    other = sets(tmp_path / "khac", cu=OLD + "  - {id: h, measure: met}\n").load("cu")
    assert find_bridge(library.load("cu"), other, library) is VERSIONS


def test_a_set_whose_lender_changed_is_a_version(tmp_path: Path) -> None:
    taker = 'criteria: [{id: k, title: Lấy, use: [{set: cu, ids: ["b"]}]}]\n'
    library = sets(tmp_path, muon=taker)
    same = sets(tmp_path / "hai", muon=taker).load("muon")
    other = sets(tmp_path / "ba", muon=taker, cu=OLD.replace("at-least: 1}}", "at-least: 3}}")).load("muon")
    assert library.load("muon").source.digest == other.source.digest
    assert find_bridge(library.load("muon"), same, library) is SAME
    assert find_bridge(library.load("muon"), other, library) is VERSIONS


@pytest.mark.parametrize(
    ("one", "other"),
    [("cu", "cu-hn"), ("cu-hn", "cu"), ("cu-hn", "cu-sg"), ("cu", "cu-hn-2"), ("cu-sg", "cu-hn-2")],
)
def test_overlays_are_versions(one: str, other: str, tmp_path: Path) -> None:
    library = sets(
        tmp_path,
        cu_hn=OVERLAY.format(id="cu-hn", extends="cu"),
        cu_sg=OVERLAY.format(id="cu-sg", extends="cu"),
        cu_hn_2=OVERLAY.format(id="cu-hn-2", extends="cu-hn"),
    )
    assert find_bridge(*both(library, one, other), library) is VERSIONS
    assert related(one, other, library)


def test_a_mapping_says_what_corresponds(tmp_path: Path) -> None:
    library = sets(tmp_path)
    more = "  - {from: b, to: [y, w], relation: split}\n  - {to: [u, v], relation: new}\n"
    mapping(tmp_path, HEAD + SOURCES + ENTRY + more)
    bridge = find_bridge(*both(library), library)
    assert bridge is not None
    assert (bridge.same, bridge.mapping, bridge.note) == (False, "cu--moi", Words("Ghi chú", "Note"))
    assert bridge.ties == (
        Tie(("a",), ("x",), Relation.SUBSET, Words("Hẹp hơn"), "Văn bản (Nhà in) Điều 1", Words("Suy đoán")),
        Tie(("b",), ("y", "w"), Relation.SPLIT),
        Tie((), ("u",), Relation.NEW),
        Tie((), ("v",), Relation.NEW),
    )


def test_a_mapping_is_read_in_both_directions(tmp_path: Path) -> None:
    library = sets(tmp_path)
    mapping(tmp_path, HEAD + SOURCES + ENTRY + "  - {from: [b, d], relation: dropped}\n")
    before, after = both(library)
    there, back = find_bridge(before, after, library), find_bridge(after, before, library)
    assert there is not None
    assert back == there.inverted()
    assert [(tie.before, tie.relation) for tie in back.ties] == [
        (("x",), Relation.SUPERSET),
        ((), Relation.NEW),
        ((), Relation.NEW),
    ]
    assert back.ties[0].assumed == Words("Suy đoán")


def test_nothing_found_is_no_bridge(tmp_path: Path) -> None:
    library = sets(tmp_path, khac="criteria: [{id: a, measure: met}]\n")
    mapping(tmp_path, HEAD + ENTRY)
    assert find_bridge(*both(library, "cu", "khac"), library) is None
    assert find_bridge(*both(library, "khac", "moi"), library) is None


def test_a_mapping_of_a_set_serves_its_overlays_as_far_as_it_holds(tmp_path: Path) -> None:
    library = sets(
        tmp_path,
        cu="criteria: [{id: a, title: null, attested: not-public, measure: met, met: met}, {id: b, measure: met}]\n",
        cu_hn=OVERLAY.format(id="cu-hn", extends="cu").partition("criteria:")[0]
        + "criteria: [{id: a, title: Số vụ, source: T, attested: official-text,"
        + " all: [{id: a.1, ask: Vụ, measure: events, met: none}]}]\n",
    )
    entries = "criteria:\n  - {from: a, to: x, relation: equal}\n  - {from: b, to: z.1, relation: equal}\n"
    mapping(tmp_path, HEAD + entries)
    whole = find_bridge(*both(library), library)
    less = find_bridge(*both(library, "cu-hn"), library)
    assert whole is not None
    assert less is not None
    assert [tie.before for tie in whole.ties] == [("a",), ("b",)]
    assert [tie.before for tie in less.ties] == [("b",)]
    assert related("moi", "cu-hn", library)


# where mappings are


def test_two_mappings_of_one_pair_are_refused_with_both(tmp_path: Path) -> None:
    library = sets(tmp_path / "mot")
    (tmp_path / "hai").mkdir()
    paths = [mapping(tmp_path / name, HEAD + ENTRY) for name in ("mot", "hai")]
    library = Library((*library.folders, Place("environment", tmp_path / "hai")))
    for one, other in (("cu", "moi"), ("moi", "cu"), ("cu", "moi")):
        with pytest.raises(InputError) as caught:
            find_bridge(*both(library, one, other), library)
        (problem,) = caught.value.problems
        assert problem.rule == "mapping-exists-twice"
        assert all(str(path) in said(problem)[1] for path in paths)
        assert said(problem)[2] == "keep one of them; it is read in both directions"


def test_a_mapping_in_each_direction_is_one_too_many(tmp_path: Path) -> None:
    library = sets(tmp_path)
    mapping(tmp_path, HEAD + ENTRY)
    mapping(tmp_path, HEAD, "moi--cu")
    with pytest.raises(InputError) as caught:
        find_bridge(*both(library), library)
    assert [problem.rule for problem in caught.value.problems] == ["mapping-exists-twice"]


def test_a_mapping_with_mistakes_is_refused_every_time(tmp_path: Path) -> None:
    library = sets(tmp_path)
    mapping(tmp_path, HEAD + ENTRY.replace("x", "xx"))
    for one, other in (("cu", "moi"), ("moi", "cu"), ("cu", "moi")):
        with pytest.raises(InputError):
            find_bridge(*both(library, one, other), library)


def test_mappings_stand_beside_the_sets_of_every_place(tmp_path: Path) -> None:
    workspace = tmp_path / "criteria"
    sets(workspace)
    mapping(workspace, HEAD + ENTRY)
    (tmp_path / "rieng").mkdir()
    mapping(tmp_path / "rieng", "", "a--b")
    named = {"WARDEVAL_CRITERIA": os.fspath(tmp_path / "rieng")}
    assert set(Mappings(Library(places(tmp_path, named))).files.all) == {
        *(path.stem for path in (built_in() / "mappings").glob("*.yaml")),
        "cu--moi",
        "a--b",
    }


def test_many_pairs_look_into_the_folders_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = sets(tmp_path, khac="criteria: [{id: a, measure: met}]\n")
    mapping(tmp_path, HEAD + ENTRY)
    pairs = [both(library), both(library, "moi", "cu"), both(library, "cu", "khac")]
    first = [find_bridge(*pair, library) for pair in pairs]
    assert related("cu", "moi", library)
    assert not related("cu", "khac", library)
    for name in ("stat", "open", "glob", "is_dir", "is_file"):
        monkeypatch.setattr(Path, name, None)
    assert [find_bridge(*pair, library) for pair in pairs] == first
    assert related("cu", "moi", library)
    assert not related("cu", "khac", library)
    assert mappings_of(library) is mappings_of(library)


# by name only


def test_names_are_related_by_family_overlay_or_mapping(tmp_path: Path) -> None:
    family = "family: ho\ncriteria: [{id: a, measure: met}]\n"
    library = sets(
        tmp_path,
        mot=family,
        hai=family,
        hai_hn=OVERLAY.format(id="hai-hn", extends="hai"),
        khac="criteria: [{id: a, measure: met}]\n",
    )
    mapping(tmp_path, HEAD.replace("cu", "khac").replace("moi", "mot") + ENTRY, "khac--mot")
    mapping(tmp_path, "", "cu--moi")
    names = ("cu", "moi", "mot", "hai", "hai-hn", "ho", "khac", "khong-co")
    found = {(one, other) for one in names for other in names if one < other and related(one, other, library)}
    assert found == {
        ("cu", "moi"),
        ("hai", "mot"),
        ("hai", "hai-hn"),
        ("hai-hn", "mot"),
        ("hai", "ho"),
        ("ho", "mot"),
        ("hai-hn", "ho"),
        ("khac", "mot"),
        ("ho", "khac"),
    }
    assert all(related(other, one, library) for one, other in found)
    assert all(related(name, name, library) for name in names)


# the built-in one, and the command line


def test_headquarters_are_all_that_is_mapped_of_the_two_sets_of_ward_police() -> None:
    library = Library(places(None, {}))
    bridge = find_bridge(*both(library, "qd-5764-2021", "cap-kieu-mau-20-2024"), library)
    assert bridge is not None
    (tie,) = bridge.ties
    assert (tie.before, tie.after, tie.relation) == (("tru-so",), ("6",), Relation.SUBSET)
    assert tie.assumed is not None
    assert bridge.note is not None
    assert "No source says whether or when the set of 20 replaced the set of 22" in bridge.note.en


def test_every_built_in_mapping_can_be_used() -> None:
    library = Library(places(None, {}))
    paths = sorted((built_in() / "mappings").glob("*.yaml"))
    assert [load_mapping(path, library).mapping.id for path in paths] == [path.stem for path in paths]


def test_a_mapping_is_neither_a_set_nor_an_assessment(run: Run) -> None:
    assert "mappings" not in run("criteria", "list", "--format", "json").out
    assert run("score", "criteria").code == 2
    assert run("score", "criteria/mappings").code == 2


@pytest.mark.parametrize(
    ("path", "said_"),
    [
        ("criteria/mappings", "1 mapping checked, 0 problems"),
        ("criteria/mappings/qd-5764-2021--cap-kieu-mau-20-2024.yaml", "1 mapping checked, 0 problems"),
        ("criteria", " sets and 1 mapping checked, 0 problems"),
        ("criteria/qd-691-2018.yaml", "1 set checked, 0 problems"),
    ],
)
def test_lint_checks_mappings_too(path: str, said_: str, run: Run) -> None:
    ran = run("criteria", "lint", path)
    assert (ran.code, ran.out) == (0, "")
    assert said_ in ran.err


def test_lint_tells_what_is_wrong_with_a_mapping(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "criteria"
    sets(folder)
    (tmp_path / "wardeval.yaml").write_text("language: en\n", encoding="utf-8")
    mapping(folder, HEAD + ENTRY.replace("x", "xx"))
    ran = run("criteria", "lint", "criteria/mappings", folder=tmp_path)
    assert ran.code == 3
    assert "criteria/mappings/cu--moi.yaml:5:19" in ran.out
    (folder / "cu--moi.yaml").write_text(HEAD + SOURCES + ENTRY, encoding="utf-8")
    ran = run("criteria", "lint", "criteria/cu--moi.yaml", folder=tmp_path)
    assert ran.code == 1
    assert "a mapping does not lie among the sets" in ran.out
    assert "move it to mappings/cu--moi.yaml" in ran.out


def test_an_office_completes_the_mapping_that_is_built_in(tmp_path: Path) -> None:
    own = tmp_path / "criteria" / "mappings" / "qd-5764-2021--cap-kieu-mau-20-2024.yaml"
    given = (built_in() / "mappings" / own.name).read_text(encoding="utf-8")
    more = "  - {from: chua-cong-bo-01, to: '1', relation: intersects}\n"
    own.parent.mkdir(parents=True)
    own.write_text(given + more, encoding="utf-8")
    without, library = Library(places(None, {})), Library(places(tmp_path, {}))
    counts = []
    for each in (without, library):
        bridge = find_bridge(*both(each, "qd-5764-2021", "cap-kieu-mau-20-2024"), each)
        assert bridge is not None
        counts.append(len(bridge.ties))
        assert related("cap-kieu-mau-20-2024", "qd-5764-2021", each)
    assert counts[1] == counts[0] + 1
    files = [mappings_of(each).files for each in (without, library)]
    told = [Language(Code.EN).text(each.told(own.stem) or "") for each in files]
    assert told[0] == f"the criteria are related by the mapping that wardeval brings along: {own.stem}"
    assert told[1] == f"the criteria are related by the mapping criteria/mappings/{own.name}"
    assert [each.is_own(own.stem) for each in files] == [False, True]
    assert files[0].told("a--b") is None


def test_the_other_direction_of_an_office_goes_before_what_is_built_in_too(tmp_path: Path) -> None:
    own = tmp_path / "criteria" / "mappings" / "cap-kieu-mau-20-2024--qd-5764-2021.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(HEAD.replace("from: cu", "from: cap-kieu-mau-20-2024").replace("to: moi", "to: qd-5764-2021") + "\n")
    files = mappings_of(Library(places(tmp_path, {}))).files
    assert [each.name for each in files.between("qd-5764-2021", "cap-kieu-mau-20-2024")] == [own.name]
