from marketplace.exposure.models.figures import MonthFigures
from marketplace.exposure.models.impression import Impression
from marketplace.exposure.models.parameters import FairnessParameters
from marketplace.exposure.models.shown import PersonShown

__all__ = ["FairnessParameters", "Impression", "MonthFigures", "PersonShown"]
