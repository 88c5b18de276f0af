from django.urls import include, path

from newsroom import security_txt

urlpatterns = [*security_txt.urlpatterns, path("", include("briefings.urls"))]

handler400 = "newsroom.refusals.bad_request"
handler403 = "newsroom.refusals.forbidden"
handler404 = "newsroom.refusals.not_found"
handler500 = "newsroom.refusals.fault"
