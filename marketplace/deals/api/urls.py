from django.urls import path

from marketplace.deals.api import views
from marketplace.deals.enums import ContactKind

urlpatterns = [
    path("campaigns/<uuid:public_id>/applications", views.CampaignApplications.as_view(), name="apply"),
    path("campaigns/<uuid:public_id>/invitations", views.CampaignInvitations.as_view(), name="invite"),
]
for word, kind in (("application", ContactKind.APPLICATION), ("invitation", ContactKind.INVITATION)):
    one = f"{word}s/<uuid:public_id>"
    urlpatterns += [
        path(f"{word}s", views.Contacts.as_view(kind=kind), name=f"{word}s"),
        path(one, views.OneContact.as_view(kind=kind), name=word),
        path(f"{one}/accept", views.Accept.as_view(kind=kind), name=f"{word}-accept"),
        path(f"{one}/decline", views.Decline.as_view(kind=kind), name=f"{word}-decline"),
        path(f"{one}/withdraw", views.Withdraw.as_view(kind=kind), name=f"{word}-withdraw"),
    ]
