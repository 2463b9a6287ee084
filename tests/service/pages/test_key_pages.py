"""Keys on pages: how much they are used, making them, exchanging and ending them."""

import re

import pytest

from service.access.keys import Secret
from service.widget.files import newest

pytestmark = pytest.mark.slow

NEW = {"name": "portal", "scope": "search", "origins": "https://a.example\nhttps://b.example:8443/"}


@pytest.fixture
def admin(site):
    return site.visitor("admin")


def secret_in(answer):
    assert answer.status_code == 200, answer.text
    return re.search(r'id="secret"[^>]*value="(mitra_[^"]+)"', answer.text)[1]


def test_a_key_is_made_and_its_secret_shown_once_and_kept_by_nobody(site, admin):
    answer = admin.post("/keys/new", "/keys/new", {**NEW, "daily": "5000", "expires": "90d"})
    text = secret_in(answer)
    key = site.keys.find(Secret.read(text))
    assert (key.name, key.scopes, key.organisation) == ("portal", ("search",), None)
    assert key.origins == ("https://a.example", "https://b.example:8443")
    assert key.daily_requests == 5000
    assert (key.expires_at - key.created_at).days in {89, 90}
    assert answer.headers["cache-control"] == "no-store"
    for path in ("/keys", f"/keys/{key.id}"):
        assert text not in admin.get(path).source


def test_the_snippet_of_a_key_for_pages_loads_the_widget_by_its_hash(site, admin):
    answer = admin.post("/keys/new", "/keys/new", NEW)
    text = secret_in(answer)
    assert f"&lt;mitra-search key=&#34;{text}&#34;&gt;" in answer.text
    page = admin.get(f"/keys/{Secret.read(text).id}")
    assert newest().integrity in page.text
    assert "http://mitra.example/widget/" in page.text
    assert not page.all("mitra-search")
    other = admin.post("/keys/new", "/keys/new", {"scope": "read", "organisation": "Kadin"})
    assert "mitra-search" not in other.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"scope": ""},
        {"scope": "everything"},
        {"scope": "reports"},
        {"scope": "read"},
        {"origins": "portal"},
        {"origins": "javascript:alert(1)"},
        {"daily": "0"},
        {"daily": "-1"},
        {"daily": "many"},
        {"expires": "soon"},
    ],
)
def test_what_no_key_can_be_is_said_in_words_for_people(site, admin, wrong):
    before = list(site.keys)
    answer = admin.post("/keys/new", "/keys/new", {**NEW, **wrong})
    assert answer.status_code == 422
    assert re.search(r'role="alert">\s*<p><strong>.+?</strong>', answer.text)
    assert "--" not in re.sub(r"<[^>]*>", "", answer.text), "no options of the command line"
    assert list(site.keys) == before


def test_an_organisations_administrator_makes_and_ends_keys_of_it_alone(site):
    kadin = site.visitor("admin", organisation="Kadin")
    form = {"scope": "admin", "organisation": "JETRO"}
    text = secret_in(kadin.post("/keys/new", "/keys/new", form))
    assert site.keys.find(Secret.read(text)).organisation == "Kadin"
    theirs = site.key("search", organisation="JETRO")
    of_nobody = site.key("search")
    for secret in (theirs, of_nobody):
        assert kadin.get(f"/keys/{secret.id}").status == 404
        for step in ("rotate", "revoke"):
            answer = kadin.post(f"/keys/{secret.id}/{step}", "/keys/new", {"sure": "yes"})
            assert answer.status_code == 404
        assert site.keys.find(secret)


def test_a_key_is_exchanged_and_ended_only_by_who_is_sure(site, admin):
    secret = site.key("search")
    page = f"/keys/{secret.id}"
    for step in ("rotate", "revoke"):
        assert admin.post(f"{page}/{step}", page).status_code == 422
    assert site.keys.find(secret)
    answer = admin.post(f"{page}/rotate", page, {"sure": "yes"})
    assert answer.headers["cache-control"] == "no-store"
    new = Secret.read(secret_in(answer))
    assert not site.keys.find(secret)
    assert site.keys.find(new)
    ended = admin.post(f"{page}/revoke", page, {"sure": "yes"})
    assert (ended.status_code, ended.headers["location"]) == (303, page)
    assert not site.keys.find(new)
    assert "revoked" in admin.get(page).text
    again = admin.post(f"{page}/rotate", "/keys/new", {"sure": "yes"})
    assert again.status_code == 422


def test_nobody_ends_the_key_that_they_signed_in_with(site, admin):
    own = next(iter(site.keys))
    [own] = [key for key in site.keys if key.scopes == ("admin",)]
    page = f"/keys/{own.id}"
    assert admin.post(f"{page}/revoke", page, {"sure": "yes"}).status_code == 422
    assert site.keys.valid(own.id)


def test_usage_is_shown_beside_the_quota(site, admin):
    secret = site.key("search", daily_requests=1000)
    reader = site.visitor()
    reader.sign_in(secret)
    for _ in range(3):
        assert reader.get("/sectors").status == 200
    page = admin.get(f"/keys/{secret.id}")
    assert re.search(r"Requests today\s*3\s+of 1,000", page.text)
    assert re.search(r"Last used\s*\d+ \w+ \d{4}", page.text)
    assert admin.get("/keys").status == 200


def test_a_service_without_keys_says_how_the_first_one_is_made(operator):
    assert "mitra keys create" in operator.get("/keys/new").text
    assert operator.post("/keys/new", "/import", NEW).status_code == 404
