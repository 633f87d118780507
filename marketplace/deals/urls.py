from django.urls import path

from marketplace.deals.views import answers, asking, reading

app_name = "deals"
urlpatterns = [
    path("contacts/", reading.listing, name="list"),
    path("contacts/<uuid:public_id>/", reading.contact, name="contact"),
    path("contacts/<uuid:public_id>/accept/", answers.accept, name="accept"),
    path("contacts/<uuid:public_id>/decline/", answers.decline, name="decline"),
    path("contacts/<uuid:public_id>/withdraw/", answers.withdraw, name="withdraw"),
    path("campaigns/<uuid:public_id>/contacts/", reading.inbox, name="campaign"),
    path("campaigns/<uuid:public_id>/apply/", asking.apply, name="apply"),
    path("creators/<uuid:public_id>/invite/", asking.invite, name="invite"),
]
