"""Signing in and looking after one's sign-in: allauth's own pages."""

from tests.house.access import Answers, Row, everybody, signed_in


def visitors(**special: int) -> Answers:
    """For those who are not signed in; the others go where they were going."""
    return everybody(302, anonymous=200, **special)


MINE = ("account_email", "account_change_password", "mfa_index", "usersessions_list", "socialaccount_connections")
EVERYBODY = (
    "inactive", "reset_password_done", "email_verification_sent", "reset_password_from_key_done",
)  # fmt: skip
#: Pages about one's second factor that ask for the password again, or for a step before them.
AGAIN = (
    "authenticate", "activate_totp", "generate_recovery_codes", "add_webauthn", "reauthenticate_webauthn",
    "login_webauthn",
)  # fmt: skip
#: Addresses that allauth used before, and leads on from.
OLD = ("login/cancelled", "login/error", "signup", "connections")

ROWS = [
    Row("account_login", GET=visitors()),
    Row("account_signup", GET=visitors()),
    Row("account_reset_password", GET=everybody()),
    Row("account_logout", GET=signed_in()),
    *[Row(name, GET=signed_in()) for name in MINE],
    *[Row(f"account_{name}", GET=everybody()) for name in EVERYBODY],
    *[Row(f"account_{name}", GET=everybody(302)) for name in ("set_password", "confirm_login_code")],
    Row("account_reauthenticate", GET=signed_in()),
    # A link that is none gets a page that says so.
    Row("account_confirm_email", "key=nonsense", GET=everybody()),
    Row("account_reset_password_from_key", "uidb36=1 key=nonsense", GET=everybody()),
    Row("mfa_reauthenticate", GET=everybody(302, staff=200)),
    Row("mfa_deactivate_totp", GET=signed_in(404, staff=302)),
    *[Row(f"mfa_{name}_recovery_codes", GET=signed_in(404)) for name in ("view", "download")],
    Row("mfa_list_webauthn", GET=signed_in()),
    *[Row(f"mfa_{name}", GET=everybody(302)) for name in AGAIN],
    *[Row(f"mfa_{name}", "pk=key.pk", GET=everybody(302)) for name in ("remove_webauthn", "edit_webauthn")],
    Row("socialaccount_login_cancelled", GET=everybody()),
    Row("socialaccount_login_error", GET=everybody(401)),
    Row("socialaccount_signup", GET=everybody(302)),
    *[Row(f"/social/{old}/", GET=everybody(301)) for old in OLD],
]
