from creators.models.channel import Channel
from creators.models.consent import Consent
from creators.models.creator import BUCKETS, MOST_NICHES, Creator, CreatorNiche
from creators.models.imports import ClaimRequest, ImportBatch, ImportRow, ImportSource, Objection
from creators.models.measurement import AUDIENCES, NUMBERS, Measurement
from creators.models.picture import Photo, PortfolioItem
from creators.models.post import TRAITS, Post
from creators.models.rate import ExclusivityRate, Rate, UsageRate

__all__ = [
    "AUDIENCES",
    "BUCKETS",
    "MOST_NICHES",
    "NUMBERS",
    "TRAITS",
    "Channel",
    "ClaimRequest",
    "Consent",
    "Creator",
    "CreatorNiche",
    "ExclusivityRate",
    "ImportBatch",
    "ImportRow",
    "ImportSource",
    "Measurement",
    "Objection",
    "Photo",
    "PortfolioItem",
    "Post",
    "Rate",
    "UsageRate",
]
