"""Creators like these. An address that names nobody is nobody's; who may look is told in `tests/lookalikes`."""

from tests.house.access import Row, only
from tests.house.access.api import own

NOBODY = "?like=00000000-0000-0000-0000-000000000000"

ROWS = [Row("lookalikes:page", query=NOBODY, GET=only()), Row("api:alike", query=NOBODY, GET=own())]
