"""Every example of these operations in the OpenAPI document is one that works."""

import json

import pytest

from service.entity_tags import IfMatch

CONDITIONS = {"if-match", "if-none-match"}


def examples_of(part, document):
    """The first example of a schema, or an object of those of its properties."""
    if "$ref" in part:
        part = document["components"]["schemas"][part["$ref"].rpartition("/")[2]]
    if part.get("examples"):
        return part["examples"][0]
    properties = part.get("properties", {})
    made = {name: examples_of(one, document) for name, one in properties.items()}
    return {name: one for name, one in made.items() if one is not None} or None


def bodies(operation, document):
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        example = content.get("example") or examples_of(content["schema"], document)
        if example is not None:
            yield media_type, example if isinstance(example, str) else json.dumps(example)


def operations(shared):
    document = shared.app.openapi()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if {"companies", "disclosure", "feedback"} & set(operation["tags"]):
                yield method, path, operation, document


def test_every_operation_has_examples_and_they_work(shared, make_company):
    shared.catalog.put(make_company("ID-001", organisation="Kadin", contact="Bu Sari"))
    key = shared.key("write", "Kadin")
    asked = 0
    # Companies are removed last, the others in the order of the document.
    for method, path, operation, document in sorted(
        operations(shared), key=lambda one: one[0] == "delete"
    ):
        url, headers = path, {}
        for parameter in operation.get("parameters", ()):
            example = examples_of(parameter["schema"], document) or parameter.get("example")
            examples = parameter.get("examples") or parameter["schema"].get("examples")
            example = example or (examples[0] if examples else None)
            if parameter["in"] == "path":
                assert example, (path, parameter)
                url = url.replace(f"{{{parameter['name']}}}", example)
            if parameter["in"] == "header" and parameter["name"].lower() not in CONDITIONS:
                headers[parameter["name"]] = example
        if "requestBody" not in operation:
            answer = shared.ask(method.upper(), url, key, headers=headers)
            assert answer.is_success, (method, url, answer.text)
            asked += 1
            continue
        sent = list(bodies(operation, document))
        assert sent, (method, path)
        for media_type, body in sent:
            typed = {**headers, "Content-Type": media_type}
            answer = shared.ask(method.upper(), url, key, content=body.encode(), headers=typed)
            assert answer.is_success, (method, url, body, answer.text)
            assert not answer.json().get("rejected"), answer.text
            asked += 1
    assert asked == 9


def test_the_examples_of_conditions_are_tags():
    [header] = [one for one in IfMatch.__metadata__ if hasattr(one, "examples")]
    assert all(one.startswith('"') and one.endswith('"') for one in header.examples)


@pytest.mark.parametrize("name", ["putCompany", "importCompanies", "search"])
def test_the_document_says_how_large_a_body_may_be(shared, name):
    [operation] = [
        operation
        for item in shared.app.openapi()["paths"].values()
        for operation in item.values()
        if operation["operationId"] == name
    ]
    largest = {"putCompany": 2**20, "importCompanies": 50 * 2**20, "search": 2**18}
    assert operation["x-max-body"] == largest[name]
