"""What a profile still lacks, why it matters, and where to add it."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from creators.checks import LEAST_AGE
from creators.models import AUDIENCES, Channel, Creator, Measurement, Rate
from creators.queries.profiles import today_of
from marketplace.eligibility.ages import age_on

#: Until they are of age a guardian consents.
FULL_AGE = 18


@dataclass(frozen=True)
class Item:
    """One thing a profile has or lacks. `url` is the URL name of the page where it is added."""

    code: str
    label: str
    why: str
    done: bool
    required: bool
    url: str

    @property
    def href(self) -> str:
        return reverse(self.url)


@dataclass(frozen=True)
class Completeness:
    items: tuple[Item, ...]

    @property
    def missing(self) -> list[Item]:
        """What must be there before the profile can be published."""
        return [item for item in self.items if item.required and not item.done]

    @property
    def required(self) -> list[Item]:
        return [item for item in self.items if item.required]

    @property
    def optional(self) -> list[Item]:
        return [item for item in self.items if not item.required]

    @property
    def is_publishable(self) -> bool:
        return not self.missing

    @property
    def percent(self) -> int:
        """Required things count twice."""
        weights = [(2 if item.required else 1, item.done) for item in self.items]
        return 100 * sum(weight for weight, done in weights if done) // sum(weight for weight, _done in weights)

    def has(self, code: str) -> bool:
        return next(item.done for item in self.items if item.code == code)


def completeness_of(creator: Creator, today: datetime.date | None = None) -> Completeness:
    """The state of every item, in a fixed number of queries."""
    today = today or today_of(creator)
    found = _found(creator, today)
    rows = [row for row in _catalogue() if row[0] in found]
    return Completeness(tuple(Item(code, label, why, found[code], *rest) for code, label, why, rest in rows))


def may_be_published_at(age: int | None) -> bool:
    return age is not None and age >= LEAST_AGE


def needs_consent(age: int | None) -> bool:
    return age is not None and LEAST_AGE <= age < FULL_AGE


def age_of(creator: Creator, today: datetime.date | None = None) -> int | None:
    """Completed years where the creator is; None if no birth date is known."""
    if creator.birth_date is None:
        return None
    return age_on(creator.birth_date, today or today_of(creator))


def _found(creator: Creator, today: datetime.date) -> dict[str, bool]:
    rows = _rows(creator, today)
    # Told apart by a prefix from the names of the profile's own columns and relations.
    asked = {f"has_{code}": Exists(found) for code, found in rows.items()}
    answers: Any = Creator.objects.filter(pk=creator.pk).values(**asked).get()
    present = {code: answers[f"has_{code}"] for code in rows}
    unproven = present.pop("unproven")
    return present | {
        "name": bool(creator.display_name),
        "birth_date": may_be_published_at(age_of(creator, today)),
        "bio": bool(creator.bio),
        "languages": bool(creator.languages),
        "place": bool(creator.home_country),
        "proof": present["channel"] and not unproven,
    }


def _rows(creator: Creator, today: datetime.date) -> dict[str, QuerySet[Any]]:
    """The rows an item needs one of, by its code; the database is asked about all of them at once."""
    live = Channel.objects.live().filter(creator=creator)
    shared = Measurement.objects.shared().filter(channel__in=live)
    audience = Q(pk__in=[])
    for name in AUDIENCES:
        audience |= ~Q(**{name: {}})
    # Asked of 16 and 17 only.
    consent = {"consent": creator.consents.in_force(today)} if needs_consent(age_of(creator, today)) else {}
    return consent | {
        "niche": creator.creator_niches.all(),
        "style": creator.styles.all(),
        "channel": live,
        "unproven": live.exclude(ownership="proven"),
        "engagement": shared.filter(followers__gt=0, median_engagement_20__isnull=False),
        "audience": shared.filter(audience),
        "photo": creator.photos.all(),
        "rate": Rate.objects.active().filter(creator=creator),
        "usage": creator.usage_rates.all(),
        "portfolio": creator.portfolio.all(),
    }


def _catalogue() -> list[tuple[Any, ...]]:
    profile, channels, pictures = "creators:profile", "creators:channels", "creators:photos"
    return [
        ("name", _("Your name"), _("It is how brands will call you."), (True, profile)),
        (
            "birth_date",
            _("Your birth date (16 or older)"),
            _("It stays private; only your age decides."),
            (True, profile),
        ),
        (
            "consent",
            _("Consent of a parent or guardian"),
            _("The law asks for it before 18."),
            (True, "creators:consent"),
        ),
        ("niche", _("A niche"), _("It decides which campaigns you are compared with."), (True, profile)),
        ("style", _("A content style"), _("Brands look for a way of telling, not only a subject."), (True, profile)),
        ("channel", _("A channel"), _("Campaigns are matched with a channel."), (True, channels)),
        (
            "engagement",
            _("Followers and engagement"),
            _("Most campaigns ask for them; what is unknown cannot pass a rule."),
            (True, channels),
        ),
        ("audience", _("Your audience"), _("Brands pay to reach certain people: show who watches."), (True, channels)),
        ("photo", _("A photo"), _("Profiles with a face are opened first."), (True, pictures)),
        ("rate", _("A rate"), _("With a price, a campaign can tell if it can afford you."), (True, "creators:rates")),
        ("bio", _("A few words about you"), _("They are the first thing a brand reads."), (False, profile)),
        ("languages", _("Your languages"), _("Campaigns name the languages they need."), (False, profile)),
        ("place", _("Your country"), _("Campaigns often ask where you live."), (False, profile)),
        ("proof", _("Proof that the channels are yours"), _("Proven channels are trusted more."), (False, channels)),
        (
            "usage",
            _("Usage rights"),
            _("Brands often want to reuse what you made: name your price."),
            (False, "creators:usage"),
        ),
        ("portfolio", _("A piece of work"), _("Past results say more than a promise."), (False, "creators:portfolio")),
    ]
