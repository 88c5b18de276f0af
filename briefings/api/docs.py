from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer2
from rest_framework.views import APIView


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    return render(request, "api/docs.html")


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_document(), content_type="application/json")


@cache
def _document() -> bytes:
    # The same for everybody, and dear: a second of work for each process.
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return OpenApiJsonRenderer2().render(schema)


class UnknownAddress(APIView):
    """Below /api/ a wrong address is told as every other problem is."""

    schema = None
    http_method_names = ["get", "head"]

    def get(self, request):
        raise Http404
