from marketplace.learning.models.policy import Policy

__all__ = ["Policy"]
