"""``situationroom match``: who is probably told of twice, with score and reasons."""

import argparse
from collections.abc import Iterable, Sequence
from typing import Any

from situationroom.cli.opening import incident
from situationroom.cli.say import DONE, out, out_json, progress
from situationroom.commands.matches import clusters_of, look, open_pairs
from situationroom.matching import Pair
from situationroom.models.case_number import case_number
from situationroom.texts import tr


def match(arguments: argparse.Namespace) -> int:
    """Everybody with everybody; what officers have answered is not asked again."""
    with incident(arguments, read_only=True) as file:
        likeness = file.ask(look, progress)
        now = file.now()
        pairs = file.ask(open_pairs, likeness, now)
        clusters = file.ask(clusters_of, likeness, pairs, now)
    if arguments.json:
        out_json(_document(pairs, clusters))
    else:
        _tell(pairs, clusters)
    return DONE


def _document(pairs: Iterable[Pair], clusters: Iterable[Sequence[int]]) -> dict[str, Any]:
    return {
        "pairs": [_shape(pair) for pair in pairs],
        "clusters": [[case_number(id_) for id_ in cluster] for cluster in clusters],
    }


def _shape(pair: Pair) -> dict[str, Any]:
    return {
        "a": case_number(pair.a),
        "b": case_number(pair.b),
        "score": round(pair.score, 6),
        "verdict": pair.verdict,
        "reasons": [
            {"field": reason.field, "a": reason.a, "b": reason.b, "weight": reason.weight}
            for reason in pair.reasons
        ],
    }


def _tell(pairs: Sequence[Pair], clusters: Sequence[Sequence[int]]) -> None:
    for pair in pairs:
        said = "; ".join(tr(reason.template, **reason.values) for reason in pair.reasons)
        cases = (case_number(pair.a), case_number(pair.b))
        out("\t".join((*cases, f"{pair.score:.3f}", _VERDICTS[pair.verdict](), said)))
    for cluster in clusters:
        if len(cluster) > 2:
            out(tr("All one person: {cases}", cases=", ".join(map(case_number, cluster))))


_VERDICTS = {
    "same": lambda: tr("Same person"),
    "probably": lambda: tr("Probably the same person"),
    "possible": lambda: tr("Possibly the same person"),
}
