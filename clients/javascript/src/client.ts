// The client: the operations of the service, and following a job.

import { Operations } from "../made/operations.js";
import { ProblemError, UNREACHABLE } from "./problem.js";
import { type Options, read, segment, sleep } from "./transport.js";
import type { Schemas } from "./types.js";

/** How often in a row following a job begins again after a break, at longer and longer pauses. */
const MAX_BREAKS = 6;

/** A service of Mitra. */
export class MitraClient extends Operations {
  /** A company and its version, for `ifMatch`. In a browser the service lets pages of a key's origins see it. */
  async companyAndTag(
    company_id: string,
    options: Options = {},
  ): Promise<readonly [company: Schemas["Company"], tag: string]> {
    const response = await this.ask("GET", `/v1/companies/${segment(company_id)}`, {}, options);
    return [await read(response), response.headers.get("etag") ?? ""];
  }

  /** A job each time that it has changed, until it is over; goes on after breaks. Throws ProblemError. */
  async *follow(
    job_id: string,
    options: Options = {},
  ): AsyncGenerator<Schemas["JobAnswer"], void, undefined> {
    let seen = options.lastEventId ?? "";
    for (let breaks = 0; ; ) {
      try {
        for await (const event of this.followJob(job_id, { ...options, lastEventId: seen })) {
          [seen, breaks] = [event.id, 0];
          yield JSON.parse(event.data) as Schemas["JobAnswer"];
          if (event.kind === "end") return;
        }
      } catch (error) {
        if (!(error instanceof ProblemError) || error.code !== UNREACHABLE) throw error;
      }
      // The stream of a service that is stopped ends without an end.
      breaks += 1;
      if (breaks > MAX_BREAKS) {
        throw new ProblemError(UNREACHABLE, "The service ended before the job did.");
      }
      await sleep(2 ** (breaks - 1), options.signal);
    }
  }

  /** A job when it is over: done, failed or cancelled. Throws ProblemError. */
  async wait(job_id: string, options: Options = {}): Promise<Schemas["JobAnswer"]> {
    let last: Schemas["JobAnswer"] | undefined;
    for await (const job of this.follow(job_id, options)) last = job;
    if (!last) throw new ProblemError(UNREACHABLE, "The service said nothing of the job.");
    return last;
  }
}
