from creators.api.serializers.lines import (
    ChannelChanges,
    ExclusivityLine,
    MeasurementRow,
    NewChannel,
    OwnChannel,
    PhotoOrder,
    PhotoRow,
    PortfolioRow,
    RateRow,
    UsageLine,
)
from creators.api.serializers.profiles import (
    AvailabilityWish,
    CreatorRow,
    OwnCreator,
    ProfileChanges,
    Refusals,
    ShownCreator,
)

__all__ = [
    "AvailabilityWish",
    "ChannelChanges",
    "CreatorRow",
    "ExclusivityLine",
    "MeasurementRow",
    "NewChannel",
    "OwnChannel",
    "OwnCreator",
    "PhotoOrder",
    "PhotoRow",
    "PortfolioRow",
    "ProfileChanges",
    "RateRow",
    "Refusals",
    "ShownCreator",
    "UsageLine",
]
