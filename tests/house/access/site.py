"""Pages for everybody, one's own account, notices, words, and the door of the admin."""

from tests.house.access import STAFF, Row, everybody, only, signed_in
from tests.house.access.api_creators import SEES

END = {"name": "ci", "scope": "read", "days": "30"}
SETTINGS = {
    "name": "Noa", "language": "en", "time_zone": "Europe/Paris", "uses_creator_side": "on", "uses_brand_side": "on",
}  # fmt: skip

ROWS = [
    Row("core:healthz", GET=everybody()),
    Row("core:readyz", GET=everybody()),
    Row("core:picture", "name=@picture_name", GET=everybody()),
    *[Row(f"pages:{name}", GET=everybody()) for name in ("home", "style_guide", "how_it_works", "privacy", "legal")],
    Row("pages:theme", body={"theme": "dark"}, POST=everybody(302)),
    Row("set_language", body={"language": "fr"}, POST=everybody(302)),
    Row("pages:dashboard", GET=signed_in()),
    Row("pages:campaigns_for_me", GET=signed_in()),
    Row("accounts:settings", body=SETTINGS, GET=signed_in(), POST=signed_in(302, suspended=403)),
    Row("accounts:switch_side", body={"side": "brand"}, POST=signed_in(302, suspended=403)),
    Row("accounts:export", GET=signed_in()),
    Row("accounts:api_keys", body=END, GET=signed_in(), POST=signed_in(200, suspended=403)),
    Row("accounts:revoke_api_key", "pk=key.pk", POST=only("creator", status=302)),
    Row("accounts:end_session", "pk=key.pk", POST=signed_in(404)),
    # Whoever sees the page may report it.
    Row("accounts:report", "kind=creator public_id=creator.public_id", GET=only(*SEES), POST=only(*SEES, status=422)),
    Row("notifications:list", GET=signed_in()),
    Row("notifications:mark_all_read", POST=signed_in(302)),
    Row("notifications:open", "pk=notice.pk", GET=only("creator", status=302)),
    Row("notifications:preferences", GET=signed_in(), POST=signed_in(302)),
    # The signed token of an e-mail stands for the person; this one is none.
    Row("notifications:unsubscribe", "token=nonsense", GET=everybody(404), POST=everybody(404)),
    Row("taxonomy:niches", GET=everybody()),
    Row("admin:index", GET=only(*STAFF, others=302)),
]
