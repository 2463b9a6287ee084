// Why there is no answer.

import type { Schemas } from "./types.js";

/** The code where no answer came at all. */
export const UNREACHABLE = "unreachable";

/** The code of an answer that is not the service's own: of a web server before it, or of another version. */
export const UNEXPECTED = "unexpected-answer";

/**
 * A problem document (RFC 9457) as an error. `code` is stable and for programs; `title` and `detail`, in the
 * client's language, are for people; `instance` names the request in the service's log. `status` is 0 where no
 * answer came. `retryAfter`: seconds after which the service may be asked again, null where it doesn't say.
 */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(
    readonly code: string,
    readonly title: string,
    readonly detail = "",
    readonly status = 0,
    readonly instance = "",
    readonly errors: readonly Schemas["FieldProblem"][] = [],
    readonly retryAfter: number | null = null,
    options?: ErrorOptions,
  ) {
    super(`${status} ${code}: ${title} ${detail}`.trim(), options);
  }

  /** What an answer says. */
  static async of(response: Response): Promise<ProblemError> {
    const after = /^\d+$/.test(response.headers.get("retry-after") ?? "")
      ? Number(response.headers.get("retry-after"))
      : null;
    const said: unknown = await response.json().catch(() => null);
    if (!isProblem(said)) {
      const title = `This is no answer of Mitra: ${response.statusText}.`;
      return new ProblemError(UNEXPECTED, title, "", response.status, "", [], after);
    }
    const { code, title, detail, instance, errors } = said;
    return new ProblemError(code, title, detail, response.status, instance, errors, after);
  }

  /** That no answer came. */
  static unreachable(cause: unknown): ProblemError {
    const title = "The service could not be reached.";
    return new ProblemError(UNREACHABLE, title, "", 0, "", [], null, { cause });
  }
}

function isProblem(said: unknown): said is Schemas["Problem"] {
  if (typeof said !== "object" || said === null) return false;
  return ["code", "title", "detail"].every((name) => typeof Reflect.get(said, name) === "string");
}
