"""Reading the forms of pages: only what our own pages have sent, and not too much of it."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from service.pages import form_tokens

MAX_FIELDS = 600
"""A column that is assigned to a field each, of the 500 that a file can have, and a few more."""

MAX_FIELD_BYTES = 16 * 1024


async def own_form(request: Request) -> AsyncIterator[FormData]:
    """The form of a request. Raises HTTPException (400) and Refusal (403)."""
    async with request.form(
        max_files=1, max_fields=MAX_FIELDS, max_part_size=MAX_FIELD_BYTES
    ) as form:
        form_tokens.check(request, form)
        yield form


OwnForm = Annotated[FormData, Depends(own_form)]
"""A form that one of our pages has sent."""


def field(form: FormData, name: str) -> str:
    """A field of text; nothing where it is missing, or a file."""
    value = form.get(name)
    return value if isinstance(value, str) else ""
