"""What a brand may not ask of creators, although the rules could say it."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from marketplace.eligibility import RuleSet
from marketplace.eligibility.comparators import Op
from marketplace.eligibility.nodes import Condition
from marketplace.taxonomy.queries import offered_niches

#: The oldest minimum that a product's law asks for anywhere; more would only serve to find out somebody's age.
OLDEST_MINIMUM = 25


def refuse_prying(rules: RuleSet) -> None:
    """Raises ValidationError: for an age that is not a plain minimum, a parent's consent, what only programmes
    ask, a niche that is sensitive."""
    for condition in _conditions(rules):
        if condition.measure.code == "parental_consent":
            raise ValidationError(_("Consent is looked after by the marketplace; a campaign cannot ask about it."))
        if not condition.measure.is_for_campaigns:
            raise ValidationError(_("A campaign cannot ask for this: %(measure)s.")
                                  % {"measure": condition.measure.label})  # fmt: skip
        if condition.measure.is_private and not _is_plain_minimum(condition):
            raise ValidationError(
                _("An age can only be asked as a minimum of at most %(years)s years.") % {"years": OLDEST_MINIMUM}
            )
    asked = {code for one in _conditions(rules) if one.measure.code == "niches" for code in one.value}
    offered = set(offered_niches().filter(code__in=asked).values_list("code", flat=True)) if asked else set()
    if asked - offered:
        raise ValidationError(_("These niches cannot be asked for: %(codes)s.")
                              % {"codes": ", ".join(sorted(asked - offered))})  # fmt: skip


def _is_plain_minimum(condition: Condition) -> bool:
    return condition.op is Op.GTE and condition.value <= OLDEST_MINIMUM


def _conditions(rules: RuleSet) -> Iterator[Condition]:
    for criterion in rules.criteria:
        yield criterion.condition
        if criterion.exemption:
            yield criterion.exemption.condition
