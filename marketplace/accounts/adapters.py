"""Where allauth asks us."""

import json
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib.sites.requests import RequestSite
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.utils import translation

from marketplace.accounts.jobs import SEND_MAIL
from marketplace.accounts.models import Person
from marketplace.accounts.sealing import seal, unseal


class AccountAdapter(DefaultAccountAdapter):
    """Mails leave as jobs, in the reader's language."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render the mail now and let a worker send it: a mail server that is away keeps nobody waiting."""
        request = self.request
        site = RequestSite(request)
        site.name = "Entente"
        context = {"request": request, "email": email, "current_site": site, **context}
        reader = Person.objects.filter(email__iexact=email).only("language").first()
        with translation.override(reader.language if reader and reader.language else translation.get_language()):
            message = self.render_mail(template_prefix, email, context)
        mail = {"subject": message.subject, "text": message.body, "html": _html_of(message)}
        SEND_MAIL.enqueue(to=email, sealed=seal(json.dumps(mail)))


class SocialAdapter(DefaultSocialAccountAdapter):
    """Signing in through another service."""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        """Take the name and address that the service told."""
        person: Person = super().populate_user(request, sociallogin, data)
        full_name = f"{data.get('first_name') or ''} {data.get('last_name') or ''}".strip()
        person.name = (data.get("name") or full_name or data.get("username") or "")[:120]
        return person


class MfaAdapter(DefaultMFAAdapter):
    """The secrets of second factors are stored sealed."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)


def _html_of(message: Any) -> str:
    if not isinstance(message, EmailMultiAlternatives):
        return ""
    return next((str(content) for content, kind in message.alternatives if kind == "text/html"), "")
