"""Every rule of `wardeval check`, in the order of the manual."""

from __future__ import annotations

from functools import cache

from wardeval.check.across import (
    alike,
    carried_over,
    other_sets,
    registered,
    same_unit,
    shared_documents,
    shared_files,
    unit_type,
)
from wardeval.check.complete import explanations, missing, owed, verification
from wardeval.check.consistent import (
    cited_days,
    claims,
    claims_open,
    claims_points,
    counting,
    dates,
    fitting,
    periods,
    sums,
)
from wardeval.check.form import answers, files, ignores, keys, limits, notation, sets
from wardeval.check.gate import gates
from wardeval.check.plausible import last_year, numbers, throughout
from wardeval.check.private import disclosed
from wardeval.check.proved import (
    addresses,
    authorities,
    document_dates,
    document_numbers,
    evidence_contents,
    evidence_files,
    proof,
    redated,
    registered_twice,
    unclaimed,
)
from wardeval.check.rule import AcrossRule, Rule, SheetRule

FORM: tuple[Rule, ...] = (
    files.missing_file,
    files.is_a_directory,
    files.unreadable_file,
    files.too_large,
    files.not_utf8,
    files.binary,
    files.empty_file,
    files.control_character,
    files.other_kind,
    notation.syntax,
    notation.directive,
    notation.second_document,
    notation.not_a_mapping,
    notation.key_not_text,
    notation.duplicate_key,
    notation.merge_key,
    notation.anchor,
    notation.alias,
    notation.tag,
    limits.too_deep,
    limits.too_long,
    limits.too_many_values,
    limits.too_many_problems,
    keys.comma_in_braces,
    keys.unknown_key,
    keys.missing_key,
    keys.kind,
    keys.value,
    answers.unknown_id,
    answers.answer,
    answers.stated_count,
    answers.unknown_evidence,
    answers.unknown_fact,
    answers.fact,
    answers.missing_fact,
    sets.unknown_set,
    sets.set_exists_twice,
    sets.family_named,
    sets.no_edition,
    sets.several_editions,
    sets.suspended_year,
    ignores.ignore_without_reason,
    ignores.unused_ignore,
    ignores.unknown_rule,
    ignores.unreadable_ignore,
)
COMPLETE: tuple[Rule, ...] = (
    missing.missing_answer,
    owed.basically_without_explanation,
    owed.not_applicable_without_reason,
    owed.exception_without_note,
    owed.exception_without_needs,
    verification.change_without_reason,
    explanations.explanation_without_content,
    explanations.copied_explanation,
    verification.verifier_without_date,
    verification.verified_without_answers,
)
CONSISTENT: tuple[Rule, ...] = (
    claims.claimed_verdict,
    claims.claimed_verdict_unknown,
    claims.claimed_total,
    claims.claimed_met,
    claims.claimed_percent,
    claims_points.claimed_points,
    claims_points.claimed_points_unknown,
    claims_points.claimed_points_do_not_add_up,
    claims_open.unconfirmed_claim,
    claims_open.uncheckable_claim,
    sums.stated_percent,
    sums.sum_differs,
    sums.sum_of_unusable,
    dates.date_outside_window,
    dates.date_in_future,
    dates.date_after_as_of,
    dates.as_of_before_period,
    dates.verified_too_early,
    periods.period_not_over,
    periods.period_not_begun,
    cited_days.day_of_another_year,
    cited_days.day_not_of_its_documents,
    fitting.set_not_in_force,
    fitting.set_superseded,
    fitting.wrong_unit_type,
    counting.answer_does_not_apply,
    counting.answer_does_not_count,
    fitting.overlay_not_used,
)
PROVED: tuple[Rule, ...] = (
    proof.missing_evidence,
    proof.evidence_without_number_or_file,
    proof.unused_evidence,
    proof.hash_without_file,
    document_numbers.malformed_number,
    document_dates.document_without_date,
    document_dates.document_outside_period,
    document_dates.older_document,
    document_dates.document_after_answers,
    authorities.ceased_authority,
    evidence_files.evidence_missing_file,
    evidence_files.evidence_outside_folder,
    evidence_files.evidence_link,
    evidence_files.evidence_name_differs,
    evidence_contents.evidence_hash_differs,
    evidence_contents.evidence_empty_file,
    unclaimed.unclaimed_evidence,
    document_numbers.number_year_differs,
    registered_twice.document_registered_twice,
    addresses.evidence_address,
    redated.redated_document,
)
ACROSS: tuple[Rule, ...] = (
    shared_documents.document_claimed_twice,
    shared_files.file_claimed_twice,
    alike.near_identical_explanation,
    same_unit.duplicate_submission,
    registered.unit_without_submission,
    registered.unit_not_registered,
    same_unit.unit_id_name_conflict,
    other_sets.conflicting_results,
    unit_type.unit_type_differs,
    carried_over.last_years_file,
    carried_over.year_before_differs,
)
PLAUSIBLE: tuple[Rule, ...] = (
    throughout.met_without_proof,
    numbers.exactly_at_threshold,
    numbers.round_numbers,
    throughout.basically_met_throughout,
    last_year.jump,
    last_year.unchanged_numbers,
)
PRIVATE: tuple[Rule, ...] = (
    disclosed.citizen_id,
    disclosed.phone_number,
    disclosed.email_address,
    disclosed.bank_account,
)
GATES: tuple[Rule, ...] = gates.GATES

RULES = (*FORM, *COMPLETE, *CONSISTENT, *PROVED, *ACROSS, *PLAUSIBLE, *PRIVATE, *GATES)
OF_SHEETS = tuple(each for each in RULES if isinstance(each, SheetRule))
OF_POOLS = tuple(each for each in RULES if isinstance(each, AcrossRule))

RETIRED: dict[str, str] = {}
"""Numbers that were given once, and the ids of the rules that had them: neither is given again."""


@cache
def by_id() -> dict[str, Rule]:
    """Every rule by its id."""
    return {each.id: each for each in RULES}


def find_rule(word: str) -> Rule | None:
    """The rule that an id or a number names."""
    return by_id().get(word) or next((each for each in RULES if each.number == word), None)
