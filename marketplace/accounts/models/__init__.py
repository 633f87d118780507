from marketplace.accounts.models.api_key import ApiKey
from marketplace.accounts.models.person import Person

__all__ = ["ApiKey", "Person"]
