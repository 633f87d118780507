from django.urls import path

from creators.views import channels, files, numbers, overview, pictures, profile, rates

app_name = "creators"
urlpatterns = [
    path("creator/", overview.overview, name="mine"),
    path("creator/preview/", overview.preview, name="preview"),
    path("creator/state/<slug:to>/", overview.move, name="move"),
    path("creator/profile/", profile.profile, name="profile"),
    path("creator/availability/", profile.availability, name="availability"),
    path("creator/refusals/", profile.refusals, name="refusals"),
    path("creator/consent/", profile.consent, name="consent"),
    path("creator/channels/", channels.channels, name="channels"),
    path("creator/channels/add/", channels.add_channel, name="add_channel"),
    path("creator/channels/<uuid:public_id>/", channels.channel, name="channel"),
    path("creator/channels/<uuid:public_id>/remove/", channels.remove_channel, name="remove_channel"),
    path("creator/channels/<uuid:public_id>/proof/", channels.request_proof, name="request_proof"),
    path("creator/channels/<uuid:public_id>/numbers/", numbers.history, name="history"),
    path("creator/channels/<uuid:public_id>/numbers/add/", numbers.add_measurement, name="add_measurement"),
    path("creator/numbers/", numbers.numbers, name="numbers"),
    path("creator/rates/", rates.rates, name="rates"),
    path("creator/rates/<uuid:public_id>/remove/", rates.remove_rate, name="remove_rate"),
    path("creator/usage/", rates.usage, name="usage"),
    path("creator/usage/<int:pk>/remove/", rates.remove_usage, name="remove_usage"),
    path("creator/exclusivity/<int:pk>/remove/", rates.remove_exclusivity, name="remove_exclusivity"),
    path("creator/photos/", pictures.photos, name="photos"),
    path("creator/photos/<uuid:public_id>/remove/", pictures.remove_photo, name="remove_photo"),
    path("creator/photos/<uuid:public_id>/move/", pictures.move_photo, name="move_photo"),
    path("creator/portfolio/", pictures.portfolio, name="portfolio"),
    path("creator/portfolio/add/", pictures.add_item, name="add_item"),
    path("creator/portfolio/<uuid:public_id>/", pictures.item, name="item"),
    path("creator/portfolio/<uuid:public_id>/remove/", pictures.remove_item, name="remove_item"),
    path("creator/export.json", files.export_json, name="export_json"),
    path("creator/export.csv", files.export_csv, name="export_csv"),
    path("creator/measurements/<uuid:public_id>/proof/", files.proof, name="proof"),
    path("creator/consents/<int:pk>/evidence/", files.evidence, name="evidence"),
    path("creators/<uuid:public_id>/", overview.detail, name="detail"),
]
