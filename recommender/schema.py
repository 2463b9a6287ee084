"""The tables of a catalogue, the same on SQLite and PostgreSQL."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    select,
)

SCHEMA_VERSION = 5
"""Raised with every change of the tables; a newer catalogue is refused with a sentence."""

metadata = MetaData()

settings = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""One row each: `schema_version`, `generation` (of the companies), `model` (its name)."""

SETTING = select(settings.c.value).where(settings.c.name == bindparam("name"))
"""The value of one `name`. Every search asks for two; composing the statement took longest."""

companies = Table(
    "companies",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("country", String, nullable=False, index=True),
    Column("region", String, index=True),
    Column("region_code", String, index=True),
    Column("city", String, index=True),
    Column("tier", String, index=True),
    Column("language", String, nullable=False, index=True),
    Column("organisation", String, index=True),
    Column("profile", JSON, nullable=False),
    Column("digest", String, nullable=False),
    Column("updated_at", DateTime(timezone=False), nullable=False),
    sqlite_autoincrement=True,
)
"""`profile` is the whole company; the columns beside it are what filters look at.

`region`, `city` and `organisation` hold comparison keys (`recommender.filters.key`), not the words
as written; `region_code` is the ISO 3166-2 code where the region, or else the city, is known.
"""

company_sectors = Table(
    "company_sectors",
    metadata,
    Column("row", ForeignKey("companies.row", ondelete="CASCADE"), primary_key=True),
    Column("code", String, primary_key=True, index=True),
)

vectors = Table(
    "vectors",
    metadata,
    Column("row", ForeignKey("companies.row", ondelete="CASCADE"), primary_key=True),
    Column("fingerprint", String, nullable=False, index=True),
    Column("text_digest", String, nullable=False),
    Column("mean", LargeBinary, nullable=False),
    Column("passages", LargeBinary, nullable=False),
    Column("places", Text, nullable=False),
    Column("digest", String, nullable=False),
)
"""Beside each profile the vectors made from it: float32 mean, float16 passages, little-endian."""

terms = Table(
    "terms",
    metadata,
    Column("row", ForeignKey("companies.row", ondelete="CASCADE"), primary_key=True),
    Column("fingerprint", String, nullable=False, index=True),
    Column("terms", LargeBinary, nullable=False),
    Column("digest", String, nullable=False),
)
"""Beside each profile what the lexical index counts of it (`recommender.terms`), since version 2."""

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("key", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("query", Text),
    Column("language", String),
    Column("company", String),
    Column("partner", String, nullable=False),
    Column("grade", Integer, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("judge", String),
    Column("note", Text),
    Column("judged_at", DateTime(timezone=False), nullable=False),
    sqlite_autoincrement=True,
)
"""What people said about partners (`recommender.judgements`), since version 3.

Companies stand here by id, not by row: a judgement outlives the company, and counts again when a
company of that id comes back. `key` is one question, partner and judge.
"""

merges = Table(
    "merges",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("merged_at", DateTime(timezone=False), nullable=False),
    Column("source", String, nullable=False),
    sqlite_autoincrement=True,
)
"""Each time that decisions on duplicates were applied (`recommender.merging`), since version 4.

`source` is the name of the file that they stood in.
"""

merged_groups = Table(
    "merged_groups",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("merge", ForeignKey("merges.number"), nullable=False, index=True),
    Column("survivor", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("judgements", JSON, nullable=False),
    Column("undone_at", DateTime(timezone=False)),
    sqlite_autoincrement=True,
)
"""Companies that became one: its id, its digest since then, and the judgements that moved to it.

`judgements` is a list of pairs, the columns of a judgement before and after (null where it went).
"""

merged_companies = Table(
    "merged_companies",
    metadata,
    Column("group", ForeignKey("merged_groups.number"), primary_key=True),
    Column("id", String, primary_key=True, index=True),
    Column("row", Integer, nullable=False),
    Column("profile", JSON, nullable=False),
    Column("digest", String, nullable=False),
    Column("updated_at", DateTime(timezone=False), nullable=False),
)
"""What the companies of a group were before, the survivor too, as `companies` held them."""

merged_sight = Table(
    "merged_sight",
    metadata,
    Column("group", ForeignKey("merged_groups.number"), primary_key=True),
    Column("row", Integer, primary_key=True),
    Column("companies", String),
    Column("contacts", String),
)
"""What had been decided for the companies of a group on their own (`company_sight`), since version 5."""

aliases = Table(
    "aliases",
    metadata,
    Column("id", String, primary_key=True),
    Column("into", String, nullable=False, index=True),
    Column("group", ForeignKey("merged_groups.number"), nullable=False),
)
"""Ids of companies that are no more, and of those that they were merged into.

An alias whose company has been deleted since means nothing.
"""

kept_apart = Table(
    "kept_apart",
    metadata,
    Column("one", String, primary_key=True),
    Column("two", String, primary_key=True),
    Column("merge", ForeignKey("merges.number"), nullable=False),
)
"""Pairs of ids, `one` before `two` in alphabetical order, that somebody has told apart."""

organisations = Table(
    "organisations",
    metadata,
    Column("key", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("companies", String, nullable=False),
    Column("contacts", String, nullable=False),
)
"""Organisations that said who sees their companies and contacts (`recommender.sight`), since version 5.

`key` is the comparison key of the name, as in `companies.organisation`.
"""

organisation_partners = Table(
    "organisation_partners",
    metadata,
    Column("organisation", ForeignKey("organisations.key", ondelete="CASCADE"), primary_key=True),
    Column("partner", String, primary_key=True),
    Column("name", String, nullable=False),
)
"""Who counts as a partner of an organisation, by the comparison key of its name."""

company_sight = Table(
    "company_sight",
    metadata,
    Column("row", ForeignKey("companies.row", ondelete="CASCADE"), primary_key=True),
    Column("companies", String),
    Column("contacts", String),
)
"""Companies of which their organisation has decided otherwise; null where it has not."""

changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("changed_at", DateTime(timezone=False), nullable=False, index=True),
    Column("entered", Integer),
    Column("organisation", String),
    Column("seen", String),
    sqlite_autoincrement=True,
)
"""The last change of every company there is or has been (`recommender.changes`), since version 5.

`number` grows with every change, whatever the clock says; `entered` is that of the company's first change,
null where there has been no other. `organisation` (comparison key) and `seen` say who
may be told that the company is gone: those who could see it at that level before, null for nobody yet.
"""
