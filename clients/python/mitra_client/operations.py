# Made from openapi.json by `make clients`; changes here are lost.
"""One method for each operation of the service, named as the operation is."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from mitra_client import models
from mitra_client.server_events import ServerEvent
from mitra_client.transport import Transport


class Operations(Transport):
    """What can be asked of a service. All raise ProblemError."""

    def search(self, body: models.SearchRequest) -> models.SearchAnswer:
        """Find the companies that best answer a need."""
        return self._model(
            models.SearchAnswer,
            "POST",
            "/v1/search",
            body=body,
        )

    def similar_companies(
        self,
        company_id: str,
        *,
        country: list[str] | None = None,
        region: list[str] | None = None,
        city: list[str] | None = None,
        sector: list[str] | None = None,
        tier: list[str] | None = None,
        language: list[str] | None = None,
        organisation: list[str] | None = None,
        place: list[str] | None = None,
        certification: list[str] | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> models.SimilarAnswer:
        """Find companies in the same kind of business."""
        return self._model(
            models.SimilarAnswer,
            "GET",
            "/v1/companies/{company_id}/similar",
            place={"company_id": company_id},
            query={
                "country": country,
                "region": region,
                "city": city,
                "sector": sector,
                "tier": tier,
                "language": language,
                "organisation": organisation,
                "place": place,
                "certification": certification,
                "limit": limit,
                "offset": offset,
            },
        )

    def complementary_companies(
        self,
        company_id: str,
        *,
        country: list[str] | None = None,
        region: list[str] | None = None,
        city: list[str] | None = None,
        sector: list[str] | None = None,
        tier: list[str] | None = None,
        language: list[str] | None = None,
        organisation: list[str] | None = None,
        place: list[str] | None = None,
        certification: list[str] | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> models.MatchesAnswer:
        """Find companies that offer what a company seeks, and seek what it offers."""
        return self._model(
            models.MatchesAnswer,
            "GET",
            "/v1/companies/{company_id}/matches",
            place={"company_id": company_id},
            query={
                "country": country,
                "region": region,
                "city": city,
                "sector": sector,
                "tier": tier,
                "language": language,
                "organisation": organisation,
                "place": place,
                "certification": certification,
                "limit": limit,
                "offset": offset,
            },
        )

    def count_facets(
        self,
        *,
        country: list[str] | None = None,
        region: list[str] | None = None,
        city: list[str] | None = None,
        sector: list[str] | None = None,
        tier: list[str] | None = None,
        language: list[str] | None = None,
        organisation: list[str] | None = None,
        place: list[str] | None = None,
        certification: list[str] | None = None,
    ) -> models.FacetsAnswer:
        """Count the companies that satisfy filters, and what they have."""
        return self._model(
            models.FacetsAnswer,
            "GET",
            "/v1/facets",
            query={
                "country": country,
                "region": region,
                "city": city,
                "sector": sector,
                "tier": tier,
                "language": language,
                "organisation": organisation,
                "place": place,
                "certification": certification,
            },
        )

    def list_sectors(self) -> models.SectorsAnswer:
        """List the ISIC divisions with the number of their companies."""
        return self._model(
            models.SectorsAnswer,
            "GET",
            "/v1/sectors",
        )

    def list_changes(
        self,
        *,
        cursor: str | None = None,
        updated_since: datetime | None = None,
        limit: int | None = None,
    ) -> models.ChangesAnswer:
        """List companies that were entered, changed or deleted, in the order of these changes."""
        return self._model(
            models.ChangesAnswer,
            "GET",
            "/v1/companies",
            query={"cursor": cursor, "updated_since": updated_since, "limit": limit},
        )

    def get_company(
        self, company_id: str, *, if_none_match: str | None = None
    ) -> models.Company | None:
        """Return one company."""
        return self._model_or_none(
            models.Company,
            "GET",
            "/v1/companies/{company_id}",
            place={"company_id": company_id},
            headers={"if-none-match": if_none_match},
        )

    def put_company(
        self,
        company_id: str,
        body: models.CompanyRequest,
        *,
        if_match: str | None = None,
        if_none_match: str | None = None,
    ) -> models.Company:
        """Enter a company, or replace what is there, in the name of the key's organisation."""
        return self._model(
            models.Company,
            "PUT",
            "/v1/companies/{company_id}",
            place={"company_id": company_id},
            headers={"if-match": if_match, "if-none-match": if_none_match},
            body=body,
        )

    def delete_company(
        self, company_id: str, *, if_match: str | None = None, if_none_match: str | None = None
    ) -> None:
        """Remove a company of the key's organisation."""
        self._nothing(
            "DELETE",
            "/v1/companies/{company_id}",
            place={"company_id": company_id},
            headers={"if-match": if_match, "if-none-match": if_none_match},
        )

    def import_companies(
        self,
        content: bytes,
        *,
        content_type: str,
        mapping: list[str] | None = None,
        default: list[str] | None = None,
        dry_run: bool | None = None,
        idempotency_key: str | None = None,
    ) -> models.ImportAnswer:
        """Enter the companies of a file in the name of the key's organisation, and report every row.

        What has no end after half an hour is stopped (422, import-stopped): the answer names the row, and
        what was saved by then stays.
        """
        return self._model(
            models.ImportAnswer,
            "POST",
            "/v1/companies/import",
            query={"mapping": mapping, "default": default, "dry_run": dry_run},
            headers={"idempotency-key": idempotency_key},
            content=content,
            content_type=content_type,
        )

    def get_disclosure(self, *, organisation: str | None = None) -> models.OrganisationDisclosure:
        """Return who sees the companies of an organisation."""
        return self._model(
            models.OrganisationDisclosure,
            "GET",
            "/v1/organisation/disclosure",
            query={"organisation": organisation},
        )

    def put_disclosure(
        self, body: models.OrganisationDisclosure, *, organisation: str | None = None
    ) -> models.OrganisationDisclosure:
        """Decide who sees the companies of an organisation; it holds from the next answer on."""
        return self._model(
            models.OrganisationDisclosure,
            "PUT",
            "/v1/organisation/disclosure",
            query={"organisation": organisation},
            body=body,
        )

    def get_company_disclosure(self, company_id: str) -> models.CompanyDisclosure:
        """Return who sees one company of one's own."""
        return self._model(
            models.CompanyDisclosure,
            "GET",
            "/v1/companies/{company_id}/disclosure",
            place={"company_id": company_id},
        )

    def put_company_disclosure(
        self, company_id: str, body: models.CompanyDisclosure
    ) -> models.CompanyDisclosure:
        """Let one company of one's own be seen otherwise than the others."""
        return self._model(
            models.CompanyDisclosure,
            "PUT",
            "/v1/companies/{company_id}/disclosure",
            place={"company_id": company_id},
            body=body,
        )

    def give_feedback(self, body: models.FeedbackRequest) -> models.JudgementJson:
        """Say how good a partner is; saying it again replaces what was said."""
        return self._model(
            models.JudgementJson,
            "POST",
            "/v1/feedback",
            body=body,
        )

    def make_report(
        self,
        body: (
            models.SimilarityReportRequest
            | models.PotentialReportRequest
            | models.DuplicatesReportRequest
        ),
    ) -> models.JobAnswer:
        """Have a report made; it holds what the caller sees when it is made."""
        return self._model(
            models.JobAnswer,
            "POST",
            "/v1/reports",
            body=body,
        )

    def download_report(self, job_id: str, file: str) -> bytes:
        """Download a result of a job; its names are those that the job lists."""
        return self._bytes(
            "GET",
            "/v1/reports/{job_id}/{file}",
            place={"job_id": job_id, "file": file},
        )

    def plan_event(self, body: models.EventSettings) -> models.JobAnswer:
        """Plan an event of companies that the caller sees: whom to invite, who meets whom, and when.

        The job's files are the organiser's workbook and what the guests get: timetables, calendars, badges.
        """
        return self._model(
            models.JobAnswer,
            "POST",
            "/v1/events",
            body=body,
        )

    def check_event(self, job_id: str, content: bytes) -> models.JobAnswer:
        """Check the workbook of a plan as an organiser has edited it.

        `check.json` among the job's files says what cannot be held. Where everything can be, timetables,
        calendars and badges are made of it, and the job is the plan to go on with.
        """
        return self._model(
            models.JobAnswer,
            "POST",
            "/v1/events/{job_id}/check",
            place={"job_id": job_id},
            content=content,
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )

    def replan_event(self, job_id: str, body: models.ReplanRequest) -> models.JobAnswer:
        """Plan an event again without some companies, or with later ones, and change as little as possible.

        `changes.json` among the job's files says what became of each meeting.
        """
        return self._model(
            models.JobAnswer,
            "POST",
            "/v1/events/{job_id}/replan",
            place={"job_id": job_id},
            body=body,
        )

    def list_jobs(self, *, limit: int | None = None) -> models.JobsAnswer:
        """List the jobs of the caller's organisation."""
        return self._model(
            models.JobsAnswer,
            "GET",
            "/v1/jobs",
            query={"limit": limit},
        )

    def get_job(self, job_id: str) -> models.JobAnswer:
        """Say how far a job is."""
        return self._model(
            models.JobAnswer,
            "GET",
            "/v1/jobs/{job_id}",
            place={"job_id": job_id},
        )

    def cancel_job(self, job_id: str) -> models.JobAnswer:
        """End a job at once; one that is over stays as it is."""
        return self._model(
            models.JobAnswer,
            "DELETE",
            "/v1/jobs/{job_id}",
            place={"job_id": job_id},
        )

    def follow_job(self, job_id: str, *, last_event_id: str | None = None) -> Iterator[ServerEvent]:
        """Follow a job: server-sent events `progress` with the job, at last `end`; then the stream ends.

        After a break the client names the last event that it has seen in `Last-Event-ID`, as browsers do.
        """
        return self._events(
            "GET",
            "/v1/jobs/{job_id}/events",
            place={"job_id": job_id},
            headers={"last-event-id": last_event_id},
        )

    def health(self) -> models.Health:
        """Say that the service is alive."""
        return self._model(
            models.Health,
            "GET",
            "/healthz",
        )

    def ready(self) -> models.Health:
        """Say that model and index are in memory, so that a search is answered at once."""
        return self._model(
            models.Health,
            "GET",
            "/readyz",
        )

    def metrics(self) -> str:
        """Tell requests, latencies, queue and catalogue in figures."""
        return self._text(
            "GET",
            "/metrics",
        )

    def widget_snippet(self) -> models.Snippet:
        """Say how a page loads the widget."""
        return self._model(
            models.Snippet,
            "GET",
            "/widget",
        )

    def oembed(
        self,
        *,
        url: str,
        format: str | None = None,
        maxwidth: int | None = None,
        maxheight: int | None = None,
        key_id: str | None = None,
        lang: Literal["id", "ja", "en"] | None = None,
    ) -> models.OEmbed:
        """Turn the address of a company's page into a frame."""
        return self._model(
            models.OEmbed,
            "GET",
            "/oembed",
            query={
                "url": url,
                "format": format,
                "maxwidth": maxwidth,
                "maxheight": maxheight,
                "key_id": key_id,
                "lang": lang,
            },
        )
