"""What members of brands fill in."""

from brands.forms.brand import BrandForm, InviteForm, RoleForm
from brands.forms.campaign import (
    AudienceForm,
    BasicsForm,
    BudgetForm,
    DeliverablesForm,
    NewCampaignForm,
    PictureForm,
    StepForm,
)

__all__ = [
    "AudienceForm",
    "BasicsForm",
    "BrandForm",
    "BudgetForm",
    "DeliverablesForm",
    "InviteForm",
    "NewCampaignForm",
    "PictureForm",
    "RoleForm",
    "StepForm",
]
