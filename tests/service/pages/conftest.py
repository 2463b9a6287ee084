"""A browser without a screen: cookies, forms, links; and a service with keys."""

import asyncio
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pytest

from service.access.caller import Caller
from service.access.key_store import KeyStore
from service.app import create_app
from service.database import ServiceDatabase
from service.jobs.job_store import JobStore, new_id
from service.jobs.jobs import Jobs
from service.jobs.owners import owner_of
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
        self.jobs = Jobs(catalog.folder, database)
        self.store = JobStore(database)
        self.app = create_app(ServiceState(catalog, self.keys, jobs=self.jobs))

    def visitor(self, *scopes, organisation=None, public=False) -> Visitor:
        state = ServiceState(self.catalog, self.keys, public_pages=True)
        visitor = Visitor(create_app(state) if public else self.app)
        if scopes:
            assert visitor.sign_in(self.key(*scopes, organisation=organisation)).status_code == 303
        return visitor

    def key(self, *scopes, organisation=None, **options):
        return self.keys.create("test", scopes, organisation=organisation, **options)[1]

    def job(self, organisation="Kadin", kind="similarity", job_id=None, **parameters) -> str:
        """A job of an organisation that waits: nobody does any here."""
        job_id = job_id or new_id()
        key, _ = self.keys.create("test", ["reports"], organisation=organisation)
        owner = owner_of(Caller(key, key.allowed, key.viewer))
        given = SIMILARITY if kind == "similarity" else {}
        self.store.submit(kind, {**given, **parameters}, "en", owner, key.id, job_id)
        return job_id

    def finish(self, job_id, **files) -> None:
        """Let a job be done, with files of these contents."""
        while (job := self.store.take()) and job.id != job_id:
            pass
        for name, content in files.items():
            path = self.jobs.folder(job) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self.store.finish(job_id, {name: len(content) for name, content in files.items()})


SIMILARITY = {
    "from": {"country": ["ID"]},
    "to": {"country": ["JP"], "certification": ["ISO 9001", "halal"]},
    "by": "matches",
    "top": 3,
    "contacts": False,
    "formats": ["html", "xlsx"],
}
DONE = "0" * 32
"""The id of a job of Kadin's that is done."""


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
    made = Site(catalog, database)
    made.job(job_id=DONE)
    made.finish(DONE, **{"similarity.html": b"<!doctype html><p>Report", "similarity.xlsx": b"PK"})
    yield made
    database.close()


@pytest.fixture
def operator(catalog, tmp_path) -> Iterator[Visitor]:
    """Whoever runs a service without keys."""
    database = ServiceDatabase(tmp_path)
    yield Visitor(create_app(ServiceState(catalog, None, jobs=Jobs(catalog.folder, database))))
    database.close()


@pytest.fixture(scope="session")
def reader(bundled, tmp_path_factory) -> Iterator[Visitor]:
    """The same over the 240 bundled companies, for reading only."""
    folder = tmp_path_factory.mktemp("service")
    database = ServiceDatabase(folder)
    yield Visitor(create_app(ServiceState(bundled, None, jobs=Jobs(folder, database))))
    database.close()
