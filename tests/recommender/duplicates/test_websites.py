import pytest

from recommender.duplicates.websites import mail_domain, registered_domain


@pytest.mark.parametrize(
    "website",
    [
        "tanaka-contoh.co.jp",
        "http://www.tanaka-contoh.co.jp",
        "https://tanaka-contoh.co.jp/en/index.html?x=1",
        "HTTPS://EN.TANAKA-CONTOH.CO.JP:8080/",
        "ｗｗｗ．tanaka-contoh.co.jp",
    ],
)
def test_every_way_to_write_an_address_has_one_domain(website):
    assert registered_domain(website) == "tanaka-contoh.co.jp"


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("www.dinas.contohkota.go.id", "contohkota.go.id"),
        ("kata.contohdesa.desa.id", "contohdesa.desa.id"),
        ("https://sub.contoh.com/a", "contoh.com"),
        ("contoh.example", "contoh.example"),
    ],
)
def test_what_is_registered_depends_on_the_public_suffix(website, domain):
    assert registered_domain(website) == domain


@pytest.mark.parametrize(
    "website",
    [
        "co.jp",
        "https://go.id/",
        "tanaka.wordpress.com",
        "https://www.facebook.com/tanaka",
        "https://www.indonetwork.co.id/tanaka",
        "https://www.tokopedia.com/tanaka",
        "http://192.0.2.7/",
        "http://[",
        "localhost",
        "",
    ],
)
def test_what_many_share_or_nobody_owns_says_nothing(website):
    assert registered_domain(website) is None


def test_a_mailbox_of_ones_own_says_who_one_is_and_a_rented_one_does_not():
    assert mail_domain("Info@Tanaka-contoh.co.jp") == "tanaka-contoh.co.jp"
    for rented in ("a@gmail.com", "a@yahoo.co.id", "a@yahoo.co.jp", "a@telkom.net", "a@"):
        assert mail_domain(rented) is None
