"""The made-up creators and campaigns that `benchmarks.eligibility` judges: as columns, as facts, as plain documents."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketplace.eligibility import Fact, RuleSet
from marketplace.eligibility.ages import day_number
from marketplace.eligibility.columns import Column

DAY = date(2026, 11, 22)
TODAY = day_number(DAY)
COUNTRIES = [*("FR", "US", "GB", "DE", "JP", "KR", "BR"), *(f"{a}{b}" for a in "QXYZ" for b in "ABCDEFGHIJKLM")]
STANDINGS = ["banned", "restricted", "good"]
FRESH_DAYS = {"followers": 90, "views_30d": 60}

#: Seven rules, as a fund of a platform has them; the campaigns have the same seven with thresholds of their own.
PROGRAMME = RuleSet.parse({"all": [
    {"code": "followers", "measure": "followers", "op": "gte", "value": 10_000},
    {"code": "views", "measure": "views_30d", "op": "gte", "value": 100_000},
    {"code": "age", "measure": "age_years", "op": "gte", "value": 18},
    {"code": "country", "measure": "country", "op": "in", "value": COUNTRIES[:7]},
    {"code": "standing", "measure": "community_standing", "op": "eq", "value": "good"},
    {"code": "public", "measure": "is_public", "op": "eq", "value": True},
    {"code": "account", "measure": "account_age_days", "op": "gte", "value": 30},
]})  # fmt: skip


@dataclass(frozen=True)
class People:
    """Creators from a seed: one in twenty of each fact missing, some stale, some exactly at a threshold. Values are
    -1 where they are not known."""

    numbers: dict[str, NDArray[np.int64]]

    @classmethod
    def make(cls, size: int, seed: int = 7) -> "People":
        chance = np.random.default_rng(seed)
        numbers = {
            "followers": np.exp(chance.normal(9.8, 1.74, size)).astype(np.int64),
            "followers_on": TODAY - chance.integers(0, 93, size),
            "views_30d": np.minimum(np.exp(chance.normal(11.7, 2.2, size)).astype(np.int64), 3_000_000_000),
            "views_30d_on": TODAY - chance.integers(0, 62, size),
            "birth_date": TODAY - chance.integers(14 * 365, 56 * 365, size),
            "country": np.minimum(chance.geometric(0.09, size) - 1, len(COUNTRIES) - 1),
            "standing": np.minimum(chance.integers(0, 20, size), 2),
            "is_public": (chance.random(size) < 0.9).astype(np.int64),
            "account_age_days": chance.integers(0, 3_000, size),
        }
        for measure, threshold in (("followers", 10_000), ("views_30d", 100_000), ("account_age_days", 30)):
            rows = chance.integers(0, size, size // 100)
            numbers[measure][rows] = threshold + chance.integers(-1, 2, len(rows))
        for measure in [name for name in numbers if not name.endswith("_on")]:
            missing = chance.random(size) < 0.05
            numbers[measure][missing] = -1
            if f"{measure}_on" in numbers:
                numbers[f"{measure}_on"][missing] = -1
        return cls(numbers)

    def __len__(self) -> int:
        return len(self.numbers["followers"])

    @cached_property
    def columns(self) -> dict[str, Column]:
        """As `eligibility.columns` and bitmaps read them."""
        words = {"country": COUNTRIES, "standing": STANDINGS}
        found = {}
        for name, values in self.numbers.items():
            if not name.endswith("_on"):
                vocabulary = {word: place for place, word in enumerate(words[name])} if name in words else None
                measure = {"standing": "community_standing"}.get(name, name)
                found[measure] = Column(values, values >= 0, self.numbers.get(f"{name}_on"), vocabulary)
        return found

    def plain(self, row: int) -> dict[str, Any]:
        """One creator as a document, for engines that judge one at a time; days as numbers, None where not known."""
        found: dict[str, Any] = {
            name: None if values[row] < 0 else int(values[row]) for name, values in self.numbers.items()
        }
        for name, words in (("country", COUNTRIES), ("standing", STANDINGS)):
            found[name] = None if found[name] is None else words[found[name]]
        return found | {"is_public": None if found["is_public"] is None else bool(found["is_public"])}

    def facts(self, row: int) -> dict[str, Fact]:
        """The same creator as facts, for `explain`."""
        plain = self.plain(row)
        plain["community_standing"] = plain.pop("standing")
        days = {name: plain.pop(f"{name}_on") for name in FRESH_DAYS}
        if plain["birth_date"] is not None:
            plain["birth_date"] = date(1970, 1, 1) + timedelta(plain["birth_date"])
        return {
            name: Fact(value, None if days.get(name) is None else date(1970, 1, 1) + timedelta(days[name]))
            for name, value in plain.items()
            if value is not None
        }


@dataclass(frozen=True)
class Thresholds:
    """What one campaign asks."""

    followers: int
    views: int
    age: int
    countries: tuple[str, ...]
    standing: str
    account: int

    @property
    def rules(self) -> RuleSet:
        own = {"followers": self.followers, "views": self.views, "age": self.age, "country": list(self.countries),
               "standing": self.standing, "public": True, "account": self.account}  # fmt: skip
        return RuleSet.parse(
            {"all": [{**criterion.as_json(), "value": own[criterion.code]} for criterion in PROGRAMME.criteria]}
        )


def campaigns(size: int, seed: int = 11) -> list[Thresholds]:
    """Campaigns from a seed, with the round thresholds that people choose."""
    chance = np.random.default_rng(seed)
    choices = {
        "followers": [1, 2, 5, 10, 15, 20, 25, 50, 75, 100, 150, 200, 250, 500, 1_000],
        "views": [1, 5, 10, 20, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000],
        "account": [7, 14, 30, 60, 90, 180, 365, 730],
    }
    drawn = {name: chance.choice(values, size) for name, values in choices.items()}
    ages, standings, most = (
        chance.choice([16, 18, 21, 25], size),
        chance.random(size) < 0.9,
        chance.integers(1, 4, size),
    )
    lists = [tuple(sorted(COUNTRIES[place] for place in chance.permutation(12)[:few])) for few in most]
    return [
        Thresholds(
            followers=int(drawn["followers"][at]) * 1_000,
            views=int(drawn["views"][at]) * 1_000,
            age=int(ages[at]),
            countries=lists[at],
            standing="good" if standings[at] else "restricted",
            account=int(drawn["account"][at]),
        )
        for at in range(size)
    ]


def birthday(age: int) -> int:
    """The last day on which somebody of that age today was born, as a day number."""
    return day_number(DAY.replace(year=DAY.year - age))


def many_conditions() -> list[RuleSet]:
    """Rule sets with 200 distinct conditions between them, fifty to a rule set."""
    asked = [("followers", "gte", 1_000 * step) for step in range(1, 51)]
    asked += [("views_30d", "gte", 10_000 * step) for step in range(1, 51)]
    asked += [("account_age_days", "gte", 7 * step) for step in range(1, 51)]
    asked += [("country", "eq", code) for code in COUNTRIES[:40]] + [("age_years", "gte", age) for age in range(16, 26)]
    nodes = [{"measure": measure, "op": op, "value": value} for measure, op, value in asked]
    return [RuleSet.parse({"all": nodes[at : at + 50]}) for at in range(0, len(nodes), 50)]
