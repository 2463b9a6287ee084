"""One company out of several entries of it, with nothing lost."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from recommender.company import LIST_FIELDS, Company

VALUE_FIELDS: tuple[str, ...] = (
    "name",
    "description",
    "country",
    "region",
    "city",
    "tier",
    "employees",
    "offers",
    "seeks",
    "website",
    "contact",
    "organisation",
)
"""Fields of which one member's value wins. Lists are united, and all names are kept."""

_TEXTS = frozenset({"description", "offers", "seeks"})


def conflicts(members: Sequence[Company]) -> list[str]:
    """The fields in which members say different things."""
    return [
        field
        for field in VALUE_FIELDS
        if len({value for member in members if (value := getattr(member, field)) is not None}) > 1
    ]


def fullest(members: Sequence[Company]) -> Company:
    """The member that says most: the most fields, then the longest description, then the first."""

    def fullness(member: Company) -> tuple[int, int]:
        said = member.model_dump(exclude={"id", "language", "updated_at", "extra"})
        fields = sum(value not in (None, ()) for value in said.values())
        return fields, _length(member.description)

    return max(members, key=fullness)


def default_winner(members: Sequence[Company], field: str, survivor: Company) -> Company:
    """Whose value of a field wins where nobody says otherwise.

    The longest text; of other fields the survivor's value, or that of the first who has one.
    """
    having = [member for member in members if getattr(member, field) is not None]
    if field in _TEXTS:
        return max(having, key=lambda member: _length(getattr(member, field)), default=survivor)
    if survivor in having or not having:
        return survivor
    return having[0]


def _length(text: str) -> int:
    """How much a text says: in bytes, for a Japanese letter says as much as three Latin ones."""
    return len(text.encode())


def unite(members: Sequence[Company], survivor: Company, winners: Mapping[str, Company]) -> Company:
    """The one company that members are, under the survivor's id.

    `winners` says for fields whose value wins; others follow `default_winner`. Lists are united, the
    survivor's items first. A value that does not win goes into `extra` under its field and the id
    it came from, a description with its language ("description_ja (JP-7)"); so does a value of
    `extra` that differs. Raises pydantic.ValidationError where a united list is too long.
    """
    ordered = [survivor, *(member for member in members if member.id != survivor.id)]
    values: dict[str, Any] = {"id": survivor.id}
    for field in VALUE_FIELDS:
        winner = winners.get(field) or default_winner(ordered, field, survivor)
        values[field] = getattr(winner, field)
        if field == "description":
            values["language"] = winner.language
    for field in sorted(LIST_FIELDS):
        values[field] = [item for member in ordered for item in getattr(member, field)]
    values["names"] = list(_other_names(ordered, values["name"]))
    values["extra"] = _extra(ordered, values)
    return Company.model_validate(values)


def _other_names(ordered: Sequence[Company], name: str) -> Iterator[str]:
    for member in ordered:
        yield from (other for other in (member.name, *member.names) if other != name)


def _extra(ordered: Sequence[Company], values: Mapping[str, Any]) -> dict[str, str]:
    """Columns of all members, and the values that did not win."""
    extra: dict[str, str] = {}
    for member in ordered:
        for key, text in member.extra.items():
            _put(extra, key, text, member.id)
        for field in VALUE_FIELDS:
            value = getattr(member, field)
            # A name that does not win is among the names.
            if value is None or value == values[field] or field == "name":
                continue
            key = f"{field}_{member.language}" if field == "description" else field
            extra[_free(extra, f"{key} ({member.id})", str(value))] = str(value)
    return extra


def _put(extra: dict[str, str], key: str, text: str, company_id: str) -> None:
    if extra.get(key, text) == text:
        extra[key] = text
    else:
        extra[_free(extra, f"{key} ({company_id})", text)] = text


def _free(extra: Mapping[str, str], key: str, text: str) -> str:
    """The key, or with a number the next one under which nothing else stands."""
    number, free = 1, key
    while extra.get(free, text) != text:
        number += 1
        free = f"{key} {number}"
    return free
