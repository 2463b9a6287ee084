"""The settings that docs/how-to/sync.md shows are read, and its query gives what it says."""

import re
import tomllib
from pathlib import Path

import pytest

from service.sync.settings import SyncSettings
from service.sync.settings_file import read_settings

GUIDE = (Path(__file__).parents[3] / "docs" / "how-to" / "sync.md").read_text("utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS)
def test_the_settings_of_the_guide_are_read(tmp_path, block):
    path = tmp_path / "portal.toml"
    path.write_text(block, "utf-8")
    settings = read_settings(path)
    assert (settings.database is None) != (settings.file is None)


def test_the_query_of_the_guide_makes_companies_of_a_portals_posts(portal, catalog):
    given = tomllib.loads(BLOCKS[0])
    given["database"] = {"url": "sqlite:///portal.db", "query": given["database"]["query"]}
    with portal.changing() as connection:
        connection.executescript("""
            CREATE TABLE wp_posts (ID, post_title, post_content, post_type, post_status);
            CREATE TABLE wp_postmeta (post_id, meta_key, meta_value);
            INSERT INTO wp_posts VALUES
                (7, 'PT Uji Tujuh', 'Kami membuat baut untuk sepeda motor.', 'anggota', 'publish'),
                (8, 'Konsep', 'Belum terbit.', 'anggota', 'draft'),
                (9, 'Kontak', 'Hubungi kami.', 'page', 'publish');
            INSERT INTO wp_postmeta VALUES (7, 'kota', 'Bekasi'), (7, 'dicari', 'Pelapis seng.'),
                (7, '_edit_lock', '1'), (8, 'kota', 'Tegal');
        """)
    report = portal.sync(catalog, settings=SyncSettings.model_validate(given))
    assert (report.rows.saved, report.rejected) == (1, [])
    company = catalog.get("kadin-7")
    assert (company.city, company.seeks, company.website) == ("Bekasi", "Pelapis seng.", None)
    assert (company.country, company.organisation) == ("ID", "Kadin Jawa Barat")
    assert company.extra == {}
