"""Fictional companies, entered twice and not."""

from collections.abc import Callable

import pytest

from recommender import Company


@pytest.fixture
def tanaka(make_company: Callable[..., Company]) -> dict[str, Company]:
    """A fictional maker of pressed parts: entered by three offices; its branch and its affiliate."""
    japanese = (
        "自動車用のプレス部品と溶接部品を製造しています。名古屋市の工場で金型も設計しています。"
    )
    english = (
        "Tanaka makes pressed and welded parts for cars. "
        "Dies are designed at its factory in Nagoya."
    )
    return {
        company.id: company
        for company in (
            make_company(
                "JP-1",
                name="株式会社田中製作所",
                country="JP",
                city="名古屋市中区",
                description=japanese,
                website="tanaka-contoh.co.jp",
                contact="052-555-0100",
            ),
            make_company(
                "FAIR-7",
                name="TANAKA MFG",
                country="JP",
                city="Nagoya",
                description=english,
                website="https://www.tanaka-contoh.co.jp/en/",
            ),
            make_company(
                "CHAMBER-3",
                name="Tanaka Seisakusho Co., Ltd.",
                country="JP",
                description="Pressed and welded parts for cars, dies.",
                contact="+81 52 555 0100",
            ),
            make_company(
                "BRANCH",
                name="株式会社田中製作所 大阪支店",
                country="JP",
                city="大阪市",
                description="プレス部品の販売と保守をしています。",
                website="tanaka-contoh.co.jp",
            ),
            make_company(
                "AFFILIATE",
                name="Tanaka Finance Co., Ltd.",
                country="JP",
                city="Nagoya",
                description="Leasing and consumer loans for car buyers.",
                website="tanaka-finance-contoh.co.jp",
            ),
            make_company("ID-9", name="PT Jaya Abadi Contoh", city="Surabaya"),
            make_company(
                "ID-10",
                name="CV Jaya Abadi Sampel",
                city="Medan",
                description="Perdagangan beras dan gula di Sumatera Utara.",
            ),
        )
    }
