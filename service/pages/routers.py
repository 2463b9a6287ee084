"""The pages of the service."""

from service.pages import (
    companies,
    documentation,
    events,
    importing,
    jobs,
    keys,
    reports,
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
    reports.router,
    events.router,
    jobs.router,
    keys.router,
    signing_in.router,
    documentation.router,
    static_files.router,
)
