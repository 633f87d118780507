"""The vocabulary of measures: what a value is, what it counts in, whom it describes, and which texts it may take."""

import re
import unicodedata
from enum import Enum, StrEnum
from functools import cached_property

from django.utils.translation import gettext, pgettext


class Kind(StrEnum):
    INT = "int"
    CODE = "code"
    SET = "set"
    BOOL = "bool"


class Unit(StrEnum):
    COUNT = "count"
    BP = "bp"
    DAYS = "days"
    TENTH_HOURS = "tenth_hours"
    MINOR = "minor"
    YEARS = "years"
    SECONDS = "seconds"
    CODE = "code"
    SET = "set"
    BOOL = "bool"


class Subject(StrEnum):
    """Whom a measure describes."""

    PERSON = "person"
    CHANNEL = "channel"
    POST = "post"
    PROFILE = "profile"
    COHORT = "cohort"
    INVITATION = "invitation"


class Topic(StrEnum):
    """How a menu groups the measures."""

    AUDIENCE_SIZE = "audience_size"
    ACTIVITY = "activity"
    AUDIENCE = "audience"
    CONTENT = "content"
    PLACE = "place"
    TERMS = "terms"
    TRUST = "trust"
    PROGRAMMES = "programmes"

    @property
    def label(self) -> str:
        return {
            Topic.AUDIENCE_SIZE: lambda: gettext("Size of the channel"),
            Topic.ACTIVITY: lambda: gettext("Activity and reach"),
            Topic.AUDIENCE: lambda: gettext("Who watches"),
            Topic.CONTENT: lambda: gettext("What they make"),
            Topic.PLACE: lambda: pgettext("rules", "Place"),
            Topic.TERMS: lambda: gettext("Availability and price"),
            Topic.TRUST: lambda: gettext("Trust and age"),
            Topic.PROGRAMMES: lambda: gettext("Programmes"),
        }[self]()


class Values(Enum):
    """The texts a code may be. Closed lists name their members; the others say what a code looks like."""

    FREE = r"[^\s,;]{1,64}"
    COUNTRY = r"[A-Z]{2}"
    LANGUAGE = r"[a-z]{2,3}(-[A-Za-z]{2,4})?"
    PLATFORM = r"[a-z][a-z0-9_-]{0,39}"
    NICHE = r"[A-Za-z0-9_.-]{1,40}"
    STYLE = r"[a-z0-9_-]{1,40}"
    CITY = r"\S(.{0,98}\S)?"
    RATE = r"[a-z0-9_-]{1,40}:[A-Z]{3}"
    PROGRAMME = r"[a-z0-9][a-z0-9-]{0,79}"
    CONDITION = r"[a-z0-9]+(-[a-z0-9]+){0,9}"
    AGE_BAND = ("13-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+")
    GENDER = ("female", "male", "other")
    AVAILABILITY = ("open", "busy", "not_looking")
    STANDING = ("good", "restricted", "banned")
    PROFILE_FIELD = ("niche", "style", "audience", "engagement", "photo", "rates")

    @property
    def choices(self) -> tuple[str, ...]:
        """All members of a closed list, () for an open one."""
        return self.value if isinstance(self.value, tuple) else ()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.choices)) if self.choices else str(self.value))

    def accepts(self, code: str) -> bool:
        return self._pattern.fullmatch(code) is not None

    def normal(self, code: str) -> str:
        """One spelling for each code: a city is the same with and without accents or capitals."""
        if self is not Values.CITY:
            return code
        letters = unicodedata.normalize("NFKD", code.casefold())
        return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
