"""What everybody sees of programmes: the list, the rules of any day with their sources, and what changed."""

import datetime

import pytest
from django.utils import timezone

from marketplace.programmes.enums import Kind, ProgrammeState, Space
from marketplace.taxonomy.models import Platform
from tests.factories.accounts import PersonFactory
from tests.factories.brands import MemberFactory
from tests.factories.programmes import a_programme, a_version, an_opening

pytestmark = pytest.mark.django_db
D = datetime.date
FOLLOWERS = {"measure": "followers", "op": "gte", "value": 10_000}
AGE = {"measure": "age_years", "op": "gte", "value": 18}
CONSENT = {"measure": "parental_consent", "op": "eq", "value": True, "grants": "REVIEW"}
LIST_QUERIES, PAGE_QUERIES = 9, 6


@pytest.fixture
def fund():
    """10,000 followers since March 2026, 5,000 before; open in France and Italy, closed in Spain."""
    general = a_programme("platform", kind=Kind.GENERAL, rules={"age": {**AGE, "exemption": CONSENT}})
    found = a_programme("fund", inherits=general, platform=Platform.objects.get(code="tiktok"), name_en="The Fund")
    a_version(found, "followers", {**FOLLOWERS, "value": 5_000}, valid_to=D(2026, 3, 1), source="Old page")
    a_version(found, "followers", FOLLOWERS, valid_from=D(2026, 3, 1), source="New page", url="https://example.org/r",
              quote="at least 10,000", note_en="Exactly 10,000 is accepted.")  # fmt: skip
    a_version(found, "followers", {**FOLLOWERS, "op": "gt"}, reading="more", is_deciding=False, source="A guide")
    a_version(found, "followers", {**FOLLOWERS, "value": 12_000}, country="IT", valid_from=D(2026, 3, 1))
    for country in ("FR", "IT"):
        an_opening(found, country, opens_on=D(2020, 1, 1))
    an_opening(found, "ES", opens_on=D(2020, 1, 1), closes_on=D(2026, 5, 1))
    return found


def shown(client, address, status=200, **query):
    page = client.get(address, query)
    assert page.status_code == status
    return page


def words(page):
    """The text of a page, without its marks."""
    from html.parser import HTMLParser

    parts: list[str] = []
    parser = HTMLParser()
    parser.handle_data = parts.append  # type: ignore[method-assign]
    parser.feed(page.content.decode())
    return " ".join(" ".join(parts).split())


def names(cards):
    return [card["programme"].slug for card in cards]


def test_the_list_has_what_is_open_first_and_marks_what_is_not(client, fund):
    an_opening(a_programme("gone"), closes_on=D(2022, 8, 31))
    a_programme("retired", state=ProgrammeState.RETIRED)
    a_programme("draft", state=ProgrammeState.DRAFT)
    page = shown(client, "/programmes/")
    assert names(page.context["open"]) == ["fund"]
    assert names(page.context["others"]) == ["gone", "retired"]
    text = words(page)
    assert "Followers: at least 10,000." in text
    assert "Closed since" in text
    assert "31 Aug 2022" in text
    assert "Retired" in text
    assert "draft" not in text.lower().replace("drafts", "")


@pytest.mark.parametrize(
    ("query", "found"),
    [({}, ["fund", "gifts"]), ({"kind": "gifts"}, ["gifts"]), ({"platform": "tiktok"}, ["fund"]),
     ({"country": "FR"}, ["fund", "gifts"]), ({"country": "ES"}, ["gifts"]), ({"country": "PT"}, ["gifts"]),
     ({"kind": "x'--", "country": "ZZZ", "page": "many"}, ["fund", "gifts"])],
)  # fmt: skip
def test_the_list_is_narrowed_by_the_address(client, fund, query, found):
    a_programme("gifts", kind=Kind.GIFTS)
    assert names(shown(client, "/programmes/", **query).context["open"]) == found


def test_pupils_have_a_space_of_their_own_that_brands_do_not_see(client, fund):
    mentoring = a_programme("mentoring", kind=Kind.MENTORING, space=Space.PUPILS)
    for person in (None, PersonFactory()):
        if person:
            client.force_login(person)
        page = shown(client, "/programmes/")
        assert (names(page.context["open"]), names(page.context["pupils"])) == (["fund"], ["mentoring"])
    for person in (MemberFactory().person, PersonFactory(uses_brand_side=True)):
        client.force_login(person)
        assert names(shown(client, "/programmes/").context["pupils"]) == []
        for page in ("", "changes/", "check/", "rules.json"):
            shown(client, f"/programmes/{mentoring.slug}/{page}", status=404)
        assert "mentoring" not in shown(client, "/programmes/rules.json").content.decode()


def test_a_page_shows_every_rule_with_its_source(client, fund):
    text = words(shown(client, "/programmes/fund/"))
    for told in (
        "The minimum age is 18.", "a person decides where this holds: A parent’s consent is on record.",
        "From “Platform”", "Followers: at least 10,000.", "New page", "at least 10,000", "Exactly 10,000 is accepted.",
        "Another reading of the source", "Followers: at least 10,001.", "A guide", "Followers: at least 12,000.",
        "Italy", "France and Italy", "1 Mar 2026", "1 May 2026", "no date published",
    ):  # fmt: skip
        assert told in text
    assert "Old page" not in text


def test_a_condition_that_nothing_measures_is_told_and_marked_as_not_counted(client):
    body = {"measure": "condition:country-list", "op": "eq", "value": True, "informational": True}
    a_version(a_programme("fund"), "list", body, note_en="Nobody published the list.")
    text = words(shown(client, "/programmes/fund/"))
    for told in ("This condition must be met.", "For information", "Nobody published the list."):
        assert told in text
    assert "This condition must be met." not in words(shown(client, "/programmes/"))


def test_what_those_who_are_in_are_asked_is_told_and_its_change_too(client):
    found = a_programme("fund", name_en="The Fund")
    a_version(found, "followers", FOLLOWERS, valid_to=D(2026, 3, 1))
    a_version(found, "followers", FOLLOWERS, valid_from=D(2026, 3, 1), grace_days=7,
              leave_body={**FOLLOWERS, "value": 8_000})  # fmt: skip
    stays = "Who qualifies already stays as long as this holds: Followers: at least 8,000."
    keeps = "Who qualifies and then misses it keeps their place for 7 days."
    for address, days in (("", {}), ("changes/", {"before": "2026-02-28", "after": "2026-03-01"})):
        text = words(shown(client, f"/programmes/fund/{address}", **days))
        assert (stays in text, keeps in text) == (True, True)
    assert stays not in words(shown(client, "/programmes/fund/", on="2026-02-28"))


def test_the_rules_of_another_day_are_shown_as_such(client, fund):
    page = shown(client, "/programmes/fund/", on="2026-02-28")
    text = words(page)
    assert "These are the rules of" in text
    assert "Followers: at least 5,000." in text
    assert "Followers: at least 12,000." not in text
    assert [line.code for line in page.context["lines"]] == ["age", "followers"]


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "2026-13-01"])
def test_a_day_that_is_none_is_said_and_shows_today(client, fund, day):
    page = shown(client, "/programmes/fund/", status=422, on=day)
    assert page.context["day"] == timezone.localdate()
    assert "Enter a valid date" in words(page)


def test_what_is_not_published_is_not_found(client):
    for slug, more in (("draft", {"state": ProgrammeState.DRAFT}), ("general", {"kind": Kind.GENERAL})):
        a_programme(slug, **more)
        shown(client, f"/programmes/{slug}/", status=404)
    shown(client, "/programmes/nothing/", status=404)


def test_changes_are_told_by_rule_and_country(client, fund):
    page = shown(client, "/programmes/fund/changes/", before="2026-02-28", after="2026-05-01")
    found = [(one.kind, one.code, list(one.countries), list(one.but)) for one in page.context["differences"]]
    assert found == [("changed", "followers", [], ["IT"]), ("changed", "followers", ["IT"], [])]
    moves = [(one.kind, list(one.countries), one.on) for one in page.context["moves"]]
    assert moves == [("closed", ["ES"], D(2026, 5, 1))]
    text = words(page)
    for told in ("Followers: at least 5,000.", "Followers: at least 10,000.", "Everywhere but Italy", "Spain"):
        assert told in text


def test_an_added_and_a_removed_rule_are_told(client, fund):
    a_version(fund, "public", {"measure": "is_public", "op": "eq", "value": True}, valid_from=D(2026, 4, 1))
    for before, after, kind in (("2026-03-31", "2026-04-01", "added"), ("2026-04-01", "2026-04-02", "")):
        page = shown(client, "/programmes/fund/changes/", before=before, after=after)
        assert [(one.kind, one.code) for one in page.context["differences"]] == ([(kind, "public")] if kind else [])
    assert "Nothing changed" in words(page)


def test_without_days_the_last_change_is_shown(client, fund):
    page = shown(client, "/programmes/fund/changes/")
    assert page.context["form"].cleaned_data == {"before": D(2026, 4, 30), "after": timezone.localdate()}


@pytest.mark.parametrize(("before", "after"), [("2026-05-01", "2026-05-01"), ("2026-05-02", "2026-05-01"), ("x", "y")])
def test_days_that_cannot_be_compared_are_refused(client, fund, before, after):
    page = shown(client, "/programmes/fund/changes/", status=422, before=before, after=after)
    assert page.context["differences"] == []


def test_the_list_and_the_page_take_a_fixed_number_of_queries(client, fund, django_assert_num_queries):
    for number in range(3):
        if number:
            an_opening(a_programme(f"more-{number}", inherits=fund.inherits, rules={"followers": FOLLOWERS}), "FR")
        with django_assert_num_queries(LIST_QUERIES):
            client.get("/programmes/")
    with django_assert_num_queries(PAGE_QUERIES):
        client.get("/programmes/fund/")
