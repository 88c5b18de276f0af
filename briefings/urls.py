from django.urls import URLPattern, URLResolver, include, path

from briefings.admin import site
from briefings.views import (
    collections,
    commitments,
    diary,
    embeds,
    feeds,
    figures,
    files,
    health,
    home,
    media_kits,
    office_look,
    past,
    people,
    quote_pages,
    quotes,
    registers,
    releases,
    search,
    share_cards,
    sitemaps,
    subjects,
)

# Pages that are in each language of the interface, below its tag.
IN_EACH_LANGUAGE = [
    path("", home.home, name="home"),
    path("releases/", releases.release_list, name="release-list"),
    path("quotes/", quotes.quote_list, name="quote-list"),
    path("commitments/", commitments.commitment_list, name="commitment-list"),
    path(
        "commitments/<slug:slug>/",
        commitments.commitment_detail,
        name="commitment-detail",
    ),
    path("figures/", figures.figure_list, name="figure-list"),
    path("people/", people.person_list, name="person-list"),
    path("people/<slug:slug>/", people.person_detail, name="person-detail"),
    path(
        "organisations/<slug:slug>/",
        people.organisation_detail,
        name="organisation-detail",
    ),
    path("topics/<slug:slug>/", subjects.topic_detail, name="topic-detail"),
    path("places/<slug:slug>/", subjects.place_detail, name="place-detail"),
    path("events/<slug:slug>/", subjects.event_detail, name="event-detail"),
    path(
        "collections/<slug:slug>/",
        collections.collection_detail,
        name="collection-detail",
    ),
    *(
        path(f"{kind}s/", registers.register_list, {"kind": kind}, name=f"{kind}-list")
        for kind in registers.ROWS
    ),
    path("roles/<slug:slug>/", registers.role_detail, name="role-detail"),
    path("diary/", diary.diary, name="diary"),
    path("diary.ics", diary.calendar, name="calendar"),
    path("search/", search.search, name="search"),
    *(
        path(
            f"{page}/feed.{form}",
            feeds.feed,
            {"kind": kind, "form": form},
            name=f"{kind}-{form}",
        )
        for kind, page in {
            "release": "releases",
            "quote": "quotes",
            "commitment": "commitments",
            "figure": "figures",
            "person": "people",
        }.items()
        for form in feeds.TYPES
    ),
]

# Their texts have a language of their own, in which the page speaks if it can.
OF_ONE_LANGUAGE = [
    path("releases/<slug:slug>/", releases.release_detail, name="release-detail"),
    path(
        "releases/<slug:slug>/history/",
        past.release_history,
        name="release-history",
    ),
    path(
        "releases/<slug:slug>/editions/<int:number>/",
        releases.edition_detail,
        name="edition-detail",
    ),
    path(
        "releases/<slug:slug>/compare/<int:old>/<int:new>/",
        past.release_comparison,
        name="release-comparison",
    ),
    path("releases/<slug:slug>/timegate/", past.time_gate, name="time-gate"),
    path("releases/<slug:slug>/timemap/", past.time_map, name="time-map"),
    path(
        "releases/<slug:slug>/media-kit.zip",
        media_kits.media_kit,
        name="media-kit",
    ),
    path("media/<slug:digest>/<str:name>", files.file, name="file"),
    path("quotes/<slug:ref>/", quote_pages.quote_detail, name="quote-detail"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap-index"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemaps.sitemap, name="sitemap"),
    path("news-sitemap.xml", sitemaps.news_sitemap, name="news-sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]

# A release or a quote taken elsewhere.
TO_TAKE_ALONG = [
    path(
        "releases/<slug:slug>/cite/<str:file_name>",
        releases.release_citation,
        name="release-citation",
    ),
    path(
        "quotes/<slug:ref>/cite/<str:file_name>",
        quote_pages.quote_citation,
        name="quote-citation",
    ),
    path(
        "quotes/<slug:ref>/<slug:digest>/card.png",
        share_cards.quote_card,
        name="quote-card",
    ),
    path(
        "releases/<slug:slug>/<slug:digest>/card.png",
        share_cards.release_card,
        name="release-card",
    ),
    path("oembed", embeds.oembed, name="oembed"),
    path("office.css", office_look.style, name="office-style"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *OF_ONE_LANGUAGE,
    *TO_TAKE_ALONG,
    path("account/", include("briefings.sign_in.urls")),
    path("admin/", site.urls),
    path("api/", include("briefings.api.urls")),
    path("guests/", include("briefings.guests.urls")),
]
