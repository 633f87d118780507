from marketplace.exposure.queries.figures import month_figures
from marketplace.exposure.queries.order import FairOrder, order_of
from marketplace.exposure.queries.parameters import in_force

__all__ = ["FairOrder", "in_force", "month_figures", "order_of"]
