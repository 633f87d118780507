from django.urls import path

from brands.api.views import brands, campaigns

BRAND, CAMPAIGN = "brands/<uuid:public_id>", "campaigns/<uuid:public_id>"
urlpatterns = [
    path("brands", brands.Brands.as_view(), name="brands"),
    path(BRAND, brands.OneBrand.as_view(), name="brand"),
    path(f"{BRAND}/logo", brands.BrandLogo.as_view(), name="brand-logo"),
    path(f"{BRAND}/verification-request", brands.BrandVerification.as_view(), name="brand-verification"),
    path(f"{BRAND}/members", brands.Members.as_view(), name="members"),
    path(f"{BRAND}/members/<int:pk>", brands.OneMember.as_view(), name="member"),
    path(f"{BRAND}/member-invitations", brands.Invitations.as_view(), name="member-invitations"),
    path(f"{BRAND}/member-invitations/<int:pk>", brands.OneInvitation.as_view(), name="member-invitation"),
    path("member-invitations/accept", brands.InvitationAccepted.as_view(), name="accept-member-invitation"),
    path(f"{BRAND}/campaigns", campaigns.BrandCampaigns.as_view(), name="brand-campaigns"),
    path("campaigns", campaigns.Campaigns.as_view(), name="campaigns"),
    path(CAMPAIGN, campaigns.OneCampaign.as_view(), name="campaign"),
    *[
        path(f"{CAMPAIGN}/{move}", campaigns.CampaignMove.as_view(move=move), name=f"campaign-{move}")
        for move in campaigns.CampaignMove.moves
    ],
    path(f"{CAMPAIGN}/duplicate", campaigns.CampaignCopy.as_view(), name="campaign-duplicate"),
    path(f"{CAMPAIGN}/versions", campaigns.CampaignVersions.as_view(), name="campaign-versions"),
    path(f"{CAMPAIGN}/pictures", campaigns.Moodboard.as_view(), name="campaign-pictures"),
    path(f"{CAMPAIGN}/pictures/<int:pk>", campaigns.OnePicture.as_view(), name="campaign-picture"),
]
