from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext
from jinja2 import Environment, StrictUndefined

from briefings.models.commitment_updates import ENDS, Stage
from briefings.models.releases import Kind
from briefings.models.spoken import number
from briefings.text.citing import FORMS
from briefings.text.directions import direction
from briefings.text.fragments import text_directive
from briefings.text.markup.setting import typeset
from briefings.text.markup.showing import (
    headings_in,
    levelled,
    parted_from_headline,
    parts_of,
    told_apart,
    with_sources,
)
from briefings.text.quoting import opened, quoted, spoken
from briefings.views import (
    delivery,
    formats,
    history_mode,
    interface,
    office_look,
    sharing,
    structured_data,
    translations,
)
from briefings.views.portraits import portrait_address


def environment(**options: Any) -> Environment:
    options.pop("autoescape", None)
    chosen = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(autoescape=True, **{**options, **chosen})
    env.add_extension("jinja2.ext.i18n")
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext
    )
    env.globals |= {
        "citation_forms": FORMS,
        "days": formats.days,
        "delivered": delivery.delivered,
        "given_as": delivery.given_as,
        "embargo_terms": lambda: settings.EMBARGO_TERMS,
        "office_footer": office_look.footer,
        "office_licence": office_look.licence,
        "office_logo": office_look.logo,
        "office_name": settings.OFFICE_NAME,
        "office_style": office_look.style_address,
        "office_time": lambda: formats.time_of_zone(settings.TIME_ZONE),
        "share_links": sharing.share_links,
        "site_url": settings.SITE_URL,
        "alternates": translations.alternates,
        "counted_rows": formats.counted_rows,
        "first_address": interface.first_address,
        "interface_language": interface.attributes,
        "interface_locale": interface.locale,
        "interface_tag": interface.tag,
        "languages_of": interface.languages_of,
        "published_under": history_mode.published_under_in_page,
        "static": static,
        "structured": structured_data,
        "url": _url,
        "ways_to_languages": interface.ways_to_languages,
    }
    env.filters |= {
        "date_of": date.fromisoformat,
        "citation_day": formats.citation_day,
        "day": formats.day,
        "direction": direction,
        "excerpt": formats.excerpt,
        "filesizeformat": filesizeformat,
        "from_word": formats.from_word,
        "levelled": levelled,
        "language_name": formats.language_name,
        "moment": formats.moment,
        "moment_of": datetime.fromisoformat,
        "headings": headings_in,
        "in_parts": parts_of,
        "in_words": interface.in_words,
        "is_the_end": lambda stage: stage in ENDS,
        "items_by": lambda rows, name: {getattr(row, name): row for row in rows},
        "opened": opened,
        "parted_from_headline": parted_from_headline,
        "portrait_address": portrait_address,
        "quoted": quoted,
        "number": number,
        "release_kind": lambda kind: Kind(kind).label,
        "spoken": spoken,
        "stage_label": lambda stage: Stage(stage).label,
        "text_directive": text_directive,
        "teaser": formats.teaser,
        "to_word": formats.to_word,
        "told_apart": told_apart,
        "utc": formats.utc,
        "typeset": typeset,
        "with_sources": with_sources,
    }
    return env


def _url(name: str, *args: Any) -> str:
    return reverse(name, args=args)
