"""How people sign in (django-allauth). Read by base.py; the other modes change single lines."""

import os
from typing import Any

SIGN_IN_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/dashboard/"

#: The address of the site in mails that no request asked for.
SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000")

ACCOUNT_ADAPTER = "marketplace.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "marketplace.accounts.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# How many proxies of ours add to X-Forwarded-For; the rate limits count by the address before them.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))

MFA_ADAPTER = "marketplace.accounts.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "marketplace.accounts.key_forms.AddKeyForm",
    "edit_webauthn": "marketplace.accounts.key_forms.EditKeyForm",
}
MFA_TOTP_ISSUER = "Entente"
MFA_TOTP_TOLERANCE = 1
#: Staff reach the admin only with a second factor.
STAFF_NEED_MFA = True

AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
#: Added in production: asks the Pwned Passwords list with the first five characters of the hash only, and falls back
#: to the list of common passwords when there is no answer within the time.
BREACHED_PASSWORD_VALIDATOR = {"NAME": "pwned_passwords_django.validators.PwnedPasswordsValidator"}
PWNED_PASSWORDS = {"API_TIMEOUT": 1.0, "ADD_PADDING": True}

# Sign-in through another service exists only where its keys are in the environment, as GOOGLE_CLIENT_ID and
# GOOGLE_CLIENT_SECRET. The value is the origin that the sign-in form is redirected to.
SOCIAL_ORIGINS = {
    "tiktok": "https://www.tiktok.com",
    "google": "https://accounts.google.com",
    "facebook": "https://www.facebook.com",
    "instagram": "https://www.instagram.com https://api.instagram.com",
}
SOCIAL_SCOPES = {"google": ["profile", "email"], "facebook": ["email"], "instagram": ["instagram_business_basic"]}


def configured_providers(environment: dict[str, str]) -> dict[str, dict[str, Any]]:
    """The services whose keys are in the environment, in allauth's form."""
    found: dict[str, dict[str, Any]] = {}
    for name in SOCIAL_ORIGINS:
        client_id, secret = (environment.get(f"{name.upper()}_CLIENT_{part}", "") for part in ("ID", "SECRET"))
        if client_id and secret:
            found[name] = {"APPS": [{"client_id": client_id, "secret": secret}]}
            if name in SOCIAL_SCOPES:
                found[name]["SCOPE"] = SOCIAL_SCOPES[name]
    return found


SOCIALACCOUNT_PROVIDERS = configured_providers(dict(os.environ))
SIGN_IN_APPS += [f"allauth.socialaccount.providers.{name}" for name in SOCIALACCOUNT_PROVIDERS]
SOCIAL_FORM_TARGETS = [origin for name in SOCIALACCOUNT_PROVIDERS for origin in SOCIAL_ORIGINS[name].split()]
SOCIALACCOUNT_ADAPTER = "marketplace.accounts.adapters.SocialAdapter"
# The person always sees and completes the form: which side they are on is theirs to say.
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
