"""Asking people in, and what became of it."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from briefings.actions.invitations import (
    Invited,
    invite,
    invite_again,
    revoke_invitation,
)
from briefings.admin.deeds import Deed, carry_out
from briefings.admin.site import site
from briefings.models import Invitation, User
from briefings.permissions import may, roles_to_give
from briefings.workflow import Duty


class Inviting(Deed):
    """Its link is shown on the page that answers, and nowhere later."""

    made: Invited | None = None


class Invite(Inviting):
    button = "Invite"
    first_name = forms.CharField(max_length=150)
    last_name = forms.CharField(max_length=150)
    email = forms.EmailField(label="E-mail address")
    roles = forms.ModelMultipleChoiceField(
        Group.objects.order_by("name"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A forged choice of another is refused by the action, in words.
        shown: Any = self.fields["roles"].widget
        shown.choices = [(role.pk, role.name) for role in roles_to_give(self.by)]

    def carry_out(self) -> str:
        self.made = invite(by=self.by, **self.cleaned_data)
        return f"{self.made.invitation} is invited."


class InviteAgain(Inviting):
    button = "New link"

    def carry_out(self) -> str:
        self.made = invite_again(self.subject, by=self.by)
        return f"{self.subject} gets a new link. The one before opens nothing any more."


class Revoke(Deed):
    button = "Revoke"
    is_danger = True

    def carry_out(self) -> str:
        revoke_invitation(self.subject, by=self.by)
        return f"The link of {self.subject} opens nothing any more."


def view(request: HttpRequest) -> HttpResponse:
    by: Any = request.user
    if not may(by, Duty.KEEP_ACCOUNTS):
        raise PermissionDenied
    form: Deed = Invite("invite", None, by=by, data=request.POST)
    made = None
    if request.method == "POST":
        deeds = [form]
        for row in _waiting():
            deeds += _deeds(row, by, request.POST)
        done = carry_out(request, deeds, home=request.path)
        made = next((d.made for d in deeds if isinstance(d, Inviting) and d.made), None)
        if done and not made:
            return done
        form = Invite("invite", None, by=by) if made else form
    context = {
        **site.each_context(request),
        "title": "Invitations",
        "media": form.media,
        "form": form,
        "made": made,
        "rows": _rows(by),
        "now": timezone.now(),
    }
    return TemplateResponse(request, "admin/briefings/user/invitations.html", context)


def _rows(by: User) -> list[tuple[Invitation, str, list[Deed]]]:
    return [
        (row, ", ".join(str(role) for role in row.roles.all()), _deeds(row, by))
        for row in _waiting().prefetch_related("roles")
    ]


def _waiting() -> Any:
    return Invitation.objects.unanswered().select_related("invited_by")


def _deeds(row: Invitation, by: User, data: Any = None) -> list[Deed]:
    return [
        InviteAgain(f"again-{row.pk}", row, by=by, data=data),
        Revoke(f"revoke-{row.pk}", row, by=by, data=data),
    ]


site.pages.append(path("invitations/", site.admin_view(view), name="invitations"))
