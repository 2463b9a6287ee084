"""The API's description as a page, drawn from the OpenAPI document by a template of our own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from service.access.scoped_route import EXTENSION, needs
from service.pages.page_route import PageRoute
from service.pages.rendering import render

router = APIRouter(route_class=PageRoute)

_REFERENCE = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Property:
    """A part of a request or an answer: its name, its type in words, what it is for."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked at a path."""

    id: str
    method: str
    path: str
    scope: str
    summary: str
    parameters: tuple[Property, ...]
    body: str | None
    example: str | None
    answers: tuple[tuple[str, str, str | None], ...]


@router.get("/docs", openapi_extra=needs("none"))
def documentation(request: Request) -> Response:
    """Describe the API."""
    document = request.app.openapi()
    grouped: dict[str, list[Operation]] = {}
    for path, item in document["paths"].items():
        for method, described in item.items():
            group = (described.get("tags") or ["service"])[0]
            operation = _operation(document, method, path, described)
            grouped.setdefault(group, []).append(operation)
    return render(
        request,
        "docs.html",
        version=document["info"]["version"],
        groups=grouped,
        schemas=[(name, list(_properties(schema))) for name, schema in _schemas(document)],
    )


def _schemas(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, schema in sorted(document["components"]["schemas"].items()):
        if schema.get("properties"):
            yield name, schema


def _operation(
    document: dict[str, Any], method: str, path: str, described: dict[str, Any]
) -> Operation:
    parameters = tuple(
        Property(
            one["name"],
            _kind(one["schema"]),
            one.get("required", False),
            one.get("description") or one["schema"].get("description", ""),
        )
        for one in described.get("parameters", ())
    )
    content = described.get("requestBody", {}).get("content", {})
    schema = next((one.get("schema", {}) for one in content.values()), None)
    answers = tuple(
        (status, answer["description"], _answer(answer))
        for status, answer in sorted(described["responses"].items())
    )
    return Operation(
        described["operationId"],
        method.upper(),
        path,
        described[EXTENSION],
        described.get("description") or described.get("summary", ""),
        parameters,
        _name(schema) if schema else None,
        _example(document, schema) if schema else None,
        answers,
    )


def _answer(answer: dict[str, Any]) -> str | None:
    return next((_name(one.get("schema", {})) for one in answer.get("content", {}).values()), None)


def _name(schema: dict[str, Any]) -> str | None:
    reference: str | None = schema.get("$ref")
    return reference.removeprefix(_REFERENCE) if reference else None


def _example(document: dict[str, Any], schema: dict[str, Any]) -> str | None:
    """A body made of the examples of its parts that are required."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][_name(schema)]
    properties = schema.get("properties", {})
    made = {
        name: properties[name]["examples"][0]
        for name in schema.get("required", ())
        if properties[name].get("examples")
    }
    return json.dumps(made, ensure_ascii=False) if made else None


def _properties(schema: dict[str, Any]) -> Iterator[Property]:
    required = schema.get("required", ())
    for name, part in schema["properties"].items():
        yield Property(name, _kind(part), name in required, part.get("description", ""))


def _kind(schema: dict[str, Any]) -> str:
    """A type in words: "string", "list of integer", the name of a form."""
    if name := _name(schema):
        return name
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        kinds = dict.fromkeys(_kind(choice) for choice in choices)
        return " or ".join(kinds)
    if values := schema.get("enum"):
        return ", ".join(map(json.dumps, values))
    if "const" in schema:
        return json.dumps(schema["const"])
    return str(schema.get("type", "any"))
