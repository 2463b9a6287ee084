import type { Answer, Body, Query } from "../src/types.js";
import type { ServerEvent } from "../src/server_events.js";
import { type Content, type Options, Transport } from "../src/transport.js";
/** What can be asked of a service: one method for each operation, named as the operation is. */
export declare class Operations extends Transport {
    /** Find the companies that best answer a need. */
    search(body: Body<"search">, options?: Options): Promise<Answer<"search">>;
    /** Find companies in the same kind of business. */
    similarCompanies(company_id: string, query?: Query<"similarCompanies">, options?: Options): Promise<Answer<"similarCompanies">>;
    /** Find companies that offer what a company seeks, and seek what it offers. */
    complementaryCompanies(company_id: string, query?: Query<"complementaryCompanies">, options?: Options): Promise<Answer<"complementaryCompanies">>;
    /** Count the companies that satisfy filters, and what they have. */
    countFacets(query?: Query<"countFacets">, options?: Options): Promise<Answer<"countFacets">>;
    /** List the ISIC divisions with the number of their companies. */
    listSectors(options?: Options): Promise<Answer<"listSectors">>;
    /** List companies that were entered, changed or deleted, in the order of these changes. */
    listChanges(query?: Query<"listChanges">, options?: Options): Promise<Answer<"listChanges">>;
    /** Return one company. */
    getCompany(company_id: string, options?: Options): Promise<Answer<"getCompany"> | null>;
    /** Enter a company, or replace what is there, in the name of the key's organisation. */
    putCompany(company_id: string, body: Body<"putCompany">, options?: Options): Promise<Answer<"putCompany">>;
    /** Remove a company of the key's organisation. */
    deleteCompany(company_id: string, options?: Options): Promise<void>;
    /** Enter the companies of a file in the name of the key's organisation, and report every row.
     *
     * What has no end after half an hour is stopped (422, import-stopped): the answer names the row, and
     * what was saved by then stays. */
    importCompanies(content: Content, type: string, query?: Query<"importCompanies">, options?: Options): Promise<Answer<"importCompanies">>;
    /** Return who sees the companies of an organisation. */
    getDisclosure(query?: Query<"getDisclosure">, options?: Options): Promise<Answer<"getDisclosure">>;
    /** Decide who sees the companies of an organisation; it holds from the next answer on. */
    putDisclosure(body: Body<"putDisclosure">, query?: Query<"putDisclosure">, options?: Options): Promise<Answer<"putDisclosure">>;
    /** Return who sees one company of one's own. */
    getCompanyDisclosure(company_id: string, options?: Options): Promise<Answer<"getCompanyDisclosure">>;
    /** Let one company of one's own be seen otherwise than the others. */
    putCompanyDisclosure(company_id: string, body: Body<"putCompanyDisclosure">, options?: Options): Promise<Answer<"putCompanyDisclosure">>;
    /** Say how good a partner is; saying it again replaces what was said. */
    giveFeedback(body: Body<"giveFeedback">, options?: Options): Promise<Answer<"giveFeedback">>;
    /** Have a report made; it holds what the caller sees when it is made. */
    makeReport(body: Body<"makeReport">, options?: Options): Promise<Answer<"makeReport">>;
    /** Download a result of a job; its names are those that the job lists. */
    downloadReport(job_id: string, file: string, options?: Options): Promise<Blob>;
    /** Plan an event of companies that the caller sees: whom to invite, who meets whom, and when.
     *
     * The job's files are the organiser's workbook and what the guests get: timetables, calendars, badges. */
    planEvent(body: Body<"planEvent">, options?: Options): Promise<Answer<"planEvent">>;
    /** Check the workbook of a plan as an organiser has edited it.
     *
     * `check.json` among the job's files says what cannot be held. Where everything can be, timetables,
     * calendars and badges are made of it, and the job is the plan to go on with. */
    checkEvent(job_id: string, content: Content, options?: Options): Promise<Answer<"checkEvent">>;
    /** Plan an event again without some companies, or with later ones, and change as little as possible.
     *
     * `changes.json` among the job's files says what became of each meeting. */
    replanEvent(job_id: string, body: Body<"replanEvent">, options?: Options): Promise<Answer<"replanEvent">>;
    /** List the jobs of the caller's organisation. */
    listJobs(query?: Query<"listJobs">, options?: Options): Promise<Answer<"listJobs">>;
    /** Say how far a job is. */
    getJob(job_id: string, options?: Options): Promise<Answer<"getJob">>;
    /** End a job at once; one that is over stays as it is. */
    cancelJob(job_id: string, options?: Options): Promise<Answer<"cancelJob">>;
    /** Follow a job: server-sent events `progress` with the job, at last `end`; then the stream ends.
     *
     * After a break the client names the last event that it has seen in `Last-Event-ID`, as browsers do. */
    followJob(job_id: string, options?: Options): AsyncGenerator<ServerEvent, void, undefined>;
    /** Say that the service is alive. */
    health(options?: Options): Promise<Answer<"health">>;
    /** Say that model and index are in memory, so that a search is answered at once. */
    ready(options?: Options): Promise<Answer<"ready">>;
    /** Tell requests, latencies, queue and catalogue in figures. */
    metrics(options?: Options): Promise<string>;
    /** Say how a page loads the widget. */
    widgetSnippet(options?: Options): Promise<Answer<"widgetSnippet">>;
    /** Turn the address of a company's page into a frame. */
    oembed(query: Query<"oembed">, options?: Options): Promise<Answer<"oembed">>;
}
