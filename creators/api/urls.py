from django.urls import path

from creators.api.views import channels, evidence, imports, lines, profiles

urlpatterns = [
    path("creators", profiles.Creators.as_view(), name="creators"),
    path("creators/<uuid:public_id>", profiles.OneCreator.as_view(), name="creator"),
    path("creators/me", profiles.MyProfile.as_view(), name="my-profile"),
    *[
        path(f"creators/me/{move}", profiles.MyState.as_view(move=move), name=f"my-profile-{move}")
        for move in profiles.MyState.moves
    ],
    path("creators/me/availability", profiles.MyAvailability.as_view(), name="my-availability"),
    path("creators/me/refusals", profiles.MyRefusals.as_view(), name="my-refusals"),
    path("creators/me/channels", channels.MyChannels.as_view(), name="my-channels"),
    path("channels/<uuid:public_id>", channels.MyChannel.as_view(), name="my-channel"),
    path("channels/<uuid:public_id>/proof-request", channels.ChannelProof.as_view(), name="channel-proof"),
    path("channels/<uuid:public_id>/measurements", channels.Measurements.as_view(), name="measurements"),
    path("channels/<uuid:public_id>/posts", channels.Posts.as_view(), name="posts"),
    path("posts/<uuid:public_id>", channels.OnePost.as_view(), name="post"),
    path("creators/me/rates", lines.MyRates.as_view(), name="my-rates"),
    path("creators/me/rates/<uuid:public_id>", lines.MyRate.as_view(), name="my-rate"),
    path("creators/me/usage-rates", lines.MyUsageRates.as_view(), name="my-usage-rates"),
    path("creators/me/usage-rates/<int:pk>", lines.MyUsageRate.as_view(), name="my-usage-rate"),
    path("creators/me/exclusivity-rates", lines.MyExclusivityRates.as_view(), name="my-exclusivity-rates"),
    path("creators/me/exclusivity-rates/<int:pk>", lines.MyExclusivityRate.as_view(), name="my-exclusivity-rate"),
    path("creators/me/photos", lines.MyPhotos.as_view(), name="my-photos"),
    path("creators/me/photos/order", lines.MyPhotoOrder.as_view(), name="my-photo-order"),
    path("creators/me/photos/<uuid:public_id>", lines.MyPhoto.as_view(), name="my-photo"),
    path("creators/me/portfolio", lines.MyPortfolio.as_view(), name="my-portfolio"),
    path("creators/me/portfolio/<uuid:public_id>", lines.MyPortfolioItem.as_view(), name="my-portfolio-item"),
    path("creators/me/consents", evidence.MyConsents.as_view(), name="my-consents"),
    path("claims", evidence.MyClaims.as_view(), name="my-claims"),
    path("claims/<uuid:public_id>/placed", evidence.ClaimPlaced.as_view(), name="claim-placed"),
    path("imports", imports.Imports.as_view(), name="imports"),
    path("imports/scopes", imports.Scopes.as_view(), name="import-scopes"),
    path("imports/fields", imports.Fields.as_view(), name="import-fields"),
    path("imports/<uuid:public_id>", imports.OneImport.as_view(), name="import"),
    path("imports/<uuid:public_id>/confirm", imports.ImportConfirmed.as_view(), name="import-confirm"),
    path("imports/<uuid:public_id>/commit", imports.ImportCommitted.as_view(), name="import-commit"),
    path("imports/<uuid:public_id>/rows", imports.ImportRows.as_view(), name="import-rows"),
]
