from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from briefings.permissions import held_by, may_do_everything


class Accounts(AuthenticationBackend):
    """Knows people by their names and addresses. What a person may, by their roles and
    by themselves, is one question to the database and not two."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        is_plain = user_obj.is_active and obj is None
        if may_do_everything(user_obj) or not is_plain:
            held: set[str] = super().get_all_permissions(user_obj, obj)
            return held
        if not hasattr(user_obj, "_perm_cache"):
            user_obj._perm_cache = set(_names_of(held_by(user_obj)))
        kept: set[str] = user_obj._perm_cache
        return kept


def _names_of(held: Any) -> list[str]:
    return [
        f"{app}.{name}"
        for app, name in held.values_list("content_type__app_label", "codename")
    ]
