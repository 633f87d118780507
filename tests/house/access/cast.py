"""Everybody in the access matrix, and the things they have."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from brands.actions import campaigns, members
from brands.enums import Role
from creators.actions import imports
from creators.models import Creator
from marketplace.accounts.actions import api_keys
from marketplace.accounts.models import Person
from marketplace.activity.record import SYSTEM
from marketplace.cohorts.actions import cohorts, feeds, juries, mentoring, mentors, sessions
from marketplace.core import jobs, pictures
from marketplace.deals.actions import applications, invitations
from marketplace.matching.actions import runs
from marketplace.notifications.models import Notice
from marketplace.programmes.actions import earnings, own_rules
from marketplace.programmes.enums import Kind, Space
from marketplace.rosters.actions import rosters
from marketplace.rosters.wishes import Wishes
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory, MemberFactory
from tests.factories.cohorts import a_cohort, a_member, applied, decided
from tests.factories.creators import (
    ChannelFactory,
    CreatorFactory,
    PortfolioItemFactory,
    document_file,
    picture_file,
    published_creator,
)
from tests.factories.programmes import a_programme


def people() -> dict[str, Person | None]:
    """One person for each role, by its name."""
    staff = {name: PersonFactory(staff=True, name=name) for name in ("support", "reviewer", "finance")}
    for name, person in staff.items():
        person.groups.add(Group.objects.get(name=name))
    on_side = ("owner", "manager", "viewer", "other_brand", "seatless")
    brand = {name: PersonFactory(brand=True, name=name) for name in on_side}
    return {
        "anonymous": None,
        "creator": PersonFactory(name="creator"),
        "other_creator": PersonFactory(name="other creator"),
        "suspended_creator": PersonFactory(name="suspended creator", suspended=True),
        **brand,
        "suspended_owner": PersonFactory(brand=True, name="suspended owner", suspended=True),
        **staff,
    }


def things(people: dict[str, Any]) -> SimpleNamespace:
    """What belongs to `creator` and to the brand of `owner`; the other creator and brand have their own."""
    creator: Creator = published_creator(person=people["creator"], display_name="The creator")
    for name in ("other_creator", "suspended_creator"):
        published_creator(person=people[name])
    brand = BrandFactory(owner=people["owner"])
    seats = {
        name: MemberFactory(brand=brand, person=people[name], role=role)
        for name, role in (("manager", Role.MANAGER), ("viewer", Role.VIEWER), ("suspended_owner", Role.OWNER))
    }
    BrandFactory(owner=people["other_brand"])
    found = SimpleNamespace(
        creator=creator, channel=creator.channels.get(), brand=brand, seat=seats["viewer"],
        draft=CampaignFactory(brand=brand), campaign=CampaignFactory(brand=brand, published=True),
        offer=members.invite(actor=people["owner"], brand=brand, email="new@example.org", role=Role.VIEWER),
        **_of_creator(creator),
    )  # fmt: skip
    found.notice = Notice.objects.create(person=people["creator"], verb="access.told", key="1")
    upload = pictures.read(picture_file())
    found.picture = campaigns.add_picture(actor=people["owner"], campaign=found.campaign, picture=upload)
    found.picture_name = Path(found.picture.picture.name).name
    _of_both(found, people)
    found.token = members.token_of(found.offer)
    _of_programmes(found, people["owner"])
    _of_cohorts(found, people)
    end = timezone.now() + timedelta(days=9)
    found.key, _raw = api_keys.create(actor=people["creator"], name="script", scopes=["read"], expires_at=end)
    return found


def _of_programmes(found: SimpleNamespace, owner: Person) -> None:
    """A fund for everybody, mentoring that brands do not see, and a draft of the brand's own."""
    rules = {"followers": {"measure": "followers", "op": "gte", "value": 10_000}}
    found.fund = a_programme("access-fund", rules=rules)
    found.mentoring = a_programme("access-mentoring", kind=Kind.MENTORING, space=Space.PUPILS)
    found.earning = earnings.save(
        actor=found.creator.person, creator=found.creator, programme=found.fund, month=timezone.now().date(),
        amount_minor=90_000, currency="EUR",
    )  # fmt: skip
    texts = {"kind": "contest", "name_en": "Contest", "name_fr": "Concours"}
    found.own = own_rules.open_programme(actor=owner, brand=found.brand, **texts)
    own_rules.save(actor=owner, programme=found.own, rules={"all": [*rules.values()]})


def _of_cohorts(found: SimpleNamespace, people: dict[str, Any]) -> None:
    """A cohort of the brand with a member and somebody for whom a seat is held, and one of the pupils' space."""
    found.contest = a_programme("access-contest", kind=Kind.CONTEST, brand=found.brand)
    found.cohort, found.pupils_cohort = a_cohort(found.contest), a_cohort(found.mentoring)
    found.entry = a_member(found.cohort, found.creator)
    found.seat_held = decided(applied(found.cohort, people["other_creator"].creator), "accept")
    found.session = sessions.plan(
        actor=people["owner"], cohort=found.cohort, kind="webinar", title="Growth", place="Paris",
        starts_at=timezone.now() + timedelta(days=3),
    )  # fmt: skip
    found.feed = feeds.feed_of(people["creator"])
    _of_juries(found, people)
    found.pupil = a_member(found.pupils_cohort, found.creator)
    words = {"display_name": "Ana", "about": "Films", "capacity": 2, "is_adult": True}
    found.mentor = mentors.offer(actor=people["support"], programme=found.mentoring, **words)
    mentors.approve(actor=people["reviewer"], mentor=found.mentor, reason="Passport seen.")
    (found.pair,) = mentoring.assign_best(actor=people["reviewer"], cohort=found.pupils_cohort)
    soon = timezone.now() + timedelta(days=3)
    found.meeting = sessions.plan_with_pupil(
        actor=people["support"], pair=found.pair, title="Your film", place="Here", starts_at=soon
    )


def _of_juries(found: SimpleNamespace, people: dict[str, Any]) -> None:
    """Another cohort of the brand, before a jury in which the other creator sits."""
    found.jury_cohort = a_cohort(found.contest)
    marked = applied(found.jury_cohort, found.creator)
    jury = juries.prepare(actor=people["owner"], cohort=found.jury_cohort, categories=[("All", 10_000)], quorum=1)
    found.juror = juries.add_juror(actor=people["owner"], jury=jury, email=people["other_creator"].email)
    cohorts.close_applications(actor=people["owner"], cohort=found.jury_cohort)
    found.jury = juries.open_scoring(actor=people["owner"], jury=jury)
    found.marked = marked.candidate


def _of_both(found: SimpleNamespace, people: dict[str, Any]) -> None:
    """An application, an invitation to another campaign, a run with its matches, an import."""
    words = {"message": "Hello", "price_minor": 45_000}
    found.other = people["other_creator"].creator
    found.application = applications.submit(
        actor=people["creator"], campaign=found.campaign, channel=found.channel, **words
    )
    second = CampaignFactory(brand=found.brand, published=True)
    found.invitation = invitations.send(
        actor=people["owner"], campaign=second, creator=found.creator, channel=found.channel, **words
    )
    found.unclaimed = ChannelFactory(creator=CreatorFactory(unclaimed=True))
    found.batch = imports.take(
        actor=people["owner"], file=BytesIO(b"handle,followers\nlea,12\n"), name="list.csv", source="A list",
        brand_id=found.brand.pk,
    )  # fmt: skip
    found.run = runs.start(actor=SYSTEM, campaign=found.campaign)
    jobs.run(found.run.job_id)
    found.roster = rosters.build(actor=people["owner"], campaign=found.campaign, wishes=Wishes(budget_minor=90_000))


def _of_creator(creator: Creator) -> dict[str, Any]:
    from creators.actions import consents, exclusivity, measurements, posts, usage_rates

    actor, today = creator.person, timezone.now().date()
    return {
        "photo": creator.photos.get(),
        "rate": creator.rates.get(),
        "usage": usage_rates.set(actor=actor, creator=creator, use="organic", days=30, percent_bp=100),
        "exclusivity": exclusivity.set(actor=actor, creator=creator, scope="sector", days=30, percent_bp=100),
        "item": PortfolioItemFactory(creator=creator),
        "proven": measurements.add(
            actor=actor, channel=creator.channels.get(), as_of=today, proof=document_file(), followers=5
        ),
        "post": posts.save(actor=actor, channel=creator.channels.get(), published_on=today),
        "consent": consents.record(
            actor=actor, creator=creator, guardian_name="Maud", guardian_email="maud@example.org", starts_on=today,
            ends_on=today + timedelta(days=9), evidence=document_file(),
        ),
    }  # fmt: skip
