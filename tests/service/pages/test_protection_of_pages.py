"""Pages are as well protected as the API: rates, wrong keys, the queue."""

import asyncio

import httpx
import pytest

from service.access.key_store import KeyStore
from service.app import create_app
from service.database import ServiceDatabase
from service.protection.guard import Guard
from service.protection.limits import Limits
from service.state import ServiceState

HOST = "http://mitra.example"


@pytest.fixture
def guarded(catalog, make_company, tmp_path, frozen):
    """Make an application with pages that everybody may search, and with some limits."""
    catalog.put(make_company("N"))
    database = ServiceDatabase(tmp_path)
    keys = KeyStore(database)

    def make(**limits):
        guard = Guard(Limits(**limits))
        state = ServiceState(catalog, keys, public_pages=True, guard=guard)
        return create_app(state), keys, guard

    yield make
    database.close()


def ask(app, *requests):
    async def send():
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
            return [await client.request(*one, **more) for one, more in requests]

    return asyncio.run(send())


def test_who_has_no_key_may_search_so_often_and_no_more(guarded):
    app, *_ = guarded(searches=3)
    answers = ask(app, *[(("GET", f"/?q=baut+{number}"), {}) for number in range(5)])
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert answers[-1].headers["content-type"].startswith("text/html")
    assert ask(app, (("GET", "/sign-in"), {}))[0].status_code == 200


def test_a_key_that_signed_in_has_the_limits_that_it_has_elsewhere(guarded):
    app, keys, _ = guarded()
    _, secret = keys.create("x", ["search"], daily_requests=2)
    form = ask(app, (("GET", "/sign-in"), {}))[0]
    token = form.text.split('name="form_token" value="')[1].split('"')[0]
    data = {"form_token": token, "key": secret.text, "next": "/"}
    headers = {"Cookie": form.headers["set-cookie"].partition(";")[0]}
    signed = ask(app, (("POST", "/sign-in"), {"data": data, "headers": headers}))[0]
    assert signed.status_code == 303
    cookies = "; ".join(one.partition(";")[0] for one in signed.headers.get_list("set-cookie"))
    pages = ask(app, *[(("GET", "/sectors"), {"headers": {"Cookie": cookies}})] * 3)
    assert [page.status_code for page in pages] == [200, 200, 429]


def test_wrong_keys_are_counted_where_people_sign_in_too(guarded):
    app, *_ = guarded(failures=2)
    form = ask(app, (("GET", "/sign-in"), {}))[0]
    token = form.text.split('name="form_token" value="')[1].split('"')[0]
    headers = {"Cookie": form.headers["set-cookie"].partition(";")[0]}
    wrong = {"form_token": token, "key": "mitra_0123456789_" + "A" * 43, "next": "/"}
    tried = ask(app, *[(("POST", "/sign-in"), {"data": wrong, "headers": headers})] * 4)
    assert [answer.status_code for answer in tried] == [403, 403, 429, 429]


def test_a_page_that_searches_waits_its_turn(guarded):
    app, _, guard = guarded(at_once=1, waiting=0)

    async def occupied():
        await guard.queue.enter()
        release = asyncio.Event()
        busy = asyncio.create_task(guard.queue.run(release.wait()))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
            answer = await client.get("/?q=baut")
            open_to_all = await client.get("/sign-in")
        release.set()
        await busy
        return answer, open_to_all

    answer, open_to_all = asyncio.run(occupied())
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert answer.headers["content-type"].startswith("text/html")
    assert open_to_all.status_code == 200
