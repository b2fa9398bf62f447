"""Token buckets in this process's memory: nothing is stored, and the least recently seen are forgotten."""

import threading
from collections import OrderedDict
from dataclasses import dataclass

__all__ = ["Allowance", "Budgets"]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a key may spend: `burst` at once, refilled by `per_second`."""

    burst: float
    per_second: float


class Budgets:
    """One bucket per key, at most `most` keys. Safe to use from several threads."""

    def __init__(self, *, most: int):
        self._most = most
        self._buckets: OrderedDict[object, tuple[float, float]] = OrderedDict()  # key -> (left, when)
        self._lock = threading.Lock()

    def spend(self, key: object, cost: float, allowance: Allowance, now: float) -> float:
        """Take `cost` at the moment `now` (seconds). 0.0 when granted, else the seconds until it would be.

        What is refused costs nothing, so an impatient person is not pushed further away. A cost above the burst
        counts as the whole burst: it can be paid, after a full rest.
        """
        cost = min(cost, allowance.burst)
        with self._lock:
            left, when = self._buckets.pop(key, (allowance.burst, now))
            left = min(allowance.burst, left + max(0.0, now - when) * allowance.per_second)
            granted = left >= cost
            self._buckets[key] = (left - cost if granted else left, now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        return 0.0 if granted else (cost - left) / allowance.per_second

    def __len__(self) -> int:
        return len(self._buckets)

    def clear(self) -> None:
        """Forget everybody."""
        with self._lock:
            self._buckets.clear()
