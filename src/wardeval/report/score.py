"""The report of one assessment: header, verdict, criteria, gaps, and all that a reader has to know beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardeval.case import Case
from wardeval.engine.conditions import count_text
from wardeval.engine.enough import range_text
from wardeval.engine.leaf import answer_text
from wardeval.engine.result import GroupResult, NodeResult
from wardeval.exact import Met
from wardeval.language import Language, Words
from wardeval.problems import say
from wardeval.report import words
from wardeval.report.document import Block, Cell, Column, Document, Facts, Heading, Items, Line, Row, Space, Table, Tone
from wardeval.report.gaps import Missing

TONES = {Met.YES: Tone.GOOD, Met.NO: Tone.BAD, Met.UNDECIDED: Tone.OPEN}


class ScoreReport:
    """Builds the document of one case in one language."""

    def __init__(self, case: Case, language: Language, track: str, required: tuple[Words, Met] | None = None) -> None:
        """`required` is the verdict asked for with `--require`, and whether it is reached."""
        self.case, self.language, self.required = case, case.language(language, track), required
        self.result = case.results[track]
        self.text = self.language.text

    def document(self, *, only_gaps: bool = False) -> Document:
        """The whole report, or only its gaps."""
        blocks: list[Block] = [Heading(self._title(), 1)]
        if only_gaps:
            return Document((*blocks, *Missing(self.result, self.language).blocks()))
        blocks += [
            *self._header(),
            *self._verdict(),
            *self._gates(),
            *self._criteria(),
            *self._recorded(),
            *Missing(self.result, self.language).blocks(),
        ]
        blocks += [*self._tracks(), *self._explanations(), *self._notes()]
        return Document(tuple(blocks))

    def _title(self) -> str:
        unit = self.case.assessment.unit
        name = f"{unit.name} ({unit.id})" if unit.id else unit.name
        return ", ".join([name, *unit.within])

    def _header(self) -> Iterator[Block]:
        criteria = self.case.criteria
        rows = [
            (say("Period"), Cell(_period(self.case, self.language))),
            (say("Criterion set"), Cell(f"{self.text(criteria.title)} [{criteria.id}]")),
            (say("Basis"), Cell(words.basis(criteria, self.language))),
            *((say("Overlay"), Cell(line)) for line in self._overlays()),
            (say("Published"), Cell(self.text(words.COMPLETENESS[criteria.completeness]))),
        ]
        if criteria.purpose == "review":
            rows.append((say("Purpose"), Cell(self.text(words.REVIEW), Tone.OPEN)))
        if criteria.derived_from:
            rows.append(
                (say("Derived from"), Cell(self.text(say("press reports, not the text of the decision")), Tone.OPEN))
            )
        if criteria.scored:
            rows.append((say("Judged"), Cell(self.text(criteria.scored))))
        tracks = "; ".join(self.text(words.track(name)) for name in self.case.results)
        track: object = words.track(self.result.track)
        if len(self.case.results) > 1:
            track = say("{track} (of: {tracks})", track=track, tracks=tracks)
        rows.append((say("Track"), Cell(self.text(track))))
        rows += [(say("Note"), Cell(self.text(note), Tone.OPEN)) for note in self.case.notes]
        yield Facts(tuple((self.text(label), cell) for label, cell in rows))

    def _overlays(self) -> Iterator[str]:
        """Which overlays complete the set."""
        if self.case.loaded.layers:
            from wardeval.report.overlays import overlay_lines  # a set of one file does not pay for it

            yield from map(self.text, overlay_lines(self.case.loaded))

    def _verdict(self) -> Iterator[Block]:
        result = self.result
        rows = [(say("VERDICT"), words.verdict(result, self.language))]
        if result.count.of:
            rows.append((say("Criteria met"), Cell(self.text(count_text(result.count)), Tone.STRONG)))
        total = words.total(result)
        if total is not None:
            rows.append((say("Points"), Cell(self.text(total), Tone.STRONG)))
        rows.append((say("Answered"), Cell(self.text(words.coverage(result)))))
        if self.required is not None:
            name, met = self.required
            rows.append(
                (
                    say("Required"),
                    Cell(self.text(say("“{verdict}”: {met}", verdict=name, met=words.REQUIRED[met])), TONES[met]),
                )
            )
        if result.next is not None:
            rows.append((say("To be “{verdict}”", verdict=result.next.verdict.title), Cell(self._next())))
        yield Space()
        yield Facts(tuple((self.text(label), cell) for label, cell in rows))

    def _next(self) -> str:
        following = self.result.next
        assert following is not None
        if not following.conditions:
            return self.text(say("the rule is not public"))
        lines = [
            say("{says} ({met}: {found})", says=item.says, met=item.met, found=item.found)
            for item in following.conditions
            if item.met is not Met.YES
        ]
        return self.text(lines)

    def _gates(self) -> Iterator[Block]:
        if self.result.gates:
            yield Heading(self.text(say("Conditions outside the sum")))
            yield self._table(self.result.gates)

    def _criteria(self) -> Iterator[Block]:
        yield Heading(self.text(say("Criteria")))
        yield self._table(self.result.nodes, self.result.groups)

    def _recorded(self) -> Iterator[Block]:
        """The answers that nothing judges, as they stand."""
        context = self.case.contexts[self.result.track]
        rows = []
        for item in self.result.all_nodes():
            value = item.reply.value if item.reply is not None else None
            if value is not None and not item.children and words.is_recorded(item):
                text = say(
                    "{label}: {answer}", label=words.label(item.node), answer=answer_text(item.node, value, context)
                )
                rows.append((item.node.id, Cell(self.text(text))))
        if rows:
            yield Heading(self.text(say("Recorded")))
            yield Facts(tuple(rows))

    def _table(self, nodes: Sequence[NodeResult], groups: Sequence[GroupResult] = ()) -> Table:
        scored = any(node.node.earns for node in nodes)
        columns = [
            Column(self.text(words.head(words.number(result.node) for result in nodes))),
            Column(self.text(say("Criterion")), narrow=False),
            Column(self.text(say("Result"))),
        ]
        if scored:
            columns.append(Column(self.text(say("Points")), right=True))
        columns.append(Column(self.text(say("Answers")), right=True))
        rows: list[Row] = []
        titled = any(group.title for group in groups)
        for group in groups if titled else [None]:
            if group is not None:
                rows.append(self._group_row(group, scored=scored))
            members = group.criteria if group is not None else nodes
            rows.extend(self._run_row(run, scored=scored) for run in words.runs(members))
        return Table(tuple(columns), tuple(rows))

    def _group_row(self, group: GroupResult, *, scored: bool) -> Row:
        cells = [Cell(""), Cell(self.text(group.title or words.UNPUBLISHED))]
        cells.append(Cell(f"{self.text(range_text(group.met))}/{group.of}" if group.of else ""))
        if scored:
            known = all(node.outcome.known for node in group.criteria)
            cells.append(Cell(self._fraction(group.points if known else None, group.possible)))
        return Row((*cells, Cell("")), section=True)

    def _fraction(self, points: object, possible: object) -> str:
        if points is None:
            return "?"
        shown = self.text(range_text(points))  # type: ignore[arg-type]
        return shown if possible is None else f"{shown}/{self.text(possible)}"

    def _run_row(self, run: Sequence[NodeResult], *, scored: bool) -> Row:
        first = run[0]
        shown, tone = words.state(first)
        cells = [Cell(words.run_number(run)), Cell(self.text(words.run_label(run))), Cell(self.text(shown), tone)]
        if scored:
            cells.append(Cell(self._fraction(first.outcome.points, first.outcome.possible) if first.node.earns else ""))
        coverage = [
            sum(part) for part in zip(*((item.coverage.answered, item.coverage.of) for item in run), strict=True)
        ]
        cells.append(Cell(f"{coverage[0]}/{coverage[1]}"))
        return Row(tuple(cells))

    def _tracks(self) -> Iterator[Block]:
        if len(self.case.results) < 2:  # noqa: PLR2004 - a difference needs two
            return
        rows = []
        first, second = self.case.results.values()
        for own, other in zip(first.all_nodes(), second.all_nodes(), strict=True):
            if own.node.children or own.reply is other.reply:
                continue
            before, after = words.state(own)[0], words.state(other)[0]
            rows.append(
                Row(
                    (
                        Cell(own.node.id),
                        Cell(self._answer(own, before)),
                        Cell(self._answer(other, after), TONES.get(other.outcome.met or Met.UNDECIDED, Tone.PLAIN)),
                        Cell(self.case.reason(own.node.id) or self.text(say("no reason given"))),
                    )
                )
            )
        yield Heading(self.text(say("Self-assessment and verification")))
        yield Facts(
            tuple(
                (self.text(words.track(name)), words.verdict(item, self.language))
                for name, item in self.case.results.items()
            )
        )
        if rows:
            number = words.head(row.cells[0].text for row in rows)
            columns = (number, say("Self-assessment"), say("Verification"), say("Reason"))
            yield Table(
                tuple(Column(self.text(name), narrow=index == 0) for index, name in enumerate(columns)), tuple(rows)
            )

    def _answer(self, result: NodeResult, state: object) -> str:
        if not result.steps or result.steps[0] == state:
            return self.text(state)
        return self.text(say("{state}: {why}", state=state, why=result.steps[0]))

    def _explanations(self) -> Iterator[Block]:
        rows = [
            (item.node.id, Cell(item.reply.answer.explanation))
            for item in self.result.all_nodes()
            if item.reply is not None and item.reply.answer.explanation
        ]
        if not rows:
            return
        yield Heading(self.text(say("Explanations (they change no number)")))
        yield Facts(tuple(rows))
        accepted = self.case.explained.get(self.result.track)
        if accepted is not None:
            verdict = words.verdict(accepted, self.language)
            total = words.total(accepted)
            found = [count_text(accepted.count)] if accepted.count.of else []
            text = say(
                "if all were accepted: {found}; {verdict}",
                found=(*found, *([total] if total else [])),
                verdict=verdict.text,
            )
            yield Line(Cell(self.text(text), Tone.QUIET))

    def _assumptions(self) -> Iterator[tuple[str, Words]]:
        """Every reading that no source states, by the title of its verdict or the id of its node."""
        for item in self.result.verdicts:
            if item.verdict.assumed:
                yield self.text(say("“{verdict}”", verdict=item.verdict.title)), item.verdict.assumed
        for node in self.result.all_nodes():
            if node.node.assumed:
                yield node.node.id, node.node.assumed

    def _notes(self) -> Iterator[Block]:
        criteria = self.case.criteria
        if self.result.assumptions:
            yield Heading(self.text(say("Assumed: no source states it")))
            places: dict[str, list[str]] = {}
            for id_, note in self._assumptions():
                places.setdefault(self.text(note), []).append(id_)
            yield Items(tuple(Cell(f"{', '.join(ids)}: {note}", Tone.OPEN) for note, ids in places.items()))
        if criteria.gaps:
            yield Heading(self.text(say("Not public in this set")))
            yield Items(tuple(Cell(self.text(gap)) for gap in criteria.gaps))
        yield Space()
        from wardeval import __version__

        digests = say(
            "wardeval {version}; set {set} {set_digest}; file {digest}",
            version=__version__,
            set=criteria.id,
            set_digest=words.digests(self.case.loaded),
            digest=self.case.source.digest[:19],
        )
        yield Line(Cell(self.text(digests), Tone.QUIET))


def _period(case: Case, language: Language) -> str:
    """The period, and the day within it that the answers describe, where the file says one."""
    day = case.assessment.as_of
    text = (
        say("{period}, as of {day}", period=str(case.assessment.period), day=day)
        if day
        else str(case.assessment.period)
    )
    return language.text(text)
