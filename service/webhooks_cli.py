"""`mitra webhooks`: who is told when something is done."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from recommender.cli import output
from recommender.cli.app import FAILED, settings
from recommender.cli.language import interface_language
from service.errors import MESSAGES, ServiceError

if TYPE_CHECKING:
    from service.webhooks.notice import NoticeType
    from service.webhooks.webhook import Webhook
    from service.webhooks.webhook_store import WebhookStore


def _text(name: str, **values: object) -> str:
    return MESSAGES.text(f"cli.webhooks.{name}", interface_language(), **values)


webhooks_app = typer.Typer(help=_text("help"), no_args_is_help=True)

_Json = Annotated[bool, typer.Option("--json", help=_text("json"))]
_WebhookId = Annotated[str, typer.Argument(help=_text("id"), metavar="ID")]


@contextmanager
def _webhooks(context: typer.Context) -> "Iterator[WebhookStore]":
    from service.database import ServiceDatabase
    from service.webhooks.webhook_store import WebhookStore

    with (
        settings(context).catalog() as catalog,
        closing(ServiceDatabase(catalog.folder)) as database,
    ):
        yield WebhookStore(database)


@webhooks_app.command("set", help=_text("set"))
def set_webhook(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help=_text("url"), metavar="URL")],
    organisation: Annotated[str | None, typer.Option(help=_text("organisation"))] = None,
    event: Annotated[list[str], typer.Option(help=_text("event"), metavar="TYPE")] = [],  # noqa: B006 - typer's way
    private_address: Annotated[
        str | None, typer.Option(help=_text("private-address"), metavar="ADDRESS")
    ] = None,
    new_secret: Annotated[bool, typer.Option("--new-secret", help=_text("new-secret"))] = False,
    as_json: _Json = False,
) -> None:
    """See the help text."""
    if organisation is not None and not organisation.strip():
        raise ServiceError("empty-organisation")
    types = _types(event)
    with _webhooks(context) as webhooks:
        webhook, is_new = webhooks.set(
            url,
            organisation.strip() if organisation else None,
            types,
            private_address=private_address,
            new_signature=new_secret,
        )
    if as_json:
        secret = {"secret": webhook.secret} if is_new else {}
        output.print_json(json.dumps({**secret, **_json(webhook)}, ensure_ascii=False))
    elif is_new:
        output.out.print(webhook.secret, markup=False, soft_wrap=True)
    output.note(_text("once") if is_new else _text("changed", id=webhook.id))


@webhooks_app.command("list", help=_text("list"))
def list_webhooks(context: typer.Context, as_json: _Json = False) -> None:
    """See the help text."""
    with _webhooks(context) as webhooks:
        accounts = list(webhooks)
    if as_json:
        listed = [
            {
                **_json(account.webhook),
                "waiting": account.waiting,
                "given_up": account.given_up,
                "failure": account.failure,
            }
            for account in accounts
        ]
        output.print_json(json.dumps({"webhooks": listed}, ensure_ascii=False))
        return
    names = ("id", "organisation", "url", "types", "state", "waiting", "given-up", "failure")
    table = output.table(*(_text(f"column.{name}") for name in names))
    for account in accounts:
        webhook = account.webhook
        cells = (webhook.id, webhook.organisation or "–", webhook.url, ", ".join(webhook.types))
        state = _text(f"state.{webhook.state}")
        failure = _failure(account.failure) if account.failure else "–"
        output.add_row(table, (*cells, state, account.waiting, account.given_up, failure))
    output.out.print(table)


@webhooks_app.command(help=_text("remove"))
def remove(context: typer.Context, webhook_id: _WebhookId) -> None:
    """See the help text."""
    with _webhooks(context) as webhooks:
        webhook = webhooks.remove(webhook_id)
    output.note(_text("removed", id=webhook.id))


@webhooks_app.command("test", help=_text("test"))
def try_webhook(context: typer.Context, webhook_id: _WebhookId) -> None:
    """See the help text."""
    from datetime import UTC, datetime

    from service.webhooks.notice import TEST, Notice
    from service.webhooks.outbox import new_message_id
    from service.webhooks.sending import send

    with _webhooks(context) as webhooks:
        webhook = webhooks.get(webhook_id)
    notice = Notice(TEST, {"webhook": webhook.id})
    outcome = send(webhook, new_message_id(), notice.body(datetime.now(UTC)))
    if outcome.failure is None:
        output.note(_text("arrived"))
        return
    output.note(_text("not-arrived", why=_failure(outcome.failure)))
    raise typer.Exit(FAILED)


def _types(named: list[str]) -> "list[NoticeType]":
    from service.webhooks.notice import NOTICE_TYPES
    from service.webhooks.webhook import WebhookError

    for name in named:
        if name not in NOTICE_TYPES:
            raise WebhookError("webhook-type", name=name, valid=", ".join(NOTICE_TYPES))
    return [known for known in NOTICE_TYPES if known in named or not named]


def _failure(failure: str) -> str:
    if failure.isdigit():
        return _text("failure.status", status=failure)
    return _text(f"failure.{failure}")


def _json(webhook: "Webhook") -> dict[str, Any]:
    return {
        "id": webhook.id,
        "organisation": webhook.organisation,
        "url": webhook.url,
        "events": webhook.types,
        "private_address": webhook.private_address,
        "state": webhook.state,
    }
