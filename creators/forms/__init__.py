from creators.forms.channels import ChannelForm, NewChannelForm
from creators.forms.numbers import MeasurementForm
from creators.forms.pictures import PhotoForm, PortfolioForm
from creators.forms.posts import PostFileForm, PostForm
from creators.forms.profile import AvailabilityForm, ConsentForm, ProfileForm, RefusalsForm
from creators.forms.rates import ExclusivityForm, RateForm, UsageForm

__all__ = [
    "AvailabilityForm",
    "ChannelForm",
    "ConsentForm",
    "ExclusivityForm",
    "MeasurementForm",
    "NewChannelForm",
    "PhotoForm",
    "PortfolioForm",
    "PostFileForm",
    "PostForm",
    "ProfileForm",
    "RateForm",
    "RefusalsForm",
    "UsageForm",
]
