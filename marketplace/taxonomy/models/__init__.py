from marketplace.taxonomy.models.kinds import ContentStyle, DeliverableKind
from marketplace.taxonomy.models.platform import Platform
from marketplace.taxonomy.models.trees import Niche, Sector

__all__ = ["ContentStyle", "DeliverableKind", "Niche", "Platform", "Sector"]
