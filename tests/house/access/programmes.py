"""Programmes, as pages and through the API: for everybody, but the pupils' space is not for brands."""

from tests.house.access import CREATORS, MEMBERS, RUNNERS, Answers, Row, everybody, only, signed_in
from tests.house.access.api import own

FUND, MENTORING = "slug=fund.slug", "slug=mentoring.slug"
#: Who works for a brand does not find what is for pupils.
BRANDS = dict.fromkeys((*MEMBERS, "other_brand", "seatless"), 404)
CHECKED = {"followers": "12000"}

#: Only staff who propose rules; not even other staff.
PROPOSERS = only("reviewer", others=403)

PAGES = [
    Row("programmes:propose", FUND, GET=PROPOSERS, POST=only("reviewer", status=422, others=403)),
    Row("programmes:proposal_preview", FUND, GET=PROPOSERS, POST=PROPOSERS),
    Row("programmes:list", GET=everybody()),
    Row("programmes:all_rules", GET=everybody()),
    Row("programmes:check_all", body={"platform": "nowhere"}, GET=everybody(), POST=everybody(422)),
    Row("programmes:programme", FUND, GET=everybody()),
    Row("programmes:programme", MENTORING, GET=everybody(**BRANDS)),
    Row("programmes:rules", FUND, GET=everybody()),
    Row("programmes:rules", MENTORING, GET=everybody(**BRANDS)),
    Row("programmes:changes", FUND, GET=everybody()),
    Row("programmes:changes", MENTORING, GET=everybody(**BRANDS)),
    Row("programmes:check", FUND, body=CHECKED, GET=everybody(), POST=everybody()),
    Row("programmes:check", MENTORING, body=CHECKED, GET=everybody(**BRANDS), POST=everybody(**BRANDS)),
    # Who has no profile is led to start one.
    Row("programmes:mine", GET=only(*CREATORS, others=302)),
    Row("programmes:my_programme", FUND, GET=only(*CREATORS)),
    Row("programmes:my_programme", MENTORING, GET=only(*CREATORS)),
    Row("programmes:card", GET=signed_in(302)),
]

BRAND, OWN = "public_id=brand.public_id", "public_id=brand.public_id slug=own.slug"
TEXTS = {"kind": "contest", "name_en": "Contest", "name_fr": "Concours"}


def run(status: int = 302) -> Answers:
    """By owners and managers of the brand; its other members are refused, others find nothing."""
    return only(*RUNNERS, status=status, viewer=403, suspended_owner=403)


OF_BRANDS = [
    Row("programmes:own", BRAND, GET=only(*MEMBERS)),
    Row("programmes:own_new", BRAND, body=TEXTS, GET=run(200), POST=run()),
    Row("programmes:own_edit", OWN, body=TEXTS, GET=run(200), POST=run()),
    Row("programmes:own_rules", OWN, GET=run(200), POST=run(422)),
    Row("programmes:own_dates", OWN, body={"country": "FR"}, GET=run(200), POST=run()),
    Row("programmes:own_publish", OWN, POST=run()),
    # A draft is not retired.
    Row("programmes:own_retire", OWN, POST=run(409)),
]

SAID = {"facts": {"followers": 12_000}}
ONCE = "?before=2020-01-01"
API = [
    Row("api:programmes", GET=everybody()),
    Row("api:programme", FUND, GET=everybody()),
    Row("api:programme", MENTORING, GET=everybody(**BRANDS)),
    Row("api:programme-rules", FUND, GET=everybody()),
    Row("api:programme-rules", MENTORING, GET=everybody(**BRANDS)),
    Row("api:programme-changes", FUND, query=ONCE, GET=everybody()),
    Row("api:programme-changes", MENTORING, query=ONCE, GET=everybody(**BRANDS)),
    # Nothing is changed by it, so the suspended may ask too.
    Row("api:programme-check", FUND, body=SAID, POST=everybody()),
    Row("api:programme-check", MENTORING, body=SAID, POST=everybody(**BRANDS)),
    Row("api:my-programmes", GET=own(*CREATORS)),
    Row("api:my-programmes-what-if", body=SAID, POST=own(*CREATORS, suspended=403)),
    Row("api:my-programme", FUND, GET=own(*CREATORS)),
    Row("api:my-programme-history", FUND, GET=own(*CREATORS)),
]

ROWS = PAGES + OF_BRANDS + API
