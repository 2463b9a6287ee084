"""What goes wrong outside of any page: a page for browsers, a problem document for programs."""

import pytest

from embeddings import INTERFACE_LANGUAGES
from service.pages import searching
from service.pages.page_route import HEADERS
from service.problems import MEDIA_TYPE

pytestmark = pytest.mark.slow

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def ask(visitor, path, method="GET", language="en", accept=BROWSER):
    headers = {"Accept": accept, "Accept-Language": language}
    return visitor.ask(method, path, headers=headers)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nothing/here", 404), ("GET", "/companies", 404), ("POST", "/sectors", 405)],
)
def test_a_browser_gets_a_page_in_its_language(site, language, method, path, status):
    answer = ask(site.visitor(), path, method, language)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-language"] == language
    assert f'<html lang="{language}">' in answer.text
    assert "openapi.json" not in answer.text
    assert answer.headers["x-request-id"] in answer.text
    for name, value in HEADERS.items():
        assert answer.headers[name].startswith(value)
    if status == 405:
        assert answer.headers["allow"]


@pytest.mark.parametrize("accept", ["*/*", "application/json", "", "text/plain"])
def test_programs_get_problem_documents(site, accept):
    answer = ask(site.visitor(), "/nothing/here", accept=accept)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == MEDIA_TYPE


@pytest.mark.parametrize(
    "path", ["/v1/nothing", "/v1/search", "/widget/9/x.js", "/embed", "/oembed"]
)
def test_what_programs_ask_has_no_pages_even_in_a_browser(site, path):
    answer = ask(site.visitor(), path)
    assert answer.status_code >= 400
    assert answer.headers["content-type"] == MEDIA_TYPE


def test_the_page_of_an_error_has_the_navigation_of_whoever_sees_it(site):
    assert 'href="/keys"' not in ask(site.visitor(), "/nothing").text
    assert 'href="/keys"' in ask(site.visitor("admin"), "/nothing").text


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_fault_of_ours_is_a_page_that_gives_nothing_away(operator, monkeypatch, language):
    def fail(*_):
        raise RuntimeError("secret of /home/mitra/data")

    monkeypatch.setattr(searching.SearchAddress, "read", fail)
    answer = ask(operator, "/", language=language)
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    assert "secret" not in answer.text
    assert "RuntimeError" not in answer.text
    assert answer.headers["x-request-id"] in answer.text
    assert ask(operator, "/", accept="*/*").headers["content-type"] == MEDIA_TYPE


def test_a_fault_of_the_pages_themselves_hides_no_other(operator, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("service.pages.page_route.render", fail)
    answer = ask(operator, "/nothing")
    assert (answer.status_code, answer.headers["content-type"]) == (404, MEDIA_TYPE)


def test_a_company_says_how_its_page_becomes_a_frame(site):
    visitor = site.visitor("search")
    company = "/companies/K-PUBLIC"

    def discovered(path=company):
        found = visitor.get(path).all("link", type="application/json+oembed")
        return [one["href"] for one in found]

    assert discovered() == [], "no key names pages that could show it"
    site.key("search", origins=["https://portal.example"])
    [address] = discovered()
    answer = visitor.ask("GET", address)
    assert answer.status_code == 200
    assert "K-PUBLIC" in answer.json()["html"]
    site.key("search", origins=["https://other.example"])
    assert discovered() == [], "nobody knows which of two keys is meant"


def test_what_not_everybody_sees_is_not_offered_as_a_frame(site):
    site.key("search", origins=["https://portal.example"])
    visitor = site.visitor("read", organisation="Kadin")
    assert visitor.get("/companies/K-PUBLIC").all("link", type="application/json+oembed")
    assert not visitor.get("/companies/K-PRIVATE").all("link", type="application/json+oembed")
