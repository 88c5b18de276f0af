from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import BooleanFilter, CharFilter, DateFilter, IsoDateTimeFilter

from briefings.api.moments import parse_moment
from briefings.models.editions import editions_naming
from briefings.models.searching import matches


class MomentField(forms.CharField):
    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        try:
            return parse_moment(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error


class MomentFilter(IsoDateTimeFilter):
    field_class = MomentField


class DayFilter(DateFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, input_formats=["%Y-%m-%d"], **kwargs)


class YesOrNoField(forms.TypedChoiceField):
    """Refuses what is neither, which the stock field takes for no answer."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("true", "true"), ("false", "false")]
        super().__init__(choices=choices, coerce="true".__eq__, **kwargs)


class YesOrNoFilter(BooleanFilter):
    field_class = YesOrNoField


class NamingFilter(CharFilter):
    """What is in editions that name the row at an address."""

    def __init__(self, model: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.model_named = model

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return rows
        named = editions_naming(self.model_named.objects.at_address(value))
        return rows.filter(**{f"{self.field_name}__in": named})


class WordsFilter(CharFilter):
    """Full text: "a phrase", -not, or."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(matches(value)) if value else rows
