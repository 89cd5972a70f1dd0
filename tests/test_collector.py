"""The cycle collector rests while very many records are made, and is back afterwards."""

import gc

from situationroom import collector
from situationroom.collector import collection_paused


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
