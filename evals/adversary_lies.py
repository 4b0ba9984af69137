"""The ways to lie about a true sentence: each takes an honest wording and gives a false one, or None where it cannot.

A lie changes one thing. What it says must not follow from the sentence; where it would by chance, the way gives None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from evals.adversary_dates import (
    calendar_for_fiscal,
    date_added,
    dates_exchanged,
    fiscal_for_calendar,
    other_day,
    other_fiscal_year,
    other_year,
)
from evals.adversary_figures import (
    bound_turned,
    digit_off,
    figure_added,
    figures_exchanged,
    points,
    unit_changed,
    wrong_scale,
)
from evals.adversary_ground import Ground, World
from evals.adversary_injected import poisoned, remote_image, script_link
from evals.adversary_meaning import (
    cause_added,
    cause_between,
    comparison_turned,
    denial_added,
    denial_dropped,
    hedge_added,
    hedge_dropped,
    list_extended,
    order_turned,
    plan_as_done,
    quantity_changed,
    rank_changed,
    said_as_fact,
    subject_changed,
    thing_changed,
)
from evals.adversary_names import name_replaced, names_swapped, other_speaker, place_changed
from evals.adversary_status import done_as_meant, done_denied, qualifier_added

FIGURES, DATES, NAMES, QUOTES, MARKS, MEANING = "figures", "dates", "names", "quotes", "marks", "meaning"


Way = Callable[[Random, Ground, str, World], str | None]


@dataclass(frozen=True, slots=True)
class Lie:
    """A way to lie, its family, and the honest ways that would hide what it changes."""

    make: Way
    family: str
    not_after: tuple[str, ...] = field(default=())


_AS_WRITTEN = (
    "rounded with about",
    "number in words",
    "other thousands separator",
    "digits of another script",
    "abbreviation spelled out",
    "other date format",
)

WAYS: dict[str, Lie] = {
    "one digit off": Lie(digit_off, FIGURES, _AS_WRITTEN),
    "million for thousand": Lie(wrong_scale, FIGURES, _AS_WRITTEN),
    "percentage points for percent": Lie(points, FIGURES),
    "two figures exchanged": Lie(figures_exchanged, FIGURES, _AS_WRITTEN),
    "another unit": Lie(unit_changed, FIGURES, _AS_WRITTEN),
    "a figure added": Lie(figure_added, FIGURES),
    "more than for less than": Lie(bound_turned, FIGURES, _AS_WRITTEN),
    "another year": Lie(other_year, DATES, _AS_WRITTEN),
    "another fiscal year": Lie(other_fiscal_year, DATES),
    "fiscal for calendar year": Lie(fiscal_for_calendar, DATES),
    "calendar for fiscal year": Lie(calendar_for_fiscal, DATES),
    "another day or month": Lie(other_day, DATES, _AS_WRITTEN),
    "a date added": Lie(date_added, DATES),
    "two dates exchanged": Lie(dates_exchanged, DATES, _AS_WRITTEN),
    "two names swapped": Lie(names_swapped, NAMES, ("passive",)),
    "a name replaced": Lie(name_replaced, NAMES),
    "another place": Lie(place_changed, NAMES),
    "said by another": Lie(other_speaker, NAMES),
    "remote image": Lie(remote_image, MARKS),
    "script or link": Lie(script_link, MARKS),
    "negation added": Lie(denial_added, MEANING),
    "negation dropped": Lie(denial_dropped, MEANING),
    "may dropped": Lie(hedge_dropped, MEANING),
    "hedge added": Lie(hedge_added, MEANING),
    "said as fact": Lie(said_as_fact, MEANING),
    "comparison turned": Lie(comparison_turned, MEANING),
    "before for after": Lie(order_turned, MEANING),
    "rank or superlative changed": Lie(rank_changed, MEANING),
    "all for some": Lie(quantity_changed, MEANING),
    "plan as done": Lie(plan_as_done, MEANING),
    "done as plan": Lie(done_as_meant, MEANING, ("passive",)),
    "deed denied": Lie(done_denied, MEANING, ("passive",)),
    "qualifier added": Lie(qualifier_added, MEANING, ("passive",)),
    "a cause added": Lie(cause_added, MEANING),
    "and made because": Lie(cause_between, MEANING),
    "list extended": Lie(list_extended, MEANING),
    "another subject": Lie(subject_changed, MEANING),
    "another thing": Lie(thing_changed, MEANING),
    "instructions copied": Lie(poisoned, MEANING),
}  # fmt: skip
