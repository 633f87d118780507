"""Loading data files: once or twice, after a change, beside what people wrote, and when a file is wrong."""

import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from marketplace.activity.models import Event
from marketplace.programmes.actions import loading
from marketplace.programmes.checks import BadData
from marketplace.programmes.enums import ProgrammeState, ProposalState
from marketplace.programmes.models import Programme, Rule, RuleProposal, RuleVersion
from marketplace.programmes.queries import rule_set_of
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db
D = datetime.date
TODAY = D(2026, 11, 22)
CHANGE = D(2021, 12, 1)

GENERAL = """
slug = "general"
kind = "general"
name = { en = "General", fr = "Général" }
[[rules]]
code = "age"
label = { en = "Age", fr = "Âge" }
  [[rules.versions]]
  body = { measure = "age_years", op = "gte", value = 18 }
  source = "a page"
"""
FUND = """
slug = "fund"
kind = "fund"
platform = "tiktok"
inherits = "general"
name = { en = "Fund", fr = "Fonds" }
summary = { en = "Pays for views.", fr = "Rémunère les vues." }
[[openings]]
countries = ["FR", "US"]
closes_on = 2023-12-16
source = "the press"
[[rules]]
code = "followers"
label = { en = "Followers", fr = "Abonnés" }
  [[rules.versions]]
  body = { measure = "followers", op = "gte", value = 10000 }
  source = "a page"
  quote = "at least 10,000"
  note = { en = "Exactly.", fr = "Exactement." }
  [[rules.versions]]
  countries = ["KR", "JP"]
  valid_from = 2021-12-01
  body = { measure = "followers", op = "gte", value = 50000 }
  source = "another page"
[[money]]
kind = "cap"
text = { en = "5,000 dollars", fr = "5 000 dollars" }
amount_minor = 500000
currency = "USD"
valid_from = 2024-03-01
source = "the press"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "general.toml").write_text(GENERAL)
    (tmp_path / "fund.toml").write_text(FUND)
    return tmp_path


def load(folder: Path, today: datetime.date = TODAY) -> loading.Loaded:
    return loading.load(folder, today)


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "fund.toml"
    assert path.read_text().count(old) >= 1
    path.write_text(path.read_text().replace(old, new, 1))


def followers() -> list[tuple[str, object, object, int]]:
    rows = RuleVersion.objects.filter(rule__code="followers", reading="").order_by(
        "country", F("valid_from").asc(nulls_first=True)
    )
    return [(row.country, row.valid_from, row.valid_to, row.body["value"]) for row in rows]


def test_a_file_becomes_a_programme_with_its_openings_rules_and_texts(folder: Path):
    load(folder)
    fund = Programme.objects.get(slug="fund")
    assert (fund.kind, fund.state, fund.space, fund.platform.code, fund.inherits.slug) == (
        "fund", "published", "market", "tiktok", "general")  # fmt: skip
    assert list(fund.openings.values_list("country", "closes_on")) == [
        ("FR", D(2023, 12, 16)), ("US", D(2023, 12, 16))]  # fmt: skip
    assert fund.details["money"] == [{
        "en": "5,000 dollars", "fr": "5 000 dollars", "kind": "cap", "amount_minor": 500_000, "currency": "USD",
        "valid_from": "2024-03-01", "source": "the press"}]  # fmt: skip
    assert sorted(followers(), key=str) == [
        ("", None, None, 10_000), ("JP", CHANGE, None, 50_000), ("KR", CHANGE, None, 50_000)]  # fmt: skip
    version = RuleVersion.objects.get(rule__code="followers", country="")
    assert (version.source, version.quote, version.note_fr) == ("a page", "at least 10,000", "Exactement.")


def test_loading_twice_changes_nothing(folder: Path):
    first = load(folder)
    assert (first.created, first.updated, first.ended) == (6, 2, 0)
    assert first.changed == {"general", "fund"}
    told = Event.objects.filter(verb="programmes.rules_changed")
    assert set(told.values_list("subject_id", flat=True)) == set(Programme.objects.values_list("pk", flat=True))
    before = list(RuleVersion.objects.order_by("pk").values())
    again = load(folder)
    assert (again.created, again.updated, again.ended, again.unchanged) == (0, 0, 0, 8)
    assert again.changed == set()
    assert told.count() == 2
    assert list(RuleVersion.objects.order_by("pk").values()) == before


def test_a_text_that_decided_nothing_is_put_right_in_place(folder: Path):
    load(folder)
    change(folder, "value = 10000", "value = 5000")
    assert load(folder).changed == {"fund"}
    assert followers()[0] == ("", None, None, 5_000)


def test_a_text_that_decided_something_ends_and_the_new_one_follows(folder: Path):
    load(folder)
    RuleVersion.objects.filter(rule__code="followers", country="").update(decided_on=D(2026, 11, 20))
    change(folder, "value = 10000", "value = 5000")
    load(folder)
    expected = [("", None, TODAY, 10_000), ("", TODAY, None, 5_000)]
    assert [row for row in followers() if not row[0]] == expected
    assert load(folder, TODAY + datetime.timedelta(9)).changed == set()
    fund = Programme.objects.get(slug="fund")
    assert rule_set_of(fund, D(2026, 11, 21), "FR").criteria[-1].needed == 10_000
    assert rule_set_of(fund, TODAY, "FR").criteria[-1].needed == 5_000


def test_what_decided_today_ends_tomorrow(folder: Path):
    load(folder)
    RuleVersion.objects.filter(rule__code="followers", country="").update(decided_on=TODAY)
    change(folder, "value = 10000", "value = 5000")
    load(folder)
    tomorrow = D(2026, 11, 23)
    assert [row for row in followers() if not row[0]] == [("", None, tomorrow, 10_000), ("", tomorrow, None, 5_000)]


def test_a_decided_text_may_get_an_end_and_a_successor_from_the_file(folder: Path):
    load(folder)
    RuleVersion.objects.filter(rule__code="followers", country="").update(decided_on=D(2026, 1, 1))
    successor = """valid_to = 2027-01-01
  [[rules.versions]]
  valid_from = 2027-01-01
  body = { measure = "followers", op = "gte", value = 20000 }
  source = "a page"
  [[rules.versions]]
  countries = ["KR", "JP"]"""
    change(folder, '[[rules.versions]]\n  countries = ["KR", "JP"]', successor)
    load(folder)
    expected = [("", None, D(2027, 1, 1), 10_000), ("", D(2027, 1, 1), None, 20_000)]
    assert [row for row in followers() if not row[0]] == expected
    assert load(folder).changed == set()


def test_a_note_is_put_right_even_where_something_was_decided(folder: Path):
    load(folder)
    RuleVersion.objects.filter(rule__code="followers").update(decided_on=D(2026, 1, 1))
    change(folder, "Exactement.", "Au moins.")
    load(folder)
    version = RuleVersion.objects.get(rule__code="followers", country="")
    assert (version.note_fr, version.valid_to) == ("Au moins.", None)


def test_what_a_person_wrote_stays_and_the_file_ends_before_it(folder: Path):
    load(folder)
    file_version = RuleVersion.objects.get(rule__code="followers", country="")
    RuleVersion.objects.filter(pk=file_version.pk).update(valid_to=D(2026, 12, 1))
    body = {"measure": "followers", "op": "gte", "value": 7_000}
    RuleVersion.objects.create(rule=file_version.rule, body=body, valid_from=D(2026, 12, 1), author=PersonFactory())
    assert load(folder).changed == set()
    change(folder, "value = 10000", "value = 9000")
    load(folder)
    expected = [("", None, D(2026, 12, 1), 9_000), ("", D(2026, 12, 1), None, 7_000)]
    assert [row for row in followers() if not row[0]] == expected


def test_a_rule_that_people_ended_is_not_brought_back(folder: Path):
    load(folder)
    end = D(2026, 12, 1)
    RuleVersion.objects.filter(rule__code="followers", country="").update(valid_to=end)
    RuleProposal.objects.create(
        programme=Programme.objects.get(slug="fund"), rule_code="followers", valid_from=end, reason="Over.",
        state=ProposalState.APPROVED, proposed_by=PersonFactory(), decided_by=PersonFactory(),
    )  # fmt: skip
    assert load(folder).changed == set()
    assert followers()[0] == ("", None, end, 10_000)


def test_a_rule_that_left_the_file_goes_or_ends(folder: Path):
    load(folder)
    RuleVersion.objects.filter(rule__code="followers", country="KR").update(decided_on=D(2026, 1, 1))
    text = (folder / "fund.toml").read_text()
    start, end = text.index("[[rules]]"), text.index("[[money]]")
    (folder / "fund.toml").write_text(text[:start] + text[end:])
    load(folder)
    assert followers() == [("KR", D(2021, 12, 1), TODAY, 50_000)]
    assert load(folder).changed == set()


def test_rules_and_states_that_people_made_are_left_alone(folder: Path):
    load(folder)
    fund = Programme.objects.get(slug="fund")
    Programme.objects.filter(pk=fund.pk).update(state=ProgrammeState.RETIRED)
    rule = Rule.objects.create(programme=fund, code="extra", position=9)
    RuleVersion.objects.create(
        rule=rule, body={"measure": "is_public", "op": "eq", "value": True}, author=PersonFactory()
    )
    assert load(folder).changed == set()
    fund.refresh_from_db()
    assert (fund.state, fund.rules.filter(code="extra").count()) == ("retired", 1)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('op = "gte", value = 10000', 'op = "gte", value = "many"',
         "fund.toml: rules[1] “followers”, versions[1].body.value: Write a whole number for “Followers”."),
        ('measure = "followers", op = "gte", value = 50000', 'measure = "follower", op = "gte", value = 5',
         "fund.toml: rules[1] “followers”, versions[2].body.measure: "),
        ('measure = "followers", op = "gte", value = 10000', 'measure = "condition:unheard-of", op = "eq", value=true',
         "fund.toml: rules[1] “followers”, versions[1].body: conditions.toml does not name “unheard-of”"),
        ('countries = ["KR", "JP"]', 'countries = ["Korea"]',
         "versions[2].countries: a list of codes of two capital letters was expected"),
        ("valid_from = 2021-12-01", 'valid_from = "2021-12-01"', "versions[2].valid_from: a day was expected"),
        ('quote = "at least', 'quotes = "at least', "versions[1].quotes: not known here; did you mean “quote”?"),
        ('  countries = ["KR", "JP"]\n', "", "two hold on the same day"),
        ('inherits = "general"', 'inherits = "nobody"', "fund.toml: inherits: there is no programme “nobody”"),
        ('platform = "tiktok"', 'platform = "tictoc"', "fund.toml: platform: “tictoc” is no platform"),
        ('kind = "fund"', 'kind = "lottery"', "fund.toml: kind: “lottery” is none of: fund, gifts"),
        ('fr = "Fonds"', 'fr = ""', "fund.toml: name.fr: missing"),
        ("closes_on = 2023-12-16", "opens_on = 2024-01-01\ncloses_on = 2023-12-16",
         "fund.toml: openings[1].closes_on: 2023-12-16 is not after 2024-01-01"),
        ('slug = "fund"', 'slug = "other"', "fund.toml: slug: “other” is not the name of the file"),
        ("[[money]]", "[[money]", "fund.toml: "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_place_and_nothing_changes(folder: Path, old: str, new: str, message: str):
    change(folder, old, new)
    with pytest.raises(BadData) as refused:
        load(folder)
    assert message in str(refused.value)
    assert not Programme.objects.exists()


def test_the_command_says_what_is_wrong_and_nothing_else(folder: Path, monkeypatch, capsys):
    monkeypatch.setattr("marketplace.programmes.files.DATA", folder)
    call_command("load_programmes")
    assert capsys.readouterr().out == "programmes: 6 created, 2 updated, 0 ended, 0 unchanged\n"
    change(folder, 'kind = "fund"', 'kind = "lottery"')
    with pytest.raises(CommandError, match=r"fund\.toml: kind"):
        call_command("load_programmes")
