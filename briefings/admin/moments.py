"""A moment as the office's clock shows it. In the hour that comes twice, or never, both
readings are offered to choose from."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time

from briefings.text.office_time import readings, why_unclear


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, **kwargs)


class MomentWidget(forms.MultiWidget):
    use_fieldset = True

    def __init__(self) -> None:
        day = forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "aria-label": "Day"}
        )
        time = forms.TimeInput(
            format="%H:%M", attrs={"type": "time", "aria-label": "Time"}
        )
        which = forms.RadioSelect(attrs={"class": "readings"})
        super().__init__([day, time, which])

    def decompress(self, value: Any) -> list[Any]:
        if not value:
            return [None, None, None]
        local = timezone.localtime(value)
        time = local.time().replace(second=0, microsecond=0)
        return [local.date(), time, _key(local)]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        values = value if isinstance(value, list) else self.decompress(value)
        meant = _meant_by(*values[:2])
        offered: Any = self.widgets[2]
        # Nothing is asked where there is nothing to choose.
        offered.choices = [
            (_key(moment), f"{moment:%H:%M %Z}")
            for moment in (meant if len(meant) > 1 else ())
        ]
        return super().get_context(name, values, attrs)


def _said(sentence: str) -> dict[str, str]:
    return dict.fromkeys(("invalid", "incomplete"), sentence)


class MomentField(forms.MultiValueField):
    """Day, time and, where they are not enough, which of the two moments is meant."""

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.DateField(error_messages=_said("Give a day.")),
            forms.TimeField(error_messages=_said("Give a time.")),
            forms.CharField(required=False),
        )
        super().__init__(
            fields=fields, widget=MomentWidget(), require_all_fields=False, **kwargs
        )

    def compress(self, values: Any) -> datetime | None:
        if not values or values[0] is None or values[1] is None:
            return None
        wall = datetime.combine(*values[:2])
        meant = _meant_by(*values[:2])
        if not meant:
            raise ValidationError("Give a day that a calendar has.", code="invalid")
        chosen = [moment for moment in meant if _key(moment) == values[2]]
        if len(meant) > 1 and not chosen:
            raise ValidationError(why_unclear(wall, meant), code="unclear")
        return (chosen or meant)[0]


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def _key(moment: datetime) -> str:
    """Tells two moments of one time apart, whatever their names."""
    return f"{moment:%z}"


def _meant_by(day: Any, time: Any) -> list[datetime]:
    """Of values as a browser sent them, or as they are kept."""
    try:
        on: Any = parse_date(day) if isinstance(day, str) else day
        at: Any = parse_time(time) if isinstance(time, str) else time
        return readings(datetime.combine(on, at), _zone())
    except (ValueError, TypeError, OverflowError):
        return []
