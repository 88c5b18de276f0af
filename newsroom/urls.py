from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from briefings.urls import IN_EACH_LANGUAGE
from newsroom import security_txt

urlpatterns = [
    *security_txt.urlpatterns,
    *i18n_patterns(*IN_EACH_LANGUAGE, prefix_default_language=False),
    path("", include("briefings.urls")),
]

handler400 = "newsroom.refusals.bad_request"
handler403 = "newsroom.refusals.forbidden"
handler404 = "newsroom.refusals.not_found"
handler500 = "newsroom.refusals.fault"
