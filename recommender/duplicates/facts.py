"""What of a company is compared with others, in one form."""

from dataclasses import dataclass

from recommender.company import Company
from recommender.duplicates.addresses import city_words, postcodes, region_of
from recommender.duplicates.contacts import mail_addresses, telephone_numbers
from recommender.duplicates.name_forms import NameForm, forms_of
from recommender.duplicates.websites import mail_domain, registered_domain


@dataclass(frozen=True, slots=True)
class Facts:
    """A company's names, registered domains, contacts, place and size; empty where not said.

    `contacts`: mail addresses, and telephone numbers in international form. `city`: its
    words in one spelling; `region`: ISO 3166-2.
    """

    names: tuple[NameForm, ...]
    domains: frozenset[str]
    contacts: frozenset[str]
    country: str
    region: str | None
    city: frozenset[str]
    postcodes: frozenset[str]
    employees: int | None


def facts_of(company: Company) -> Facts:
    """Read the facts of a company."""
    contact = company.contact or ""
    mails = mail_addresses(contact)
    domains = {mail_domain(mail) for mail in mails}
    if company.website:
        domains.add(registered_domain(company.website))
    return Facts(
        forms_of(company),
        frozenset(domain for domain in domains if domain),
        frozenset(mails | telephone_numbers(contact, company.country)),
        company.country,
        region_of(company),
        city_words(company.city) if company.city else frozenset(),
        postcodes(company),
        company.employees,
    )
