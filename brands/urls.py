from django.urls import path

from brands.views import brands, campaigns, editor, members, rules

app_name = "brands"
urlpatterns = [
    path("brands/", brands.mine, name="mine"),
    path("brands/new/", brands.new, name="brand_new"),
    path("brands/campaigns/", campaigns.listing, name="campaigns"),
    path("brands/invitations/<str:token>/", members.accept, name="accept_invitation"),
    path("brands/<uuid:public_id>/", brands.page, name="brand"),
    path("brands/<uuid:public_id>/settings/", brands.settings, name="settings"),
    path("brands/<uuid:public_id>/verification/", brands.request_verification, name="request_verification"),
    path("brands/<uuid:public_id>/members/", members.page, name="members"),
    path("brands/<uuid:public_id>/members/<int:pk>/role/", members.change_role, name="change_role"),
    path("brands/<uuid:public_id>/members/<int:pk>/remove/", members.remove, name="remove_member"),
    path("brands/<uuid:public_id>/invitations/<int:pk>/revoke/", members.revoke, name="revoke_invitation"),
    path("brands/<uuid:public_id>/campaigns/new/", campaigns.new, name="campaign_new"),
    path("campaigns/<uuid:public_id>/", campaigns.page, name="campaign"),
    *(
        path(f"campaigns/<uuid:public_id>/edit/{step.name}/", editor.step, {"name": step.name}, f"campaign_{step.name}")
        for step in editor.STEPS
        if step.form
    ),
    path("campaigns/<uuid:public_id>/edit/rules/", rules.rules, name="campaign_rules"),
    path("campaigns/<uuid:public_id>/edit/weights/", rules.weights, name="campaign_weights"),
    path("campaigns/<uuid:public_id>/edit/review/", editor.review, name="campaign_review"),
    path("campaigns/<uuid:public_id>/pictures/", campaigns.add_picture, name="add_picture"),
    path("campaigns/<uuid:public_id>/pictures/<int:pk>/remove/", campaigns.remove_picture, name="remove_picture"),
    path("campaigns/<uuid:public_id>/publish/", campaigns.publish, name="publish"),
    path("campaigns/<uuid:public_id>/pause/", campaigns.pause, name="pause"),
    path("campaigns/<uuid:public_id>/resume/", campaigns.resume, name="resume"),
    path("campaigns/<uuid:public_id>/close/", campaigns.close, name="close"),
    path("campaigns/<uuid:public_id>/delete/", campaigns.delete, name="delete"),
    path("campaigns/<uuid:public_id>/duplicate/", campaigns.duplicate, name="duplicate"),
]
