"""The end of a new assessment: what is no longer asked, the register of evidence, and what else a file may say."""

from __future__ import annotations

from collections.abc import Iterator

from wardeval.carry import first_day
from wardeval.language import Language
from wardeval.model.assessment import Evidence
from wardeval.model.structure import may_be_met
from wardeval.problems import say
from wardeval.report import words
from wardeval.report.foreign import visible
from wardeval.report.instructions import INDENT, is_counted
from wardeval.report.start import Comments, Start
from wardeval.written import comment, entries, flow, key, scalar


class Rest:
    """What follows the answers."""

    def __init__(self, start: Start, language: Language) -> None:
        """Of `start`, with comments in `language`."""
        self.start, self.text = start, language.text
        self.criteria = start.loaded.criteria
        self._say = Comments(language).say

    def lines(self) -> Iterator[str]:
        """All of it."""
        yield from self._gone()
        yield from self._register()
        yield from self._skeleton()

    def _gone(self) -> Iterator[str]:
        """What was asked last year and is no longer."""
        carried = self.start.carried
        if carried is None or not carried.gone or carried.is_other_set:
            return
        yield ""
        yield from self._say(say("No longer asked, with the answers of {period}:", period=str(carried.last.period)))
        for node in carried.gone:
            answer = carried.answers.get(node.id)
            written = f"{key(node.id)}: {flow(answer)}" if answer is not None else f"{key(node.id)}:"
            yield from comment(visible(f"{written} ({self.text(words.label(node))})"), "", "- ")

    def _register(self) -> Iterator[str]:
        """The register of evidence: last year's that still counts, or how an entry looks."""
        carried = self.start.carried
        yield ""
        yield from self._say(say("The register of documents that answers refer to with evidence: [id]"))
        if carried is not None and carried.dropped:
            day = first_day(self.criteria, self.start.period)
            yield from self._say(say("Left out, because they are older than {day}:", day=day))
            for id_, document in carried.dropped.items():
                yield from self._say(f"{id_}: {self._document(document)}", "- ")
        kept = carried.kept if carried is not None else {}
        if kept:
            yield "evidence:"
            for id_, document in kept.items():
                if document.date is None:
                    yield from self._say(say("without a date: is it still valid?"), indent=INDENT)
                yield f"{INDENT}{key(id_)}:"
                yield from entries(self._fields(document), INDENT * 2)
            return
        yield "evidence:"
        yield f"{INDENT}# nq-01:"
        for name, text in (
            ("number", "01-NQ/ĐU"),
            ("date", f"15/01/{self.start.period}"),
            ("issuer", self.text(say("the Party committee"))),
            ("summary", self.text(say("resolution on security and order"))),
            ("file", "minh-chung/nq-01.pdf"),
        ):
            yield f"{INDENT}#   {name}: {scalar(text)}"

    def _fields(self, document: Evidence) -> dict[str, object]:
        found: dict[str, object] = {}
        for name in document.fields():
            value = getattr(document, name)
            if value is not None:
                found[name] = value.strftime("%d/%m/%Y") if name == "date" else value
        return found

    def _document(self, document: Evidence) -> str:
        return "; ".join(str(value) for value in self._fields(document).values())

    def _skeleton(self) -> Iterator[str]:
        """What else a file may hold, ready to be uncommented."""
        if is_counted(self.criteria):
            of = sum(1 for node in self.criteria.criteria if may_be_met(node))
            yield ""
            yield from self._say(
                say("Where only the number of met criteria is known, and not which (remove the # and put it in):")
            )
            yield f"# stated-count: {flow({'met': '0', 'of': str(of)})}"
        yield ""
        yield from self._say(say("What the unit states of its own result; it never enters the score:"))
        yield f"# claims: {flow({'verdict': self.criteria.verdicts[0].id})}"
        yield ""
        yield from self._say(say("What the verifier answers otherwise; each answer replaces the unit's whole answer:"))
        first = next(node.id for node in self.criteria.nodes() if node.measure is not None)
        yield "# verified:"
        yield f"#   by: {scalar(self.text(say('the name of the body that verifies')))}"
        yield f"#   date: 15/12/{self.start.period}"
        yield "#   answers:"
        yield f"#     {key(first)}: {flow({'value': '…', 'reason': self.text(say('why'))})}"
