"""Who sees which pages; sessions; forms that come from elsewhere."""

from datetime import UTC, datetime, timedelta

import jwt
import pytest
from fastapi import APIRouter

from service.access.keys import SCOPES
from service.access.scoped_route import EXTENSION
from service.pages import form_tokens, sessions
from service.pages.page_route import PageRoute
from service.pages.routers import ROUTERS

pytestmark = pytest.mark.slow

DONE = "0" * 32
"""The job of Kadin's that is done (`site`)."""

PAGES = {
    "/": "search",
    "/companies/N": "search",
    "/compare?one=N&two=K-PUBLIC": "search",
    "/results/mitra.csv?q=stamping": "search",
    "/sectors": "search",
    "/import": "write",
    "/keys": "admin",
    "/keys/new": "admin",
    "/keys/none": "admin",
    "/reports": "reports",
    "/reports/similarity": "reports",
    "/events": "reports",
    "/events/plan": "reports",
    f"/jobs/{DONE}": "reports",
    f"/jobs/{DONE}/progress": "reports",
    f"/jobs/{DONE}/files/similarity.html": "reports",
    f"/jobs/{DONE}/open/similarity.html": "reports",
}
MISSING = {"/keys/none"}
OPEN = ["/sign-in", "/docs"]


def routes():
    return [route for router in ROUTERS for route in router.routes]


def test_every_page_declares_a_scope_and_is_known_here():
    assert all(isinstance(route, PageRoute) for route in routes())
    declared = {(r.path, r.openapi_extra[EXTENSION]) for r in routes() if "GET" in r.methods}
    fill = {
        "{company_id}": "N",
        "{name}": "mitra.csv",
        "{kind}": "similarity",
        "{job_id}": DONE,
        "{file:path}": "similarity.html",
        "{key_id}": "none",
    }
    for path, scope in declared:
        for hole, value in fill.items():
            path = path.replace(hole, value)  # noqa: PLW2901 - filled step by step
        if scope == "none":
            assert path in OPEN or path.startswith("/static/")
        else:
            assert scope in {s for p, s in PAGES.items() if p.split("?")[0] == path}, path


def test_a_page_without_a_scope_cannot_be_made():
    router = APIRouter(route_class=PageRoute)
    with pytest.raises(TypeError, match="/secret"):
        router.get("/secret")(lambda: None)


@pytest.mark.parametrize("path", PAGES)
def test_who_is_not_signed_in_is_asked_to_and_comes_back(site, path):
    visitor = site.visitor()
    answer = visitor.ask("GET", path)
    assert answer.status_code == 303
    following = answer.headers["location"]
    assert following.startswith("/sign-in?next=%2F")
    form = visitor.get(following)
    assert form.all("input", name="next")[0]["value"] == path
    scope = PAGES[path]
    signed = visitor.sign_in(site.key(scope, organisation="Kadin"), path)
    assert (signed.status_code, signed.headers["location"]) == (303, path)
    assert visitor.ask("GET", path).status_code == (404 if path in MISSING else 200)


@pytest.mark.parametrize("scope", SCOPES)
def test_a_key_opens_the_pages_of_its_scopes_alone(site, scope):
    visitor = site.visitor(scope, organisation="Kadin")
    *_, key = site.keys
    for path, needed in PAGES.items():
        status = visitor.ask("GET", path).status_code
        expected = 404 if path in MISSING else 200
        assert status == (expected if needed in key.allowed else 403), path
    shown = visitor.get("/docs").links()
    assert ("/keys" in shown) == (scope == "admin")
    assert ("/import" in shown) == ("write" in key.allowed)
    for page in ("/reports", "/events"):
        assert (page in shown) == ("reports" in key.allowed)


def test_the_public_searches_where_it_may_and_sees_what_everybody_sees(site):
    visitor = site.visitor(public=True)
    found = visitor.get("/?q=stamping")
    assert found.status == 200
    assert "PT Rahasia Kadin" not in found.text
    assert "秘密商事" not in found.text
    assert "/sign-in" in found.links()
    assert visitor.get("/companies/K-PUBLIC").status == 200
    assert "Bu Sari" not in visitor.get("/companies/K-PUBLIC").text
    assert visitor.get("/companies/K-PRIVATE").status == 404
    assert visitor.ask("GET", "/import").status_code == 303
    assert visitor.ask("POST", "/import", data={}).status_code == 403


def test_an_organisation_sees_its_own_and_not_that_of_others_on_any_page(site):
    visitor = site.visitor("read", organisation="Kadin")
    paths = ["/?q=stamping", "/sectors", "/companies/N", "/results/mitra.csv?q=stamping"]
    texts = [visitor.ask("GET", path).text for path in paths]
    assert any("PT Rahasia Kadin" in text for text in texts)
    assert not any("秘密商事" in text for text in texts)
    assert visitor.get("/companies/K-PRIVATE").status == 200
    assert "Bu Sari" in visitor.get("/companies/K-PUBLIC").text
    assert visitor.get("/companies/J-PRIVATE").status == 404
    assert visitor.get("/compare?one=N&two=J-PRIVATE").status == 404


def test_without_keys_everybody_is_the_operator_and_nobody_signs_in(operator, catalog):
    assert operator.get("/keys").status == 200
    assert operator.ask("GET", "/sign-in?next=/sectors").headers["location"] == "/sectors"


# Sessions


def session_of(visitor):
    return visitor.cookies[sessions.COOKIE]


def test_the_cookie_is_kept_from_scripts_and_other_sites_and_holds_no_key(site):
    visitor = site.visitor()
    secret = site.key("search")
    answer = visitor.sign_in(secret)
    [cookie] = [c for c in answer.headers.get_list("set-cookie") if c.startswith(sessions.COOKIE)]
    for part in ("HttpOnly", "SameSite=strict", "Path=/", "Max-Age=43200"):
        assert part in cookie
    assert secret.text not in cookie
    assert secret.text.split("_", 2)[2] not in cookie
    claims = jwt.decode(session_of(visitor), options={"verify_signature": False})
    assert set(claims) == {"exp"}


def test_over_https_the_cookies_are_sent_over_https_alone(site):
    visitor = site.visitor()
    secret = site.key("search")
    token = visitor.get("https://mitra.example/sign-in").token
    form = {"form_token": token, "key": secret.text}
    answer = visitor.ask("POST", "https://mitra.example/sign-in", data=form)
    assert answer.status_code == 303
    assert all("Secure" in cookie for cookie in answer.headers.get_list("set-cookie"))


@pytest.mark.parametrize("ending", ["revoke", "rotate"])
def test_a_session_ends_with_its_key(site, ending):
    visitor = site.visitor()
    secret = site.key("search")
    visitor.sign_in(secret)
    assert visitor.ask("GET", "/").status_code == 200
    getattr(site.keys, ending)(secret.id)
    assert visitor.ask("GET", "/").status_code == 303


def test_a_session_ends_when_its_key_expires(site):
    visitor = site.visitor()
    soon = datetime.now(UTC) + timedelta(seconds=0.3)
    visitor.sign_in(site.key("search", expires_at=soon))
    while datetime.now(UTC) < soon:
        pass
    assert visitor.ask("GET", "/").status_code == 303


def test_sessions_that_we_did_not_make_are_none(site):
    visitor = site.visitor("search")
    secret = site.key("admin")
    real = session_of(visitor)
    head, body, signature = real.split(".")
    key = next(iter(site.keys))
    _, token_secret = site.keys.signer(key.id)
    later = {"exp": datetime.now(UTC) + timedelta(hours=1)}
    past = {"exp": datetime.now(UTC) - timedelta(seconds=5)}
    signing = sessions._signing(site.keys, token_secret)
    forged = [
        "",
        "x",
        "a.b.c",
        f"{head}.{body}.",
        f"{head}.{body}.{signature[:-2]}AA",
        jwt.encode(later, None, algorithm="none", headers={"kid": key.id}),
        jwt.encode(later, "guess" * 8, algorithm="HS256", headers={"kid": key.id}),
        # What a portal can sign for its visitors signs nobody in.
        jwt.encode(later, token_secret, algorithm="HS256", headers={"kid": key.id}),
        jwt.encode(later, signing, algorithm="HS256", headers={"kid": secret.id}),
        jwt.encode(later, signing, algorithm="HS256"),
        jwt.encode(past, signing, algorithm="HS256", headers={"kid": key.id}),
        jwt.encode({}, signing, algorithm="HS256", headers={"kid": key.id}),
    ]
    for cookie in forged:
        visitor.cookies = {sessions.COOKIE: cookie}
        assert visitor.ask("GET", "/").status_code == 303, cookie
    visitor.cookies = {sessions.COOKIE: real}
    assert visitor.ask("GET", "/").status_code == 200


def test_keys_in_headers_and_addresses_open_no_page_and_cookies_open_no_api(site):
    visitor = site.visitor()
    secret = site.key("admin")
    headers = {"Authorization": f"Bearer {secret.text}"}
    assert visitor.ask("GET", "/keys", headers=headers).status_code == 303
    assert visitor.ask("GET", f"/keys?key={secret.text}").status_code == 400
    visitor.sign_in(secret)
    assert visitor.ask("GET", "/keys").status_code == 200
    assert visitor.ask("GET", "/v1/sectors").status_code == 401


def test_a_wrong_key_signs_nobody_in_and_is_not_repeated(site):
    visitor = site.visitor()
    for text in ("", "x", "mitra_0123456789_" + "A" * 43, "ｍitra", "\ud800"):
        sent = text.encode("utf-8", "surrogatepass")
        answer = visitor.post("/sign-in", "/sign-in", {"key": sent, "next": "/"})
        assert answer.status_code == 403
        assert sessions.COOKIE not in visitor.cookies
        assert len(text) < 10 or text not in answer.text
        assert visitor.ask("GET", "/").status_code == 303


def test_signing_out_ends_the_session(site):
    visitor = site.visitor("search")
    assert visitor.post("/sign-out", "/").status_code == 303
    assert sessions.COOKIE not in visitor.cookies
    assert visitor.ask("GET", "/").status_code == 303


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "evil.example",
    " //evil.example",
    "/%0d%0aSet-Cookie: x=1\r\nx",
    "",
]


HERE = ["/", "/?q=%E9%89%84", "/companies/N?lang=ja", "/a//b"]


def test_signing_in_leads_to_the_page_that_was_asked_for_and_nowhere_else(site):
    secret = site.key("search")
    for following in (*ELSEWHERE, *HERE):
        visitor = site.visitor()
        answer = visitor.sign_in(secret, following)
        assert answer.headers["location"] == (following if following in HERE else "/"), following
        assert "x" not in visitor.cookies


# Forms from elsewhere


POSTS = {(r.path, r.openapi_extra[EXTENSION]) for r in routes() if "POST" in r.methods}
HOLES = {"{kind}": "similarity", "{job_id}": DONE}


@pytest.mark.parametrize(("path", "scope"), sorted(POSTS))
def test_no_form_is_taken_without_its_token_or_its_scope(site, path, scope):
    visitor = site.visitor("admin")
    own = next(iter(site.keys))
    for hole, value in {**HOLES, "{key_id}": own.id}.items():
        path = path.replace(hole, value)
    before = len(site.store.of(None, 100)), list(site.keys)
    for data in ({}, {"form_token": "x", "sure": "yes", "scope": "admin"}):
        assert visitor.ask("POST", path, data=data).status_code == 403
    if scope != "none":
        another = site.visitor("search", organisation="Kadin")
        before = before[0], list(site.keys)
        assert another.post(path, "/", {"sure": "yes"}).status_code == 403
    assert (len(site.store.of(None, 100)), list(site.keys)) == before


def test_a_form_from_another_page_changes_nothing(operator, catalog):
    file = {"file": ("a.csv", b"id,name,description,country\nX,PT X,Kami membuat baja,ID\n")}
    token = operator.get("/import").token
    cookie = operator.cookies[form_tokens.COOKIE]
    attempts = [
        ({}, {}),
        ({"form_token": token}, {}),
        ({}, {form_tokens.COOKIE: cookie}),
        ({"form_token": ""}, {form_tokens.COOKIE: cookie}),
        ({"form_token": "é"}, {form_tokens.COOKIE: cookie}),
        ({"form_token": token[:-1] + "x"}, {form_tokens.COOKIE: cookie}),
        ({"form_token": token}, {form_tokens.COOKIE: "another"}),
    ]
    for data, cookies in attempts:
        operator.cookies = cookies
        answer = operator.ask("POST", "/import", data={"step": "import", **data}, files=file)
        assert answer.status_code == 403, (data, cookies)
    operator.cookies = {form_tokens.COOKIE: cookie}
    sent = operator.ask("POST", "/import", data={"step": "import", "form_token": token}, files=file)
    assert sent.status_code == 200
    assert [company.id for company in catalog] == ["X"]


def test_a_token_ends_with_the_session_that_it_was_made_for(site):
    visitor = site.visitor("write", organisation="Kadin")
    token = visitor.get("/import").token
    assert visitor.ask("POST", "/sign-out", data={"form_token": token}).status_code == 303
    visitor.sign_in(site.key("write", organisation="Kadin"))
    answer = visitor.ask("POST", "/import", data={"form_token": token})
    assert answer.status_code == 403


def test_keys_are_listed_without_secrets_and_to_their_own_organisation(site):
    secret = site.key("search", organisation="JETRO")
    operator = site.visitor("admin")
    page = operator.get("/keys")
    assert secret.id in page.text
    assert secret.text not in page.source
    assert secret.digest not in page.source
    theirs = site.visitor("admin", organisation="Kadin").get("/keys")
    assert theirs.status == 200
    assert secret.id not in theirs.text
