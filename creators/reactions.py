"""What happened in this room that the creator must hear of."""

from creators.enums import Wish
from creators.models import ClaimRequest, Creator
from marketplace.activity.models import Event
from marketplace.activity.record import on
from marketplace.notifications.actions import notices


@on("creators.unpublished")
def tell_the_creator(event: Event) -> None:
    """Tell a creator why staff took their profile down; what they did themselves they know."""
    creator = Creator.objects.select_related("person").get(pk=event.subject_id)
    if event.data.get("by_staff") and creator.person is not None:
        data = {"reason": event.data["reason"]}
        notices.notify(person=creator.person, verb="creators.taken_down", data=data, key=f"event:{event.pk}")


@on("creators.claim_decided")
def tell_who_asked(event: Event) -> None:
    """Tell a person what was decided about the imported profile they claimed or wanted removed, and why."""
    claims = ClaimRequest.objects.select_related("person", "channel__platform")
    claim = claims.filter(pk=event.data["claim_id"]).first()
    if claim is None:  # the person has left since
        return
    platform = claim.channel.platform
    data = {"platform_code": platform.code, "platform": platform.name}
    if event.data["taken"]:
        verb = "creators.claim_taken"
    elif not claim.is_granted:
        verb = "creators.claim_refused"
        data |= {"handle": claim.channel.handle, "channel_id": str(claim.channel.public_id), "reason": claim.reason}
    elif claim.wish == Wish.REMOVE:
        # What was removed is named nowhere, not even here.
        verb = "creators.removal_granted"
    else:
        verb, data = "creators.claim_granted", data | {"handle": claim.channel.handle}
    notices.notify(person=claim.person, verb=verb, data=data, key=f"event:{event.pk}")
