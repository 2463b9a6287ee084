"""A browser without a screen: cookies, forms, links; and a service with keys."""

import asyncio
from html.parser import HTMLParser

import httpx
import pytest

from service.access.key_store import KeyStore
from service.app import create_app
from service.database import ServiceDatabase
from service.state import ServiceState

HOST = "http://mitra.example"


class Page(HTMLParser):
    """What a reader and a crawler see of an answer: elements with their attributes, and texts."""

    def __init__(self, answer: httpx.Response):
        super().__init__()
        self.status = answer.status_code
        self.headers = answer.headers
        self.source = answer.text
        self.elements: list[tuple[str, dict]] = []
        self.texts: list[str] = []
        self.feed(answer.text)

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), f"attributes twice: {attrs}"
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def all(self, tag: str, **attributes) -> list[dict]:
        return [
            found
            for name, found in self.elements
            if name == tag and attributes.items() <= found.items()
        ]

    def links(self) -> list[str]:
        return [found["href"] for found in self.all("a") if "href" in found]

    @property
    def token(self) -> str:
        return self.all("input", name="form_token")[0]["value"]


class Visitor:
    """Somebody with a browser of their own."""

    def __init__(self, app):
        self.app = app
        self.cookies = httpx.Cookies()

    def ask(self, method: str, path: str, **request) -> httpx.Response:
        async def send():
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(
                transport=transport, base_url=HOST, cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, **request)
                self.cookies = client.cookies
                return answer

        return asyncio.run(send())

    def get(self, path: str, **request) -> Page:
        return Page(self.ask("GET", path, **request))

    def post(self, path: str, token_from: str, data=None, **request) -> httpx.Response:
        """Send a form with the token that a page carries."""
        token = self.get(token_from).token
        return self.ask("POST", path, data={"form_token": token, **(data or {})}, **request)

    def sign_in(self, secret, following="/") -> httpx.Response:
        return self.post("/sign-in", "/sign-in", {"key": secret.text, "next": following})


class Site:
    """A service with keys over a catalogue."""

    def __init__(self, catalog, database):
        self.catalog = catalog
        self.keys = KeyStore(database)
        self.app = create_app(ServiceState(catalog, self.keys))

    def visitor(self, *scopes, organisation=None, public=False) -> Visitor:
        state = ServiceState(self.catalog, self.keys, public_pages=True)
        visitor = Visitor(create_app(state) if public else self.app)
        if scopes:
            assert visitor.sign_in(self.key(*scopes, organisation=organisation)).status_code == 303
        return visitor

    def key(self, *scopes, organisation=None, **options):
        return self.keys.create("test", scopes, organisation=organisation, **options)[1]


@pytest.fixture
def site(catalog, make_company, tmp_path):
    catalog.put(
        make_company("K-PUBLIC", organisation="Kadin", contact="Bu Sari"),
        make_company("K-PRIVATE", organisation="Kadin", name="PT Rahasia Kadin"),
        make_company("J-PRIVATE", organisation="JETRO", country="JP", name="秘密商事"),
        make_company("N"),
    )
    for company_id in ("K-PRIVATE", "J-PRIVATE"):
        catalog.organisations.disclose_company(company_id, "private")
    database = ServiceDatabase(tmp_path)
    yield Site(catalog, database)
    database.close()


@pytest.fixture
def operator(catalog) -> Visitor:
    """Whoever runs a service without keys."""
    return Visitor(create_app(ServiceState(catalog, None)))


@pytest.fixture(scope="session")
def reader(bundled) -> Visitor:
    """The same over the 240 bundled companies, for reading only."""
    return Visitor(create_app(ServiceState(bundled, None)))
