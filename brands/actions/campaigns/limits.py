"""What a brand may not ask of creators, although the rules could say it."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from marketplace.eligibility import RuleSet, marketplace_criteria
from marketplace.eligibility.comparators import Op
from marketplace.eligibility.nodes import Condition
from marketplace.eligibility.parsing import MAX_CRITERIA, RuleError
from marketplace.taxonomy.queries import offered_niches

#: The minimum ages that laws about products ask for. Steps between them would serve to find out how old somebody is;
#: 16 is asked of everybody.
MINIMUM_AGES = (18, 21, 25)


def own_rules_at_most() -> int:
    """How many rules a campaign can have of its own: those of the marketplace are judged with them."""
    return MAX_CRITERIA - len(marketplace_criteria())


def require_askable(rules: RuleSet) -> None:
    """Raises ValidationError for what may not be asked, and for what cannot be judged with the marketplace's rules."""
    refuse_prying(rules)
    if len(rules.criteria) > own_rules_at_most():
        told = {"count": len(rules.criteria), "most": own_rules_at_most(), "general": len(marketplace_criteria())}
        raise ValidationError(
            _("These are %(count)s rules; a campaign can have %(most)s, with the %(general)s that hold for everybody.")
            % told
        )
    try:
        rules.inheriting(marketplace_criteria())
    except RuleError as error:
        # A code of the marketplace's own, or an outermost “any of” that is nested too deep to stand beside them.
        raise ValidationError(
            _("Beside the rules that hold for everybody: %(problem)s") % {"problem": error.message}
        ) from error


def refuse_prying(rules: RuleSet) -> None:
    """Raises ValidationError: for an age that is not one of a few minimums, a parent's consent, what only programmes
    ask, a niche that is sensitive."""
    for number, condition in _conditions(rules):
        if condition.measure.code == "parental_consent":
            raise ValidationError(_("Consent is looked after by the marketplace; a campaign cannot ask about it."))
        if not condition.measure.is_for_campaigns:
            raise ValidationError(_("A campaign cannot ask for this: %(measure)s.")
                                  % {"measure": condition.measure.label})  # fmt: skip
        if condition.measure.is_private and not _is_allowed_minimum(condition):
            told = {"number": number, "measure": condition.measure.code, "ages": ", ".join(map(str, MINIMUM_AGES))}
            raise ValidationError(
                _("Rule %(number)s (%(measure)s): an age can only be asked as a minimum of one of these: %(ages)s.")
                % told
            )
    asked = {code for _number, one in _conditions(rules) if one.measure.code == "niches" for code in one.value}
    offered = set(offered_niches().filter(code__in=asked).values_list("code", flat=True)) if asked else set()
    if asked - offered:
        raise ValidationError(_("These niches cannot be asked for: %(codes)s.")
                              % {"codes": ", ".join(sorted(asked - offered))})  # fmt: skip


def _is_allowed_minimum(condition: Condition) -> bool:
    return condition.op is Op.GTE and condition.value in MINIMUM_AGES


def _conditions(rules: RuleSet) -> Iterator[tuple[int, Condition]]:
    """What is asked, with the number of its rule in reading order."""
    for number, criterion in enumerate(rules.criteria, start=1):
        yield number, criterion.condition
        if criterion.exemption:
            yield number, criterion.exemption.condition
