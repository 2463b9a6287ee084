"""Why a partner is shown: texts cut into parts of which some are marked, never HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from embeddings import Language
from recommender.company import Company
from recommender.results import (
    FitReason,
    NameReason,
    PartnershipReason,
    PassageReason,
    PhrasesReason,
    Quote,
    Reason,
    SectorReason,
)
from service.pages.text_language import language_of, tag
from service.pages.words import Words


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, and whether it is what was asked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a company: from which field, in which language if that is known, in parts."""

    label: str
    language: str | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ShownReason:
    """One reason: what it is, the partner's words, one's own beside them, remarks in words."""

    title: str
    partner: Excerpt | None = None
    own: Excerpt | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownWords:
    """Words that were asked for with the partner's own for them, and those without."""

    answers: tuple[tuple[Excerpt, Excerpt], ...]
    missing: tuple[Excerpt, ...]


def cut(text: str, start: int, spans: Iterable[tuple[int, int]]) -> tuple[Part, ...]:
    """Cut a text into parts, with those of `spans` marked.

    `text` begins at character `start` of what the spans are places in; they may overlap, and lie
    beyond the text.
    """
    marked = [False] * len(text)
    for begin, end in spans:
        for at in range(max(0, begin - start), min(len(text), end - start)):
            marked[at] = True
    parts: list[Part] = []
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or marked[at] != marked[begin]:
            parts.append(Part(text[begin:at], marked[begin]))
            begin = at
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Explainer:
    """Puts reasons into words. `own`: the company that partners are shown for, None for a query."""

    words: Words
    own: Company | None = None
    asked_language: Language | None = None

    def reasons(self, reasons: Sequence[Reason], partner: Company) -> list[ShownReason]:
        """Every reason but for single words, those of the passages marked."""
        phrases = [one for one in reasons if isinstance(one, PhrasesReason)]
        found = [answer.found for one in phrases for answer in one.answers]
        asked = [answer.asked for one in phrases for answer in one.answers]
        told = (self._reason(reason, partner, asked, found) for reason in reasons)
        return [one for one in told if one is not None]

    def phrases(self, reasons: Sequence[Reason], partner: Company) -> ShownWords | None:
        """Which words the partner answers and which it does not."""
        for reason in reasons:
            if isinstance(reason, PhrasesReason):
                return ShownWords(
                    tuple(
                        (self._excerpt(one.asked, self.own), self._excerpt(one.found, partner))
                        for one in reason.answers
                    ),
                    # What a company seeks is long; what is missing of it would say little.
                    tuple(self._excerpt(one, None) for one in reason.missing)
                    if self.own is None
                    else (),
                )
        return None

    def _reason(
        self, reason: Reason, partner: Company, asked: Sequence[Quote], found: Sequence[Quote]
    ) -> ShownReason | None:
        text = self.words.text
        if isinstance(reason, NameReason):
            return ShownReason(text("why.name"), self._excerpt(reason.partner, partner))
        if isinstance(reason, SectorReason):
            names = "; ".join(self.words.value("sector", code) for code in reason.codes)
            inferred = (text("why.sector-inferred"),) if reason.inferred else ()
            return ShownReason(text("why.sector"), remarks=(names, *inferred))
        if isinstance(reason, PassageReason):
            own = None if reason.own is None else self._excerpt(reason.own, self.own)
            title = text("why.alike" if own else "why.passage")
            return ShownReason(title, self._excerpt(reason.partner, partner, found), own)
        if isinstance(reason, PartnershipReason):
            kinds = ", ".join(self.words.value("partnership", kind) for kind in reason.kinds)
            return ShownReason(text("why.partnership"), remarks=(kinds,))
        if isinstance(reason, FitReason):
            return self._fit(reason, partner, asked, found)
        return None

    def _fit(
        self, reason: FitReason, partner: Company, asked: Sequence[Quote], found: Sequence[Quote]
    ) -> ShownReason:
        text = self.words.text
        offers = reason.seeker == "own"
        remarks = [text("why.inferred")] if reason.inferred else []
        if reason.outside:
            remarks.append(text("why.outside"))
        return ShownReason(
            text("why.offers" if offers else "why.seeks"),
            self._excerpt(reason.partner, partner, found if offers else ()),
            self._excerpt(reason.own, self.own, asked if offers else ()),
            tuple(remarks),
        )

    def _excerpt(
        self, quote: Quote, company: Company | None, marked: Sequence[Quote] = ()
    ) -> Excerpt:
        spans = [(one.start, one.end) for one in marked if one.field == quote.field]
        parts = cut(quote.text, quote.start, spans)
        if company is None:
            return Excerpt("", tag(self.asked_language), parts)
        language = language_of(company, quote.field, quote.text)
        return Excerpt(self.words.field(quote.field), language, parts)
