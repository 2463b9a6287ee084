import { Operations } from "../made/operations.js";
import { type Options } from "./transport.js";
import type { Schemas } from "./types.js";
/** A service of Mitra. */
export declare class MitraClient extends Operations {
    /** A company and its version, for `ifMatch`. In a browser the service lets pages of a key's origins see it. */
    companyAndTag(company_id: string, options?: Options): Promise<readonly [company: Schemas["Company"], tag: string]>;
    /** A job each time that it has changed, until it is over; goes on after breaks. Throws ProblemError. */
    follow(job_id: string, options?: Options): AsyncGenerator<Schemas["JobAnswer"], void, undefined>;
    /** A job when it is over: done, failed or cancelled. Throws ProblemError. */
    wait(job_id: string, options?: Options): Promise<Schemas["JobAnswer"]>;
}
