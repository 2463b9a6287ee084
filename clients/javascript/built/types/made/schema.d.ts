export interface paths {
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search
         * @description Find the companies that best answer a need.
         */
        post: operations["search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/companies/{company_id}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Similar
         * @description Find companies in the same kind of business.
         */
        get: operations["similarCompanies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/companies/{company_id}/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Matches
         * @description Find companies that offer what a company seeks, and seek what it offers.
         */
        get: operations["complementaryCompanies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Facets
         * @description Count the companies that satisfy filters, and what they have.
         */
        get: operations["countFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sectors
         * @description List the ISIC divisions with the number of their companies.
         */
        get: operations["listSectors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes
         * @description List companies that were entered, changed or deleted, in the order of these changes.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/companies/{company_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Company
         * @description Return one company.
         */
        get: operations["getCompany"];
        /**
         * Put Company
         * @description Enter a company, or replace what is there, in the name of the key's organisation.
         */
        put: operations["putCompany"];
        post?: never;
        /**
         * Delete Company
         * @description Remove a company of the key's organisation.
         */
        delete: operations["deleteCompany"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/companies/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Companies
         * @description Enter the companies of a file in the name of the key's organisation, and report every row.
         *
         *     What has no end after half an hour is stopped (422, import-stopped): the answer names the row, and
         *     what was saved by then stays.
         */
        post: operations["importCompanies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisation/disclosure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Disclosure
         * @description Return who sees the companies of an organisation.
         */
        get: operations["getDisclosure"];
        /**
         * Put Disclosure
         * @description Decide who sees the companies of an organisation; it holds from the next answer on.
         */
        put: operations["putDisclosure"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/companies/{company_id}/disclosure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Company Disclosure
         * @description Return who sees one company of one's own.
         */
        get: operations["getCompanyDisclosure"];
        /**
         * Put Company Disclosure
         * @description Let one company of one's own be seen otherwise than the others.
         */
        put: operations["putCompanyDisclosure"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give Feedback
         * @description Say how good a partner is; saying it again replaces what was said.
         */
        post: operations["giveFeedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report
         * @description Have a report made; it holds what the caller sees when it is made.
         */
        post: operations["makeReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{job_id}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download
         * @description Download a result of a job; its names are those that the job lists.
         */
        get: operations["downloadReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Plan
         * @description Plan an event of companies that the caller sees: whom to invite, who meets whom, and when.
         *
         *     The job's files are the organiser's workbook and what the guests get: timetables, calendars, badges.
         */
        post: operations["planEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{job_id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check
         * @description Check the workbook of a plan as an organiser has edited it.
         *
         *     `check.json` among the job's files says what cannot be held. Where everything can be, timetables,
         *     calendars and badges are made of it, and the job is the plan to go on with.
         */
        post: operations["checkEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{job_id}/replan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replan
         * @description Plan an event again without some companies, or with later ones, and change as little as possible.
         *
         *     `changes.json` among the job's files says what became of each meeting.
         */
        post: operations["replanEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs
         * @description List the jobs of the caller's organisation.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Job
         * @description Say how far a job is.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /**
         * Cancel
         * @description End a job at once; one that is over stays as it is.
         */
        delete: operations["cancelJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow
         * @description Follow a job: server-sent events `progress` with the job, at last `end`; then the stream ends.
         *
         *     After a break the client names the last event that it has seen in `Last-Event-ID`, as browsers do.
         */
        get: operations["followJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Health
         * @description Say that the service is alive.
         */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready
         * @description Say that model and index are in memory, so that a search is answered at once.
         */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics
         * @description Tell requests, latencies, queue and catalogue in figures.
         */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/widget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Snippet
         * @description Say how a page loads the widget.
         */
        get: operations["widgetSnippet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oembed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Oembed
         * @description Turn the address of a company's page into a frame.
         */
        get: operations["oembed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Absence
         * @description Slots, by number, or whole sessions in which a company is not there.
         */
        Absence: {
            /** Company */
            company: string;
            /**
             * Slots
             * @default []
             */
            slots?: number[];
            /**
             * Sessions
             * @default []
             */
            sessions?: string[];
        };
        /**
         * AnswerJson
         * @description Words that were asked for, and the partner's words that mean them, in any language.
         */
        AnswerJson: {
            asked: components["schemas"]["QuoteJson"];
            found: components["schemas"]["QuoteJson"];
        };
        /**
         * Break
         * @description A time of a session without meetings.
         */
        Break: {
            /**
             * Start
             * Format: time
             */
            start: string;
            /**
             * End
             * Format: time
             */
            end: string;
        };
        /**
         * ChangesAnswer
         * @description A part of the changes, in their order.
         *
         *     `cursor` leads to the next part, at once where there is `more`, or later on. Of a company that has
         *     changed several times the last change alone is listed.
         */
        ChangesAnswer: {
            /** Companies */
            companies: components["schemas"]["Company"][];
            /** Deleted */
            deleted: components["schemas"]["DeletionJson"][];
            /** Cursor */
            cursor: string;
            /** More */
            more: boolean;
        };
        /**
         * Company
         * @description One business, in the words of whoever entered it.
         */
        Company: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /**
             * Names
             * @description The same name in other scripts and languages.
             * @default []
             */
            names?: string[];
            /** Description */
            description: string;
            /**
             * Language
             * @description Language of the description; detected when it is not given.
             * @default und
             * @enum {string}
             */
            language?: "id" | "ja" | "en" | "und";
            /**
             * Country
             * @description ISO 3166-1 alpha-2.
             */
            country: string;
            /**
             * Region
             * @description Province or prefecture, in any usual spelling.
             */
            region?: string | null;
            /** City */
            city?: string | null;
            /**
             * Sectors
             * @description ISIC Rev. 4: a section letter or two to four digits.
             * @default []
             */
            sectors?: string[];
            /**
             * Tier
             * @description Place in a supply chain.
             */
            tier?: ("OEM" | "1" | "2" | "3") | null;
            /**
             * Capabilities
             * @default []
             */
            capabilities?: string[];
            /**
             * Certifications
             * @default []
             */
            certifications?: string[];
            /** Employees */
            employees?: number | null;
            /**
             * Offers
             * @description What the company can do for a partner, in any of the three languages.
             */
            offers?: string | null;
            /**
             * Seeks
             * @description What it is looking for, in any of the three languages.
             */
            seeks?: string | null;
            /**
             * Partnership
             * @default []
             */
            partnership?: ("supply" | "technology" | "investment" | "distribution" | "human-resources")[];
            /** Website */
            website?: string | null;
            /** Contact */
            contact?: string | null;
            /**
             * Organisation
             * @description The tenant that entered it.
             */
            organisation?: string | null;
            /**
             * Updated At
             * @description When its content last changed (UTC); the catalogue sets it.
             */
            updated_at?: string | null;
            /**
             * Extra
             * @description Columns of an import that no field above stands for.
             * @default {}
             */
            extra?: {
                [key: string]: string;
            };
        };
        /**
         * CompanyDisclosure
         * @description Who sees one company and its contact; null where that is as for the others of its organisation.
         * @example {
         *       "company": "public",
         *       "contact": "partners"
         *     }
         */
        CompanyDisclosure: {
            /** Company */
            company: ("public" | "partners" | "private") | null;
            /** Contact */
            contact: ("public" | "partners" | "private") | null;
        };
        /**
         * CompanyRequest
         * @description A company as its organisation enters it; what is left out is empty.
         *
         *     `id` may be left out, or is that of the path. `updated_at` is set by the catalogue.
         * @example {
         *       "country": "ID",
         *       "description": "Kami membuat komponen stamping untuk sepeda motor di Bekasi.",
         *       "name": "PT Mitra Logam Presisi",
         *       "region": "Jawa Barat",
         *       "sectors": [
         *         "2930"
         *       ],
         *       "seeks": "Mencari mitra Jepang untuk alih teknologi dies."
         *     }
         */
        CompanyRequest: {
            /** Id */
            id?: string | null;
            /** Name */
            name: string;
            /**
             * Names
             * @description The same name in other scripts and languages.
             * @default []
             */
            names?: string[];
            /** Description */
            description: string;
            /**
             * Language
             * @description Language of the description; detected when it is not given.
             * @default und
             * @enum {string}
             */
            language?: "id" | "ja" | "en" | "und";
            /**
             * Country
             * @description ISO 3166-1 alpha-2.
             */
            country: string;
            /**
             * Region
             * @description Province or prefecture, in any usual spelling.
             */
            region?: string | null;
            /** City */
            city?: string | null;
            /**
             * Sectors
             * @description ISIC Rev. 4: a section letter or two to four digits.
             * @default []
             */
            sectors?: string[];
            /**
             * Tier
             * @description Place in a supply chain.
             */
            tier?: ("OEM" | "1" | "2" | "3") | null;
            /**
             * Capabilities
             * @default []
             */
            capabilities?: string[];
            /**
             * Certifications
             * @default []
             */
            certifications?: string[];
            /** Employees */
            employees?: number | null;
            /**
             * Offers
             * @description What the company can do for a partner, in any of the three languages.
             */
            offers?: string | null;
            /**
             * Seeks
             * @description What it is looking for, in any of the three languages.
             */
            seeks?: string | null;
            /**
             * Partnership
             * @default []
             */
            partnership?: ("supply" | "technology" | "investment" | "distribution" | "human-resources")[];
            /** Website */
            website?: string | null;
            /** Contact */
            contact?: string | null;
            /**
             * Organisation
             * @description The tenant that entered it.
             */
            organisation?: string | null;
            /**
             * Updated At
             * @description When its content last changed (UTC); the catalogue sets it.
             */
            updated_at?: string | null;
            /**
             * Extra
             * @description Columns of an import that no field above stands for.
             * @default {}
             */
            extra?: {
                [key: string]: string;
            };
        };
        /**
         * CompanySectorJson
         * @description An ISIC code that the company counts to: entered, or inferred from its description.
         */
        CompanySectorJson: {
            /** Code */
            code: string;
            /** Confidence */
            confidence: number;
            /** Inferred */
            inferred: boolean;
        };
        /**
         * DeletionJson
         * @description A company that is no more, or that the key may not see any more.
         */
        DeletionJson: {
            /** Id */
            id: string;
            /**
             * Deleted At
             * Format: date-time
             */
            deleted_at: string;
        };
        /**
         * DuplicatesReportRequest
         * @description Companies that have probably been entered twice; for whoever runs the service.
         */
        DuplicatesReportRequest: {
            /**
             * Formats
             * @default [
             *       "html",
             *       "xlsx",
             *       "csv",
             *       "parquet"
             *     ]
             */
            formats?: ("html" | "xlsx" | "csv" | "parquet")[];
            /** Language */
            language?: ("id" | "ja" | "en") | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "duplicates";
            /**
             * Probability
             * @default 0.5
             */
            probability?: number;
            /** Merge From */
            merge_from?: number | null;
        };
        /**
         * EventSettings
         * @description An event.
         *
         *     `theme`: in any of the three languages; companies that answer it are preferred in the choice of
         *     whom to invite. `without_judged`: pairs of which the catalogue holds a judgement of a match have met
         *     before.
         */
        EventSettings: {
            /** Name */
            name: string;
            /** Place */
            place: string;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Time Zone */
            time_zone: string;
            /** Tables */
            tables: number;
            /**
             * @default {
             *       "minutes": 25,
             *       "gap": 5
             *     }
             */
            slots?: components["schemas"]["SlotLength"];
            /** Sessions */
            sessions: components["schemas"]["Session"][];
            sides: components["schemas"]["Sides"];
            /** Theme */
            theme?: string | null;
            /**
             * Interpreters
             * @default []
             */
            interpreters?: components["schemas"]["InterpreterSettings"][];
            /**
             * Wishes
             * @default []
             */
            wishes?: components["schemas"]["Wish"][];
            /**
             * Absences
             * @default []
             */
            absences?: components["schemas"]["Absence"][];
            /**
             * Without Judged
             * @default true
             */
            without_judged?: boolean;
            /** @default {} */
            lists?: components["schemas"]["Lists"];
            /**
             * @default {
             *       "match": 1,
             *       "one_sided": 0.3,
             *       "mutual": 0.8,
             *       "theme": 1,
             *       "moved": 0.5
             *     }
             */
            worth?: components["schemas"]["Worth"];
            /**
             * @default {
             *       "seconds": 60,
             *       "seed": 0
             *     }
             */
            solver?: components["schemas"]["Solver"];
        };
        /**
         * FacetValueJson
         * @description How many of the companies that satisfy the filters have a value.
         */
        FacetValueJson: {
            /** Value */
            value: string;
            /** Count */
            count: number;
        };
        /**
         * FacetsAnswer
         * @description How many companies satisfy the filters, and what they have.
         */
        FacetsAnswer: {
            /** Generation */
            generation: number;
            /** Total */
            total: number;
            facets: components["schemas"]["FacetsJson"];
        };
        /**
         * FacetsJson
         * @description What the companies that satisfy all filters have, the most frequent value first.
         *
         *     `region` counts ISO 3166-2 codes, `sector` ISIC divisions, of which a company can have several.
         */
        FacetsJson: {
            /** Country */
            country: components["schemas"]["FacetValueJson"][];
            /** Region */
            region: components["schemas"]["NamedFacetValueJson"][];
            /** Sector */
            sector: components["schemas"]["NamedFacetValueJson"][];
            /** Tier */
            tier: components["schemas"]["FacetValueJson"][];
            /** Language */
            language: components["schemas"]["FacetValueJson"][];
        };
        /**
         * FailureAnswer
         * @description Why a job has no result; `code` is stable, `title` and `detail` are for people.
         */
        FailureAnswer: {
            /**
             * Code
             * @example empty-selection
             */
            code: string;
            /** Title */
            title: string;
            /** Detail */
            detail: string;
        };
        /**
         * Fairness
         * @description What each organisation that entered companies can expect.
         *
         *     `most_share`: of a side's places, for any of them. `fewest_each`: companies of each, as far as it has
         *     them.
         */
        Fairness: {
            /**
             * Most Share
             * @default 1
             */
            most_share?: number;
            /**
             * Fewest Each
             * @default 0
             */
            fewest_each?: number;
        };
        /**
         * FeedbackRequest
         * @description How well a partner answers a query, or suits a company.
         *
         *     `grade`: 0 (not relevant) to 3 (just what was sought). `kind` says of a company whether the partner is
         *     similar to it or a match. `confirmed`: the two met, and it led to business.
         * @example {
         *       "grade": 3,
         *       "partner": "ID-001",
         *       "query": "pemasok komponen otomotif"
         *     }
         */
        FeedbackRequest: {
            /** Query */
            query?: string | null;
            /** Company */
            company?: string | null;
            /** Kind */
            kind?: ("search" | "similar" | "match") | null;
            /** Partner */
            partner: string;
            /** Grade */
            grade?: number | null;
            /**
             * Confirmed
             * @default false
             */
            confirmed?: boolean;
            /** Note */
            note?: string | null;
        };
        /**
         * FieldProblem
         * @description What is wrong with one part of a request.
         */
        FieldProblem: {
            /**
             * Place
             * @example body.limit
             */
            place: string;
            /**
             * Code
             * @example too-large
             */
            code: string;
            /** Message */
            message: string;
            /**
             * Remedy
             * @default
             */
            remedy?: string;
        };
        /**
         * FileAnswer
         * @description A result: `url` is a path of this service.
         */
        FileAnswer: {
            /**
             * Name
             * @example similarity.xlsx
             */
            name: string;
            /** Bytes */
            bytes: number;
            /** Url */
            url: string;
        };
        /**
         * FiltersRequest
         * @description Values that a partner must have: one of those given, in every field given.
         */
        FiltersRequest: {
            /**
             * Country
             * @example JP
             */
            country?: string | string[] | null;
            /**
             * Region
             * @example Aichi
             */
            region?: string | string[] | null;
            /** City */
            city?: string | string[] | null;
            /**
             * Sector
             * @example 29
             */
            sector?: string | string[] | null;
            /** Tier */
            tier?: string | string[] | null;
            /** Language */
            language?: string | string[] | null;
            /** Organisation */
            organisation?: string | string[] | null;
            /**
             * Place
             * @example JP-23
             */
            place?: string | string[] | null;
            /**
             * Certification
             * @example ISO 9001
             */
            certification?: string | string[] | null;
        };
        /**
         * FitReasonJson
         * @description What one side seeks, and the passage of the other side that comes nearest to it.
         *
         *     `seeker` seeks; `strength` says how well it is met; `inferred`: what is sought was drawn from
         *     the seeker's description; `outside`: the other side is of another country or tier than the
         *     request names.
         */
        FitReasonJson: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "fit";
            /**
             * Seeker
             * @enum {string}
             */
            seeker: "own" | "partner";
            own: components["schemas"]["QuoteJson"];
            partner: components["schemas"]["QuoteJson"];
            /** Strength */
            strength: number;
            /** Inferred */
            inferred: boolean;
            /** Outside */
            outside: boolean;
        };
        /**
         * Health
         * @description The service is alive and answers from this generation of the catalogue.
         */
        Health: {
            /**
             * Status
             * @example ok
             */
            status: string;
            /** Generation */
            generation: number;
        };
        /**
         * ImportAnswer
         * @description What became of every row; `read` is the sum of the others.
         *
         *     `rejected` lists the first 1,000 rows that were not saved, `not_listed` counts the rest.
         */
        ImportAnswer: {
            /** Dry Run */
            dry_run: boolean;
            /**
             * Read
             * @example 240
             */
            read: number;
            /** Saved */
            saved: number;
            /** Updated */
            updated: number;
            /** Unchanged */
            unchanged: number;
            /** Rejected */
            rejected: components["schemas"]["RejectionJson"][];
            /** Not Listed */
            not_listed: number;
        };
        /**
         * InterpreterSettings
         * @description Who helps where two companies share no language. Without `sessions`: in all of them.
         */
        InterpreterSettings: {
            /** Name */
            name: string;
            /** Languages */
            languages: string[];
            /** Sessions */
            sessions?: string[] | null;
        };
        /**
         * JobAnswer
         * @description How far a job is. `done` is a share, 0 to 1; `seconds_left` is null where nobody can tell yet.
         *
         *     After `kept_until` the job and its files are gone.
         */
        JobAnswer: {
            /**
             * Id
             * @example 0f8fad5bd9cb469fa16570867728950e
             */
            id: string;
            /** Kind */
            kind: ("similarity" | "potential" | "duplicates") | ("event-plan" | "event-check" | "event-replan");
            /**
             * State
             * @enum {string}
             */
            state: "queued" | "running" | "done" | "failed" | "cancelled";
            /**
             * Done
             * @example 0.25
             */
            done: number;
            /** Seconds Left */
            seconds_left: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Kept Until */
            kept_until: string | null;
            failure: components["schemas"]["FailureAnswer"] | null;
            /** Files */
            files: components["schemas"]["FileAnswer"][];
        };
        /**
         * JobsAnswer
         * @description Jobs, the newest first.
         */
        JobsAnswer: {
            /** Jobs */
            jobs: components["schemas"]["JobAnswer"][];
        };
        /**
         * JudgementJson
         * @description What one person said about one partner.
         */
        JudgementJson: {
            /** Number */
            number: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "search" | "similar" | "match";
            /** Query */
            query: string | null;
            /** Language */
            language: ("id" | "ja" | "en" | "und") | null;
            /** Company */
            company: string | null;
            /** Partner */
            partner: string;
            /** Grade */
            grade: number;
            /** Confirmed */
            confirmed: boolean;
            /** Judge */
            judge: string | null;
            /** Note */
            note: string | null;
            /**
             * Judged At
             * Format: date-time
             */
            judged_at: string;
        };
        /**
         * Lists
         * @description Files with one row for each entry, beside what the settings say themselves.
         *
         *     `languages`: company, languages. `wishes`: company, partner, wish. `met`: company, partner.
         *     `absences`: company, slots, sessions.
         */
        Lists: {
            /** Languages */
            languages?: string | null;
            /** Wishes */
            wishes?: string | null;
            /** Met */
            met?: string | null;
            /** Absences */
            absences?: string | null;
        };
        /**
         * MatchJson
         * @description One complementary partner.
         *
         *     `score` holds both ways; `offers_what_is_sought` and `seeks_what_is_offered` are its two sides,
         *     null where nothing is known of what that side seeks.
         */
        MatchJson: {
            /** Rank */
            rank: number;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Country */
            country: string;
            /**
             * Language
             * @enum {string}
             */
            language: "id" | "ja" | "en" | "und";
            /** Score */
            score: number;
            /**
             * Band
             * @enum {string}
             */
            band: "strong" | "good" | "possible" | "weak";
            /** Reasons */
            reasons: (components["schemas"]["PassageReasonJson"] | components["schemas"]["SectorReasonJson"] | components["schemas"]["PhrasesReasonJson"] | components["schemas"]["NameReasonJson"] | components["schemas"]["FitReasonJson"] | components["schemas"]["PartnershipReasonJson"])[];
            /** Sectors */
            sectors: components["schemas"]["CompanySectorJson"][];
            /** Offers What Is Sought */
            offers_what_is_sought: number | null;
            /** Seeks What Is Offered */
            seeks_what_is_offered: number | null;
        };
        /**
         * MatchesAnswer
         * @description Companies that complement the one asked for.
         *
         *     `sought`: its words about what it seeks; `inferred`: they are sentences of its description.
         *     `good_partner_found`: whether one of them is good, of the whole answer, the same on each page.
         */
        MatchesAnswer: {
            /** Id */
            id: string;
            /** Sought */
            sought: components["schemas"]["QuoteJson"][];
            /** Inferred */
            inferred: boolean;
            /** Generation */
            generation: number;
            /** Total */
            total: number;
            /** Good Partner Found */
            good_partner_found: boolean;
            /** Results */
            results: components["schemas"]["MatchJson"][];
            facets: components["schemas"]["FacetsJson"];
        };
        /**
         * Meetings
         * @description How many meetings a company of a side has.
         */
        Meetings: {
            /**
             * Fewest
             * @default 0
             */
            fewest?: number;
            /**
             * Most
             * @default 200
             */
            most?: number;
        };
        /**
         * NameReasonJson
         * @description The query is the partner's name, or nearly; 1 where both sound the same.
         */
        NameReasonJson: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "name";
            partner: components["schemas"]["QuoteJson"];
            /** Similarity */
            similarity: number;
        };
        /**
         * NamedFacetValueJson
         * @description The same of a code, with its name.
         */
        NamedFacetValueJson: {
            /** Value */
            value: string;
            /** Count */
            count: number;
            names: components["schemas"]["NamesJson"];
        };
        /**
         * NamesJson
         * @description A name in each language.
         */
        NamesJson: {
            /** En */
            en: string;
            /** Id */
            id: string;
            /** Ja */
            ja: string;
        };
        /**
         * OEmbed
         * @description A frame with the partners of a company, as oEmbed describes what is rich.
         */
        OEmbed: {
            /**
             * Version
             * @default 1.0
             * @constant
             */
            version?: "1.0";
            /**
             * Type
             * @default rich
             * @constant
             */
            type?: "rich";
            /** Title */
            title: string;
            /** Provider Name */
            provider_name: string;
            /** Provider Url */
            provider_url: string;
            /** Html */
            html: string;
            /** Width */
            width: number;
            /** Height */
            height: number;
            /** Cache Age */
            cache_age: number;
        };
        /**
         * OrganisationDisclosure
         * @description Who sees the companies of an organisation and their contacts.
         *
         *     Everybody, its partners (by the names of their organisations), or itself alone.
         * @example {
         *       "companies": "public",
         *       "contacts": "partners",
         *       "partners": [
         *         "JETRO"
         *       ]
         *     }
         */
        OrganisationDisclosure: {
            /**
             * Companies
             * @enum {string}
             */
            companies: "public" | "partners" | "private";
            /**
             * Contacts
             * @enum {string}
             */
            contacts: "public" | "partners" | "private";
            /** Partners */
            partners: string[];
        };
        /**
         * PartnershipReasonJson
         * @description Both companies want these kinds of partnership.
         */
        PartnershipReasonJson: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "partnership";
            /** Kinds */
            kinds: ("supply" | "technology" | "investment" | "distribution" | "human-resources")[];
        };
        /**
         * PassageReasonJson
         * @description The passage that matched best.
         */
        PassageReasonJson: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "passage";
            /** Score */
            score: number;
            partner: components["schemas"]["QuoteJson"];
            own?: components["schemas"]["QuoteJson"] | null;
        };
        /**
         * PhrasesReasonJson
         * @description What of a query, or of a request, the partner's words answer, and what they do not.
         *
         *     The field of what was asked is "query"; its offsets count characters of `query`. Of a match it is
         *     the asker's own field, `seeks` or `description`.
         */
        PhrasesReasonJson: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "phrases";
            /** Answers */
            answers: components["schemas"]["AnswerJson"][];
            /** Missing */
            missing: components["schemas"]["QuoteJson"][];
        };
        /**
         * PotentialReportRequest
         * @description Which sectors of two sides fit.
         */
        PotentialReportRequest: {
            /**
             * Formats
             * @default [
             *       "html",
             *       "xlsx",
             *       "csv",
             *       "parquet"
             *     ]
             */
            formats?: ("html" | "xlsx" | "csv" | "parquet")[];
            /** Language */
            language?: ("id" | "ja" | "en") | null;
            /**
             * @description For whom partners are sought; all by default.
             * @default {}
             */
            from?: components["schemas"]["FiltersRequest"];
            /**
             * @description Among whom; all by default.
             * @default {}
             */
            to?: components["schemas"]["FiltersRequest"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "potential";
            /**
             * By
             * @default matches
             * @enum {string}
             */
            by?: "matches" | "similar";
        };
        /**
         * Problem
         * @description A problem document; `code` is stable, `title` and `detail` are for people.
         */
        Problem: {
            /**
             * Type
             * @example urn:mitra:problem:empty-query
             */
            type: string;
            /** Title */
            title: string;
            /** Status */
            status: number;
            /** Detail */
            detail: string;
            /**
             * Code
             * @example empty-query
             */
            code: string;
            /**
             * Instance
             * @description Names this request in the service's log, as X-Request-Id does.
             * @default
             */
            instance?: string;
            /**
             * Errors
             * @default []
             */
            errors?: components["schemas"]["FieldProblem"][];
        };
        /**
         * QuoteJson
         * @description A part of a company's text, or of a query, whose field is "query".
         *
         *     `start` and `end` count characters (Unicode code points).
         */
        QuoteJson: {
            /** Field */
            field: string;
            /** Start */
            start: number;
            /** End */
            end: number;
            /** Text */
            text: string;
        };
        /**
         * RejectionJson
         * @description A row that was not saved: where it is, what is wrong, what to do.
         */
        RejectionJson: {
            /**
             * Row
             * @example 3
             */
            row: number;
            /**
             * Column
             * @example country
             */
            column: string | null;
            /**
             * Code
             * @example country-code
             */
            code: string;
            /** Reason */
            reason: string;
            /** Remedy */
            remedy: string;
        };
        /**
         * ReplanRequest
         * @description Who does not come, and who comes from which slot (its number) on.
         */
        ReplanRequest: {
            /**
             * Cancelled
             * @default []
             * @example [
             *       "JP-040"
             *     ]
             */
            cancelled?: string[];
            /**
             * Late
             * @default {}
             * @example {
             *       "ID-001": 3
             *     }
             */
            late?: {
                [key: string]: number;
            };
            /** Language */
            language?: ("id" | "ja" | "en") | null;
        };
        /**
         * RestrictionJson
         * @description What a part of the query restricts, and whether the answer is restricted so.
         *
         *     To take one back, name its aspect in `ignore`; to apply a place or a certification, filter by its
         *     value. What is excluded is no filter: its value is the words for what is not wanted.
         */
        RestrictionJson: {
            /**
             * Aspect
             * @enum {string}
             */
            aspect: "place" | "certification" | "excluded";
            /** Value */
            value: string;
            quote: components["schemas"]["QuoteJson"];
            /** Applied */
            applied: boolean;
        };
        /**
         * ResultJson
         * @description One partner. `band` says in a word what `score` means, `language` in which its own texts are.
         */
        ResultJson: {
            /** Rank */
            rank: number;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Country */
            country: string;
            /**
             * Language
             * @enum {string}
             */
            language: "id" | "ja" | "en" | "und";
            /** Score */
            score: number;
            /**
             * Band
             * @enum {string}
             */
            band: "strong" | "good" | "possible" | "weak";
            /** Reasons */
            reasons: (components["schemas"]["PassageReasonJson"] | components["schemas"]["SectorReasonJson"] | components["schemas"]["PhrasesReasonJson"] | components["schemas"]["NameReasonJson"] | components["schemas"]["FitReasonJson"] | components["schemas"]["PartnershipReasonJson"])[];
            /** Sectors */
            sectors: components["schemas"]["CompanySectorJson"][];
        };
        /**
         * SearchAnswer
         * @description Answer to a search.
         *
         *     Where not even one partner is good, `good_partner_found` says so: of the whole answer, the same on
         *     each of its pages.
         */
        SearchAnswer: {
            /** Query */
            query: string;
            /**
             * Language
             * @enum {string}
             */
            language: "id" | "ja" | "en" | "und";
            /** Generation */
            generation: number;
            /** Total */
            total: number;
            /** Good Partner Found */
            good_partner_found: boolean;
            /** Results */
            results: components["schemas"]["ResultJson"][];
            facets: components["schemas"]["FacetsJson"];
            /** Understood */
            understood: components["schemas"]["RestrictionJson"][];
        };
        /**
         * SearchRequest
         * @description A need in Indonesian, Japanese or English, and which partners come into question.
         */
        SearchRequest: {
            /**
             * Query
             * @example pemasok komponen otomotif
             */
            query: string;
            /**
             * Limit
             * @default 10
             */
            limit?: number;
            /**
             * Offset
             * @default 0
             */
            offset?: number;
            /** @default {} */
            filters?: components["schemas"]["FiltersRequest"];
            /**
             * Ignore
             * @default []
             * @example [
             *       "place"
             *     ]
             */
            ignore?: string[];
            /**
             * Diverse
             * @default false
             */
            diverse?: boolean;
        };
        /**
         * SectorJson
         * @description An ISIC division with its section, its title, and the number of its companies.
         */
        SectorJson: {
            /** Code */
            code: string;
            /** Section */
            section: string;
            names: components["schemas"]["NamesJson"];
            /** Count */
            count: number;
        };
        /**
         * SectorReasonJson
         * @description ISIC divisions that both companies, or the company and the query, belong to.
         *
         *     `inferred`: that the company does was told from its description, not entered.
         */
        SectorReasonJson: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "sector";
            /** Codes */
            codes: string[];
            /** Inferred */
            inferred: boolean;
        };
        /**
         * SectorsAnswer
         * @description All 88 divisions. `total` counts the companies, of which one can be of several divisions.
         */
        SectorsAnswer: {
            /** Generation */
            generation: number;
            /** Total */
            total: number;
            /** Sectors */
            sectors: components["schemas"]["SectorJson"][];
        };
        /**
         * Session
         * @description A stretch of slots. `date` where it is not the event's.
         */
        Session: {
            /** Name */
            name: string;
            /** Date */
            date?: string | null;
            /**
             * Start
             * Format: time
             */
            start: string;
            /**
             * End
             * Format: time
             */
            end: string;
            /**
             * Breaks
             * @default []
             */
            breaks?: components["schemas"]["Break"][];
        };
        /**
         * SideSettings
         * @description Where the companies of a side come from, and how many come.
         *
         *     `filters`: those of a search; `file`: a list of ids instead. `must` are invited in any case,
         *     `without` never.
         */
        SideSettings: {
            /** Name */
            name: string;
            /**
             * Filters
             * @default {}
             */
            filters?: {
                [key: string]: string | string[];
            };
            /** File */
            file?: string | null;
            /** Capacity */
            capacity: number;
            /**
             * @default {
             *       "fewest": 0,
             *       "most": 200
             *     }
             */
            meetings?: components["schemas"]["Meetings"];
            /**
             * Must
             * @default []
             */
            must?: string[];
            /**
             * Without
             * @default []
             */
            without?: string[];
            /**
             * @default {
             *       "most_share": 1,
             *       "fewest_each": 0
             *     }
             */
            fairness?: components["schemas"]["Fairness"];
        };
        /**
         * Sides
         * @description Both sides. `largest_difference`: of the numbers of their companies.
         */
        Sides: {
            a: components["schemas"]["SideSettings"];
            b: components["schemas"]["SideSettings"];
            /**
             * Largest Difference
             * @default 400
             */
            largest_difference?: number;
        };
        /**
         * SimilarAnswer
         * @description Companies in the same kind of business as the one asked for.
         *
         *     `good_partner_found`: whether one of them is good, of the whole answer, the same on each page.
         */
        SimilarAnswer: {
            /** Id */
            id: string;
            /** Generation */
            generation: number;
            /** Total */
            total: number;
            /** Good Partner Found */
            good_partner_found: boolean;
            /** Results */
            results: components["schemas"]["ResultJson"][];
            facets: components["schemas"]["FacetsJson"];
        };
        /**
         * SimilarityReportRequest
         * @description The best partners of every company of one side among those of another.
         */
        SimilarityReportRequest: {
            /**
             * Formats
             * @default [
             *       "html",
             *       "xlsx",
             *       "csv",
             *       "parquet"
             *     ]
             */
            formats?: ("html" | "xlsx" | "csv" | "parquet")[];
            /** Language */
            language?: ("id" | "ja" | "en") | null;
            /**
             * @description For whom partners are sought; all by default.
             * @default {}
             */
            from?: components["schemas"]["FiltersRequest"];
            /**
             * @description Among whom; all by default.
             * @default {}
             */
            to?: components["schemas"]["FiltersRequest"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "similarity";
            /**
             * By
             * @default similar
             * @enum {string}
             */
            by?: "similar" | "matches" | "vectors";
            /**
             * Top
             * @default 10
             */
            top?: number;
            /**
             * Contacts
             * @default false
             */
            contacts?: boolean;
        };
        /**
         * SlotLength
         * @description Minutes of a meeting, and of the way to the next table.
         */
        SlotLength: {
            /**
             * Minutes
             * @default 25
             */
            minutes?: number;
            /**
             * Gap
             * @default 5
             */
            gap?: number;
        };
        /**
         * Snippet
         * @description What a page needs to load the widget.
         *
         *     `integrity` is the hash of the file (Subresource Integrity): a browser runs no other. `html` stands
         *     once in a page, anywhere.
         */
        Snippet: {
            /**
             * Version
             * @example 0.1.0
             */
            version: string;
            /** Url */
            url: string;
            /** Integrity */
            integrity: string;
            /** Html */
            html: string;
        };
        /**
         * Solver
         * @description How long a plan is searched for, in seconds of a usual machine, and the seed of the search.
         */
        Solver: {
            /**
             * Seconds
             * @default 60
             */
            seconds?: number;
            /**
             * Seed
             * @default 0
             */
            seed?: number;
        };
        /**
         * Wish
         * @description What one company says of another.
         */
        Wish: {
            /** Company */
            company: string;
            /** Partner */
            partner: string;
            /**
             * Wish
             * @enum {string}
             */
            wish: "wants" | "refuses";
        };
        /**
         * Worth
         * @description What counts how much. A perfect match alone is worth `match`.
         *
         *     `one_sided` and `mutual` are added where one of the two wants the meeting, or both. `theme`: of a
         *     company that answers the theme perfectly, against one perfect match. `moved`: what moving a meeting
         *     must gain when an event is planned again.
         */
        Worth: {
            /**
             * Match
             * @default 1
             */
            match?: number;
            /**
             * One Sided
             * @default 0.3
             */
            one_sided?: number;
            /**
             * Mutual
             * @default 0.8
             */
            mutual?: number;
            /**
             * Theme
             * @default 1
             */
            theme?: number;
            /**
             * Moved
             * @default 0.5
             */
            moved?: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    search: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    similarCompanies: {
        parameters: {
            query?: {
                country?: string[];
                region?: string[];
                city?: string[];
                sector?: string[];
                tier?: string[];
                language?: string[];
                organisation?: string[];
                place?: string[];
                certification?: string[];
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimilarAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    complementaryCompanies: {
        parameters: {
            query?: {
                country?: string[];
                region?: string[];
                city?: string[];
                sector?: string[];
                tier?: string[];
                language?: string[];
                organisation?: string[];
                place?: string[];
                certification?: string[];
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchesAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countFacets: {
        parameters: {
            query?: {
                country?: string[];
                region?: string[];
                city?: string[];
                sector?: string[];
                tier?: string[];
                language?: string[];
                organisation?: string[];
                place?: string[];
                certification?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FacetsAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSectors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SectorsAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChanges: {
        parameters: {
            query?: {
                cursor?: string | null;
                updated_since?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCompany: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only where the company is another version than this; with * only where there is none. */
                "if-none-match"?: string | null;
            };
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Company"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCompany: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only where the company is still this version. */
                "if-match"?: string | null;
                /** @description Only where the company is another version than this; with * only where there is none. */
                "if-none-match"?: string | null;
            };
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Company"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Company"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCompany: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only where the company is still this version. */
                "if-match"?: string | null;
                /** @description Only where the company is another version than this; with * only where there is none. */
                "if-none-match"?: string | null;
            };
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importCompanies: {
        parameters: {
            query?: {
                /** @description COLUMN=FIELD, the field of a column that is not recognised; may be repeated. */
                mapping?: string[];
                /** @description FIELD=VALUE, for rows that leave the field empty; may be repeated. */
                default?: string[];
                dry_run?: boolean;
            };
            header?: {
                /** @description Any name that no other request has. Sent again with the same body within 24 hours, the request is answered and not done again. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {"id": "PORTAL-17", "name": "PT Mitra Logam Presisi", "country": "ID", "description": "Kami membuat komponen stamping untuk sepeda motor."}
                 *     {"id": "PORTAL-18", "name": "株式会社山田金型", "country": "JP", "description": "プラスチック射出成形用の精密金型を設計・製作しています。"}
                 */
                "application/x-ndjson": string;
                "application/jsonl": string;
                "text/csv": string;
                "text/tab-separated-values": string;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "application/vnd.apache.parquet": string;
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDisclosure: {
        parameters: {
            query?: {
                /** @description Whose decision; the key's own organisation where it is left out. */
                organisation?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationDisclosure"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putDisclosure: {
        parameters: {
            query?: {
                /** @description Whose decision; the key's own organisation where it is left out. */
                organisation?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationDisclosure"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationDisclosure"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCompanyDisclosure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyDisclosure"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCompanyDisclosure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyDisclosure"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyDisclosure"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    giveFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedbackRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JudgementJson"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimilarityReportRequest"] | components["schemas"]["PotentialReportRequest"] | components["schemas"]["DuplicatesReportRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    /** @description Where to ask how far the job is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, to be saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                    "text/html": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                    "application/vnd.apache.parquet": string;
                    "text/calendar": string;
                    "application/json": unknown;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    planEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventSettings"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    /** @description Where to ask how far the job is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    /** @description Where to ask how far the job is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replanEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplanRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    /** @description Where to ask how far the job is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobsAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followJob: {
        parameters: {
            query?: never;
            header?: {
                "last-event-id"?: string;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    widgetSnippet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snippet"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    oembed: {
        parameters: {
            query: {
                url: string;
                format?: string;
                maxwidth?: number;
                maxheight?: number;
                key_id?: string | null;
                lang?: ("id" | "ja" | "en") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OEmbed"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Header Fields Too Large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Implemented */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to ask again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
