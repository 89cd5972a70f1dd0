"""The cycle collector rests while very many records are made, and is back afterwards."""

import gc
import weakref

from situationroom import collector
from situationroom.collector import collect_what_is_due, collection_paused


def test_that_the_collector_rests_inside_and_works_afterwards() -> None:
    with collection_paused():
        assert not gc.isenabled()
        with collection_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_that_very_many_new_objects_are_not_searched_afterwards() -> None:
    frozen = gc.get_freeze_count()
    try:
        with collection_paused():
            kept = [[n] for n in range(collector.MANY + 1_000)]
        assert gc.get_freeze_count() - frozen >= len(kept)
    finally:
        gc.unfreeze()


class Loop:
    """Something that only the collector frees."""

    def __init__(self) -> None:
        self.itself = self


def test_that_what_is_due_is_freed_and_nothing_while_it_is_paused() -> None:
    gc.disable()
    freed: list[bool] = []
    loop = Loop()
    weakref.finalize(loop, freed.append, True)
    del loop
    kept = [[n] for n in range(collector.YOUNG)]
    with collection_paused():
        collect_what_is_due()
        assert not freed
    collect_what_is_due()
    assert freed and kept


def test_that_little_is_not_looked_through() -> None:
    gc.disable()
    gc.collect()
    before = gc.get_stats()
    collect_what_is_due()
    assert gc.get_stats() == before
