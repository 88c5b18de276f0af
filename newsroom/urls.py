from django.urls import include, path

urlpatterns = [path("", include("briefings.urls"))]
