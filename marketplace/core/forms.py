"""Forms whose data goes to an action: its refusals come back as errors beside what was typed.

form = ProfileForm(*sent(request))
if profile := submit(form, lambda data: profiles.create(actor=actor, **data)):
    return redirect(…)
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from marketplace.core.errors import DomainError, Invalid

Result = TypeVar("Result")


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """What a form is bound to: data and files of a POST, or nothing at all."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def submit(form: forms.BaseForm, action: Callable[[dict[str, Any]], Result]) -> Result | None:
    """Give the action a copy of the form's clean data; None if nothing (valid) was sent, or if the action refuses.

    A refusal becomes an error of its field; of a field that the form does not have, an error above it.
    """
    if not form.is_valid():
        ask_for_files_again(form)
        return None
    try:
        return action(dict(form.cleaned_data))
    except Invalid as refusal:
        for name, messages in refusal.errors.items():
            for message in messages:
                form.add_error(name if name in form.fields else None, message)
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    ask_for_files_again(form)
    return None


def ask_for_files_again(form: forms.BaseForm) -> None:
    """Browsers forget the files of a form that comes back: say so beside each, unless the file itself is wrong."""
    for name, field in form.fields.items():
        if isinstance(field, forms.FileField) and form.files.get(form.add_prefix(name)) and name not in form.errors:
            form.add_error(name, _("Choose this file again: it is not kept while something else must be put right."))
