"""The language of an answer: the request's Accept-Language, else the person's own, else English."""

from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.request import Request

DEFAULT = "en"


def speak(request: Request, preferred: str = "") -> None:
    """Activate the language; `preferred` is used when the request does not ask for one that we have."""
    translation.activate(_asked(request.headers.get("Accept-Language", "")) or preferred or DEFAULT)


def _asked(header: str) -> str:
    for code, _weight in parse_accept_lang_header(header):
        if code == "*":
            return ""
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return ""
