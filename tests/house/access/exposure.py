"""Fairness, for everybody, as pages and through the API."""

from tests.house.access import Row, everybody

MONTH = "year=2026 month=1"

ROWS = [
    Row("exposure:fairness", GET=everybody()),
    Row("exposure:how_it_works", GET=everybody()),
    Row("exposure:month", MONTH, GET=everybody(404)),
    # Nothing has been counted in this cast.
    Row("api:fairness", GET=everybody(404)),
    Row("api:fairness-month", MONTH, GET=everybody(404)),
    Row("api:fairness-parameters", GET=everybody()),
]
