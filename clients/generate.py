"""Makes what the clients have in common with the service: `make clients`.

    python clients/generate.py [FOLDER]

writes the OpenAPI document, and the models and operations of the Python client, into this folder or
another one of the same structure. The JavaScript client is made of the document by its own build.
"""

import json
import keyword
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import black
import numpy as np
from black.mode import TargetVersion
from datamodel_code_generator import (
    DataModelType,
    GenerateConfig,
    InputFileType,
    LiteralType,
    PythonVersion,
    generate,
)
from datamodel_code_generator.format import Formatter
from numpy.typing import NDArray

from embeddings.embedder import TextKind
from recommender import Catalog
from service.app import create_app
from service.state import ServiceState

HEAD = "# Made from openapi.json by `make clients`; changes here are lost."

# The service checks what it is sent, and says in words what is wrong. Clients that checked too would refuse
# what a later service takes.
_CHECKS = {
    *("maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "multipleOf"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "maxProperties"),
}
_SAID_TO_PEOPLE = {"title", "examples"}

_TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_JSON, _EVENTS = "application/json", "text/event-stream"
_LINE = 100


class _NoModel:
    """The document depends on no model, so none is loaded."""

    name = fingerprint = "none"
    dimension = 1

    def encode(self, texts: Sequence[str], kind: TextKind) -> NDArray[np.float32]:
        raise NotImplementedError


def document() -> dict[str, Any]:
    """The OpenAPI document of the service."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Catalog.open(Path(folder) / "catalog", embedder=_NoModel()) as catalog,
    ):
        return create_app(ServiceState(catalog, None)).openapi()


def without_checks(schema: Any) -> Any:  # noqa: ANN401 - any JSON
    """A JSON schema that says what has which type, and no more."""
    if isinstance(schema, list):
        return [without_checks(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {}
    for name, part in schema.items():
        if name == "properties":
            kept[name] = {field: without_checks(form) for field, form in part.items()}
        elif name == "default":
            # What a whole object is by default the service knows itself.
            kept |= {} if isinstance(part, dict) else {name: part}
        elif name not in _CHECKS | _SAID_TO_PEOPLE:
            kept[name] = without_checks(part)
    return kept


def models(described: Mapping[str, Any]) -> str:
    """The module of models."""
    schemas = {
        name: without_checks(schema) for name, schema in described["components"]["schemas"].items()
    }
    for name in answered(described):
        # What a later service says besides is passed over.
        schemas[name].pop("additionalProperties", None)
    stripped = {
        "openapi": described["openapi"],
        "info": described["info"],
        "paths": {},
        "components": {"schemas": schemas},
    }
    config = GenerateConfig(
        input_file_type=InputFileType.OpenAPI,
        output_model_type=DataModelType.PydanticV2BaseModel,
        target_python_version=PythonVersion.PY_311,
        use_standard_collections=True,
        use_union_operator=True,
        use_annotated=True,
        use_schema_description=True,
        strict_nullable=True,
        allow_population_by_field_name=True,
        enum_field_as_literal=LiteralType.All,
        collapse_root_models=True,
        disable_timestamp=True,
        formatters=[Formatter.BUILTIN],
        custom_file_header=f'{HEAD}\n"""What is sent and answered, as the service describes it."""',
    )
    return _formatted(str(generate(json.dumps(stripped), config=config)))


def answered(described: Mapping[str, Any]) -> set[str]:
    """Names of the schemas that are in answers."""
    schemas = described["components"]["schemas"]
    responses = [
        operation["responses"]
        for item in described["paths"].values()
        for operation in item.values()
    ]
    found, new = set[str](), set(_references(responses))
    while new:
        found |= new
        new = set(_references([schemas[name] for name in new])) - found
    return found


def _references(part: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].rpartition("/")[2]
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _references(each)


def operations(described: Mapping[str, Any]) -> str:
    """The module of operations."""
    methods = [
        _method(verb.upper(), path, operation)
        for path, item in described["paths"].items()
        for verb, operation in item.items()
    ]
    head = [
        HEAD,
        '"""One method for each operation of the service, named as the operation is."""',
        "",
        "from collections.abc import Iterator",
        "from datetime import datetime",
        "from typing import Literal",
        "",
        "from mitra_client import models",
        "from mitra_client.server_events import ServerEvent",
        "from mitra_client.transport import Transport",
        "",
        "",
        "class Operations(Transport):",
        '    """What can be asked of a service. All raise ProblemError."""',
        "",
    ]
    return _formatted("\n".join(head) + "\n" + "\n".join(methods))


def python_name(operation_id: str) -> str:
    """How an operation or a parameter is called in Python."""
    words = re.sub(r"(?<!^)(?=[A-Z])", "_", operation_id).replace("-", "_").lower()
    return f"{words}_" if keyword.iskeyword(words) else words


def annotation(schema: Mapping[str, Any]) -> str:
    """The Python type of a schema."""
    match schema:
        case {"$ref": reference}:
            made = "models." + reference.rpartition("/")[2]
        case {"anyOf": alternatives} | {"oneOf": alternatives}:
            made = " | ".join(map(annotation, alternatives))
        case {"enum": values}:
            made = f"Literal[{', '.join(map(repr, values))}]"
        case {"type": "array", "items": items}:
            made = f"list[{annotation(items)}]"
        case {"type": "string", "format": "date-time"}:
            made = "datetime"
        case _:
            made = _TYPES[schema["type"]]
    return str(made)


def _formatted(code: str) -> str:
    mode = black.Mode(line_length=_LINE, target_versions={TargetVersion.PY311})
    return str(black.format_str(code, mode=mode))


def _method(verb: str, path: str, operation: Mapping[str, Any]) -> str:
    body_parameters, passed_body = _body(operation)
    said = operation.get("parameters", [])
    in_path = [one for one in said if one["in"] == "path"]
    others = [one for one in said if one["in"] != "path"]
    positional = [f"{python_name(one['name'])}: str" for one in in_path] + body_parameters[:1]
    named = body_parameters[1:] + [_named(one) for one in others]
    signature = ", ".join(["self", *positional, *(["*", *named] if named else [])])
    call, answer = _answer(operation)
    passed = [f'"{verb}"', f'"{path}"']
    for where, values in (
        ("place", in_path),
        ("query", [one for one in others if one["in"] == "query"]),
        ("headers", [one for one in others if one["in"] == "header"]),
    ):
        if values:
            pairs = ", ".join(f'"{one["name"]}": {python_name(one["name"])}' for one in values)
            passed.append(f"{where}={{{pairs}}}")
    arguments = ",\n            ".join([*call[1:], *passed, *passed_body])
    returned = "" if answer == "None" else "return "
    description = (
        operation["description"].replace("\n", "\n        ").replace("\n        \n", "\n\n")
    )
    closing = "\n        " if "\n" in description else ""
    return (
        f"    def {python_name(operation['operationId'])}(\n        {signature}\n    ) -> {answer}:\n"
        f'        """{description}{closing}"""\n'
        f"        {returned}self.{call[0]}(\n            {arguments},\n        )\n"
    )


def _named(parameter: Mapping[str, Any]) -> str:
    name, kind = python_name(parameter["name"]), annotation(parameter["schema"])
    if parameter.get("required"):
        return f"{name}: {kind}"
    return f"{name}: {kind} = None" if kind.endswith("| None") else f"{name}: {kind} | None = None"


def _body(operation: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Parameters for what is sent, and how they are passed on."""
    content = operation.get("requestBody", {}).get("content", {})
    if not content:
        return [], []
    if _JSON in content:
        return [f"body: {annotation(content[_JSON]['schema'])}"], ["body=body"]
    if len(content) == 1:
        [media_type] = content
        return ["content: bytes"], ["content=content", f'content_type="{media_type}"']
    named = ["content: bytes", "content_type: str"]
    return named, ["content=content", "content_type=content_type"]


def _answer(operation: Mapping[str, Any]) -> tuple[list[str], str]:
    """The method of Transport that reads the answer, what it is given first, and the type."""
    found = dict(_answers(operation))
    kinds = set(found.values())
    content = next((each for each in found.values() if each), None)
    if content is None:
        return ["_nothing"], "None"
    if content == _EVENTS:
        return ["_events"], "Iterator[ServerEvent]"
    if content != _JSON:
        if content.startswith("text/"):
            return ["_text"], "str"
        return ["_bytes"], "bytes"
    schemas = {
        annotation(operation["responses"][status]["content"][_JSON]["schema"])
        for status, kind in found.items()
        if kind
    }
    [model] = schemas
    if None in kinds:
        return ["_model_or_none", model], f"{model} | None"
    return ["_model", model], model


def _answers(operation: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Statuses of good answers, and the media type of each."""
    for status, response in operation["responses"].items():
        if status.startswith(("2", "3")) and status != "206":
            yield status, next(iter(response.get("content", {})), None)


def main(folder: Path) -> None:
    """Write what is made."""
    described = document()
    package = folder / "python" / "mitra_client"
    written = {
        folder / "openapi.json": json.dumps(described, ensure_ascii=False, indent=1) + "\n",
        package / "models.py": models(described),
        package / "operations.py": operations(described),
    }
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
