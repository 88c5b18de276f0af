"""The first page: the desk, and what can be done there."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from briefings.actions.desk import mark_desk_read
from briefings.admin.deeds import Deed, carry_out
from briefings.admin.desk import desk_of
from briefings.admin.mails import RetryMails, notices_for
from briefings.admin.saved_filters import shelf_of
from briefings.admin.site import site
from briefings.permissions import may
from briefings.workflow import Duty


class MarkRead(Deed):
    button = "Mark all as read"
    until = forms.DateTimeField(widget=forms.HiddenInput)

    def carry_out(self) -> str:
        mark_desk_read(by=self.by, **self.typed())
        return "Marked as read."


def answer(request: HttpRequest) -> tuple[HttpResponse | None, dict[str, Any]]:
    user: Any = request.user
    read = MarkRead("read", None, by=user, data=request.POST)
    retry = RetryMails("retry-mails", None, by=user, data=request.POST)
    home = reverse("admin:index")
    if request.method == "POST":
        done = carry_out(request, [read, retry], home=home)
        if done:
            return done, {}
    desk = desk_of(user, all_news="news" in request.GET)
    if desk.now:
        read = MarkRead("read", None, by=user, initial={"until": desk.now.isoformat()})
    return None, {
        "desk": desk,
        "read": read,
        "mail": notices_for(user),
        "retry": retry,
        "shelf": shelf_of(user),
        "may_write": may(user, Duty.WRITE),
    }


site.desk = answer
