from io import StringIO

import pytest
from django.core.management import call_command
from openapi_spec_validator import OpenAPIV31SpecValidator

pytestmark = pytest.mark.django_db


def test_the_document_is_openapi_3_1(document):
    OpenAPIV31SpecValidator(document).validate()

    assert document["openapi"].startswith("3.1.")


def test_nothing_is_left_undescribed():
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=StringIO())


def test_every_operation_only_reads_and_names_its_problems(document):
    operations = document["paths"].values()

    assert {method for path in operations for method in path} == {"get"}
    for path in operations:
        assert {"200", "404", "406"} <= set(path["get"]["responses"])


def test_no_primary_key_is_told(document):
    schemas = document["components"]["schemas"].values()
    told = {name for schema in schemas for name in schema.get("properties", ())}

    assert "slug" in told
    assert not {"id", "pk"} & told
    assert not {name for name in told if name.endswith("_id")}


def test_the_list_of_lists_leads_to_each(api, stranger):
    lists = stranger.get("/api/v1/").json()

    assert len(lists) == 11
    assert {stranger.get(url).status_code for url in lists.values()} == {200}


def test_the_documentation_is_complete_without_third_parties(stranger):
    page = stranger.get("/api/docs/").content.decode()

    assert "//" not in page.replace("<!doctype html>", "")
    assert 'data-document="/api/v1/openapi.json"' in page
