"""Second entries of real companies, as another office would have made them, and what only looks so.

Names are written anew by rules, in another script or with words translated; descriptions are those
of another listing of the company, a line about it in another language, or some of its sentences in
another order; web addresses and cities are written otherwise or missing. Beside them branches,
affiliates and namesakes, which are other companies.
"""

import csv
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from name_variants import (
    in_katakana,
    in_kunrei,
    in_one_word,
    mistyped,
    with_other_form,
    without_legal_form,
)

from embeddings import split_sentences
from recommender import Company
from recommender.regions import region_code_of_city
from recommender.sectors import sectors
from recommender.tables import read_table

HERE = Path(__file__).parent

FEWEST_WORDS = 3
"""Of a name that people abbreviate to its initials."""

_TRANSLATED = {
    "kogyo": "Industries",
    "seisakusho": "Manufacturing",
    "denki": "Electric",
    "denshi": "Electronics",
    "kagaku": "Chemical",
    "kensetsu": "Construction",
    "shoji": "Trading",
    "kikai": "Machinery",
    "shokuhin": "Foods",
    "industries": "Kogyo",
    "electric": "Denki",
    "construction": "Kensetsu",
    "perkebunan": "Plantation",
    "pertambangan": "Mining",
    "semen": "Cement",
    "kimia": "Chemical",
    "asuransi": "Insurance",
    "industri": "Industry",
    "properti": "Property",
    "plantation": "Perkebunan",
    "energy": "Energi",
    "technology": "Teknologi",
    "property": "Properti",
    "international": "Internasional",
    "finance": "Pembiayaan",
    "mining": "Pertambangan",
    "development": "Pengembangan",
    "food": "Pangan",
}
_SHORTENED = {
    "manufacturing": "Mfg",
    "industries": "Inds",
    "industry": "Ind",
    "international": "Intl",
    "holdings": "Hldgs",
    "development": "Dev",
    "pharmaceutical": "Pharma",
    "technology": "Tech",
    "technologies": "Tech",
    "chemical": "Chem",
    "engineering": "Eng",
    "electronics": "Electr",
    "corporation": "Corp",
}
_AFFILIATES = ("Finance", "Logistics", "Trading", "Sales", "Manufacturing", "Realty", "Engineering")
_USUAL = {
    "ID": (("Jaya", "Maju", "Karya", "Sumber"), ("Abadi", "Makmur", "Sentosa", "Mandiri")),
    "JP": (("Daiichi", "Kyowa", "Showa", "Taiyo"), ("Kogyo", "Sangyo", "Shoji", "Kensetsu")),
}
_BRANCHES = {
    "ID": ("", " Cabang {city}", " - {city} Branch"),
    "JP": ("", " {city} Branch", " {city}支店"),
}


@dataclass(frozen=True)
class Planted:
    """An entry that was made up, of which company, and in which way."""

    company: Company
    original: str
    name_kind: str
    description_kind: str
    is_duplicate: bool


@dataclass(frozen=True)
class Material:
    """What descriptions are made of, by id of the original.

    `listings`: descriptions of other listings of the company. `lines`: what it does in one line, by
    language. `divisions`: its ISIC division. `cities`: other spellings of cities.
    """

    listings: Mapping[str, Sequence[str]]
    lines: Mapping[str, Mapping[str, str]]
    divisions: Mapping[str, str]
    cities: Mapping[str, Sequence[str]]


def in_japanese(name: str) -> str | None:
    """`Toyota Boshoku Corp.` to `トヨタ紡織株式会社`, where every word can be written so."""
    words = re.split(r"[\s\-.,&]+", without_legal_form(name).lower())
    written = [_japanese_words().get(word) or in_katakana(word) for word in words if word]
    if not written or not all(written):
        return None
    joined = "".join(word for word in written if word)
    return f"株式会社{joined}" if len(joined) % 2 else f"{joined}株式会社"


def with_words_translated(name: str) -> str | None:
    """`Tanaka Kogyo` to `Tanaka Industries`, where a word is one of a few usual ones."""
    return _replaced(name, _TRANSLATED)


def shortened(name: str) -> str | None:
    """`Denso Manufacturing Co., Ltd.` to `DENSO MFG`."""
    short = _replaced(name, _SHORTENED)
    return short.upper() if short else None


def acronym(name: str) -> str | None:
    """`Bank Central Asia` to `BCA`, where there are three words or more."""
    words = [word for word in re.split(r"[\s\-]+", without_legal_form(name)) if word[:1].isalpha()]
    return "".join(word[0] for word in words).upper() if len(words) >= FEWEST_WORDS else None


RULES: Mapping[str, Callable[[str], str | None]] = {
    "Japanese script": in_japanese,
    "words translated": with_words_translated,
    "legal form": with_other_form,
    "shortened": shortened,
    "one word": in_one_word,
    "other romanization": in_kunrei,
    "acronym": acronym,
}


def duplicates(
    originals: Sequence[Company], count: int, material: Material, chance: random.Random
) -> list[Planted]:
    """`count` second entries of as many companies, as many of each rule for names as possible."""
    made: list[Planted] = []
    left = chance.sample(list(originals), len(originals))
    numbers = dict.fromkeys((*RULES, "mistyped"), 0)
    while len(made) < count and left:
        company = left.pop()
        names = {kind: rule(company.name) for kind, rule in RULES.items()}
        names["mistyped"] = mistyped(company.name, chance)
        able = [kind for kind, name in names.items() if name and name != company.name]
        if not able:
            continue
        kind = min(able, key=lambda able_kind: numbers[able_kind])
        numbers[kind] += 1
        name = names[kind] or ""
        description_kind, description = _description(company, material, chance)
        entry = Company(
            id=f"PLANTED-{company.id}",
            name=name,
            description=description,
            country=company.country,
            city=_city(company, material, chance),
            website=_website(company.website, chance),
            contact=_contact(company.contact, chance),
            employees=_employees(company.employees, chance),
            organisation="another office",
        )
        made.append(Planted(entry, company.id, kind, description_kind, is_duplicate=True))
    return made


def others(originals: Sequence[Company], count: int, chance: random.Random) -> list[Planted]:
    """`count` entries each of branches, affiliates, namesakes and companies with usual names.

    None of them is the same company as another one.
    """
    made = [_with_usual_name(chance.choice(originals), n, chance) for n in range(count)]
    able = [c for c in originals if c.city and region_code_of_city(c.city, c.country)]
    for kind in ("branch", "affiliate", "namesake"):
        for company in chance.sample(able, count):
            city = _elsewhere(company, chance)
            stranger = chance.choice(originals)
            bare = without_legal_form(company.name)
            if kind == "branch":
                name = company.name + chance.choice(_BRANCHES[company.country]).format(city=city)
                description = _some(company.description, chance)
                website = company.website if _happens(chance, 0.7) else None
            elif kind == "affiliate":
                name = f"{bare} {chance.choice(_AFFILIATES)}"
                description = _renamed(stranger, name)
                website = company.website if _happens(chance, 0.3) else None
                city = company.city if _happens(chance, 0.5) else city
            else:
                name = bare
                description = _renamed(stranger, name)
                website = None
            entry = Company(
                id=f"{kind.upper()}-{company.id}",
                name=name,
                description=description,
                country=company.country,
                city=city,
                website=website,
                employees=_size(chance),
                organisation="another office",
            )
            made.append(Planted(entry, company.id, kind, kind, is_duplicate=False))
    return made


def _with_usual_name(stranger: Company, number: int, chance: random.Random) -> Planted:
    """A company that is called as others are: there are few such names."""
    first, second = (chance.choice(words) for words in _USUAL[stranger.country])
    name = f"{first} {second}"
    name = f"PT {name}" if stranger.country == "ID" else f"{name} Co., Ltd."
    entry = Company(
        id=f"USUAL-{number}",
        name=name,
        description=_renamed(stranger, name),
        country=stranger.country,
        city=stranger.city if _happens(chance, 0.5) else None,
        employees=_size(chance),
        organisation="another office",
    )
    return Planted(entry, stranger.id, "usual name", "usual name", is_duplicate=False)


def completed(company: Company, chance: random.Random) -> Company:
    """A company with an invented contact and headcount, which the listed companies' data lack."""
    invented = {
        "contact": _invented_contact(company, chance) if _happens(chance, 0.4) else None,
        "employees": _size(chance),
    }
    return company.model_copy(update=invented)


def read_cities() -> dict[str, list[str]]:
    """Other spellings of cities, by the English name in small letters."""
    return {
        row["city"].casefold(): [alias for alias in row["aliases"].split("|") if alias]
        for row in read_table("cities")
    }


def _happens(chance: random.Random, share: float) -> bool:
    return chance.random() < share


def _japanese_words() -> Mapping[str, str]:
    if not _WORDS:
        rows = csv.DictReader((HERE / "japanese_names.csv").read_text("utf-8").splitlines())
        _WORDS.update({row["word"]: row["written"] for row in rows})
    return _WORDS


_WORDS: dict[str, str] = {}


def _replaced(name: str, words: Mapping[str, str]) -> str | None:
    bare = without_legal_form(name)
    parts = [words.get(word.lower().strip(".,"), word) for word in bare.split()]
    return " ".join(parts) if parts != bare.split() else None


def _description(company: Company, material: Material, chance: random.Random) -> tuple[str, str]:
    language = chance.choice(("id", "ja"))
    if lines := material.lines.get(company.id):
        return "a line in another language", lines[language]
    if listed := material.listings.get(company.id):
        return "another listing's", chance.choice(list(listed))
    division = material.divisions.get(company.id)
    if division and _happens(chance, 0.3):
        title = getattr(sectors()[division], language)
        words = {"id": f"Bidang usaha: {title}.", "ja": f"事業内容：{title}"}
        return "line of business in another language", words[language]
    return "some sentences", _some(company.description, chance)


def _some(text: str, chance: random.Random) -> str:
    """Half of the sentences, in another order."""
    sentences = [text[span.start : span.end] for span in split_sentences(text)]
    count = max(1, len(sentences) // 2)
    return " ".join(chance.sample(sentences, count))


def _renamed(stranger: Company, name: str) -> str:
    """Another company's description, under a new name."""
    return stranger.description.replace(stranger.name, name).replace(
        without_legal_form(stranger.name), name
    )


def _city(company: Company, material: Material, chance: random.Random) -> str | None:
    if not company.city or _happens(chance, 1 / 3):
        return None
    spellings = material.cities.get(company.city.casefold(), ())
    return chance.choice([company.city, *spellings])


def _website(website: str | None, chance: random.Random) -> str | None:
    if not website or _happens(chance, 0.5):
        return None
    bare = website.partition("//")[2].removeprefix("www.").rstrip("/")
    if _happens(chance, 0.05):
        # The page that it had before, or has in another country.
        return f"http://www.{bare.partition('.')[0]}-online.com"
    form = chance.choice(
        ("{}", "www.{}", "https://{}/", "https://www.{}/en/", "http://{}/id/index.html")
    )
    return form.format(bare)


def _contact(contact: str | None, chance: random.Random) -> str | None:
    if not contact or _happens(chance, 0.4):
        return None
    if "@" in contact:
        # Another mailbox of the same company.
        return chance.choice((contact.upper(), "sales@" + contact.partition("@")[2]))
    return contact.replace("-", " ") if _happens(chance, 0.7) else _telephone("0", chance)


def _invented_contact(company: Company, chance: random.Random) -> str:
    if company.website and _happens(chance, 0.5):
        host = company.website.partition("//")[2].removeprefix("www.").partition("/")[0]
        return f"info@{host}"
    return _telephone("+62-" if company.country == "ID" else "+81-", chance)


def _telephone(prefix: str, chance: random.Random) -> str:
    return f"{prefix}{chance.randint(20, 99)}-{chance.randint(1000, 9999)}-{chance.randint(1000, 9999)}"


def _size(chance: random.Random) -> int | None:
    return round(chance.lognormvariate(5.5, 1.5)) + 1 if _happens(chance, 0.4) else None


def _employees(employees: int | None, chance: random.Random) -> int | None:
    if employees is None or _happens(chance, 0.3):
        return None
    return max(1, round(employees * chance.uniform(0.8, 1.25)))


def _elsewhere(company: Company, chance: random.Random) -> str:
    """A city of the country in another region."""
    own = region_code_of_city(company.city or "", company.country)
    rows = [
        row
        for row in read_table("cities")
        if row["code"].startswith(company.country) and row["code"] != own and row["city"].isascii()
    ]
    return chance.choice(rows)["city"].title()
