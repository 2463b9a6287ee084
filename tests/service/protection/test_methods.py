"""HEAD, OPTIONS, and the methods that a path allows."""

import asyncio

import httpx
import pytest
from starlette.responses import PlainTextResponse

from service.app import create_app
from service.protection.methods import AnswerMethods
from service.state import ServiceState


def ask(app, method, path, **request):
    async def send():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://mitra") as client:
            return await client.request(method, path, **request)

    return asyncio.run(send())


@pytest.fixture
def app(catalog):
    return create_app(ServiceState(catalog, None))


@pytest.mark.parametrize("path", ["/healthz", "/v1/companies/none", "/openapi.json", "/none"])
def test_head_is_get_without_the_body(app, path):
    head, get = ask(app, "HEAD", path), ask(app, "GET", path)
    assert head.status_code == get.status_code
    assert head.content == b""
    assert abs(int(head.headers["content-length"]) - len(get.content)) < 10
    assert head.headers["content-type"] == get.headers["content-type"]


def test_options_learns_the_methods_of_a_path(app):
    answer = ask(app, "OPTIONS", "/v1/companies/any")
    assert answer.status_code == 204
    assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["allow"].split(", "))
    assert ask(app, "OPTIONS", "/none").status_code == 404


def test_a_method_that_a_path_does_not_know_learns_those_of_all_its_routes():
    async def refuse(scope, receive, send):
        answer = PlainTextResponse("", 405, headers={"Allow": "GET"})
        await answer(scope, receive, send)

    paths = {"/v1/things/{id}": {"GET", "PUT"}, "/v1/things": {"POST"}}
    app = AnswerMethods(refuse, paths)
    assert ask(app, "PATCH", "/v1/things/1").headers["allow"] == "GET, HEAD, OPTIONS, PUT"
    assert ask(app, "PATCH", "/v1/things").headers["allow"] == "OPTIONS, POST"
    assert ask(app, "PATCH", "/else").headers["allow"] == "GET"


def test_a_path_of_its_own_does_not_borrow_the_methods_of_a_placeholder():
    async def refuse(scope, receive, send):
        raise AssertionError

    paths = {"/v1/things/{id}": {"GET", "PUT"}, "/v1/things/import": {"POST"}}
    app = AnswerMethods(refuse, paths)
    assert ask(app, "OPTIONS", "/v1/things/import").headers["allow"] == "OPTIONS, POST"
    assert ask(app, "OPTIONS", "/v1/things/1").headers["allow"] == "GET, HEAD, OPTIONS, PUT"
