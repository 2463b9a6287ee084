"""Which methods a path knows, over all operations that share it."""

from fastapi import Request
from starlette.routing import compile_path


def allowed_methods(request: Request) -> list[str]:
    """The methods of the operations at a request's path, in alphabetical order (RFC 9110, 10.2.1)."""
    path = request.scope["path"]
    return sorted(
        method.upper()
        for template, operations in request.app.openapi()["paths"].items()
        if compile_path(template)[0].fullmatch(path)
        for method in operations
    )
