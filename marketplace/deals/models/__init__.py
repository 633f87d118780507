from marketplace.deals.models.contact import Contact, ContactEvent

__all__ = ["Contact", "ContactEvent"]
