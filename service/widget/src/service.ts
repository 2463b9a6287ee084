// Asking the service.

import { type Answer, isAnswer } from "./answers.js";
import { bare, json } from "./bare.js";
import type { Language } from "./texts.js";

const PATIENCE = 30_000; // milliseconds

/** Filters as an attribute holds them: country=JP&country=ID&tier=1. */
export type Filters = readonly (readonly [string, string])[];

/** Where and as whom to ask. */
export interface Connection {
  /** Address of the service, with a slash at its end. */
  readonly server: URL;
  /** A key for searching, or a search token; empty where the service has no keys. */
  readonly key: string;
  readonly language: Language;
}

export interface Search {
  readonly query: string;
  readonly limit: number;
  readonly offset: number;
  readonly filters: Filters;
  readonly ignore: readonly string[];
}

/** Why there is no answer. `reason` names a text; `message` is the service's own, where it has a better one. */
export class Failure extends Error {
  constructor(
    readonly reason: "unreachable" | "refused" | "busy" | "unknown" | "setup" | "unexpected",
    readonly status = 0,
    readonly code = "",
    message = "",
  ) {
    super(message);
  }
}

/** Find companies for a need. Throws Failure. */
export function search(to: Connection, wanted: Search, signal: AbortSignal): Promise<Answer> {
  const { query, limit, offset, ignore } = wanted;
  const filters: Record<string, string[]> = bare({});
  for (const [name, value] of wanted.filters) (filters[name] ??= []).push(value);
  const body = json({ query, limit, offset, ignore, filters });
  return ask(to, "v1/search", signal, body);
}

/** Find the partners of a company. Throws Failure. */
export function partners(
  to: Connection,
  company: string,
  kind: "matches" | "similar",
  limit: number,
  filters: Filters,
  signal: AbortSignal,
): Promise<Answer> {
  const wanted = new URLSearchParams([["limit", `${limit}`], ...filters.map((one) => [...one])]);
  return ask(to, `v1/companies/${encodeURIComponent(company)}/${kind}?${wanted}`, signal);
}

async function ask(
  to: Connection,
  path: string,
  signal: AbortSignal,
  body: string | null = null,
): Promise<Answer> {
  const headers = [
    ["Accept", "application/json"],
    ["Accept-Language", to.language],
  ];
  if (to.key) headers.push(["Authorization", `Bearer ${to.key}`]);
  if (body !== null) headers.push(["Content-Type", "application/json"]);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PATIENCE);
  const stop = () => late.abort();
  signal.addEventListener("abort", stop);
  try {
    const response = await fetch(
      new URL(path, to.server),
      bare<RequestInit>({
        method: body === null ? "GET" : "POST",
        headers: headers as [string, string][],
        body,
        credentials: "omit",
        redirect: "error",
        signal: late.signal,
      }),
    );
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok) throw refusal(response.status, answer);
    if (!isAnswer(answer)) throw new Failure("unexpected", response.status);
    return answer;
  } catch (error) {
    throw error instanceof Failure ? error : new Failure("unreachable");
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

function refusal(status: number, answer: unknown): Failure {
  const problem = bare((answer ?? {}) as { code?: unknown; title?: unknown });
  const code = typeof problem.code === "string" ? problem.code : "";
  const title = typeof problem.title === "string" ? problem.title : "";
  // What the service says of a query is for whoever wrote it; the rest, for whoever made the page.
  if (status === 422) return new Failure("unexpected", status, code, title);
  if (status === 401 || status === 403) return new Failure("refused", status, code);
  if (status === 404) return new Failure("unknown", status, code);
  if (status === 429 || status === 503) return new Failure("busy", status, code);
  return new Failure("unexpected", status, code);
}
