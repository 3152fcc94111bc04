"""Random numbers by name: each series has its own stream, so that a new series changes no other.

Only `Random.random()` and `Random.gauss()` are used, whose sequences Python keeps from version to version.
"""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import TypeVar

SEED = "quartiersmonitor/7"

Item = TypeVar("Item")


def stream(*key: str) -> Random:
    """A random stream that depends on nothing but `key`."""
    digest = hashlib.sha256("/".join((SEED, *key)).encode()).digest()
    return Random(int.from_bytes(digest, "big"))


def between(rng: Random, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both included."""
    return low + int(rng.random() * (high - low + 1))


def poisson(rng: Random, mean: float) -> int:
    """A Poisson number, by multiplying uniform numbers; `mean` below 700."""
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def pick(rng: Random, weights: Mapping[Item, float]) -> Item:
    """One key of `weights`, as often as its weight says."""
    items = list(weights)
    bounds = list(accumulate(weights.values()))
    return items[min(bisect_right(bounds, rng.random() * bounds[-1]), len(items) - 1)]


def one_of(rng: Random, items: Sequence[Item]) -> Item:
    """One of `items`, all equally often."""
    return items[int(rng.random() * len(items))]


def noisy(rng: Random, value: float, *, spread: float) -> float:
    """`value` times a log-normal factor; a `spread` of 0.1 means about ±10 %."""
    return value * math.exp(rng.gauss(0, spread))
