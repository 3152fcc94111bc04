"""Round values for an axis that begins at zero, written in German."""

from __future__ import annotations

import math

from analytics import formatting

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def value_ticks(highest: float, unit: str, *, goal: int = 4) -> tuple[list[tuple[float, str]], float]:
    """About `goal` round ticks from zero, and the axis' top, which leaves a little air above `highest`."""
    if unit == "%" and 80 < highest <= 100:
        return [(value, _text(value, unit, 25)) for value in (0.0, 25.0, 50.0, 75.0, 100.0)], 106.0
    step = _step(max(highest, 1e-9) / goal, whole=unit not in ("%",) and highest >= goal)
    top = max(highest * 1.08, step * 1.02)
    ticks = [(index * step, _text(index * step, unit, step)) for index in range(int(top / step) + 1)]
    return ticks, top


def _step(raw: float, *, whole: bool) -> float:
    power = 10 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in _STEPS if factor * power >= raw * 0.999)
    return math.ceil(step) if whole else step


def _text(value: float, unit: str, step: float) -> str:
    decimals = 0 if step >= 1 and step == int(step) else max(1, -math.floor(math.log10(step)))
    if value == 0:
        return "0"
    if unit == "€":
        return (
            f"{formatting.decimal(value / 1000, 0)}{formatting.NBSP}Tsd." if step >= 1000 else formatting.money(value)
        )
    return formatting.percent(value, decimals) if unit == "%" else formatting.decimal(value, decimals)


def _money_text(value: float, step: float) -> str:
    if step >= 200_000:
        return f"{formatting.decimal(value / 1_000_000, 0 if step >= 1_000_000 else 1)}{formatting.NBSP}Mio."
    return f"{formatting.decimal(value / 1000, 0)}{formatting.NBSP}Tsd." if step >= 1000 else formatting.money(value)
