"""How surely a company is found by its name in another spelling, and with a typing error.

    python benchmarks/names.py [--data ../shared/data]

300 names of the real companies, written anew by the rules of name_variants.py in turn, and 300 with
one typing error. Found first: the first result bears the name (several listings of one company are
one name). Writes results/names.json and .md.
"""

import random
import tempfile
from collections.abc import Sequence
from typing import Any

from name_variants import RULES, mistyped
from real_companies import companies_file, write_result

from recommender import Catalog
from recommender.names import name_key

SEED = 20261126
VARIANTS = 300


def main() -> None:
    """Measure, print and write."""
    source = companies_file(__doc__.partition("\n")[0])
    chance = random.Random(SEED)  # noqa: S311 - the same variants every time, no secrets
    with tempfile.TemporaryDirectory() as folder, Catalog.open(folder) as catalog:
        catalog.import_file(source)
        names = sorted({company.name for company in catalog if name_key(company.name)})
        result: dict[str, Any] = {
            rule.__name__: found(catalog, some) for rule, some in variants(names, chance).items()
        }
        typing = [(name, mistyped(name, chance)) for name in chance.sample(names, VARIANTS)]
        result["mistyped"] = found(catalog, typing)
    rules = [figures for name, figures in result.items() if name != "mistyped"]
    result["all rules"] = {
        "variants": sum(figures["variants"] for figures in rules),
        "first": sum(figures["first"] for figures in rules),
        "missed": [],
    }
    write(result)


def variants(names: Sequence[str], chance: random.Random) -> dict[Any, list[tuple[str, str]]]:
    """Names with their variants by rule, as many of each rule as of the others."""
    made: dict[Any, list[tuple[str, str]]] = {rule: [] for rule in RULES}
    shuffled = iter(chance.sample(list(names), len(names)))
    while sum(map(len, made.values())) < VARIANTS:
        rule = min(made, key=lambda rule: len(made[rule]))
        name = next(shuffled)
        variant = rule(name)
        if variant and variant != name:
            made[rule].append((name, variant))
    return made


def found(catalog: Catalog, pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """How many variants find their company first, and which do not."""
    missed = []
    for name, variant in pairs:
        results = catalog.search(variant, limit=1).results
        if not results or name_key(results[0].company.name) != name_key(name):
            missed.append([name, variant, results[0].company.name if results else ""])
    return {"variants": len(pairs), "first": len(pairs) - len(missed), "missed": missed}


def write(result: dict[str, Any]) -> None:
    """Write JSON and a table, and print the table."""
    rows = [
        "# Companies found by their names",
        "",
        "Made by `python benchmarks/names.py` over the 4,217 real companies.",
        "",
        "| rule | variants | found first |",
        "|---|---|---|",
        *(
            f"| {name.replace('_', ' ')} | {figures['variants']} | "
            f"{figures['first'] / figures['variants']:.1%} |"
            for name, figures in result.items()
        ),
        "",
    ]
    write_result("names", result, rows)


if __name__ == "__main__":
    main()
