"""The list of notices, the wishes, and the link that ends e-mails."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from marketplace.notifications.actions import notices
from marketplace.notifications.emails import unsubscribe_url
from marketplace.notifications.kinds import kind_of
from marketplace.notifications.models import Notice, Preference
from tests.factories.accounts import PersonFactory
from tests.notifications.test_notices import VERB, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return PersonFactory(name="Ana")


@pytest.fixture
def site(client, ana):
    client.force_login(ana)
    return client


def test_visitors_are_asked_to_sign_in(client):
    for name in ("list", "preferences"):
        answer = client.get(reverse(f"notifications:{name}"))
        assert answer.url.startswith(reverse("account_login"))


def test_the_list_shows_ones_own_newest_first_and_counts_the_unread(site, ana):
    tell(PersonFactory(), key="theirs")
    older, newer = tell(ana, key="1"), tell(ana, key="2")
    notices.mark_read(actor=ana, notice=older)
    answer = site.get(reverse("notifications:list"))
    assert answer.context["notices"] == [newer, older]
    assert answer.context["unread_notices"] == 1
    assert site.get(reverse("notifications:list"), {"unread": "1"}).context["notices"] == [newer]


def test_notifications_are_feminine_in_french(site, ana):
    ana.language = "fr"
    ana.save(update_fields=["language"])
    tell(ana, key="1")
    shown = site.get(reverse("notifications:list"), headers={"accept-language": "fr"}).content.decode()
    assert "Toutes" in shown
    assert "Non lue\u00a0:" in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(site, ana, rows, django_assert_num_queries):
    for number in range(rows):
        tell(ana, key=str(number))
    # session, person, notices, bell
    with django_assert_num_queries(4):
        site.get(reverse("notifications:list"))


def test_the_next_page_goes_on_where_the_first_ended(site, ana):
    told = [tell(ana, key=str(number)) for number in range(21)]
    first = site.get(reverse("notifications:list"))
    assert (len(first.context["notices"]), first.context["has_more"]) == (20, True)
    following = re.search(r'href="(/notices/\?before=\d+)"', first.content.decode()).group(1)
    assert site.get(following).context["notices"] == [told[0]]


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40])
def test_a_nonsense_page_is_the_first_one(site, ana, before):
    tell(ana)
    assert len(site.get(reverse("notifications:list"), {"before": before}).context["notices"]) == 1


def test_opening_marks_as_read_and_leads_there(site, ana):
    notice = tell(ana)
    assert site.get(reverse("notifications:open", args=[notice.pk])).url == "/parcels/7/"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_somebody_elses_notice_does_not_exist(site):
    theirs = tell(PersonFactory())
    assert site.get(reverse("notifications:open", args=[theirs.pk])).status_code == 404
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_all_can_be_marked_as_read_without_touching_others(site, ana):
    tell(ana, key="1"), tell(ana, key="2")
    theirs = tell(PersonFactory())
    assert site.get(reverse("notifications:mark_all_read")).status_code == 405
    site.post(reverse("notifications:mark_all_read"))
    assert list(Notice.objects.filter(read_at=None)) == [theirs]


def test_wishes_are_saved_from_the_page(site, ana):
    page = reverse("notifications:preferences")
    assert "A parcel arrives" in site.get(page).content.decode()
    site.post(page, {"tests__parcel_arrived__app": "on"})
    wish = Preference.objects.get(person=ana, verb=VERB)
    assert (wish.in_app, wish.by_email) == (True, False)


@pytest.mark.parametrize(
    ("sides", "names"),
    [
        ({}, {"tests"}),
        ({"uses_creator_side": True}, {"tests", "creator"}),
        ({"uses_brand_side": True}, {"tests", "brand"}),
    ],
)
def test_people_choose_among_what_their_sides_can_bring_them(site, ana, sides, names, monkeypatch):
    kinds = {verb: replace(kind_of(VERB), verb=verb, side=verb.partition(".")[0]) for verb in ("creator.x", "brand.x")}
    monkeypatch.setattr("marketplace.notifications.kinds._kinds", kinds | {VERB: kind_of(VERB)})
    for name in ("uses_creator_side", "uses_brand_side"):
        setattr(ana, name, sides.get(name, False))
    ana.save()
    form = site.get(reverse("notifications:preferences")).context["form"]
    assert {name.partition("__")[0] for name in form.fields} == names
    assert len(list(form.groups())) == len(names)


def test_the_link_in_an_email_ends_that_kind_and_only_by_post(client, ana):
    path = unsubscribe_url(ana, VERB).removeprefix("http://localhost:8000")
    assert client.get(path).status_code == 200
    assert not Preference.objects.exists()
    client.handler.enforce_csrf_checks = True
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    wish = Preference.objects.get(person=ana)
    assert (wish.verb, wish.in_app, wish.by_email) == (VERB, True, False)


def test_a_forged_link_does_nothing(client, ana):
    path = unsubscribe_url(ana, VERB).removeprefix("http://localhost:8000")
    assert client.post(f"{path[:-2]}x/").status_code == 404
    assert not Preference.objects.exists()
