"""`wardeval criteria lint`: what is wrong or doubtful in a set that can be loaded."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wardeval.library import FOLDER, SUFFIX, LoadedSet, Place, misnamed
from wardeval.lint import (
    set_bands,
    set_declared,
    set_points,
    set_requirements,
    set_sources,
    set_texts,
    set_verdicts,
)
from wardeval.load import locate
from wardeval.overlay.layers import LayeredSource
from wardeval.problems import Keys, Problem, say
from wardeval.rule import Rule, problems_of

RULES: tuple[Rule[LoadedSet], ...] = (
    set_bands.band_overlap,
    set_bands.band_gap,
    set_bands.empty_band,
    set_bands.uneven_bands,
    set_points.max_differs_from_parts,
    set_points.points_differ_from_max,
    set_points.total_differs_from_criteria,
    set_points.weights_off,
    set_points.cap_never_binds,
    set_points.cap_above_max,
    set_points.limits_crossed,
    set_points.points_never_count,
    set_points.part_without_points,
    set_points.bonus_without_sum,
    set_requirements.impossible_requirement,
    set_requirements.requirement_always_met,
    set_requirements.missing_row,
    set_requirements.unreachable_override,
    set_requirements.not_applicable_meets_any,
    set_verdicts.impossible_condition,
    set_verdicts.contradictory_conditions,
    set_verdicts.condition_without_effect,
    set_verdicts.unreachable_verdict,
    set_verdicts.fallback_not_last,
    set_verdicts.no_fallback,
    set_declared.count_differs,
    set_declared.completeness_overstated,
    set_declared.completeness_understated,
    set_declared.unused_declaration,
    set_declared.unused_gate,
    set_declared.applies_backwards,
    set_sources.missing_source,
    set_sources.undeclared_source,
    set_sources.unused_source,
    set_sources.missing_attestation,
    set_sources.attested_above_source,
    set_sources.titled_but_not_public,
    set_sources.untitled_but_public,
    set_sources.inferred_without_assumption,
    set_texts.missing_english,
    set_texts.lookalike_letter,
    set_texts.mixed_alphabets,
    set_texts.short_too_long,
)
"""Every rule, in the order of the manual."""


def lint_set(loaded: LoadedSet) -> list[Problem]:
    """What is wrong or doubtful in the set's own file, in the order of the file.

    Of an overlay, what is wrong since it is laid over its set; the set has problems of its own.
    """
    found = problems_of(RULES, loaded)
    if loaded.base is None:
        return found
    known = set(map(str, problems_of(RULES, loaded.base)))
    own = loaded.layers[-1].source.name  # a gap that is filled may have been all that named a source of the set
    new = [each for each in found if str(each) not in known and (each.rule != "unused-source" or each.span.file == own)]
    return sorted((_by_overlay(problem, loaded) for problem in new), key=lambda problem: (problem.span, problem.rule))


def name_problems(loaded: LoadedSet, path: Path, folders: Iterable[Place]) -> list[Problem]:
    """That a file is not called by the id in it, although it lies in a folder of sets.

    Elsewhere a file may have any name, because only its path leads to it.
    """
    folder = path.resolve().parent
    is_shared = folder.name == FOLDER or any(place.path.resolve() == folder for place in folders)
    if not is_shared or path.name == f"{loaded.criteria.id}{SUFFIX}":
        return []
    return [locate(misnamed(loaded.criteria.id), loaded.source)]


def _by_overlay(problem: Problem, loaded: LoadedSet) -> Problem:
    """A problem that the overlay brings about, at the line of the overlay that does so."""
    own, source = loaded.layers[-1].source, loaded.source
    if problem.span.file == own.name or not isinstance(source, LayeredSource):
        return problem
    written = source.written_by(own)
    keys = problem.keys
    sums: tuple[Keys, ...] = (("criteria",),) if keys[0] in ("total", "count") else ()
    for around in (*(keys[:end] for end in range(len(keys) - 1, 0, -1)), *sums):
        inside = [(keys_, at) for keys_, at in written if keys_[: len(around)] == around]
        plain = [each for each in inside if around in sums and len(each[0]) <= len(around) + 1 + (each[0][-1] == "max")]
        if spans := sorted(own.locate(at) for _, at in plain or inside):
            lines = tuple(dict.fromkeys(str(span.line) for span in spans))
            says = {"told": problem.message, "place": f"{problem.span.file}:{problem.span.line}"}
            message = (
                say("{told} ({place}, with this overlay)", **says)
                if len(lines) == 1
                else say("{told} ({place}, with lines {lines} of this overlay)", lines=lines[:MOST_LINES], **says)
            )
            return problem._replace(message=message, span=spans[0])
    return problem._replace(span=own.locate(("extends",)))


MOST_LINES = 8
"""How many lines of an overlay are named, where all of them together bring a problem about."""
