from marketplace.accounts.models.abuse import AbuseReport
from marketplace.accounts.models.api_key import ApiKey
from marketplace.accounts.models.person import Person

__all__ = ["AbuseReport", "ApiKey", "Person"]
