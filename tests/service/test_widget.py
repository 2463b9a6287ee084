"""The widget's files, frames and oEmbed: what is handed out, to whose pages, and what is refused."""

import base64
import gzip
import hashlib
import html
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import jwt
import pytest
from fastapi.testclient import TestClient

import service
from embeddings import INTERFACE_LANGUAGES, Messages
from recommender import Company
from recommender.organisations import Disclosure
from recommender.sight import Viewer
from service.access.key_store import KeyStore
from service.app import create_app
from service.database import ServiceDatabase
from service.state import ServiceState
from service.widget.files import newest, versions
from service.widget.framing import LIFETIME

FOLDER = Path(service.__file__).parent / "widget"
MESSAGES = FOLDER.parent / "messages"
MAX_COMPRESSED = 30_000
PORTAL = "https://portal.example.or.id"


def sources() -> dict[str, bytes]:
    """What the file is made from, named as seen from its folder."""
    own = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json"]
    paths = [FOLDER / name for name in own] + list((FOLDER / "src").iterdir())
    named = {path.relative_to(FOLDER).as_posix(): path for path in paths}
    for language in INTERFACE_LANGUAGES:
        named[f"../messages/{language}/widget.toml"] = MESSAGES / language / "widget.toml"
    return {name: path.read_bytes() for name, path in named.items()}


# The file


def test_the_newest_file_was_built_from_these_sources():
    digest = hashlib.sha256()
    for name, content in sorted(sources().items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    head = newest().content.partition(b"\n")[0].decode()
    assert head.endswith(f"made of sources {digest.hexdigest()} */"), "run: make widget"


@pytest.mark.skipif(
    not (FOLDER / "node_modules").is_dir() or not shutil.which("node"),
    reason="needs what `make widget` installs; the hash of the sources is checked in any case",
)
def test_building_again_gives_the_same_file(tmp_path):
    made = tmp_path / "widget.js"
    subprocess.run(["node", "build.mjs", made], cwd=FOLDER, check=True, timeout=60)
    assert made.read_bytes() == newest().content


def test_the_newest_file_has_the_version_of_its_package():
    assert newest().version == json.loads(sources()["package.json"])["version"]


def test_nothing_that_it_is_made_from_says_where_it_was_fetched():
    locked = json.loads(sources()["package-lock.json"])["packages"]
    assert all("resolved" not in package for package in locked.values())
    assert all("integrity" in package for name, package in locked.items() if name)


def test_every_file_is_small():
    for file in versions().values():
        assert len(file.compressed) <= MAX_COMPRESSED
        assert gzip.decompress(file.compressed) == file.content


def test_it_neither_evaluates_text_nor_writes_markup_of_its_own():
    own = [content.decode() for name, content in sources().items() if name.startswith("src/")]
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|unsafe"
        r"|addEventListener\([\"']message"
    )
    assert not [found for text in own for found in forbidden.findall(text)]
    assert not re.search(rb"\beval\(|new Function|\"message\"", newest().content)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_its_words_for_strengths_are_those_of_the_command(language):
    ours = tomllib.loads(sources()[f"../messages/{language}/widget.toml"].decode())
    known = Messages("recommender").keys(language)
    for band, word in ours["widget"]["bands"].items():
        assert word == known[f"cli.search.bands.{band}"]


# What is written about it

DOCS = FOLDER.parents[1] / "docs"
GUIDE = (DOCS / "how-to" / "embed.md").read_text("utf-8")


@pytest.mark.parametrize(
    "path", [DOCS / "how-to" / "embed.md", *sorted(DOCS.glob("examples/widget/*/index.*"))]
)
def test_every_page_of_the_documentation_loads_the_newest_file(path):
    text = path.read_text("utf-8")
    assert newest().path in text
    assert set(re.findall(r"sha384-[\w+/=]+", text)) == {newest().integrity}


def names(pattern: str) -> set[str]:
    own = [content.decode() for name, content in sources().items() if name.endswith(".ts")]
    return {word for text in own for found in re.findall(pattern, text) for word in found.split()}


@pytest.mark.parametrize(
    ("pattern", "least"),
    [
        (r"(--mitra-[\w-]+)", 11),
        (r'part="([\w ]+)"', 15),
        (r'tell\("([\w-]+)"', 3),
        (r'attribute: "([\w-]+)"', 2),
        (r"(\w+): bare\(\{ type: \w+ \}\)", 7),
    ],
)
def test_what_a_page_can_use_is_documented(pattern, least):
    found = names(pattern)
    assert len(found) >= least
    assert not {name for name in found if f"`{name}`" not in GUIDE}


# Handing it out


@pytest.fixture
def keys(tmp_path):
    database = ServiceDatabase(tmp_path)
    yield KeyStore(database)
    database.close()


@pytest.fixture
def anybody(bundled):
    """A client of a service without keys."""
    with TestClient(create_app(ServiceState(bundled, None)), headers={"Host": "t"}) as opened:
        yield opened


@pytest.fixture
def visitor(bundled, keys):
    """A client of a service with keys, who has none."""
    with TestClient(create_app(ServiceState(bundled, keys))) as opened:
        yield opened


def test_any_page_may_load_the_file_and_keep_it(visitor):
    answer = visitor.get(f"/{newest().path}", headers={"Origin": "https://anything.example"})
    assert answer.status_code == 200
    assert answer.content == newest().content
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"


def test_the_file_comes_as_it_is_to_who_cannot_unpack(visitor):
    answer = visitor.get(f"/{newest().path}", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == newest().content


@pytest.mark.parametrize("version", ["0.0.1", "..", "%2e%2e", "0.1.0%2f..", "latest"])
def test_another_version_is_not_there(visitor, version):
    answer = visitor.get(f"/widget/{version}/mitra-widget.js")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_snippet_names_the_file_and_its_hash(visitor):
    snippet = visitor.get("/widget").json()
    served = visitor.get(snippet["url"])
    digest = base64.b64encode(hashlib.sha384(served.content).digest()).decode()
    assert snippet["integrity"] == f"sha384-{digest}"
    attributes = dict(re.findall(r'(\w+)="([^"]*)"', snippet["html"]))
    assert html.unescape(attributes["src"]) == snippet["url"]
    assert html.unescape(attributes["integrity"]) == snippet["integrity"]
    assert attributes["crossorigin"] == "anonymous"


# Frames


def policy(answer) -> dict[str, list[str]]:
    parts = answer.headers["content-security-policy"].split("; ")
    return {name: values for name, *values in (part.split() for part in parts)}


def test_only_the_pages_that_a_key_names_may_show_its_frame(visitor, keys):
    key, secret = keys.create("portal", ["search"], origins=[PORTAL])
    answer = visitor.get("/embed", params={"key_id": key.id})
    assert answer.status_code == 200
    assert policy(answer)["frame-ancestors"] == [PORTAL]
    assert policy(answer)["default-src"] == ["'none'"]
    assert policy(answer)["script-src"] == ["'self'"]
    assert answer.headers["cache-control"] == "no-store"
    assert secret.text not in answer.text


def test_without_keys_only_pages_of_this_machine_may_show_a_frame(anybody):
    ancestors = policy(anybody.get("/embed"))["frame-ancestors"]
    assert all(re.match(r"'self'|http://(127\.0\.0\.1|localhost|\[::1\]):", a) for a in ancestors)


def test_a_frame_searches_with_a_token_that_ends_and_can_do_nothing_else(visitor, keys):
    key, _ = keys.create("portal", ["search"], origins=[PORTAL])
    page = visitor.get("/embed", params={"key_id": key.id}).text
    token = re.search(r'key="([^"]+)"', page)[1]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["exp"] - claims["iat"] == LIFETIME.total_seconds()
    as_frame = {"Authorization": f"Bearer {token}"}
    assert visitor.post("/v1/search", json={"query": "baja"}, headers=as_frame).status_code == 200
    keys.revoke(key.id)
    assert visitor.post("/v1/search", json={"query": "baja"}, headers=as_frame).status_code == 401


@pytest.mark.parametrize(
    ("scopes", "origins"),
    [
        (["search"], []),
        (["search", "read"], [PORTAL]),
        (["read"], [PORTAL]),
        (["admin"], [PORTAL]),
    ],
)
def test_a_key_for_more_than_searching_or_for_no_page_makes_no_frame(
    visitor, keys, scopes, origins
):
    key, _ = keys.create("other", scopes, organisation="A", origins=origins)
    answer = visitor.get("/embed", params={"key_id": key.id})
    assert (answer.status_code, answer.json()["code"]) == (403, "embed-refused")


@pytest.mark.parametrize("key_id", [None, "", "0123456789", "' OR 1=1"])
def test_without_a_known_key_there_is_no_frame(visitor, key_id):
    params = {} if key_id is None else {"key_id": key_id}
    for path, more in (("/embed", {}), ("/oembed", {"url": "http://testserver/companies/ID-001"})):
        answer = visitor.get(path, params=params | more)
        assert (answer.status_code, answer.json()["code"]) == (403, "embed-refused")


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_frame_speaks_the_language_that_is_asked_for(anybody, language):
    page = anybody.get("/embed", params={"company": "JP-001", "lang": language}).text
    assert f'<html lang="{language}">' in page
    assert 'lang="ja">株式会社ハギモト精鈑</a>' in page
    assert Messages("service").text("frame.heading.matches", language) in page


def test_what_an_address_says_becomes_text_in_a_frame(anybody):
    bad = '"><script>alert(1)</script>'
    page = anybody.get("/embed", params={"q": bad, "filters": bad}).text
    assert "<script>alert" not in page
    assert html.escape(bad) in page.replace("&#34;", "&quot;")


def test_what_a_company_says_becomes_text_in_a_frame(catalog):
    bad = 'PT <img src=x onerror=alert(1)> & "Putra" \'x'
    catalog.put(Company(id='A"B<C', name=bad, description="baja", country="ID"))
    with TestClient(create_app(ServiceState(catalog, None))) as client:
        page = client.get("/embed", params={"company": 'A"B<C'}).text
        shown = client.get("/oembed", params={"url": "http://testserver/companies/A%22B%3CC"})
    assert "<img" not in page
    assert html.unescape(re.search(r"<h1><a [^>]*>(.*)</a></h1>", page)[1]) == bad
    frame = shown.json()["html"]
    assert frame.count("<") == 2
    assert html.unescape(re.search(r'title="([^"]*)"', frame)[1]).endswith(bad)


def test_a_company_that_is_not_public_is_in_no_frame(catalog, keys):
    catalog.put(
        Company(id="S-1", name="PT Rahasia", description="baja", country="ID", organisation="A")
    )
    catalog.seen_by(Viewer("A")).organisations.disclose("A", Disclosure(companies="private"))
    key, _ = keys.create("A", ["search"], organisation="A", origins=[PORTAL])
    with TestClient(create_app(ServiceState(catalog, keys))) as client:
        shown = {"key_id": key.id, "company": "S-1"}
        assert client.get("/embed", params=shown).status_code == 404
        asked = {"key_id": key.id, "url": "http://testserver/companies/S-1"}
        assert client.get("/oembed", params=asked).status_code == 404


# oEmbed


def test_the_address_of_a_company_becomes_a_frame(visitor, keys):
    key, _ = keys.create("portal", ["search"], origins=[PORTAL])
    asked = {"url": "http://testserver/companies/JP-001", "key_id": key.id, "lang": "ja"}
    answer = visitor.get("/oembed", params=asked)
    assert answer.status_code == 200
    shown = answer.json()
    assert (shown["version"], shown["type"]) == ("1.0", "rich")
    assert shown["title"] == "株式会社ハギモト精鈑の提携先候補"
    source = html.unescape(re.search(r'src="([^"]+)"', shown["html"])[1])
    frame = visitor.get(source)
    assert frame.status_code == 200
    assert '<mitra-partners company="JP-001"' in frame.text


def test_a_frame_is_no_larger_than_the_page_allows(anybody):
    asked = {"url": "http://t/companies/ID-001", "maxwidth": 320, "maxheight": 200}
    shown = anybody.get("/oembed", params=asked).json()
    assert (shown["width"], shown["height"]) == (320, 200)
    assert 'width="320" height="200"' in shown["html"]


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/companies/ID-001",
        "http://t.evil.example/companies/ID-001",
        "http://t@evil.example/companies/ID-001",
        "javascript://t/companies/ID-001",
        "//t/companies/ID-001",
        "http://t/",
        "http://t/companies/",
        "http://t/companies/ID-001/similar",
        "http://t/companies/NONE",
        "http://[",
        "",
        "\ud800",
    ],
)
def test_no_other_address_becomes_a_frame(anybody, address):
    encoded = address.encode("utf-8", "surrogatepass")
    answer = anybody.get("/oembed", params={"url": encoded})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_address_may_be_that_of_another_scheme_behind_a_proxy(anybody):
    shown = anybody.get("/oembed", params={"url": "https://t/companies/ID-001"}).json()
    assert 'src="https://t/embed?' in shown["html"]


def test_other_formats_are_refused_as_oembed_says(anybody):
    asked = {"url": "http://t/companies/ID-001", "format": "xml"}
    assert anybody.get("/oembed", params=asked).status_code == 501
