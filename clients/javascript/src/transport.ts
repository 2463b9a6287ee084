// Sending requests and reading answers: what all operations share.

import { ProblemError, UNEXPECTED } from "./problem.js";
import { type ServerEvent, readEvents } from "./server_events.js";

declare const VERSION: string;

/** The version of this client, which is that of the service it was made from. */
export const version: string = VERSION;

/** How often a request is sent where the service is busy or away. */
const MAX_ATTEMPTS = 5;

/** Seconds before the second attempt where the service doesn't say how long to wait; then twice as many. */
const FIRST_PAUSE = 0.5;

// Those that may be sent again when no answer came, since doing them twice is doing them once (RFC 9110, 9.2.2).
const IDEMPOTENT = ["GET", "PUT", "DELETE"];

/** What is sent as it is. */
export type Content = Blob | Uint8Array<ArrayBuffer> | ArrayBuffer | string;

/** How a service is asked. */
export interface Settings {
  /** A key or a search token; in a page only a key for searching, or a token. */
  readonly key?: string;
  /** Language of sentences for people. */
  readonly language?: "id" | "ja" | "en";
  /** Seconds until an answer has begun. */
  readonly seconds?: number;
  /** Seconds that are waited in all, for one request, where the service is busy or can't be reached. */
  readonly patience?: number;
}

/** What may be said with any request. */
export interface Options {
  readonly signal?: AbortSignal;
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
  readonly idempotencyKey?: string;
  readonly lastEventId?: string;
}

interface Sent {
  readonly json?: unknown;
  readonly content?: Content;
  readonly type?: string;
  readonly query?: object;
  /** It has an Idempotency-Key, so that it may be sent again. */
  readonly once?: boolean;
}

/** A connection to a service. */
export class Transport {
  readonly #base: string;
  readonly #settings: Settings;

  constructor(url: string | URL, settings: Settings = {}) {
    this.#base = new URL(url).href.replace(/\/+$/, "");
    this.#settings = settings;
  }

  protected async json<Form>(verb: string, path: string, sent: Sent, options: Options): Promise<Form> {
    return read<Form>(await this.ask(verb, path, sent, options));
  }

  protected async jsonOrNull<Form>(
    verb: string,
    path: string,
    sent: Sent,
    options: Options,
  ): Promise<Form | null> {
    const response = await this.ask(verb, path, sent, options);
    return response.status === 304 ? null : read<Form>(response);
  }

  protected async nothing(verb: string, path: string, sent: Sent, options: Options): Promise<void> {
    await (await this.ask(verb, path, sent, options)).body?.cancel();
  }

  protected async text(verb: string, path: string, sent: Sent, options: Options): Promise<string> {
    return (await this.ask(verb, path, sent, options)).text().catch(broken);
  }

  protected async blob(verb: string, path: string, sent: Sent, options: Options): Promise<Blob> {
    return (await this.ask(verb, path, sent, options)).blob().catch(broken);
  }

  protected async *events(
    verb: string,
    path: string,
    sent: Sent,
    options: Options,
  ): AsyncGenerator<ServerEvent, void, undefined> {
    const { body } = await this.ask(verb, path, sent, options);
    try {
      if (body) yield* readEvents(body);
    } catch (error) {
      broken(error);
    }
  }

  /** A good answer; asked for again where that helps. Throws ProblemError, and what aborted it. */
  protected async ask(verb: string, path: string, sent: Sent, options: Options): Promise<Response> {
    const headers = this.#headers(sent, options);
    const url = this.#base + path + search(sent.query ?? {});
    const body = sent.json === undefined ? (sent.content ?? null) : JSON.stringify(sent.json);
    const { patience = 60 } = this.#settings;
    const repeatable = IDEMPOTENT.includes(verb) || headers.has("idempotency-key");
    for (let attempt = 1, waited = 0; ; attempt += 1) {
      const answer = await this.#once(url, { method: verb, headers, body }, options.signal);
      if (answer instanceof Response && (answer.ok || answer.status === 304)) return answer;
      const problem = answer instanceof Response ? await ProblemError.of(answer) : answer;
      const pause = pauseAfter(problem, repeatable, headers.has("idempotency-key"), attempt);
      waited += pause ?? 0;
      if (pause === null || attempt >= MAX_ATTEMPTS || waited > patience) throw problem;
      await sleep(pause, options.signal);
    }
  }

  async #once(url: string, request: RequestInit, signal?: AbortSignal): Promise<Response | ProblemError> {
    // Only until the answer has begun: a large file and a stream of events may take longer.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), (this.#settings.seconds ?? 60) * 1000);
    const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
    try {
      // A redirection would take the key to whoever it names.
      return await fetch(url, { ...request, credentials: "omit", redirect: "error", signal: either });
    } catch (error) {
      if (signal?.aborted) throw error;
      return ProblemError.unreachable(error);
    } finally {
      clearTimeout(timer);
    }
  }

  #headers(sent: Sent, options: Options): Headers {
    const { key, language = "en" } = this.#settings;
    const headers = new Headers({ "Accept-Language": language });
    if (key) headers.set("Authorization", `Bearer ${key}`);
    if (sent.json !== undefined) headers.set("Content-Type", "application/json");
    else if (sent.type) headers.set("Content-Type", sent.type);
    if (options.ifMatch) headers.set("If-Match", options.ifMatch);
    if (options.ifNoneMatch) headers.set("If-None-Match", options.ifNoneMatch);
    if (options.lastEventId) headers.set("Last-Event-ID", options.lastEventId);
    const once = options.idempotencyKey ?? (sent.once ? randomName() : "");
    if (once) headers.set("Idempotency-Key", once);
    return headers;
  }
}

/** A value as a part of a path. Slashes stay: files of a job lie in folders. */
export function segment(value: string): string {
  const parts = value.split("/");
  if (parts.some((part) => ["", ".", ".."].includes(part))) {
    throw new RangeError(`${JSON.stringify(value)} names nothing that the service has`);
  }
  return parts.map(encodeURIComponent).join("/");
}

/** Wait; throws what aborts it. */
export function sleep(seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, seconds * 1000);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** Seconds to wait before a request is sent again; null where that would not help, or do harm. */
function pauseAfter(
  problem: ProblemError,
  repeatable: boolean,
  once: boolean,
  attempt: number,
): number | null {
  const usual = FIRST_PAUSE * 2 ** (attempt - 1);
  if (problem.status === 429 || problem.status === 503) return problem.retryAfter ?? usual;
  if (problem.status === 409 && once) return problem.retryAfter;
  return problem.status === 0 && repeatable ? usual : null;
}

function search(query: object): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined && one !== null)
      .map((one) => [name, String(one)]),
  );
  return pairs.length ? `?${new URLSearchParams(pairs)}` : "";
}

/** What an answer says. Throws ProblemError. */
export async function read<Form>(response: Response): Promise<Form> {
  const text = await response.text().catch(broken);
  try {
    return JSON.parse(text) as Form;
  } catch (cause) {
    const title = "This is no answer of Mitra.";
    throw new ProblemError(UNEXPECTED, title, "", response.status, "", [], null, { cause });
  }
}

/** An answer that ended in the middle. */
function broken(error: unknown): never {
  if (error instanceof DOMException && error.name === "AbortError") throw error;
  throw ProblemError.unreachable(error);
}

/** 128 random bits. `crypto.randomUUID` is not there on pages without TLS. */
function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
