"""All routes of the service, in the order in which they are tried."""

from service.pages.routers import ROUTERS as PAGES
from service.routes import (
    companies,
    disclosure,
    embed,
    events,
    feedback,
    health,
    importing,
    jobs,
    metrics,
    oembed,
    reports,
    searching,
    widget,
)

ROUTERS = (
    searching.router,
    companies.router,
    importing.router,
    disclosure.router,
    feedback.router,
    reports.router,
    events.router,
    jobs.router,
    health.router,
    metrics.router,
    widget.router,
    embed.router,
    oembed.router,
    *PAGES,
)
