"""A rolling table of a few hundred rows in one order, asked for as plain ids."""

from collections.abc import Sequence

import numpy as np

from situationroom.store.queries.ordered import Listing
from situationroom.views.rolling import Rolling, news
from situationroom.views.table import RecordTable


class ShortList(Rolling):
    """Numbers its questions, so that a stale answer is told from the newest."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._number = self._newest_show = 0

    def ask(self, *, show: bool) -> int:
        """The number of the next question; ``show`` its answer at once, or hear it."""
        self._number += 1
        if show:
            self._newest_show = self._number
        return self._number

    def answer(self, number: int, ids: Sequence[int]) -> bool:
        """Take the answer to a question; False where a newer one has made it stale."""
        if number < self._newest_show:
            return False
        told = news(Listing(np.array(ids, np.int64)), {}, self.shown)
        take = self.show if self._newest_show else self.hear
        self._newest_show = 0
        take(told)
        return True
