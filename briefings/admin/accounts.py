from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from briefings.actions.accounts import (
    confirm_account,
    define_role,
    end_lockout,
    failures_of,
    give_roles,
    name_account,
    reset_second_factor,
    sign_out_everywhere,
    switch_off_account,
    switch_on_account,
    trust_beyond_roles,
)
from briefings.admin.deeds import Deed, carry_out, page_of
from briefings.admin.records import row_to_show
from briefings.admin.site import CALLED, InOurWords, TellsRefusals, site
from briefings.models import User
from briefings.models.accounts import just_handed_over
from briefings.moments import in_short
from briefings.permissions import (
    may,
    may_define_roles,
    may_do_everything,
    may_keep,
    roles_to_give,
)
from briefings.workflow import Duty

FACTORS = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
}

# Django's own sentences speak to whoever programs.
WORDS = {
    "username": ("Name to sign in with", "Letters, digits and @ . + - _ only."),
    "groups": ("Roles", ""),
    "is_superuser": ("May do everything", "Whatever the roles say."),
    "user_permissions": ("Single rights", "Beside those of the roles."),
    "permissions": ("Duties and rights", ""),
}


class SwitchOff(Deed):
    button = "Switch the account off"
    is_danger = True

    def carry_out(self) -> str:
        switch_off_account(self.subject, by=self.by)
        return f"{self.subject} cannot sign in any more, and is signed out."


class SwitchOn(Deed):
    button = "Switch the account on"

    def carry_out(self) -> str:
        switch_on_account(self.subject, by=self.by)
        return f"{self.subject} can sign in again."


class ResetSecondFactor(Deed):
    button = "Reset the second factor"
    is_danger = True

    def carry_out(self) -> str:
        reset_second_factor(self.subject, by=self.by)
        return f"{self.subject} adds a new second factor at the next sign-in."


class ConfirmAccount(Deed):
    button = "Confirm whose account it is"

    def carry_out(self) -> str:
        confirm_account(self.subject, by=self.by)
        return f"The account is {self.subject}’s: it sees and signs as before."


class EndLockout(Deed):
    button = "End the wait"

    def carry_out(self) -> str:
        end_lockout(self.subject, by=self.by)
        return f"{self.subject} can try again at once."


class SignOut(Deed):
    button = "Sign out everywhere"

    def carry_out(self) -> str:
        sign_out_everywhere(self.subject, by=self.by)
        return f"{self.subject} is signed out of every browser."


def _deeds(account: User, by: User, data: Any = None) -> list[Deed]:
    told = {"by": by, "data": data}
    return [
        EndLockout("unlock", account, **told),
        ResetSecondFactor("factor", account, **told),
        SignOut("sign-out", account, **told),
        SwitchOff("off", account, **told),
        SwitchOn("on", account, **told),
        ConfirmAccount("confirm", account, **told),
    ]


def _access_of(account: User, by: User) -> dict[str, Any]:
    factors = [
        FACTORS[factor.type]
        for factor in Authenticator.objects.filter(user=account).order_by("created_at")
        if factor.type in FACTORS
    ]
    sessions = len(UserSession.objects.purge_and_list(account))
    failures = sum(failures_of(account).values_list("failures_since_start", flat=True))
    offered = {"on"} if not account.is_active else {"off"}
    offered |= {"factor"} if factors else set()
    offered |= {"sign-out"} if sessions else set()
    offered |= {"unlock"} if failures else set()
    handed_over = _handed_over(account)
    offered |= (
        {"confirm"} if handed_over and by.pk not in handed_over["keys"] else set()
    )
    return {
        "factors": factors,
        "sessions": sessions,
        "failures": failures,
        "handed_over": handed_over,
        "deeds": [deed for deed in _deeds(account, by) if deed.name in offered],
    }


def _handed_over(account: User) -> dict[str, Any]:
    """That somebody else changed how it is entered, and what follows from it."""
    if account.handed_over_at is None or account.known_from is None:
        return {}
    keys = account.handed_over_by
    is_held = just_handed_over().filter(pk=account.pk).exists()
    return {
        "keys": {account.pk, *keys},
        "by": list(User.objects.filter(pk__in=keys).order_by("pk")),
        "at": in_short(account.handed_over_at),
        "until": in_short(account.known_from) if is_held else "",
    }


def access_view(page: Any, request: HttpRequest, key: str) -> HttpResponse:
    """Where the buttons beneath an account lead."""
    account, by = row_to_show(page, request, key), request.user
    if request.method == "POST":
        carry_out(request, _deeds(account, by, request.POST), home=page_of(account))  # type: ignore[arg-type]
    return HttpResponseRedirect(page_of(account))


class OnFilter(admin.BooleanFieldListFilter):
    def __init__(self, *args: Any, **about: Any) -> None:
        super().__init__(*args, **about)
        self.title = "switched on"


class RoleFilter(admin.RelatedFieldListFilter):
    def __init__(self, *args: Any, **about: Any) -> None:
        super().__init__(*args, **about)
        self.title = "role"


class _ByActions(InOurWords, TellsRefusals):
    """Django's own form, saved by the actions, which say no in their own words."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        page: Any = super()
        if db_field.name in WORDS:
            label, help_text = WORDS[db_field.name]
            kwargs |= {"label": label, "help_text": help_text}
        field = page.formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.related_model is Permission and field:
            field.label_from_instance = lambda right: right.name
        return field

    def save_related(self, request, form, formsets, change):
        """What an account or a role holds was given by the action."""


@admin.register(User, site=site)
class AccountAdmin(_ByActions, UserAdmin):
    """An administrator gives people roles, no more than they have themselves, and
    changes nothing about their own. What goes beyond a role is for superusers only."""

    list_display = ("name", "username", "email", "roles", "is_on", "last_login")
    list_filter = (("is_active", OnFilter), ("groups", RoleFilter))
    search_help_text = "A name, or an e-mail address."
    filter_horizontal = ()
    readonly_fields = ("is_active", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username",)}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("Roles", {"fields": ("groups",)}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    superuser_fieldset = (
        "Beyond the roles",
        {"fields": ("is_superuser", "user_permissions")},
    )
    change_form_template = "admin/briefings/user/change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="name", ordering="last_name")
    def name(self, account):
        return str(account)

    @admin.display(description="roles")
    def roles(self, account):
        if may_do_everything(account):
            return "May do everything"
        return ", ".join(str(role) for role in account.groups.all()) or "None"

    @admin.display(description="switched on", ordering="is_active", boolean=True)
    def is_on(self, account):
        return account.is_active

    def get_urls(self):
        view = self.admin_site.admin_view(partial(access_view, self))
        route = path("<int:key>/access/", view, name="briefings_user_access")
        return [route, *super().get_urls()]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj and may_do_everything(request.user):
            return (*fieldsets, self.superuser_fieldset)
        return fieldsets

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        own = ("groups", "is_superuser", "user_permissions")
        return (*fields, *own) if obj == request.user else fields

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "groups":
            kwargs["queryset"] = roles_to_give(request.user)
            kwargs["widget"] = CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        typed, by = form.cleaned_data, request.user
        names = {n: typed[n] for n in ("username", "first_name", "last_name", "email")}
        name_account(obj, by=by, **names)
        if "groups" in typed:
            give_roles(obj, by=by, roles=typed["groups"])
        if "is_superuser" in typed:
            trust_beyond_roles(
                obj,
                by=by,
                may_everything=typed["is_superuser"],
                permissions=typed["user_permissions"],
            )

    def has_add_permission(self, request):
        """People come by invitation."""
        return False

    def has_delete_permission(self, request, obj=None):
        """What somebody did stays theirs: accounts are switched off."""
        return False

    def has_change_permission(self, request, obj=None):
        may_look_after = super().has_change_permission(request, obj)
        return may_look_after and (obj is None or may_keep(obj, request.user))

    def user_change_password(self, request, id, form_url=""):  # noqa: A002
        """Nobody knows the password of somebody else: there are letters for that."""
        raise PermissionDenied

    def changelist_view(self, request, extra_context=None):
        may_invite = {"may_invite": may(request.user, Duty.KEEP_ACCOUNTS)}
        return super().changelist_view(request, may_invite | (extra_context or {}))

    def render_change_form(self, request, context, *args, **kwargs):
        account = context.get("original")
        if account and self.has_change_permission(request, account):
            context |= {"access": _access_of(account, request.user)}
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(Group, site=site)
class RoleAdmin(_ByActions, GroupAdmin):
    """What a role is trusted with is decided by those who may do everything."""

    def changelist_view(self, request, extra_context=None):
        title = {"title": CALLED["Group"]}
        return super().changelist_view(request, title | (extra_context or {}))

    def render_change_form(self, request, context, *args, **kwargs):
        page = super().render_change_form(request, context, *args, **kwargs)
        role = context.get("original")
        page.context_data |= {
            "title": str(role) if role else "New role",
            "subtitle": "Role of editors" if role else None,
        }
        return page

    def has_add_permission(self, request):
        return may_define_roles(request.user)

    def has_change_permission(self, request, obj=None):
        return may_define_roles(request.user)

    def has_delete_permission(self, request, obj=None):
        """Whoever had it would lose it unseen: it is taken from each of them first."""
        return False

    def save_model(self, request, obj, form, change):
        typed = form.cleaned_data
        define_role(
            obj, by=request.user, name=typed["name"], permissions=typed["permissions"]
        )
