"""The page on which one tells staff that something is wrong."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from marketplace.accounts.actions import abuse
from marketplace.accounts.enums import AbuseKind
from marketplace.accounts.policies import actor_of
from marketplace.accounts.reports import found
from marketplace.core.errors import DomainError


class ReportForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What is it about?"), choices=AbuseKind, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("What happened?"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Only our staff read this, and nobody you report learns who you are."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, public_id: uuid.UUID) -> HttpResponse:
    """Report a page that one can see."""
    known = found(request, kind, public_id)
    if known is None:
        raise Http404
    reportable, row = known
    back = reportable.url_of(row)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            abuse.report(actor=actor_of(request), subject=row, name=str(row), url=back, **form.cleaned_data)
        except DomainError as refusal:
            if refusal.status == 403:
                raise
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.success(request, _("Thank you. Our staff will look into it."))
            return redirect(back)
    context = {"form": form, "row": row, "label": reportable.label, "back": back}
    return render(request, "accounts/report.html", context, status=422 if form.errors else 200)
