"""Making, changing, showing and hiding a profile."""

import datetime

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from creators.actions import profiles
from creators.actions.hold import NotComplete
from creators.models import Creator, CreatorNiche, Rate
from creators.policies import NotYours, WrongSide
from marketplace.accounts.policies import EmailNotVerified, Suspended
from marketplace.core.errors import Invalid
from marketplace.taxonomy.models import ContentStyle, Niche
from tests.factories.accounts import PersonFactory, local_today
from tests.factories.creators import ConsentFactory, CreatorFactory, complete

pytestmark = pytest.mark.django_db
SIX_MISSING = ["niche", "style", "channel", "engagement", "audience", "photo", "rate"]


def born(years, *, days=0):
    """The birth date of somebody who turned `years` this many days ago (before: negative), where people live."""
    day = local_today() - datetime.timedelta(days=days)
    return day.replace(year=day.year - years)


def test_a_person_starts_one_profile_and_no_second(events):
    person = PersonFactory()
    creator = profiles.create(actor=person, display_name="  Nour B.  ", bio="Films")
    assert (creator.display_name, creator.slug, creator.state, creator.person) == ("Nour B.", "nour-b", "draft", person)
    with pytest.raises(profiles.AlreadyThere):
        profiles.create(actor=person, display_name="Again")
    assert Creator.objects.count() == 1
    assert events(creator) == ["creators.profile_changed"]


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        ({"brand": True}, WrongSide),
        ({"suspended": True}, Suspended),
        ({"verified": False}, EmailNotVerified),
    ],
)
def test_who_may_not_start_a_profile(options, refusal):
    with pytest.raises(refusal):
        profiles.create(actor=PersonFactory(**options), display_name="Nour")
    assert Creator.objects.count() == 0


def test_only_named_fields_change_and_the_event_names_them_without_values(nour):
    from marketplace.activity.models import Event

    profiles.update(actor=nour.person, creator=nour, bio="Bread", birth_date=datetime.date(1999, 1, 2))
    nour.refresh_from_db()
    assert (nour.bio, nour.display_name, nour.languages) == ("Bread", "Nour", ["fr"])
    assert Event.objects.get(subject_id=nour.pk).data == {"fields": ["bio", "birth_date"]}


def test_a_change_that_changes_nothing_is_not_recorded(nour, events):
    profiles.update(actor=nour.person, creator=nour, display_name="Nour", niches=[])
    assert events(nour) == []


def test_nobody_changes_the_profile_of_another(nour, lea):
    with pytest.raises(NotYours):
        profiles.update(actor=lea.person, creator=nour, bio="Hacked")
    nour.refresh_from_db()
    assert nour.bio == ""


def test_niches_keep_their_order_and_are_five_at_most(nour):
    niches = list(Niche.objects.filter(is_common=True)[:6])
    profiles.update(actor=nour.person, creator=nour, niches=niches[4::-1])
    assert [link.niche for link in nour.creator_niches.all()] == niches[4::-1]
    with pytest.raises(Invalid) as refusal:
        profiles.update(actor=nour.person, creator=nour, niches=niches)
    assert refusal.value.errors == {"niches": ["Choose at most 5 niches."]}
    assert CreatorNiche.objects.count() == 5


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", "   "),
        ("display_name", "x" * 81),
        ("bio", "x" * 1_501),
        ("home_country", "ZZ"),
        ("languages", ["fr", "xx"]),
        ("birth_date", datetime.date(2200, 1, 1)),
        ("birth_date", datetime.date(1900, 1, 1)),
    ],
)
def test_a_wrong_value_is_refused_at_its_field_and_nothing_changes(nour, field, value):
    before = getattr(nour, field)
    with pytest.raises(Invalid) as refusal:
        profiles.update(actor=nour.person, creator=nour, **{field: value, "city": "Lyon"})
    assert list(refusal.value.errors) == [field]
    nour.refresh_from_db()
    assert (getattr(nour, field), nour.city) == (before, "")


def test_a_verified_birth_date_stays(nour):
    Creator.objects.filter(pk=nour.pk).update(identity_verified_at=timezone.now())
    with pytest.raises(Invalid):
        profiles.update(actor=nour.person, creator=nour, birth_date=datetime.date(1990, 1, 1))
    assert profiles.update(actor=nour.person, creator=nour, birth_date=nour.birth_date).pk == nour.pk


def test_publishing_asks_for_everything_that_is_missing(nour):
    with pytest.raises(NotComplete) as refusal:
        profiles.publish(actor=nour.person, creator=nour)
    assert refusal.value.missing == SIX_MISSING
    nour.refresh_from_db()
    assert nour.state == "draft"


def test_a_complete_profile_is_published_paused_hidden_and_unpublished(nour, events):
    complete(nour)
    states = []
    for act in (
        profiles.publish,
        profiles.pause,
        profiles.hide,
        profiles.publish,
        profiles.unpublish,
        profiles.publish,
    ):
        states.append(act(actor=nour.person, creator=nour).state)
    assert states == ["published", "paused", "hidden", "published", "unpublished", "published"]
    out, back = "creators.unpublished", "creators.published"
    assert events(nour) == [back, out, out, back, out, back]


@pytest.mark.parametrize("act", [profiles.pause, profiles.hide, profiles.unpublish])
def test_a_draft_cannot_be_withdrawn(nour, act):
    with pytest.raises(profiles.WrongState):
        act(actor=nour.person, creator=nour)


def test_publishing_twice_is_refused(lea):
    with pytest.raises(profiles.WrongState):
        profiles.publish(actor=lea.person, creator=lea)


@pytest.mark.parametrize(
    ("birth_date", "refusal"),
    [
        (born(16, days=-1), profiles.TooYoung),
        (born(16), profiles.ConsentMissing),
        (born(18, days=-1), profiles.ConsentMissing),
        (born(18), None),
    ],
    ids=["15 and 364 days", "16 today", "17 and 364 days", "18 today"],
)
def test_the_age_that_publishing_asks_for(birth_date, refusal):
    creator = CreatorFactory(birth_date=birth_date)
    complete(creator)
    if refusal is None:
        assert profiles.publish(actor=creator.person, creator=creator).is_published
    else:
        with pytest.raises(refusal):
            profiles.publish(actor=creator.person, creator=creator)


def test_a_birth_date_under_sixteen_is_refused_beside_its_field_with_the_day_to_come_back(nour):
    before = nour.birth_date
    with pytest.raises(Invalid) as refusal:
        profiles.update(actor=nour.person, creator=nour, birth_date=born(16, days=-1))
    tomorrow = date_format(born(0, days=-1), "DATE_FORMAT")
    (text,) = refusal.value.errors["birth_date"]
    assert text.startswith("Nobody under 16 has a profile here.")
    assert text.endswith(f"come back on {tomorrow}.")
    nour.refresh_from_db()
    assert nour.birth_date == before
    assert profiles.update(actor=nour.person, creator=nour, birth_date=born(16)).birth_date == born(16)


@pytest.mark.parametrize(
    ("options", "may"),
    [
        ({}, False),
        ({"confirmed": True}, True),
        ({"confirmed": True, "withdrawn_at": timezone.now()}, False),
        ({"confirmed": True, "ends_on": datetime.date(2020, 1, 1), "starts_on": datetime.date(2019, 1, 1)}, False),
    ],
    ids=["waiting", "confirmed", "withdrawn", "over"],
)
def test_at_sixteen_a_confirmed_consent_in_force_is_needed(ines, options, may):
    creator = CreatorFactory(birth_date=born(16))
    complete(creator)
    if options.pop("confirmed", False):
        options |= {"confirmed_at": timezone.now(), "confirmed_by": ines}
    ConsentFactory(creator=creator, **options)
    if may:
        assert profiles.publish(actor=creator.person, creator=creator).is_published
    else:
        with pytest.raises(profiles.ConsentMissing):
            profiles.publish(actor=creator.person, creator=creator)


def test_a_published_profile_keeps_what_it_must_show(lea):
    with pytest.raises(NotComplete) as refusal:
        profiles.update(actor=lea.person, creator=lea, niches=[])
    assert refusal.value.missing == ["niche"]
    with pytest.raises(NotComplete):
        profiles.update(actor=lea.person, creator=lea, styles=ContentStyle.objects.none())
    assert (lea.creator_niches.count(), lea.styles.count(), Rate.objects.active().count()) == (1, 1, 1)
