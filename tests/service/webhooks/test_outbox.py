"""What is to be told is kept with what happened, tried again at longer and longer pauses, and given up."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from service.database import ServiceDatabase, webhook_deliveries
from service.jobs.owners import owner_named
from service.webhooks import outbox as module
from service.webhooks.notice import NOTICE_TYPES, Notice
from service.webhooks.outbox import MAX_ATTEMPTS, MAX_WAITING, PAUSES, Outbox, Outcome
from service.webhooks.webhook import WebhookError
from service.webhooks.webhook_store import MAX_WEBHOOKS, WebhookStore

LOOPBACK = "127.0.0.1"
DONE = Notice("report.done", {"job": "1", "kind": "similarity", "files": 4})


@pytest.fixture
def database(tmp_path):
    opened = ServiceDatabase(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def store(database):
    return WebhookStore(database)


@pytest.fixture
def outbox(database):
    return Outbox(database)


@pytest.fixture
def clock(monkeypatch):
    """Moves the outbox's time on."""
    real, shift = module._now, [timedelta()]
    monkeypatch.setattr(module, "_now", lambda: real() + shift[0])

    def pass_by(time):
        shift[0] += time

    return pass_by


def hook(store, organisation="Kadin", types=NOTICE_TYPES, path=""):
    url = f"http://127.0.0.1:9/{path}"
    return store.set(url, organisation, types, private_address=LOOPBACK)[0]


def count(database, *conditions):
    query = select(func.count()).select_from(webhook_deliveries).where(*conditions)
    with database.reading() as connection:
        return connection.scalar(query)


def test_what_signs_is_readable_for_the_user_of_the_service_alone(database, store, tmp_path):
    webhook = hook(store)
    assert webhook.secret not in repr(webhook)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.glob("service.db*")}
    assert set(modes.values()) == {0o600}
    assert "service.db-wal" in modes


def test_without_a_webhook_nothing_is_written(outbox, database):
    outbox.note(owner_named("Kadin"), DONE)
    assert count(database) == 0
    assert outbox.due((), 8) == []


def test_an_organisation_hears_of_its_own_alone(outbox, store):
    own, others, operators = hook(store), hook(store, "JETRO"), hook(store, None)
    outbox.note(owner_named(" KADIN "), DONE)
    assert [each.webhook.id for each in outbox.due((), 8)] == [own.id]
    outbox.note(owner_named(None), DONE)
    told = {each.webhook.id for each in outbox.due((), 8)}
    assert told == {own.id, operators.id}
    assert others.id not in told


def test_a_webhook_is_told_the_types_that_it_wants(outbox, store):
    hook(store, types=("import.done",))
    outbox.note(owner_named("Kadin"), DONE)
    assert outbox.due((), 8) == []


def test_what_was_rolled_back_is_not_told(outbox, store, database):
    hook(store)

    def work():
        with database.writing() as connection:
            module.note(connection, owner_named("Kadin"), DONE)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert outbox.due((), 8) == []


def test_what_fails_is_tried_again_under_its_id_until_it_is_given_up(outbox, store, clock):
    hook(store)
    outbox.note(owner_named("Kadin"), DONE)
    [first] = outbox.due((), 8)
    for number in range(MAX_ATTEMPTS):
        [delivery] = outbox.due((), 8)
        assert (delivery.id, delivery.body, delivery.attempts) == (first.id, first.body, number)
        ended = outbox.ended(delivery, Outcome("500"))
        if number < len(PAUSES):
            assert ended == "failed"
            clock(PAUSES[number] * 0.79)
            assert outbox.due((), 8) == []
            clock(PAUSES[number] * 0.42)
    assert ended == "given-up"
    assert outbox.due((), 8) == []
    [account] = store
    assert (account.waiting, account.given_up, account.failure) == (0, 1, "500")
    assert account.webhook.state == "failing"


def test_pauses_differ_so_that_what_failed_together_is_not_tried_together(outbox, store, database):
    webhook = hook(store)
    for _ in range(20):
        outbox.note(owner_named("Kadin"), DONE)
        [delivery] = outbox.due((), 8)
        outbox.ended(delivery, Outcome("unreachable"))
    with database.reading() as connection:
        due = connection.scalars(select(webhook_deliveries.c.due_at)).all()
    assert len(set(due)) == 20
    assert webhook.id in {row.webhook.id for row in store}


def test_what_arrived_is_over_and_the_webhook_well_again(outbox, store, clock):
    hook(store)
    outbox.note(owner_named("Kadin"), DONE)
    [delivery] = outbox.due((), 8)
    outbox.ended(delivery, Outcome("500"))
    clock(PAUSES[0] * 1.3)
    [again] = outbox.due((), 8)
    assert outbox.ended(again, Outcome()) == "delivered"
    [account] = store
    assert (account.webhook.state, account.waiting, account.given_up) == ("on", 0, 0)


def test_a_receiver_that_is_gone_is_switched_off_until_it_is_set_again(outbox, store):
    webhook = hook(store)
    outbox.note(owner_named("Kadin"), DONE)
    outbox.note(owner_named("Kadin"), DONE)
    [delivery] = outbox.due((), 8)
    assert outbox.ended(delivery, Outcome("410", gone=True)) == "given-up"
    [account] = store
    assert (account.webhook.state, account.waiting, account.given_up) == ("off", 0, 2)
    outbox.note(owner_named("Kadin"), DONE)
    assert outbox.due((), 8) == []
    again, is_new = store.set(webhook.url, "kadin", NOTICE_TYPES, private_address=LOOPBACK)
    assert (again.id, again.secret, is_new) == (webhook.id, webhook.secret, False)
    outbox.note(owner_named("Kadin"), DONE)
    assert len(outbox.due((), 8)) == 1


def test_a_webhook_that_fails_for_days_is_switched_off(outbox, store, clock):
    hook(store)
    outbox.note(owner_named("Kadin"), DONE)
    [delivery] = outbox.due((), 8)
    outbox.ended(delivery, Outcome("unreachable"))
    clock(timedelta(days=4, hours=23))
    outbox.ended(outbox.due((), 8)[0], Outcome("unreachable"))
    assert [each.webhook.state for each in store] == ["failing"]
    clock(timedelta(hours=2))
    outbox.ended(outbox.due((), 8)[0], Outcome("unreachable"))
    assert [each.webhook.state for each in store] == ["off"]


def test_one_of_each_webhook_is_due_and_failing_ones_come_last(outbox, store):
    for name in ("Kadin", "JETRO", "OVOP"):
        hook(store, name)
        outbox.note(owner_named(name), DONE)
        outbox.note(owner_named(name), DONE)
    failing = outbox.due((), 8)[0]
    outbox.ended(failing, Outcome("500"))
    due = outbox.due((), 8)
    assert len({each.webhook.id for each in due}) == len(due) == 3
    assert due[-1].webhook.id == failing.webhook.id
    assert failing.webhook.id not in {
        each.webhook.id for each in outbox.due({failing.webhook.id}, 8)
    }
    assert len(outbox.due((), 2)) == 2


def test_a_receiver_that_is_away_fills_no_disk(outbox, store, database):
    webhook = hook(store)
    outbox.note(owner_named("Kadin"), DONE)
    with database.writing() as connection:
        [row] = connection.execute(select(webhook_deliveries)).mappings()
        more = [{**row, "id": f"msg_{number}"} for number in range(MAX_WAITING - 1)]
        connection.execute(webhook_deliveries.insert(), more)
    outbox.note(owner_named("Kadin"), DONE)
    [account] = store
    assert (account.waiting, account.given_up, account.failure) == (MAX_WAITING, 1, "full")
    assert webhook.state == "on"


def test_what_is_over_is_forgotten_after_a_month(outbox, store, database, clock):
    hook(store)
    outbox.note(owner_named("Kadin"), DONE)
    outbox.ended(outbox.due((), 8)[0], Outcome())
    outbox.note(owner_named("Kadin"), DONE)
    clock(timedelta(days=29))
    outbox.remove_old()
    assert count(database) == 2
    clock(timedelta(days=2))
    outbox.remove_old()
    assert count(database) == 1
    assert count(database, webhook_deliveries.c.state == "waiting") == 1


def test_removing_a_webhook_removes_what_it_was_to_be_told(outbox, store, database):
    webhook = hook(store)
    outbox.note(owner_named("Kadin"), DONE)
    [delivery] = outbox.due((), 8)
    store.remove(webhook.id)
    assert count(database) == 0
    outbox.ended(delivery, Outcome())  # one that was on its way
    with pytest.raises(WebhookError) as caught:
        store.get(webhook.id)
    assert caught.value.code == "unknown-webhook"


def test_an_organisation_has_a_limited_number(store):
    for number in range(MAX_WEBHOOKS):
        hook(store, path=str(number))
    with pytest.raises(WebhookError) as caught:
        hook(store, path="more")
    assert caught.value.code == "webhook-too-many"
    hook(store, "JETRO")
    hook(store, path="0")


def test_a_new_secret_replaces_the_old_one(store):
    before = hook(store)
    after, is_new = store.set(
        before.url, "Kadin", NOTICE_TYPES, private_address=LOOPBACK, new_signature=True
    )
    assert is_new
    assert after.secret != before.secret
    assert store.get(before.id).secret == after.secret
