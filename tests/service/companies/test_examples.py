"""Every example of these operations in the OpenAPI document is one that works."""

import json

import pytest

from service.entity_tags import IfMatch

CONDITIONS = {"if-match", "if-none-match"}


def example_of(schema, document):
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return next(iter(schema.get("examples", ())), None)


def bodies(operation, document):
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        example = content.get("example") or example_of(content["schema"], document)
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
            example = example_of(parameter["schema"], document)
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
    assert asked == 10


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
