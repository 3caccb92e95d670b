"""`wardeval criteria lint`: what is wrong or doubtful in a set that can be loaded."""

from __future__ import annotations

from wardeval.check import (
    set_bands,
    set_declared,
    set_points,
    set_requirements,
    set_sources,
    set_texts,
    set_verdicts,
)
from wardeval.check.rule import Rule, problems_of
from wardeval.library import LoadedSet
from wardeval.problems import Problem

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
    own = loaded.source.name  # a gap that is filled may have been all that named a source of the set
    return [
        problem
        for problem in found
        if str(problem) not in known and (problem.rule != "unused-source" or problem.span.file == own)
    ]
