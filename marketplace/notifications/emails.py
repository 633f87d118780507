"""A notice as an e-mail: text and HTML, in the reader's language, without tracking."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from marketplace.accounts.middleware import zone_of
from marketplace.accounts.models import Person
from marketplace.notifications.models import Notice

SALT = "notifications.unsubscribe"


def compose(notice: Notice) -> EmailMultiAlternatives:
    """The e-mail of a notice, ready to be sent. The same notice always has the same Message-ID."""
    person = notice.person
    language = person.language or settings.LANGUAGE_CODE
    with translation.override(language), timezone.override(zone_of(person.time_zone)):
        stop = unsubscribe_url(person, notice.verb) if notice.kind.is_optional else ""
        context = {
            "notice": notice,
            "person": person,
            "language": language,
            "link": absolute(notice.url),
            "preferences": absolute(reverse("notifications:preferences")),
            "unsubscribe": stop,
        }
        host = urlsplit(settings.SITE_URL).hostname
        headers = {"Message-ID": f"<notice-{notice.pk}@{host}>", "Auto-Submitted": "auto-generated"}
        if stop:
            headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        text = render_to_string("notifications/email.txt", context)
        message = EmailMultiAlternatives(" ".join(notice.title.split()), text, to=[person.email], headers=headers)
        message.attach_alternative(render_to_string("notifications/email.html", context), "text/html")
    return message


def absolute(path: str) -> str:
    """An address of the site, for a reader who is elsewhere."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def unsubscribe_url(person: Person, verb: str) -> str:
    """The link that ends one kind of e-mail for one person, without signing in."""
    token = signing.dumps([person.pk, verb], salt=SALT)
    return absolute(reverse("notifications:unsubscribe", args=[token]))


def read_token(token: str) -> tuple[int, str]:
    """Whose e-mails of which kind a link ends. Raises signing.BadSignature if we did not make it."""
    person_id, verb = signing.loads(token, salt=SALT)
    return int(person_id), str(verb)
