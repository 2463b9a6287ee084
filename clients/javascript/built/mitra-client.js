/*! mitra-client 0.1.0, Apache-2.0; made of sources eae5ea5cd1a7b6472398352e105adb7752e67f1310e98a4de73f180e56f18c06, with types 9c93ed3b092ee9b66772058a5afe490680cae3fd2a80cfacebcb126392e29350 */
// src/problem.ts
var UNREACHABLE = "unreachable";
var UNEXPECTED = "unexpected-answer";
var ProblemError = class _ProblemError extends Error {
  constructor(code, title, detail = "", status = 0, instance = "", errors = [], retryAfter = null, options) {
    super(`${status} ${code}: ${title} ${detail}`.trim(), options);
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.status = status;
    this.instance = instance;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
  code;
  title;
  detail;
  status;
  instance;
  errors;
  retryAfter;
  name = "ProblemError";
  /** What an answer says. */
  static async of(response) {
    const after = /^\d+$/.test(response.headers.get("retry-after") ?? "") ? Number(response.headers.get("retry-after")) : null;
    const said = await response.json().catch(() => null);
    if (!isProblem(said)) {
      const title2 = `This is no answer of Mitra: ${response.statusText}.`;
      return new _ProblemError(UNEXPECTED, title2, "", response.status, "", [], after);
    }
    const { code, title, detail, instance, errors } = said;
    return new _ProblemError(code, title, detail, response.status, instance, errors, after);
  }
  /** That no answer came. */
  static unreachable(cause) {
    const title = "The service could not be reached.";
    return new _ProblemError(UNREACHABLE, title, "", 0, "", [], null, { cause });
  }
};
function isProblem(said) {
  if (typeof said !== "object" || said === null) return false;
  return ["code", "title", "detail"].every((name) => typeof Reflect.get(said, name) === "string");
}

// src/server_events.ts
async function* readEvents(stream) {
  let [kind, data, id] = ["", [], ""];
  for await (const line of lines(stream)) {
    if (!line) {
      if (data.length) yield { kind: kind || "message", id, data: data.join("\n") };
      [kind, data] = ["", []];
      continue;
    }
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") kind = value;
    else if (name === "data") data.push(value);
    else if (name === "id") id = value;
  }
}
async function* lines(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (; ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      const parts = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) yield line.replace(/\r$/, "");
    }
  } finally {
    await reader.cancel().catch(() => void 0);
  }
}

// src/transport.ts
var version = "0.1.0";
var MAX_ATTEMPTS = 5;
var FIRST_PAUSE = 0.5;
var IDEMPOTENT = ["GET", "PUT", "DELETE"];
var Transport = class {
  #base;
  #settings;
  constructor(url, settings = {}) {
    this.#base = new URL(url).href.replace(/\/+$/, "");
    this.#settings = settings;
  }
  async json(verb, path, sent, options) {
    return read(await this.ask(verb, path, sent, options));
  }
  async jsonOrNull(verb, path, sent, options) {
    const response = await this.ask(verb, path, sent, options);
    return response.status === 304 ? null : read(response);
  }
  async nothing(verb, path, sent, options) {
    await (await this.ask(verb, path, sent, options)).body?.cancel();
  }
  async text(verb, path, sent, options) {
    return (await this.ask(verb, path, sent, options)).text().catch(broken);
  }
  async blob(verb, path, sent, options) {
    return (await this.ask(verb, path, sent, options)).blob().catch(broken);
  }
  async *events(verb, path, sent, options) {
    const { body } = await this.ask(verb, path, sent, options);
    try {
      if (body) yield* readEvents(body);
    } catch (error) {
      broken(error);
    }
  }
  /** A good answer; asked for again where that helps. Throws ProblemError, and what aborted it. */
  async ask(verb, path, sent, options) {
    const headers = this.#headers(sent, options);
    const url = this.#base + path + search(sent.query ?? {});
    const body = sent.json === void 0 ? sent.content ?? null : JSON.stringify(sent.json);
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
  async #once(url, request, signal) {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), (this.#settings.seconds ?? 60) * 1e3);
    const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
    try {
      return await fetch(url, { ...request, credentials: "omit", redirect: "error", signal: either });
    } catch (error) {
      if (signal?.aborted) throw error;
      return ProblemError.unreachable(error);
    } finally {
      clearTimeout(timer);
    }
  }
  #headers(sent, options) {
    const { key, language = "en" } = this.#settings;
    const headers = new Headers({ "Accept-Language": language });
    if (key) headers.set("Authorization", `Bearer ${key}`);
    if (sent.json !== void 0) headers.set("Content-Type", "application/json");
    else if (sent.type) headers.set("Content-Type", sent.type);
    if (options.ifMatch) headers.set("If-Match", options.ifMatch);
    if (options.ifNoneMatch) headers.set("If-None-Match", options.ifNoneMatch);
    if (options.lastEventId) headers.set("Last-Event-ID", options.lastEventId);
    const once = options.idempotencyKey ?? (sent.once ? randomName() : "");
    if (once) headers.set("Idempotency-Key", once);
    return headers;
  }
};
function segment(value) {
  const parts = value.split("/");
  if (parts.some((part) => ["", ".", ".."].includes(part))) {
    throw new RangeError(`${JSON.stringify(value)} names nothing that the service has`);
  }
  return parts.map(encodeURIComponent).join("/");
}
function sleep(seconds, signal) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, seconds * 1e3);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
function pauseAfter(problem, repeatable, once, attempt) {
  const usual = FIRST_PAUSE * 2 ** (attempt - 1);
  if (problem.status === 429 || problem.status === 503) return problem.retryAfter ?? usual;
  if (problem.status === 409 && once) return problem.retryAfter;
  return problem.status === 0 && repeatable ? usual : null;
}
function search(query) {
  const pairs = Object.entries(query).flatMap(
    ([name, value]) => (Array.isArray(value) ? value : [value]).filter((one) => one !== void 0 && one !== null).map((one) => [name, String(one)])
  );
  return pairs.length ? `?${new URLSearchParams(pairs)}` : "";
}
async function read(response) {
  const text = await response.text().catch(broken);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const title = "This is no answer of Mitra.";
    throw new ProblemError(UNEXPECTED, title, "", response.status, "", [], null, { cause });
  }
}
function broken(error) {
  if (error instanceof DOMException && error.name === "AbortError") throw error;
  throw ProblemError.unreachable(error);
}
function randomName() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// made/operations.ts
var Operations = class extends Transport {
  /** Find the companies that best answer a need. */
  search(body, options = {}) {
    return this.json("POST", `/v1/search`, { json: body }, options);
  }
  /** Find companies in the same kind of business. */
  similarCompanies(company_id, query = {}, options = {}) {
    return this.json("GET", `/v1/companies/${segment(company_id)}/similar`, { query }, options);
  }
  /** Find companies that offer what a company seeks, and seek what it offers. */
  complementaryCompanies(company_id, query = {}, options = {}) {
    return this.json("GET", `/v1/companies/${segment(company_id)}/matches`, { query }, options);
  }
  /** Count the companies that satisfy filters, and what they have. */
  countFacets(query = {}, options = {}) {
    return this.json("GET", `/v1/facets`, { query }, options);
  }
  /** List the ISIC divisions with the number of their companies. */
  listSectors(options = {}) {
    return this.json("GET", `/v1/sectors`, {}, options);
  }
  /** List companies that were entered, changed or deleted, in the order of these changes. */
  listChanges(query = {}, options = {}) {
    return this.json("GET", `/v1/companies`, { query }, options);
  }
  /** Return one company. */
  getCompany(company_id, options = {}) {
    return this.jsonOrNull("GET", `/v1/companies/${segment(company_id)}`, {}, options);
  }
  /** Enter a company, or replace what is there, in the name of the key's organisation. */
  putCompany(company_id, body, options = {}) {
    return this.json("PUT", `/v1/companies/${segment(company_id)}`, { json: body }, options);
  }
  /** Remove a company of the key's organisation. */
  deleteCompany(company_id, options = {}) {
    return this.nothing("DELETE", `/v1/companies/${segment(company_id)}`, {}, options);
  }
  /** Enter the companies of a file in the name of the key's organisation, and report every row.
   *
   * What has no end after half an hour is stopped (422, import-stopped): the answer names the row, and
   * what was saved by then stays. */
  importCompanies(content, type, query = {}, options = {}) {
    return this.json("POST", `/v1/companies/import`, { content, type, query, once: true }, options);
  }
  /** Return who sees the companies of an organisation. */
  getDisclosure(query = {}, options = {}) {
    return this.json("GET", `/v1/organisation/disclosure`, { query }, options);
  }
  /** Decide who sees the companies of an organisation; it holds from the next answer on. */
  putDisclosure(body, query = {}, options = {}) {
    return this.json("PUT", `/v1/organisation/disclosure`, { json: body, query }, options);
  }
  /** Return who sees one company of one's own. */
  getCompanyDisclosure(company_id, options = {}) {
    return this.json("GET", `/v1/companies/${segment(company_id)}/disclosure`, {}, options);
  }
  /** Let one company of one's own be seen otherwise than the others. */
  putCompanyDisclosure(company_id, body, options = {}) {
    return this.json("PUT", `/v1/companies/${segment(company_id)}/disclosure`, { json: body }, options);
  }
  /** Say how good a partner is; saying it again replaces what was said. */
  giveFeedback(body, options = {}) {
    return this.json("POST", `/v1/feedback`, { json: body }, options);
  }
  /** Have a report made; it holds what the caller sees when it is made. */
  makeReport(body, options = {}) {
    return this.json("POST", `/v1/reports`, { json: body }, options);
  }
  /** Download a result of a job; its names are those that the job lists. */
  downloadReport(job_id, file, options = {}) {
    return this.blob("GET", `/v1/reports/${segment(job_id)}/${segment(file)}`, {}, options);
  }
  /** Plan an event of companies that the caller sees: whom to invite, who meets whom, and when.
   *
   * The job's files are the organiser's workbook and what the guests get: timetables, calendars, badges. */
  planEvent(body, options = {}) {
    return this.json("POST", `/v1/events`, { json: body }, options);
  }
  /** Check the workbook of a plan as an organiser has edited it.
   *
   * `check.json` among the job's files says what cannot be held. Where everything can be, timetables,
   * calendars and badges are made of it, and the job is the plan to go on with. */
  checkEvent(job_id, content, options = {}) {
    return this.json("POST", `/v1/events/${segment(job_id)}/check`, { content, type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }, options);
  }
  /** Plan an event again without some companies, or with later ones, and change as little as possible.
   *
   * `changes.json` among the job's files says what became of each meeting. */
  replanEvent(job_id, body, options = {}) {
    return this.json("POST", `/v1/events/${segment(job_id)}/replan`, { json: body }, options);
  }
  /** List the jobs of the caller's organisation. */
  listJobs(query = {}, options = {}) {
    return this.json("GET", `/v1/jobs`, { query }, options);
  }
  /** Say how far a job is. */
  getJob(job_id, options = {}) {
    return this.json("GET", `/v1/jobs/${segment(job_id)}`, {}, options);
  }
  /** End a job at once; one that is over stays as it is. */
  cancelJob(job_id, options = {}) {
    return this.json("DELETE", `/v1/jobs/${segment(job_id)}`, {}, options);
  }
  /** Follow a job: server-sent events `progress` with the job, at last `end`; then the stream ends.
   *
   * After a break the client names the last event that it has seen in `Last-Event-ID`, as browsers do. */
  followJob(job_id, options = {}) {
    return this.events("GET", `/v1/jobs/${segment(job_id)}/events`, {}, options);
  }
  /** Say that the service is alive. */
  health(options = {}) {
    return this.json("GET", `/healthz`, {}, options);
  }
  /** Say that model and index are in memory, so that a search is answered at once. */
  ready(options = {}) {
    return this.json("GET", `/readyz`, {}, options);
  }
  /** Tell requests, latencies, queue and catalogue in figures. */
  metrics(options = {}) {
    return this.text("GET", `/metrics`, {}, options);
  }
  /** Say how a page loads the widget. */
  widgetSnippet(options = {}) {
    return this.json("GET", `/widget`, {}, options);
  }
  /** Turn the address of a company's page into a frame. */
  oembed(query, options = {}) {
    return this.json("GET", `/oembed`, { query }, options);
  }
};

// src/client.ts
var MAX_BREAKS = 6;
var MitraClient = class extends Operations {
  /** A company and its version, for `ifMatch`. In a browser the service lets pages of a key's origins see it. */
  async companyAndTag(company_id, options = {}) {
    const response = await this.ask("GET", `/v1/companies/${segment(company_id)}`, {}, options);
    return [await read(response), response.headers.get("etag") ?? ""];
  }
  /** A job each time that it has changed, until it is over; goes on after breaks. Throws ProblemError. */
  async *follow(job_id, options = {}) {
    let seen = options.lastEventId ?? "";
    for (let breaks = 0; ; ) {
      try {
        for await (const event of this.followJob(job_id, { ...options, lastEventId: seen })) {
          [seen, breaks] = [event.id, 0];
          yield JSON.parse(event.data);
          if (event.kind === "end") return;
        }
      } catch (error) {
        if (!(error instanceof ProblemError) || error.code !== UNREACHABLE) throw error;
      }
      breaks += 1;
      if (breaks > MAX_BREAKS) {
        throw new ProblemError(UNREACHABLE, "The service ended before the job did.");
      }
      await sleep(2 ** (breaks - 1), options.signal);
    }
  }
  /** A job when it is over: done, failed or cancelled. Throws ProblemError. */
  async wait(job_id, options = {}) {
    let last;
    for await (const job of this.follow(job_id, options)) last = job;
    if (!last) throw new ProblemError(UNREACHABLE, "The service said nothing of the job.");
    return last;
  }
};
export {
  MitraClient,
  ProblemError,
  UNEXPECTED,
  UNREACHABLE,
  version
};
