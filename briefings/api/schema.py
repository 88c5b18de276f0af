"""What drf-spectacular does not find out by itself about the API."""

from typing import Any

from briefings.api import problems

_ALWAYS = {
    "404": "Nothing public is at this address.",
    "406": "The API speaks JSON.",
    "429": "Too many requests; `Retry-After` says how many seconds to wait.",
}
_WITH_PARAMETERS = {"400": "A parameter is wrong; `errors` says which."}
_OF_A_RELEASE = {"410": "The release was removed; `detail` says why."}
_MOVED = {
    "description": "The release has a new address, or was replaced.",
    "headers": {"Location": {"schema": {"type": "string", "format": "uri"}}},
}


def describe_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Every operation with the problems it may answer with."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = problems.SCHEMA
    for path, operations in result["paths"].items():
        for operation in operations.values():
            operation["responses"] |= _answers(path, operation)
    return result


def _answers(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    told = dict(_ALWAYS)
    if any(parameter["in"] == "query" for parameter in operation["parameters"]):
        told |= _WITH_PARAMETERS
    answers = {status: _problem(text) for status, text in told.items()}
    if "/releases/{slug}/" in path:
        answers |= {"301": _MOVED, "410": _problem(_OF_A_RELEASE["410"])}
    return dict(sorted(answers.items()))


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": description,
        "content": {problems.MEDIA_TYPE: {"schema": schema}},
    }
