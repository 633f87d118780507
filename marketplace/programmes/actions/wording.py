"""What a text of a rule may say: read and refused before it is kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from marketplace.core.errors import Invalid
from marketplace.eligibility import RuleError, RuleSet
from marketplace.eligibility.values import Values
from marketplace.programmes.checks import without_codes
from marketplace.programmes.models import RuleProposal
from marketplace.programmes.models.rule import RuleText

LONGEST_CODE = 32
Errors = dict[str, str]


def stored_body(body: Any, name: str = "body") -> dict[str, Any]:
    """One criterion or group as it is stored, without codes. Raises Invalid with the place, `body.any[1].value`."""
    try:
        parsed = RuleSet.parse({"all": [body]})
    except RuleError as error:
        place = error.path.removeprefix("all[0]").lstrip(".")
        raise Invalid({".".join(part for part in (name, place) if part): error.message}) from error
    return without_codes(parsed.as_json()["all"][0])


def clean(proposal: RuleProposal) -> None:
    """Trim its texts, read its bodies. Raises Invalid."""
    for name in ("label_en", "label_fr", "source", "url", "quote", "note_en", "note_fr", "reason"):
        setattr(proposal, name, getattr(proposal, name).strip())
    proposal.country = proposal.country.strip().upper()
    errors = _lengths(proposal)
    if proposal.country and not Values.COUNTRY.accepts(proposal.country):
        errors["country"] = _("There is no country of this code.")
    if not proposal.reason:
        errors["reason"] = _("Say why: whoever approves it reads this.")
    if proposal.body is not None and not proposal.source:
        errors["source"] = _("Say where this is written.")
    if proposal.url and not _is_link(proposal.url):
        errors["url"] = _("This is not a link.")
    if not _is_code(proposal.rule_code):
        errors["rule_code"] = _("A code is made of small letters, digits and hyphens, 32 at most.")
    if proposal.reading and not _is_code(proposal.reading):
        errors["reading"] = _("A code is made of small letters, digits and hyphens, 32 at most.")
    if errors:
        raise Invalid(errors)
    if proposal.body is not None:
        proposal.body = stored_body(proposal.body)
    if proposal.leave_body is not None:
        proposal.leave_body = stored_body(proposal.leave_body, "leave_body")


def _lengths(proposal: RuleProposal) -> Errors:
    named = {field.name: field.max_length for field in RuleProposal._meta.fields if field.max_length}
    texts = [name for name in named if name in ("reason", "label_en", "label_fr")]
    texts += [field.name for field in RuleText._meta.fields if field.name in named and field.name != "country"]
    most = {name: named[name] or 0 for name in texts}
    too_long = [name for name in texts if len(getattr(proposal, name)) > most[name]]
    return {name: _("At most %(count)s characters.") % {"count": most[name]} for name in too_long}


def _is_code(text: str) -> bool:
    plain = text.replace("-", "").replace("_", "")
    return plain.isascii() and plain.isalnum() and text == text.lower() and len(text) <= LONGEST_CODE


def _is_link(text: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return False
    return True
