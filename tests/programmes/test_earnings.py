"""What programmes paid: typed or from a statement, by source and month, against caps; read by the creator alone."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from creators.policies import NotYours
from marketplace.accounts.personal_data import export_of
from marketplace.activity.models import Event
from marketplace.core.errors import Invalid
from marketplace.core.money import LARGEST_MINOR
from marketplace.programmes.actions import earnings
from marketplace.programmes.enums import Space
from marketplace.programmes.models import Earning
from marketplace.programmes.queries.earnings import caps, earnings_of, ledgers
from tests.factories.accounts import PersonFactory
from tests.factories.creators import CreatorFactory
from tests.factories.programmes import a_programme
from tests.programmes.test_pages import words

pytestmark = pytest.mark.django_db
D = datetime.date
TODAY = timezone.now().date()
PAGE_QUERIES = 10


@pytest.fixture
def creator():
    return CreatorFactory()


@pytest.fixture
def fund():
    return a_programme("fund")


def paid(creator, programme, month, amount, currency="EUR", **more):
    values = {"month": month, "amount_minor": amount, "currency": currency, **more}
    return earnings.save(actor=creator.person, creator=creator, programme=programme, **values)


def capped(slug, amount=500_000, **more):
    entry = {"kind": "cap", "amount_minor": amount, "currency": "USD", "en": "", "fr": "", **more}
    return a_programme(slug, details={"money": [entry]})


def take(client, creator, fund, *lines):
    client.force_login(creator.person)
    upload = SimpleUploadedFile("statement.csv", "\n".join(lines).encode("utf-8-sig"))
    return client.post(reverse("programmes:statement"), {"statement-programme": fund.slug, "statement-file": upload})


def test_an_amount_is_kept_for_its_month_and_put_right(creator, fund):
    saved = paid(creator, fund, D(2026, 3, 31), 3_000_000_000, note=" March ")
    other = a_programme("bonus")
    values = {"month": D(2026, 4, 2), "amount_minor": 5, "currency": "JPY"}
    earnings.save(actor=creator.person, creator=creator, programme=other, earning=saved, **values)
    row = Earning.objects.get()
    assert (row.month, row.amount_minor, row.currency, row.note) == (D(2026, 4, 1), 5, "JPY", "")
    assert row.programme == other
    assert list(Event.objects.filter(verb="programmes.earnings_changed").values_list("data", flat=True)) == [{}, {}]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"month": None}, "month"), ({"month": TODAY + datetime.timedelta(32)}, "month"),
     ({"month": D(2004, 12, 31)}, "month"), ({"amount_minor": 0}, "amount"), ({"amount_minor": True}, "amount"),
     ({"amount_minor": LARGEST_MINOR + 1}, "amount"), ({"currency": "EURO"}, "currency"),
     ({"note": "x" * 201}, "note")],
)  # fmt: skip
def test_what_cannot_be_is_refused(creator, fund, values, field):
    given = {"month": TODAY, "amount_minor": 1, "currency": "EUR", **values}
    with pytest.raises(Invalid) as refused:
        earnings.save(actor=creator.person, creator=creator, programme=fund, **given)
    assert (set(refused.value.errors), Earning.objects.count()) == ({field}, 0)


def test_somebody_else_may_not(creator, fund):
    line = paid(creator, fund, TODAY, 1)
    for actor in (PersonFactory(), PersonFactory(staff=True)):
        with pytest.raises(NotYours):
            earnings.save(actor=actor, creator=creator, programme=fund, month=TODAY, amount_minor=1, currency="EUR")
        with pytest.raises(NotYours):
            earnings.remove(actor=actor, earning=line)
    assert Earning.objects.count() == 1


def test_a_statement_is_taken_row_by_row(client, creator, fund):
    answer = take(
        client, creator, fund, "month;amount;currency;note", "2026-03;1 250,50;EUR;March", "March;1;EUR;",
        "2026-04;-3;EUR;", "2026-04;3;XXX1;", "2126-01;3;EUR;", "2026-04;;EUR;", "2026-05-31;0,07;eur;",
    )  # fmt: skip
    assert answer.status_code == 200
    assert [line for line, _why in answer.context["report"].refused] == [3, 4, 5, 6, 7]
    kept = Earning.objects.order_by("month").values_list("month", "amount_minor", "currency", "note")
    assert list(kept) == [(D(2026, 3, 1), 125_050, "EUR", "March"), (D(2026, 5, 1), 7, "EUR", "")]


def test_a_statement_in_french_is_taken(client, creator, fund):
    lines = ["Mois;Montant;Devise;Référence", "2026-03;1\u202f250,50;EUR;A-1", "2026-04;0,001;EUR;A-2"]
    take(client, creator, fund, *lines)
    assert [(row.month, row.amount_minor) for row in Earning.objects.all()] == [(D(2026, 3, 1), 125_050)]


def test_the_same_file_twice_doubles_nothing_and_equal_lines_of_one_file_both_count(client, creator, fund):
    lines = ["month,amount,currency", "2026-03,10,EUR", "2026-03,10,EUR", "2026-04,5,EUR"]
    assert take(client, creator, fund, *lines).status_code == 302
    take(client, creator, fund, *lines)
    take(client, creator, fund, *lines, "2026-05,6,EUR")
    assert sorted(Earning.objects.values_list("amount_minor", flat=True)) == [500, 600, 1_000, 1_000]
    take(client, creator, a_programme("other"), *lines)
    assert Earning.objects.count() == 7


def test_a_reference_names_a_line_whatever_else_it_says(client, creator, fund):
    take(client, creator, fund, "month,amount,currency,reference", "2026-03,10,EUR,A-1")
    take(client, creator, fund, "month,amount,currency,reference", "2026-03,11,EUR,A-1", "2026-03,11,EUR,A-2")
    assert sorted(Earning.objects.values_list("amount_minor", flat=True)) == [1_000, 1_100]


@pytest.mark.parametrize("content", [b"month,amount\n", b"\xff\xfe\x00", b""])
def test_a_file_that_cannot_be_read_says_so_at_its_field(client, creator, fund, content):
    client.force_login(creator.person)
    upload = SimpleUploadedFile("s.csv", content)
    sent = {"statement-programme": fund.slug, "statement-file": upload}
    answer = client.post(reverse("programmes:statement"), sent)
    assert (answer.status_code, list(answer.context["statement"].errors)) == (422, ["file"])


def test_income_is_told_by_source_and_month_in_each_currency(creator, fund):
    bonus = a_programme("bonus")
    for programme, month, amount in ((fund, 1, 100), (bonus, 1, 250), (fund, 3, 40), (fund, 3, 2)):
        paid(creator, programme, D(2026, month, 5), amount)
    paid(creator, fund, D(2026, 2, 1), 7, "USD")
    euro, dollar = ledgers(earnings_of(creator))
    assert (euro.currency, euro.total, euro.sources) == ("EUR", 392, [(bonus, 250), (fund, 142)])
    assert [(month.day.month, [amount for _one, amount in month.cells], month.total) for month in euro.months] == [
        (3, [0, 42], 42), (1, [250, 100], 350),
    ]  # fmt: skip
    assert euro.points == [(D(2026, 1, 1), 350), (D(2026, 2, 1), 0), (D(2026, 3, 1), 42)]
    assert (dollar.currency, dollar.total) == ("USD", 7)


@pytest.mark.parametrize(
    ("amount", "near", "left", "told"),
    [(399_999, False, 100_001, "It paid you $3,999.99 of at most $5,000: $1,000.01 can still follow."),
     (400_000, True, 100_000, "It paid you $4,000 of at most $5,000: $1,000 can still follow."),
     (500_000, True, 0, "It paid you $5,000; it pays at most $5,000."),
     (500_001, True, 0, "It paid you $5,000.01; it pays at most $5,000.")],
)  # fmt: skip
def test_a_cap_is_near_from_four_fifths_on(creator, amount, near, left, told):
    bonus = capped("bonus")
    paid(creator, bonus, D(2020, 3, 1), amount, "USD")
    paid(creator, bonus, D(2020, 3, 1), 900_000, "EUR")
    [cap] = caps(earnings_of(creator), TODAY)
    assert (cap.is_near, cap.left_minor, cap.sentence) == (near, left, told)


@pytest.mark.parametrize(("period", "expected"), [("month", 4), ("year", 6), ("", 7)])
def test_a_cap_counts_its_own_period(creator, period, expected):
    bonus = capped("bonus", 100, period=period)
    for month, amount in ((D(2025, 12, 1), 1), (D(2026, 1, 1), 2), (D(2026, 6, 1), 4)):
        paid(creator, bonus, month, amount, "USD")
    [cap] = caps(earnings_of(creator), D(2026, 6, 30))
    assert cap.paid_minor == expected


def test_a_cap_without_an_amount_is_none(creator):
    entry = {"kind": "cap", "en": "Not published.", "fr": ""}
    paid(creator, a_programme("bonus", details={"money": [entry]}), TODAY, 1)
    assert caps(earnings_of(creator), TODAY) == []


def test_only_the_creator_reads_it(client, creator, fund):
    line = paid(creator, fund, TODAY, 123_400)
    client.force_login(CreatorFactory().person)
    assert "1,234" not in words(client.get(reverse("programmes:earnings")))
    assert client.get(reverse("programmes:earning", args=[line.public_id])).status_code == 404
    assert client.post(reverse("programmes:remove_earning", args=[line.public_id])).status_code == 404
    client.force_login(creator.person)
    assert "€1,234 in all" in words(client.get(reverse("programmes:earnings")))


def test_a_programme_that_is_not_shown_cannot_be_chosen(client, creator):
    hidden = a_programme("hidden", state="draft")
    client.force_login(creator.person)
    sent = {"programme": hidden.slug, "month": "2026-03", "amount": "1", "currency": "EUR"}
    answer = client.post(reverse("programmes:earnings"), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["programme"])


def test_an_export_has_ones_own(creator, fund):
    paid(creator, fund, D(2026, 3, 1), 900, note="x")
    assert export_of(creator.person)["programmes"]["earnings"] == [
        {"programme": "fund", "month": D(2026, 3, 1), "amount_minor": 900, "currency": "EUR", "note": "x"}
    ]
    assert export_of(CreatorFactory().person)["programmes"]["earnings"] == []


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_asks_a_fixed_number_of_queries(client, creator, count, django_assert_num_queries):
    for number in range(count):
        paid(creator, capped(f"fund-{number}"), TODAY, 500, "USD")
    client.force_login(creator.person)
    client.get(reverse("programmes:earnings"))
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(reverse("programmes:earnings"))


def test_through_the_api(client, creator, fund):
    client.force_login(creator.person)
    sent = {"programme": "fund", "month": "2026-03-09", "amount_minor": 9, "currency": "EUR"}
    made = client.post("/api/v1/creators/me/earnings", sent, content_type="application/json")
    assert (made.status_code, made.json()["month"]) == (201, "2026-03-01")
    upload = SimpleUploadedFile("s.csv", b"month,amount,currency\n2026-03,1,EUR\nx,1,EUR\n")
    taken = client.post("/api/v1/creators/me/earnings/statement", {"programme": "fund", "file": upload})
    assert taken.json() == {"created": 1, "known": 0, "refused": [{"line": 3, "reason": "Write the month as 2026-03."}]}
    summary = client.get("/api/v1/creators/me/earnings/summary").json()
    totals = [{"currency": "EUR", "amount_minor": 109, "sources": [{"programme": "fund", "amount_minor": 109}]}]
    assert summary == {"totals": totals, "caps": []}
    a_programme("pupils", space=Space.PUPILS, state="draft")
    for bad in ({"programme": "pupils"}, {"amount_minor": 0}, {"currency": "NO"}, {"month": "2126-01-01"}):
        answer = client.post("/api/v1/creators/me/earnings", {**sent, **bad}, content_type="application/json")
        assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (
            422,
            [f"#/{next(iter(bad))}"],
        )
