"""`mitra keys`: who may use the service."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from recommender.cli import output
from recommender.cli.app import settings
from recommender.cli.language import interface_language
from service.errors import MESSAGES

if TYPE_CHECKING:
    from service.access.key_store import KeyStore
    from service.access.keys import Key, Secret


def _text(name: str, **values: object) -> str:
    return MESSAGES.text(f"cli.keys.{name}", interface_language(), **values)


keys_app = typer.Typer(help=_text("help"), no_args_is_help=True)

_Json = Annotated[bool, typer.Option("--json", help=_text("json"))]
_KeyId = Annotated[str, typer.Argument(help=_text("id"), metavar="ID")]


@contextmanager
def _keys(context: typer.Context) -> "Iterator[KeyStore]":
    from service.access.key_store import KeyStore
    from service.database import ServiceDatabase

    with (
        settings(context).catalog() as catalog,
        closing(ServiceDatabase(catalog.folder)) as database,
    ):
        yield KeyStore(database)


@keys_app.command(help=_text("create"))
def create(
    context: typer.Context,
    scope: Annotated[list[str], typer.Option(help=_text("scope"), metavar="SCOPE")],
    name: Annotated[str, typer.Option(help=_text("name"))] = "",
    organisation: Annotated[str | None, typer.Option(help=_text("organisation"))] = None,
    origin: Annotated[list[str], typer.Option(help=_text("origin"), metavar="URL")] = [],  # noqa: B006 - typer's way
    daily_requests: Annotated[int | None, typer.Option(min=1, help=_text("daily-requests"))] = None,
    expires: Annotated[str | None, typer.Option(help=_text("expires"), metavar="90d|DATE")] = None,
    as_json: _Json = False,
) -> None:
    """See the help text."""
    from service.access import new_key
    from service.access.keys import SCOPES

    new_key.check_scopes(scope, organisation)
    with _keys(context) as keys:
        is_first = not keys.any_valid()
        key, secret = keys.create(
            name.strip(),
            [each for each in SCOPES if each in scope],
            organisation=organisation.strip() if organisation else None,
            origins=[new_key.origin(each) for each in origin],
            daily_requests=daily_requests,
            expires_at=new_key.end(expires) if expires else None,
        )
    _show_secret(key, secret, as_json=as_json)
    if is_first:
        output.note(_text("first"))


@keys_app.command("list", help=_text("list"))
def list_keys(context: typer.Context, as_json: _Json = False) -> None:
    """See the help text."""
    with _keys(context) as keys:
        listed = list(keys)
    if as_json:
        output.print_json(json.dumps({"keys": [_json(key) for key in listed]}, ensure_ascii=False))
        return
    now = datetime.now(UTC)
    columns = ("id", "name", "organisation", "scopes", "created", "expires", "state")
    table = output.table(*(_text(f"column.{column}") for column in columns))
    for key in listed:
        state = "valid" if key.is_valid(now) else "revoked" if key.revoked_at else "expired"
        expires = f"{key.expires_at:%Y-%m-%d}" if key.expires_at else "–"
        cells = (key.id, key.name, key.organisation or "–", ", ".join(key.scopes))
        row = (*cells, f"{key.created_at:%Y-%m-%d}", expires, _text(f"state.{state}"))
        output.add_row(table, row)
    output.out.print(table)


@keys_app.command(help=_text("rotate"))
def rotate(context: typer.Context, key_id: _KeyId, as_json: _Json = False) -> None:
    """See the help text."""
    with _keys(context) as keys:
        key, secret = keys.rotate(key_id)
    _show_secret(key, secret, as_json=as_json)


@keys_app.command(help=_text("revoke"))
def revoke(context: typer.Context, key_id: _KeyId, as_json: _Json = False) -> None:
    """See the help text."""
    with _keys(context) as keys:
        key = keys.revoke(key_id)
        was_last = not keys.any_valid()
    if as_json:
        output.print_json(json.dumps(_json(key), ensure_ascii=False))
    else:
        output.note(_text("revoked", id=key.id))
    if was_last:
        output.note(_text("last"))


def _show_secret(key: "Key", secret: "Secret", *, as_json: bool) -> None:
    if as_json:
        document = {"key": secret.text, **_json(key)}
        output.print_json(json.dumps(document, ensure_ascii=False))
    else:
        output.out.print(secret.text, markup=False, soft_wrap=True)
    output.note(_text("once"))


def _json(key: "Key") -> dict[str, Any]:
    def moment(value: datetime | None) -> str | None:
        return value.isoformat(timespec="seconds") if value else None

    return {
        "id": key.id,
        "name": key.name,
        "organisation": key.organisation,
        "scopes": key.scopes,
        "origins": key.origins,
        "daily_requests": key.daily_requests,
        "created_at": moment(key.created_at),
        "expires_at": moment(key.expires_at),
        "revoked_at": moment(key.revoked_at),
    }
