"""The fairness parameters that are in force."""

from django.conf import settings

from marketplace.exposure.engine import Rules
from marketplace.exposure.models import FairnessParameters


def in_force() -> FairnessParameters:
    """The newest row; what the product begins with, not stored, before anybody set any."""
    return FairnessParameters.objects.first() or _first()


def _first() -> FairnessParameters:
    rules = Rules(swap_bp=settings.EXPOSURE_FIRST_SWAP_BP)
    return FairnessParameters(
        floor_bp=rules.floor_bp, deficit_bp=rules.deficit_bp, minimum_score=rules.minimum_score, swap_bp=rules.swap_bp
    )
