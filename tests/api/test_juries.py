"""Juries through the API: the seal holds here as on the pages."""

import pytest

from marketplace.cohorts.actions import juries
from marketplace.cohorts.models import Ballot, Candidate, Juror
from marketplace.cohorts.ranking import seal_of
from tests.factories.accounts import PersonFactory
from tests.factories.cohorts import a_cohort, a_creator, applied, manager_of

pytestmark = pytest.mark.django_db
AT, ME = "/api/v1/cohorts", "/api/v1/juries"
WHAT = {"categories": [{"name": "Idea", "weight_bp": 6_000}, {"name": "Craft", "weight_bp": 4_000}], "quorum": 2}


@pytest.fixture
def world(client_of):
    """A jury of two about two entrants, prepared and opened through the API."""
    cohort = a_cohort(questions=["Why?"], seats=1, asks_for_work=True)
    work = "https://films.example/lea"
    entries = [
        applied(cohort, a_creator(display_name=name), answers=[f"A film by {place}"], work_url=work)
        for place, name in enumerate(("Léa Martin", "Tom Duval"))
    ]
    api, address = client_of(manager_of(cohort.programme)), f"{AT}/{cohort.public_id}/jury"
    assert api.put(address, WHAT, format="json").status_code == 200
    jurors = [PersonFactory(), PersonFactory()]
    for person in jurors:
        assert api.post(f"{address}/jurors", {"email": person.email}, format="json").status_code == 201
    assert problem(api.post(f"{address}/open")) == (409, "not-ready")
    juries.Cohort.objects.filter(pk=cohort.pk).update(state="selecting")
    assert api.post(f"{address}/open").json()["state"] == "open"
    return cohort, entries, [client_of(person) for person in jurors], api, address


def problem(response):
    return (response.status_code, response.json()["code"])


def ballot_of(entry):
    return f"{ME}/candidates/{entry.candidate.public_id}/ballot"


def vote_all(world):
    _cohort, entries, jurors, _api, _address = world
    for number, juror in enumerate(jurors):
        for place, entry in enumerate(entries):
            sent = {"points": [80 - 10 * place, 60], "comment": f"Word {number}"}
            assert juror.put(ballot_of(entry), sent, format="json").status_code == 200


def test_weights_that_are_no_whole_and_addresses_that_are_none_are_refused(client_of):
    cohort = a_cohort()
    api, address = client_of(manager_of(cohort.programme)), f"{AT}/{cohort.public_id}/jury"
    wrong = {"categories": [{"name": "Idea", "weight_bp": 9_999}]}
    assert api.put(address, wrong, format="json").json()["errors"][0]["pointer"] == "#/categories"
    assert api.get(address).status_code == 404
    api.put(address, WHAT, format="json")
    assert api.post(f"{address}/jurors", {"email": "nobody"}, format="json").status_code == 422
    assert Juror.objects.count() == 0


def test_a_juror_reads_codes_and_answers_and_nothing_that_tells_who_it_is(world):
    cohort, entries, (juror, _other), _api, _address = world
    (row,) = juror.get(ME).json()["results"]
    pages = [f"{ME}/{row['public_id']}", f"{ME}/{row['public_id']}/candidates"]
    pages += [f"{ME}/candidates/{one.candidate.public_id}" for one in entries]
    texts = [juror.get(page).content.decode() for page in pages]
    assert "A film by 0" in texts[2]
    for entry in entries:
        secrets = [str(entry.public_id), str(entry.creator.public_id), entry.creator.display_name]
        secrets += [entry.channel.handle, entry.channel.url, entry.work_url]
        for secret in secrets:
            assert not any(secret in text for text in texts), secret
    assert [str(cohort.public_id) in text for text in texts] == [False] * 4
    codes = [one["code"] for one in juror.get(pages[1]).json()["results"]]
    assert codes == sorted(codes)


def test_a_juror_reads_their_own_ballots_alone(world):
    _cohort, entries, (juror, other), _api, _address = world
    given = juror.put(ballot_of(entries[0]), {"points": [81, 62], "comment": "Word"}, format="json").json()
    assert given["ballot"] == {"is_recused": False, "points": [81, 62], "comment": "Word"}
    seen = other.get(f"{ME}/candidates/{entries[0].candidate.public_id}").json()
    assert (seen["ballot"], seen["creator"], seen["channel"], seen["work_url"]) == (None, "", "", "")
    assert other.post(f"{ME}/candidates/{entries[0].candidate.public_id}/recusal", {"reason": " "}).status_code == 422
    done = other.post(f"{ME}/candidates/{entries[0].candidate.public_id}/recusal", {"reason": "My sister."}).json()
    assert done["ballot"] == {"is_recused": True, "points": [], "comment": "My sister."}


@pytest.mark.parametrize("points", [[], [50], [50, 50, 50], [50, 101], [-1, 50], ["a", 50]])
def test_points_in_every_category_and_no_others(points, world):
    _cohort, entries, (juror, _other), _api, _address = world
    assert juror.put(ballot_of(entries[0]), {"points": points}, format="json").status_code == 422
    assert Ballot.objects.count() == 0


def test_organisers_read_how_many_and_no_result_before_the_close(world):
    _cohort, entries, jurors, api, address = world
    jurors[0].put(ballot_of(entries[0]), {"points": [81, 62], "comment": "Word"}, format="json")
    assert problem(api.post(f"{address}/close")) == (409, "ballots-missing")
    assert [one["dealt"] for one in api.get(f"{address}/jurors").json()["results"]] == [0, 1]
    shown = api.get(address).json()
    jury = Candidate.objects.first().jury
    assert (shown["salt"], shown["seal"]) == ("", seal_of(jury.salt))
    assert api.get(f"{address}/results").json() == []
    texts = [api.get(page).content.decode() for page in (address, f"{address}/jurors", f"{address}/results")]
    assert not any("Word" in text or "81" in text.replace(shown["seal"], "") for text in texts[1:])
    assert api.get(ballot_of(entries[0]).removesuffix("/ballot")).status_code == 404


def test_places_and_what_entrants_read_come_with_the_close(world, client_of):
    _cohort, entries, jurors, api, address = world
    entrant = client_of(entries[0].creator.person)
    mine = f"/api/v1/creators/me/entries/{entries[0].public_id}/feedback"
    vote_all(world)
    assert entrant.get(mine).status_code == 404
    assert api.post(f"{address}/close").json()["salt"] != ""
    rows = api.get(f"{address}/results").json()
    assert [(one["place"], one["entry"], one["mean"]) for one in rows] == [
        (1, str(entries[0].public_id), 7_200),
        (2, str(entries[1].public_id), 6_600),
    ]
    found = entrant.get(mine).json()
    assert (found["place"], found["of"], found["comments"]) == (1, 2, ["Word 0", "Word 1"])
    assert set(found) == {"place", "of", "mean", "means", "comments"}
    assert entrant.get(f"{address}/results").status_code == 404
    assert problem(jurors[0].put(ballot_of(entries[0]), {"points": [1, 1]}, format="json")) == (409, "scoring-closed")


def test_nobody_scores_themself_and_a_removed_juror_finds_nothing(world, client_of):
    _cohort, entries, _jurors, api, address = world
    entrant = entries[0].creator.person
    made = api.post(f"{address}/jurors", {"email": entrant.email}, format="json")
    self_scored = client_of(entrant).put(ballot_of(entries[0]), {"points": [100, 100]}, format="json")
    assert problem(self_scored) == (403, "own-entry")
    assert api.delete(made["Location"]).status_code == 204
    assert api.delete(made["Location"]).status_code == 404
    assert client_of(entrant).put(ballot_of(entries[1]), {"points": [0, 0]}, format="json").status_code == 404
    assert Ballot.objects.count() == 0


def test_lists_take_a_fixed_number_of_queries(world, django_assert_num_queries):
    _cohort, _entries, (juror, _other), api, address = world
    vote_all(world)
    (row,) = juror.get(ME).json()["results"]
    lists = [(juror, f"{ME}/{row['public_id']}/candidates", CANDIDATES), (api, f"{address}/jurors", JURORS)]
    for client, page, queries in lists:
        for limit in (1, 2):
            with django_assert_num_queries(queries):
                assert len(client.get(f"{page}?limit={limit}").json()["results"]) == limit
    with django_assert_num_queries(JURIES):
        juror.get(ME)


CANDIDATES, JURORS, JURIES = 10, 5, 5
