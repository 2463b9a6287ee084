"""The pages of the service."""

from service.pages import (
    companies,
    documentation,
    importing,
    keys,
    searching,
    sectors,
    signing_in,
    static_files,
)

ROUTERS = (
    searching.router,
    companies.router,
    sectors.router,
    importing.router,
    keys.router,
    signing_in.router,
    documentation.router,
    static_files.router,
)
