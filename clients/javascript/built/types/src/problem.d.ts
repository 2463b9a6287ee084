import type { Schemas } from "./types.js";
/** The code where no answer came at all. */
export declare const UNREACHABLE = "unreachable";
/** The code of an answer that is not the service's own: of a web server before it, or of another version. */
export declare const UNEXPECTED = "unexpected-answer";
/**
 * A problem document (RFC 9457) as an error. `code` is stable and for programs; `title` and `detail`, in the
 * client's language, are for people; `instance` names the request in the service's log. `status` is 0 where no
 * answer came. `retryAfter`: seconds after which the service may be asked again, null where it doesn't say.
 */
export declare class ProblemError extends Error {
    readonly code: string;
    readonly title: string;
    readonly detail: string;
    readonly status: number;
    readonly instance: string;
    readonly errors: readonly Schemas["FieldProblem"][];
    readonly retryAfter: number | null;
    readonly name = "ProblemError";
    constructor(code: string, title: string, detail?: string, status?: number, instance?: string, errors?: readonly Schemas["FieldProblem"][], retryAfter?: number | null, options?: ErrorOptions);
    /** What an answer says. */
    static of(response: Response): Promise<ProblemError>;
    /** That no answer came. */
    static unreachable(cause: unknown): ProblemError;
}
