"""The pages of the service."""

from service.pages import (
    companies,
    documentation,
    events,
    importing,
    jobs,
    key_changes,
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
    key_changes.router,
    signing_in.router,
    documentation.router,
    static_files.router,
)
