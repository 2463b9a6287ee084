"""What stands on the pages: in three languages, whole without scripts, state in the address."""

import csv
import io
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest

from embeddings import INTERFACE_LANGUAGES, Messages
from recommender.strength import band, whole_percent
from service.pages.page_route import HEADERS
from service.pages.searching import MAX_EXPORTED

pytestmark = pytest.mark.slow

ADDRESSES = [
    "/",
    "/?q=pemasok+komponen+otomotif",
    "/?q=%E8%87%AA%E5%8B%95%E8%BB%8A%E9%83%A8%E5%93%81&country=JP&page=2",
    "/?q=baja&country=JP&sector=96&tier=OEM",
    "/?q=x&sector=zz",
    "/companies/ID-001",
    "/companies/JP-040",
    "/compare?one=ID-001&two=JP-001",
    "/sectors",
    "/import",
    "/keys",
    "/reports",
    "/reports/similarity?from.country=ID",
    "/reports/duplicates",
    "/events",
    "/events/plan",
    "/docs",
    "/companies/NONE",
    "/compare?one=ID-001",
]
DROP = re.compile(r"<(script|style).*?</\1>|<[^>]+>", re.DOTALL)


def in_language(address, language):
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_says_its_language_and_loads_only_what_is_here(reader, address):
    for language in INTERFACE_LANGUAGES:
        page = reader.get(in_language(address, language))
        assert page.all("html") == [{"lang": language}]
        assert page.headers["content-language"] == language
        for name, value in HEADERS.items():
            assert page.headers[name].startswith(value), "what is around it may say more"
        loaded = [
            e.get("src") or e.get("href")
            for t, e in page.elements
            if t in {"script", "link", "img"} and e.get("rel") != "alternate"
        ]
        assert loaded
        assert all(address.startswith("/static/") for address in loaded)
        assert not [
            e for _, e in page.elements if "style" in e or any(n.startswith("on") for n in e)
        ]
        assert "</script>" in page.source
        assert not re.search(r"<script[^>]*>[^<]", page.source)
        assert not page.all("style")
        assert len(page.all("h1")) == 1
        assert len(page.all("main")) == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_language_switch_keeps_the_address(reader, address):
    page = reader.get(address, headers={"Accept-Language": "id"})
    switch = [e for e in page.all("a") if "hreflang" in e]
    assert [e["lang"] for e in switch] == list(INTERFACE_LANGUAGES)
    for one in switch:
        parts, asked = urlsplit(one["href"]), urlsplit(address)
        assert parts.path == asked.path
        expected = {**parse_qs(asked.query), "lang": [one["lang"]]}
        assert parse_qs(parts.query) == expected


def test_the_browsers_language_holds_until_another_is_chosen_and_then_the_links_keep_that(reader):
    page = reader.get("/?q=baja", headers={"Accept-Language": "ja,en;q=0.5"})
    assert page.all("html", lang="ja")
    assert not any("lang=" in link for link in page.links() if link.startswith("/companies/"))
    chosen = reader.get("/?q=baja&lang=id", headers={"Accept-Language": "ja"})
    assert chosen.all("html", lang="id")
    own = [e["href"] for e in chosen.all("a") if "hreflang" not in e and e["href"].startswith("/")]
    assert own
    assert all("lang=id" in link for link in own)
    assert chosen.all("input", type="hidden", name="lang", value="id")
    assert reader.get("/?lang=xx", headers={"Accept-Language": "ja"}).all("html", lang="ja")


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_text_of_the_pages_is_used_and_none_is_left_in_another_language(language):
    """Texts that are the same in two languages are names and examples."""
    own = {k: v for k, v in Messages("service").keys(language).items() if k.startswith("pages.")}
    for other in set(INTERFACE_LANGUAGES) - {language}:
        theirs = Messages("service").keys(other)
        same = {key for key, text in own.items() if theirs[key] == text}
        allowed = {"pages.nav.docs", "pages.docs.title", "pages.keys.id", "pages.import.means"}
        assert {key for key in same if not key.startswith("pages.example.")} <= allowed | {
            "pages.keys.state",
            "pages.keys.origins",
        }


def test_numbers_are_written_as_the_language_does(operator, catalog, make_company):
    catalog.put(make_company("A", employees=12_345))
    for language, number in (("id", "12.345"), ("en", "12,345"), ("ja", "12,345")):
        assert number in operator.get(f"/companies/A?lang={language}").text


def test_a_result_has_its_band_percent_reasons_and_the_words_that_were_met(reader, bundled):
    query = "pemasok komponen otomotif"
    page = reader.get(f"/?q={query}&lang=en")
    first = bundled.search(query, limit=1).results[0]
    assert first.company.name in page.text
    assert f"{whole_percent(first.score):.0%}" in page.text
    assert band(first.score) in page.text
    passage = next(reason for reason in first.reasons if reason.kind == "passage")
    assert passage.partner.text in page.text
    assert page.all("mark")


def test_texts_of_companies_are_in_their_own_language(reader):
    page = reader.get("/compare?one=ID-001&two=JP-001&lang=en")
    languages = [e.get("lang") for e in page.all("bdi")]
    assert languages.count("id") > 3
    assert languages.count("ja") > 3
    assert "und" not in languages


def test_what_was_understood_can_be_taken_back_and_applied_again(reader):
    page = reader.get("/?q=pemasok di Aichi&lang=en")
    [chip] = [e for e in page.all("a") if "chip" in e.get("class", "")]
    assert "ignore=place" in chip["href"]
    without = reader.get(chip["href"])
    [offered] = [e for e in without.all("a") if "chip" in e.get("class", "")]
    assert "offered" in offered["class"]
    assert reader.get(offered["href"]).text == page.text


def test_a_facet_narrows_to_its_count_and_is_taken_back_by_the_same_link(reader):
    page = reader.get("/?q=baja&lang=en")
    link = next(link for link in page.links() if "country=JP" in link)
    shown = page.source.partition(f'"{link.replace("&", "&amp;")}"')[2]
    count = int(re.search(r'class="count">(\d+)<', shown)[1])
    narrowed = reader.get(link)
    assert f"{count} companies" in narrowed.text
    [chosen] = [e for e in narrowed.all("a") if e.get("class") == "chosen"]
    assert reader.get(chosen["href"]).source == page.source
    assert narrowed.all("input", type="hidden", name="country", value="JP")


def test_where_nobody_satisfies_the_filters_each_that_can_go_is_offered_with_its_count(reader):
    page = reader.get("/?q=baja&country=JP&sector=96&lang=en")
    assert "No company satisfies all of this." in page.text
    offered = [link for link in page.links() if "country=JP" in link and "sector=" not in link]
    assert offered
    assert "120 companies" in page.text
    assert "120 companies" in reader.get(offered[0]).text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/?q=baja&page=0", 200),
        ("/?q=baja&page=-1", 200),
        ("/?q=baja&page=99999999999999999999", 200),
        ("/?q=baja&page=٣", 200),
        ("/?q=baja&page=x&page=2&unknown=1&ignore=nothing", 200),
        ("/?q=%00", 422),
        ("/?q=%FF%FE", 422),
        ("/?q=%ED%A0%80baja", 200),
        ("/?q=" + "a" * 1001, 422),
        ("/?q=...", 422),
        ("/?q=baja&country=nowhere", 422),
        ("/?q=baja&" + "&".join(f"city=c{n}" for n in range(101)), 422),
        ("/companies/%2e%2e%2fetc", 404),
        ("/companies/a%00b", 404),
        ("/compare?one=ID-001&two=ID-001", 422),
        ("/results/mitra.exe?q=baja", 404),
        ("/results/..%2fmitra.csv?q=baja", 404),
        ("/results/mitra.csv?q=", 422),
        ("/static/x/style.css", 404),
        ("/static/x/..%2f..%2fapp.py", 404),
    ],
)
def test_an_address_that_nobody_made_is_answered_in_words(reader, address, status):
    answer = reader.ask("GET", address)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    if status in {404, 422} and answer.headers["content-type"].startswith("text/html"):
        assert "<h1" in answer.text


def test_the_result_as_csv_and_as_a_workbook_says_the_same(reader, bundled):
    query = "pemasok komponen otomotif"
    answer = reader.ask("GET", f"/results/mitra.csv?q={query}&country=JP&lang=ja")
    assert answer.headers["content-disposition"] == 'attachment; filename="mitra.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    expected = bundled.search(query, limit=MAX_EXPORTED, filters={"country": "JP"})
    assert rows[0][:3] == ["順位", "ID", "企業名"]
    assert [row[1] for row in rows[1:]] == [r.company.id for r in expected.results]
    book = reader.ask("GET", f"/results/mitra.xlsx?q={query}&country=JP&lang=ja")
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    listed = [
        ["" if c is None else str(c) for c in row] for row in sheet.iter_rows(values_only=True)
    ]
    assert listed == rows


def test_formulas_in_texts_are_text_in_the_files(operator, catalog, make_company):
    names = ["=cmd|'/c calc'!A1", "+1", "-1", "@x", "＝1", "\t=1"]
    catalog.put(*(make_company(f"A{n}", name=f"{name} PT") for n, name in enumerate(names)))
    answer = operator.ask("GET", "/results/mitra.csv?q=stamping")
    for row in list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]:
        assert not row[2].startswith(("=", "+", "-", "@", "＝", "\t"))
    book = openpyxl.load_workbook(
        io.BytesIO(operator.ask("GET", "/results/mitra.xlsx?q=stamping").content)
    )
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_a_cell_of_the_sectors_leads_to_its_companies(reader):
    page = reader.get("/sectors?lang=en")
    link = next(link for link in page.links() if "sector=25" in link and "country=JP" in link)
    count = int(re.search(rf'{re.escape(link.replace("&", "&amp;"))}">(\d+)<', page.source)[1])
    assert f"{count} companies" in reader.get(link).text


def test_the_api_is_described_without_another_host(reader):
    page = reader.get("/docs?lang=id")
    document = reader.ask("GET", "/openapi.json").json()
    for path, item in document["paths"].items():
        for operation in item.values():
            assert path in page.text
            assert page.all("section", id=operation["operationId"])
    named = {link for link in page.links() if link.startswith("#")}
    anchors = {f"#{e['id']}" for _, e in page.elements if "id" in e}
    assert named <= anchors
    assert all(link.startswith(("/", "#")) for link in page.links())


def test_static_files_are_kept_for_good_and_change_their_address_with_their_content(reader):
    page = reader.get("/")
    for element in (*page.all("link"), *page.all("script"), *page.all("img")):
        answer = reader.ask("GET", element.get("href") or element["src"])
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "http" not in answer.text.replace("http://www.w3.org/2000/svg", "")


HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "&amp;lt;b&amp;gt;",
    "</mark><script>alert(1)</script>",
    "</bdi></q><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<!--<script>alert(1)</script>-->",
    "--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><input name=key>",
    "<object data=//evil.example>",
    "<embed src=//evil.example>",
    "<math><mi xlink:href=javascript:alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><script>alert(1)</script>'>",
    "{{ 7 * 7 }}",
    "{% for x in ().__class__.__base__ %}x{% endfor %}",
    "${7*7}",
    "<%= 7 * 7 %>",
    "#{7*7}",
    "\u202eevil\u202c",
    "\u2066x\u2069\u200b",
    "\ufeff<b>",
    "\x85<b>\x9f",
    "ＡＢ＜script＞alert(1)＜/script＞",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "+ADw-script+AD4-alert(1)",
    "\\u003cscript\\u003ealert(1)",
    "x'; DROP TABLE companies; --",
    "https://evil.example/<script>",
    "a\nb<br>c",
    "<a" + " " * 200 + "href=x>",
    "<" * 50,
]


def test_fifty_hostile_texts_are_shown_as_they_are(operator, catalog, make_company):
    assert len(HOSTILE) == 50
    hostile = [
        make_company(
            f"X{number}",
            name=f"PT {text}",
            names=[text],
            description=f"{text} Kami membuat komponen stamping {text}.",
            offers=f"komponen stamping {text}",
            seeks=f"Kami mencari pemasok baja {text}.",
            capabilities=[text],
            certifications=[text],
            city=text,
            region=text,
            contact=text,
            organisation=text[:128],
            extra={f"k {number}": text},
        )
        for number, text in enumerate(HOSTILE)
    ]
    catalog.put(*hostile)
    calm = operator.get("/?q=stamping&lang=en")
    known = {tag for tag, _ in calm.elements}
    pages = [f"/?q=komponen stamping&page={n}" for n in range(1, 6)]
    pages += [f"/companies/X{n}" for n in range(len(HOSTILE))]
    pages += [f"/compare?one=X{n}&two=X{n + 1}" for n in range(len(HOSTILE) - 1)]
    seen = set()
    for path in pages:
        page = operator.get(f"{path}{'&' if '?' in path else '?'}lang=en")
        assert page.status == 200, path
        # Only our own kinds of elements, none with a handler, none that leads elsewhere.
        assert {tag for tag, _ in page.elements} <= known | {"section", "article", "b", "h4"}, path
        for tag, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            own = "http://mitra.example/oembed?" if tag == "link" else "/"
            for name in ("href", "src", "action"):
                if name in attributes:
                    assert attributes[name].startswith((own, "/", "#")), (path, attributes)
            assert tag != "script" or attributes["src"].startswith("/static/")
        assert "49" not in re.findall(r"PT (49)\b", page.text)
        text = unescape(DROP.sub("", page.source))
        seen |= {n for n, hostile in enumerate(HOSTILE) if _shown(hostile) in text}
    assert seen == set(range(len(HOSTILE)))


def _shown(text):
    """How the catalogue and the page write a text: control characters become spaces."""
    return re.sub(r"[\x7f-\x9f]", " ", text).strip()


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_address_is_no_markup_either(reader, payload):
    for address, parameter in (
        ("/", "q"),
        ("/sign-in", "next"),
        ("/", "city"),
        ("/compare", "one"),
    ):
        parameters = {parameter: payload, "two": payload, "lang": "en"}
        if parameter == "city":
            parameters["q"] = "baja"
        page = reader.get(address, params=parameters)
        assert page.status in {200, 303, 404, 422}
        assert len(page.all("script")) <= 1
        for _, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on")]
            for name in ("href", "src", "action"):
                assert attributes.get(name, "/").startswith(("/", "#"))


@pytest.mark.parametrize(
    ("website", "address"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("a.example", "http://a.example"),
        ("HTTP://a.example", "HTTP://a.example"),
    ],
)
def test_a_website_is_linked_without_saying_where_from(
    operator, catalog, make_company, website, address
):
    catalog.put(make_company("A", website=website))
    [link] = [e for e in operator.get("/companies/A").all("a") if "rel" in e]
    assert link["href"] == address
    assert {"noopener", "noreferrer"} <= set(link["rel"].split())
