"""Small numbers hidden, so that nobody in the room can tell who is meant, nor work it out.

A count from 1 to ``small`` - 1 is shown as a range. Where a total stands beside its parts, as
many other parts are hidden too as it takes until subtraction tells nothing more than the range
(primary and complementary suppression, as statistical offices do it for published tables).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

LEAST_SMALL, MOST_SMALL = 3, 100


@dataclass(frozen=True, slots=True)
class Count:
    """A number as the room may know it: from ``low`` to ``high``, both included.

    ``high`` None means that nothing is said of how many more.
    """

    low: int
    high: int | None

    @property
    def exact(self) -> bool:
        """Whether the number itself is shown."""
        return self.low == self.high

    def __str__(self) -> str:
        if self.high is None:
            return f"≥{self.low:,}" if self.low else "–"
        if self.exact:
            return f"{self.low:,}"
        return f"<{self.high + 1:,}" if self.low <= 1 else f"{self.low:,}–{self.high:,}"


NOT_SAID = Count(0, None)
NOBODY = Count(0, 0)


def exactly(number: int) -> Count:
    """A number that may be shown as it is."""
    return Count(number, number)


def alone(number: int, small: int) -> Count:
    """A number that stands by itself, in no table with a total."""
    return Count(1, small - 1) if 0 < number < small else exactly(number)


def rest_of(whole: int, part: Count) -> Count:
    """What a known whole leaves beside a part: as vague as the part is."""
    if part.high is None:
        return Count(0, max(0, whole - part.low))
    return Count(max(0, whole - part.high), max(0, whole - part.low))


def about(number: int, small: int) -> Count:
    """One of several numbers that overlap: told in steps of ``small``, so no difference tells."""
    low = number - number % small
    return Count(low, low + small - 1) if number else exactly(0)


def parts_of_total(
    numbers: Sequence[int], small: int, unsaid: Collection[int] = ()
) -> tuple[Count, ...]:
    """The parts of a total that everybody can see; they come back in the same order.

    The places ``unsaid`` are shown nowhere: subtraction gives them, and they hide others.
    """
    hidden = {place for place, number in enumerate(numbers) if 0 < number < small}
    hidden |= {place for place in unsaid if hidden and numbers[place] >= small}
    while hidden and not _kept(numbers, hidden, small):
        large = [place for place, number in enumerate(numbers)
                 if number >= small and place not in hidden]  # fmt: skip
        if not large:
            return (NOT_SAID,) * len(numbers)
        hidden.add(min(large, key=lambda place: numbers[place]))
    return tuple(
        (Count(small, None) if number >= small else Count(1, small - 1))
        if place in hidden
        else exactly(number)
        for place, number in enumerate(numbers)
    )


def parts_with_rest(numbers: Sequence[int], total: int, small: int) -> tuple[Count, ...]:
    """Parts of a visible total whose rest is shown nowhere; one that hides it is told as a range.

    That range is what subtraction gives anyway, so it says no more and is of more use.
    """
    rest = max(0, total - sum(numbers))
    *shown, _ = parts_of_total([*numbers, rest], small, (len(numbers),))
    vague = [place for place, count in enumerate(shown) if not count.exact]
    if 0 < rest < small and len(vague) == 1 and shown[vague[0]] == Count(small, None):
        shown[vague[0]] = rest_of(numbers[vague[0]] + rest, Count(1, small - 1))
    return tuple(shown)


def within(parts: Sequence[Count], total: Count, known: int) -> tuple[Count, ...]:
    """Parts that do not give away a total of ``known`` that is only told as a range."""
    if total.exact or total.high is None or any(not part.exact for part in parts):
        return tuple(parts)
    most = max(range(len(parts)), key=lambda place: parts[place].low, default=0)
    low, high = total.low - known, total.high - known
    return tuple(
        replace(part, low=max(0, part.low + low), high=part.low + high) if place == most else part
        for place, part in enumerate(parts)
    )


def _kept(numbers: Sequence[int], hidden: Collection[int], small: int) -> bool:
    """Whether each small part could still be anything from 1 to ``small`` - 1."""
    total = sum(numbers[place] for place in hidden)
    few = sum(numbers[place] < small for place in hidden)
    many = len(hidden) - few
    most = total - (few - 1) - many * small
    # With no large part among the hidden, the others could not take all that is left.
    least = total - (few - 1) * (small - 1) if not many else 1
    return most >= small - 1 and least <= 1


def folded(numbers: Sequence[int], small: int) -> tuple[tuple[int, ...], int]:
    """Parts too small to be told apart thrown together with others, until they are ``small``.

    Returns the parts (0 where folded) and how many were folded; their sum is that of ``numbers``.
    """
    kept = list(numbers)
    order = sorted((n, place) for place, n in enumerate(numbers) if n)
    together = 0
    for number, place in order:
        if number < small or 0 < together < small:
            together += number
            kept[place] = 0
    return tuple(kept), together
