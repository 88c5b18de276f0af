from django.urls import include, path, re_path
from rest_framework.routers import DefaultRouter

from briefings.api.collections import CollectionViewSet
from briefings.api.commitments import CommitmentViewSet
from briefings.api.docs import UnknownAddress, docs, openapi
from briefings.api.figures import FigureViewSet
from briefings.api.people import OrganisationViewSet, PersonViewSet, RoleViewSet
from briefings.api.quotes import QuoteViewSet
from briefings.api.releases import EditionViewSet, ReleaseViewSet
from briefings.api.subjects import EventViewSet, PlaceViewSet, TopicViewSet

router = DefaultRouter()
router.include_format_suffixes = False
router.root_view_name = "api-root"
router.register("releases", ReleaseViewSet, "api-release")
router.register("quotes", QuoteViewSet, "api-quote")
router.register("commitments", CommitmentViewSet, "api-commitment")
router.register("figures", FigureViewSet, "api-figure")
router.register("people", PersonViewSet, "api-person")
router.register("organisations", OrganisationViewSet, "api-organisation")
router.register("roles", RoleViewSet, "api-role")
router.register("topics", TopicViewSet, "api-topic")
router.register("places", PlaceViewSet, "api-place")
router.register("events", EventViewSet, "api-event")
router.register("collections", CollectionViewSet, "api-collection")

_editions = "^releases/(?P<slug>[-a-zA-Z0-9_]+)/editions/"
urlpatterns = [
    path("docs/", docs, name="api-docs"),
    path("v1/openapi.json", openapi, name="api-schema"),
    path("v1/", include(router.urls)),
    path(
        "v1/",
        include(
            [
                re_path(
                    _editions + "$",
                    EditionViewSet.as_view({"get": "list"}),
                    name="api-edition-list",
                ),
                re_path(
                    _editions + "(?P<number>[1-9][0-9]{0,3})/$",
                    EditionViewSet.as_view({"get": "retrieve"}),
                    name="api-edition-detail",
                ),
            ]
        ),
    ),
    # Only what ends in a slash, so that one that was forgotten is still added.
    re_path(r"^(?:[\s\S]*/)?$", UnknownAddress.as_view()),
]
