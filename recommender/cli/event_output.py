"""What `mitra event` shows: drafts, changes, what is wrong with a sheet, outcomes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from recommender.cli import output
from recommender.cli.language import interface_language, text
from recommender.errors import MESSAGES
from recommender.numerals import decimal, percent

if TYPE_CHECKING:
    from recommender.events.edited import Changes, Finding
    from recommender.events.outcomes import Outcomes
    from recommender.events.plan import Meeting
    from recommender.events.planning import Draft, NextDraft

MAX_SHOWN = 30

WORTH_DIGITS = 2
"""Decimals with which people are shown what a plan is worth."""


def show_draft(draft: "Draft") -> None:
    """Print who is invited and how good the plan is."""
    event, stored = draft.event, draft.stored
    for mark, guests, side in zip("ab", (event.a, event.b), event.side_names, strict=True):
        waiting = sum(one.side == mark for one in stored.waiting)
        line = text("event.plan.guests", side=side, count=len(guests), waiting=waiting)
        output.out.print(output.plain(line))
    show_figures(draft)


def show_figures(draft: "Draft") -> None:
    """Print how good a plan is."""
    made, event, language = draft.stored.plan, draft.event, interface_language()
    line = text(
        "event.plan.figures",
        count=len(made.meetings),
        slots=len(event.slots),
        tables=event.tables,
        value=decimal(made.value, language, WORTH_DIGITS),
        bound=decimal(made.bound, language, WORTH_DIGITS),
        share=percent(made.share, language, 1),
    )
    output.out.print(output.plain(line))
    if not made.deterministic:
        output.note(text("event.plan.not-repeatable"))


def too_few(draft: "Draft") -> list[str]:
    """Ids of the companies with fewer meetings than they should have."""
    event, meetings = draft.event, draft.stored.meetings
    counts = Counter(identity for one in meetings for identity in one.pair)
    return [guest.id for guest in (*event.a, *event.b) if counts[guest.id] < guest.fewest]


def show_changes(changes: "Changes") -> None:
    """Print what an organiser has changed, to standard error."""
    if not changes:
        output.note(text("event.check.unchanged"))
        return
    lines = [
        *(text("event.check.added", meeting=_meeting(one)) for one in changes.added),
        *(text("event.check.removed", meeting=_meeting(one)) for one in changes.removed),
        *(
            text("event.check.moved", before=_meeting(one), after=_meeting(other))
            for one, other in changes.moved
        ),
        *(text("event.check.locked", meeting=_meeting(one)) for one in changes.locked),
        *(text("event.check.unlocked", meeting=_meeting(one)) for one in changes.unlocked),
    ]
    for line in lines[:MAX_SHOWN]:
        output.note(line)
    if len(lines) > MAX_SHOWN:
        output.note(text("event.more", count=len(lines) - MAX_SHOWN))


def _meeting(one: "Meeting") -> str:
    line = text("event.meeting", slot=one.slot, table=one.table, a=one.a, b=one.b)
    return f"{line} ({one.interpreter})" if one.interpreter else line


def show_fine(meetings: int, value: float) -> None:
    """Print that everything in a sheet can be held."""
    shown = decimal(value, interface_language(), WORTH_DIGITS)
    output.out.print(output.plain(text("event.check.fine", count=meetings, value=shown)))


def show_findings(findings: "Sequence[Finding]") -> None:
    """Print what is wrong with a sheet."""
    language = interface_language()
    output.note(text("event.check.wrong", count=len(findings)))
    listed = output.table(
        *(text(f"event.{name}") for name in ("row", "column", "reason", "remedy"))
    )
    for one in findings[:MAX_SHOWN]:
        words = one.problem.message(language), one.problem.remedy(language)
        output.add_row(listed, (one.row or "", one.column or "", *words))
    output.out.print(listed)
    if len(findings) > MAX_SHOWN:
        output.note(text("event.more", count=len(findings) - MAX_SHOWN))


def show_outcomes(saved: "Outcomes", sides: tuple[str, str]) -> None:
    """Print which meetings were held and what came of them."""
    kept, language = saved.kept, interface_language()
    line = text(
        "event.outcomes.kept",
        held=kept.held,
        known=kept.known,
        share=percent(kept.share, language),
        silent=saved.silent,
    )
    output.out.print(output.plain(line))
    listed = output.table(*(text(f"event.outcomes.{name}") for name in ("slot", "held", "share")))
    for slot, own in saved.by_slot.items():
        if own.known:
            share = percent(own.share, language)
            output.add_row(listed, (slot, f"{own.held}/{own.known}", share))
    if listed.row_count:
        output.out.print(listed)
    for mark, side in zip("ab", sides, strict=True):
        known = [one for (where, _), one in saved.by_company.items() if where == mark and one.known]
        full = sum(one.held == one.known for one in known)
        line = text("event.outcomes.side", side=side, kept=full, count=len(known))
        output.out.print(output.plain(line))
    counts = ", ".join(
        f"{MESSAGES.text(f'event.outcome.{kind}', language)} {count}"
        for kind, count in saved.counts.items()
    )
    output.out.print(output.plain(text("event.outcomes.counts", counts=counts)))
    changes = {"saved": saved.saved, "updated": saved.updated, "unchanged": saved.unchanged}
    output.note(text("event.outcomes.judged", **changes))


def draft_document(draft: "Draft") -> dict[str, Any]:
    """A draft as JSON."""
    made, event = draft.stored.plan, draft.event
    return {
        "event": event.name,
        "companies": {"a": len(event.a), "b": len(event.b)},
        "slots": len(event.slots),
        "tables": event.tables,
        "value": round(made.value, 4),
        "bound": round(made.bound, 4),
        "share": round(made.share, 4),
        "repeatable": made.deterministic,
        "digest": draft.stored.digest,
        "meetings": [asdict(one) for one in made.meetings],
        "invited": [asdict(one) for one in draft.stored.invited],
        "waiting": [asdict(one) for one in draft.stored.waiting],
    }


def replanned_document(made: "NextDraft") -> dict[str, Any]:
    """A draft that follows another one, as JSON."""
    found = made.replanned
    names = ("stayed", "moved", "dropped", "fallen", "displaced", "added")
    return {
        **draft_document(made.draft),
        "too_few": too_few(made.draft),
        "kept": str(made.kept),
        "changes": {name: [asdict(one) for one in getattr(found, name)] for name in names},
    }


def finding_document(one: "Finding") -> dict[str, Any]:
    """What is wrong with a row, as JSON."""
    language = interface_language()
    return {
        "row": one.row,
        "column": one.column,
        "code": one.problem.code,
        "reason": one.problem.message(language),
        "remedy": one.problem.remedy(language),
    }


def outcomes_document(saved: "Outcomes") -> dict[str, Any]:
    """What came of an event, as JSON."""
    return {
        "held": saved.kept.held,
        "known": saved.kept.known,
        "silent": saved.silent,
        "outcomes": dict(saved.counts),
        "by_slot": {str(slot): asdict(own) for slot, own in saved.by_slot.items()},
        "by_company": [
            {"side": side, "id": identity, **asdict(own)}
            for (side, identity), own in saved.by_company.items()
        ],
    }
