from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from briefings.models.commitment_updates import Stage
from briefings.text.amounts import number
from briefings.views import formats, structured_data


def environment(**options: Any) -> Environment:
    options.pop("autoescape", None)
    chosen = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(autoescape=True, **{**options, **chosen})
    env.globals |= {
        "days": formats.days,
        "embargo_terms": lambda: settings.EMBARGO_TERMS,
        "office_name": settings.OFFICE_NAME,
        "office_time": formats.time_of_zone(settings.TIME_ZONE),
        "site_url": settings.SITE_URL,
        "static": static,
        "structured": structured_data,
        "url": _url,
    }
    env.filters |= {
        "citation_day": formats.citation_day,
        "day": formats.day,
        "direction": formats.direction,
        "excerpt": formats.excerpt,
        "from_word": formats.from_word,
        "language_name": formats.language_name,
        "moment": formats.moment,
        "quoted": formats.quoted,
        "number": number,
        "spoken": formats.spoken,
        "stage_label": lambda stage: Stage(stage).label,
        "to_word": formats.to_word,
        "utc": formats.utc,
    }
    return env


def _url(name: str, *args: Any) -> str:
    return reverse(name, args=args)
