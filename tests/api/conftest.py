import json
import re

import pytest
from django.test import Client
from openapi_schema_validator import OAS31Validator, oas31_format_checker


class Api:
    """Asks the API as a stranger does, and holds every answer against the document
    that describes it."""

    def __init__(self, client, document):
        self.client, self.document = client, document

    def get(self, path, *, status=200, **parameters):
        response = self.client.get(f"/api/v1/{path}", parameters)
        assert response.status_code == status, response.content
        answer = json.loads(response.content)
        self.hold(response, answer)
        return answer

    def slugs(self, path, **parameters):
        results = self.get(path, **parameters)["results"]
        return [row["slug"] for row in results]

    def hold(self, response, answer):
        told = self.operation(response.wsgi_request.path)["responses"]
        [content] = told[str(response.status_code)]["content"].items()
        assert content[0] == response["Content-Type"]
        schema = content[1]["schema"] | {"components": self.document["components"]}
        OAS31Validator(schema, format_checker=oas31_format_checker).validate(answer)

    def operation(self, path):
        for described, operations in self.document["paths"].items():
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", described), path):
                return operations["get"]
        raise LookupError(f"The document does not describe {path}.")


@pytest.fixture(scope="session")
def document():
    return Client().get("/api/v1/openapi.json").json()


@pytest.fixture
def api(client, document):
    return Api(client, document)
