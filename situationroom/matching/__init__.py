"""Same person? Persons told of twice are found, scored, explained and grouped (docs/MATCHING.md).

``prepare`` → ``index`` → ``pairs`` (everybody against everybody), ``against`` (a new batch),
``hits`` (while somebody types) → ``clusters``. No SQL, no Qt, no intake.
"""

from situationroom.matching.clusters import clusters
from situationroom.matching.features import Features, prepare
from situationroom.matching.known import Known, against, hits, index, pairs
from situationroom.matching.reasons import Pair, Reason, Step, Verdict

__all__ = [
    "Features",
    "Known",
    "Pair",
    "Reason",
    "Step",
    "Verdict",
    "against",
    "clusters",
    "hits",
    "index",
    "pairs",
    "prepare",
]
