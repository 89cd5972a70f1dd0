"""Groups of tellings of one person, the same however the pairs arrive."""

from collections.abc import Collection, Iterable, Mapping

from situationroom.matching.reasons import Pair


def clusters(
    pairs: Iterable[Pair],
    households: Mapping[int, int] | None = None,
    never: Collection[tuple[int, int]] = (),
) -> list[list[int]]:
    """Groups of ids, each ascending, by their smallest id; only groups of two and more.

    Pairs that are the same or probably the same are joined, the surest first. Groups are only
    joined where at least half of the pairs across them agree, and never when any two in them
    contradict each other (``pair.against``, or ``never``: pairs that officers found to be two
    persons, smaller id first), nor when two members of one household would meet through a third.
    """
    known = list(pairs)
    barred = set(never) | {(p.a, p.b) for p in known if p.against}
    sure = {(p.a, p.b) for p in known if p.verdict == "same"}
    agree = {(p.a, p.b) for p in known if p.verdict != "possible" and not p.against}
    groups: dict[int, list[int]] = {}
    for pair in sorted(known, key=lambda p: (-p.score, p.a, p.b)):
        if pair.verdict == "possible" or pair.against:
            continue
        one, two = groups.get(pair.a, [pair.a]), groups.get(pair.b, [pair.b])
        links = (agree, sure, barred)
        if one is not two and _may_join(one, two, links, households or {}):
            whole = one + two
            groups.update(dict.fromkeys(whole, whole))
    found = {min(group): sorted(group) for group in groups.values()}
    return [found[first] for first in sorted(found)]


def _may_join(
    one: list[int],
    two: list[int],
    links: tuple[Collection[tuple[int, int]], ...],
    households: Mapping[int, int],
) -> bool:
    agree, sure, barred = links
    across = [(min(a, b), max(a, b)) for a in one for b in two]
    if any(pair in barred for pair in across):
        return False
    for a, b in across:
        if a in households and households[a] == households.get(b) and (a, b) not in sure:
            return False
    return 2 * sum(pair in agree for pair in across) >= len(across)
