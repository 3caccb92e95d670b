"""What every key of a file is for, in a few words: an editor shows them while a file is written."""

from __future__ import annotations

from collections.abc import Mapping

from wardeval.model.record import Record
from wardeval.problems import Message, say
from wardeval.schema.rule_keys import RULE_KEYS

_ANYWHERE: Mapping[str, Message] = {
    "format": say("the format of this file and its version"),
    "id": say("a short name to refer to: letters, digits, points and hyphens"),
    "title": say("what it is called: Vietnamese, or vi and en"),
    "source": say("where this is known from: the id of a source, and the place in it"),
    "note": say("only shown"),
    "evidence": say("ids of documents from the register under evidence"),
    "answers": say(
        "the answers by the ids of the set; put ids such as “5.10” in quotes; what is not known is left out"
    ),
    "stated-count": say("a published number of met criteria, where it is not published which"),
    "period": say("the year that is assessed"),
    "type": say("the type of the unit, such as xa, phuong, thi-tran"),
    "within": say("the units around it, from the smallest to the largest"),
    "facts": say("what the set needs to know of the unit, such as its region"),
    "days-off": say("dates on which nobody works, for deadlines in working days; weekends never count"),
    "why": say("why this is the result"),
    "assumed": say("a reading that no source states; every report shows it"),
    "set": say("the id of a criterion set"),
    "on": say("from which day"),
    "from": say("the first that counts"),
    "to": say("the last that counts"),
    "number": say("the number of the decision or document"),
    "issuer": say("who issued it"),
    "short": say("a short name for lists"),
    "kind": say("what kind of source it is"),
    "refused": say("yes where it has to be refused"),
}

_OF_RECORD: Mapping[str, Mapping[str, Message]] = {
    "Assessment": {
        "set": say("the id of the criterion set that the unit is judged against, or of a family of sets"),
        "unit": say("the ward or commune that is assessed"),
        "as-of": say("the day on which the answers stood so; only shown"),
        "fictional": say("yes for an example that is not of any real unit"),
        "verified": say("the answers of the verifier; each replaces the unit's own"),
        "evidence": say("the register of documents that answers refer to, by ids of your own"),
        "claims": say("what the unit states of its own result; it never enters the score"),
    },
    "Unit": {
        "id": say("the code of the unit, where it is known"),
        "name": say("the name of the unit"),
    },
    "Answer": {
        "value": say("the answer itself"),
        "part": say("the part that is counted; the whole stands beside it"),
        "whole": say("the whole that the part is of; not 0"),
        "now": say("the number of this year"),
        "before": say("the number of the year before"),
        "parts": say("which parts are there: a list, or each with có or không"),
        "excepted": say("events that do not count, on a ground that the set names"),
        "percent": say("the share as it is printed elsewhere, beside its part and whole; it never enters the score"),
        "sum-of": say("what the number was added up from: numbers by name, or the ids of other answers"),
        "not-applicable": say("why this does not apply to the unit; no answer stands beside it"),
        "explanation": say("an explanation; it is shown and never changes a number"),
        "reason": say("why the verifier answers otherwise"),
    },
    "Excepted": {
        "reason": say("the ground, as the set calls it"),
        "number": say("how many of the events; 1 if left out"),
        "holds": say("which needs of the ground are fulfilled"),
    },
    "StatedCount": {
        "met": say("how many criteria are met"),
        "of": say("how many criteria the set has"),
        "hedge": say("a word such as “cơ bản” that stands beside the number"),
    },
    "Verified": {
        "by": say("who verified"),
        "date": say("the day of the verification"),
    },
    "Evidence": {
        "title": say("what the document is called"),
        "date": say("the day of the document"),
        "summary": say("what it says, in a sentence"),
        "file": say("the path of the file, from the folder of this assessment"),
        "sha256": say("the SHA-256 of the file, 64 digits; wardeval check compares it"),
        "url": say("where it is published"),
    },
    "Claims": {
        "verdict": say("the verdict that the unit states"),
        "total": say("the total of points that the unit states"),
        "met": say("how many criteria the unit states as met"),
        "percent": say("the share of the most points that the unit states, or of the criteria where there is no total"),
        "points": say("the points that the unit states of criteria and indicators, by their ids"),
    },
    "CriterionSet": {
        "id": say("the id of the set; its file is called so"),
        "family": say("the family that this set and those before and after it belong to"),
        "basis": say("the decision that issued the set"),
        "scored": say("who is judged, if not the unit"),
        "purpose": say("review where a programme is only reviewed and nobody is recognised"),
        "units": say("the types of unit that the set is for"),
        "replaces": say("the set before this one, and from which day"),
        "replaced-by": say("the set after this one, and from which day"),
        "applies": say("the years that are judged by the set"),
        "remarks": say("what a reader of a result has to know"),
        "derived-from": say("press where the set is drawn from press reports, not from the decision"),
        "window": say("the days that count for a period; Y is the year"),
        "final-track": say("which answers count: self or verified"),
        "completeness": say("how much of the set is public"),
        "gaps": say("what is not public, a sentence for each"),
        "sources": say("where everything is known from, by ids such as S1"),
        "facts": say("what the rules need to know of the unit"),
        "parameters": say("numbers of the rules that depend on the unit, by name"),
        "scales": say("ordered levels, the lowest first"),
        "exceptions": say("grounds on which an event does not count"),
        "groups": say("headings over criteria"),
        "verdicts": say("the levels that a unit may reach, the highest first"),
        "assessed-if": say("conditions without which a unit is not assessed"),
        "gates": say("conditions outside the sum and the count"),
        "count": say("how many criteria the decision says there are"),
        "total": say("the sum of points: its most, and how it is rounded"),
        "criteria": say("the criteria, in the order of the decision"),
    },
    "Overlay": {
        "id": say("the id of this overlay; its file is called so"),
        "extends": say("the id of the set that this file completes"),
    },
    "Basis": {
        "number": say("the number of the decision; null where it is not public"),
        "article": say("the article that sets out the criteria"),
        "issued": say("the day on which it was issued"),
        "in-force": say("the day from which it is in force"),
        "amended-by": say("the decision that amended it"),
    },
    "Link": {
        "number": say("the number of the decision, where there is no file of that set"),
    },
    "Applies": {
        "from": say("the first year that is judged by the set"),
        "to": say("the last year that is judged by the set"),
        "suspended": say("years in which it was not applied"),
    },
    "Suspension": {
        "year": say("the year"),
        "within": say("where; everywhere if left out"),
    },
    "Remark": {
        "text": say("what has to be known"),
        "from": say("the first year for which it is shown"),
        "to": say("the last year for which it is shown"),
    },
    "Reference": {
        "publisher": say("who published it"),
        "url": say("where it is published"),
        "date": say("the day of publication"),
    },
    "Fact": {
        "is": say("one-of, yes-no or number"),
        "of": say("the values that it may have"),
    },
    "Exception_": {
        "needs": say("what must hold for it, by ids"),
    },
    "Verdict": {
        "when": say("the conditions, all of which must hold; unknown where the rule is not public"),
    },
    "Total": {
        "max": say("the most points"),
        "round": say("to how many decimals it is rounded"),
    },
    "Cases": {
        "cases": say("whole assessments, and what they have to come to"),
        "leaves": say("single answers by the id of their leaf, and what they have to come to"),
    },
    "WholeCase": {
        "title": say("what the case shows"),
        "source": say("where the expected result is known from"),
        "verified": say("the answers of the verifier"),
        "expect": say("what the case has to come to"),
    },
    "LeafCase": {
        "answer": say("the answer, as in an assessment"),
        "met": say("whether it is met: yes, no, undecided or not-applicable"),
        "points": say("the points that it earns"),
        "source": say("where the expected result is known from"),
    },
    "Expected": {
        "verdict": say("the id of a verdict, or undecided, unknown-rule, not-assessed, none-reached"),
        "total": say("the total: a number, least and most, or unknown"),
        "criteria-met": say("how many criteria are met"),
        "met": say("which nodes are met, by their ids"),
        "points": say("the points of nodes, by their ids"),
        "track": say("which answers are meant: self or verified"),
    },
    "Range": {
        "least": say("the least that is still possible"),
        "most": say("the most that is still possible"),
    },
    "Mapping": {
        "from": say("the id of the first set; the file is called so, then two hyphens and the second"),
        "to": say("the id of the second set"),
        "sources": say("where the relations are known from, by ids such as S1"),
        "note": say("what has to be known of the two sets; every comparison shows it"),
        "criteria": say("what stands to what; what is not named here is not comparable"),
    },
    "Correspondence": {
        "from": say("ids of the first set: gates, criteria or indicators"),
        "to": say("ids of the second set"),
        "relation": say(
            "equal, subset, superset, intersects, split, merged, new or dropped; only equal carries results"
        ),
        "why": say("why they are so related"),
        "source": say("where this is known from: the ids of sources, and the place in them"),
    },
    "Units": {
        "sources": say("where the units are known from, by ids such as S1"),
        "units": say("the units, each as it was from one day to another"),
    },
    "DatedUnit": {
        "id": say("the code of the unit; it means the unit only on the days from–to"),
        "name": say("the name of the unit"),
        "from": say("the first day of the unit as it is here; left out where it is not known"),
        "to": say("the last day of the unit as it is here; left out while it is there"),
        "made-of": say("the ids of the units on the day before, each whole or part; or unknown"),
        "decision": say("the number of the decision that made the unit"),
    },
    "Settings": {
        "language": say("the language of reports: vi or en"),
        "sets": say("the sets that the office works with"),
        "assessments": say("the folder of the assessments"),
        "check": say("which rules “wardeval check” follows, and how much they matter"),
    },
    "CheckSettings": {
        "select": say("the rules that are followed: ids, numbers, families, or all"),
        "ignore": say("the rules that are not followed, although they are selected"),
        "severity": say("error, warning or note, by rule or by family"),
        "per-path": say("what is otherwise for some of the files; of entries that fit a file the last counts"),
    },
    "PerPath": {
        "paths": say("patterns of the files, from the folder of wardeval.yaml on: assessments/2023/**"),
        "ignore": say("the rules that are not followed in these files"),
        "severity": say("error, warning or note in these files, by rule or by family"),
    },
    **RULE_KEYS,
}
_LIKE = {"Overlay": "CriterionSet", "MoreOfVerdict": "Verdict", "Checked": "Verified"}


def key_text(record: type[Record], key: str) -> Message | None:
    """What a key of a record is for; none where nothing is said of it."""
    name: str | None = record.__name__
    while name is not None:
        if key in _OF_RECORD.get(name, {}):
            return _OF_RECORD[name][key]
        name = _LIKE.get(name)
    return _ANYWHERE.get(key)
