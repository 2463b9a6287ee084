// What both elements have in common: attributes, the language, the list of partners, errors.

import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";

import type { Answer, Result } from "./answers.js";
import { bare, on } from "./bare.js";
import { Latest } from "./latest.js";
import { partnerItem } from "./partner_item.js";
import { type Connection, Failure, type Filters } from "./service.js";
import { styles } from "./styles.js";
import { type Language, languageOf, ours, text } from "./texts.js";

const MOST = 100; // as the service answers at once
const ASKED = ["server", "key", "said", "limit", "filters"];
const SLOW = 400; // milliseconds after which it is worth saying that something is under way

// The file lies at SERVER/widget/VERSION/mitra-widget.js, and the service is where the file comes from.
const script = document.currentScript;
const HOME = script instanceof HTMLScriptElement && script.src ? new URL("../../", script.src) : null;

/** Base of the elements. Its events: mitra-select (id, name, rank), mitra-error (reason, status, code). */
export abstract class MitraElement extends LitElement {
  static override shadowRootOptions = bare({ mode: "open" as const });
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    server: bare({ type: String }),
    key: bare({ type: String }),
    said: bare({ type: String, attribute: "lang" }),
    limit: bare({ type: Number }),
    filters: bare({ type: String }),
    companyUrl: bare({ type: String, attribute: "company-url" }),
    answer: bare({ state: true }),
    failure: bare({ state: true }),
    slow: bare({ state: true }),
  };

  declare server: string | null;
  declare key: string | null;
  declare said: string | null;
  declare limit: number | null;
  declare filters: string | null;
  declare companyUrl: string | null;
  declare protected answer: Answer | null;
  declare protected failure: Failure | null;
  declare protected slow: boolean;

  protected readonly latest = new Latest();

  constructor() {
    super();
    Object.setPrototypeOf(this.renderOptions, null);
    this.answer = null;
    this.failure = null;
    this.slow = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.latest.cancel();
  }

  /** The language of the widget's own texts. */
  get language(): Language {
    return ours(this.said) ?? languageOf(this);
  }

  /** Ask once more. */
  protected abstract again(): void;

  /** Whether the page has changed what is asked: one of these, or what every element is told. */
  protected asksElse(changed: PropertyValues, ...own: string[]): boolean {
    return [...ASKED, ...own].some((name) => changed.has(name));
  }

  /** Ask, and remember the answer, or why there is none. Gives what it remembered, null if ended. */
  protected async receive(
    signal: AbortSignal,
    ask: (to: Connection) => Promise<Answer>,
  ): Promise<Answer | null> {
    const timer = setTimeout(() => (this.slow = true), SLOW);
    try {
      const answer = await ask(this.connection());
      if (signal.aborted) return null;
      this.failure = null;
      return answer;
    } catch (error) {
      if (signal.aborted) return null;
      const failure = error instanceof Failure ? error : new Failure("unexpected");
      this.failure = failure;
      const { reason, status, code } = failure;
      this.tell("mitra-error", { reason, status, code });
      return null;
    } finally {
      clearTimeout(timer);
      if (!signal.aborted) this.slow = false;
    }
  }

  /** Dispatch an event for the page; false where the page has prevented what would follow. */
  protected tell(name: string, detail: object, cancelable = false): boolean {
    const options = bare({ detail, cancelable, bubbles: true, composed: true });
    return this.dispatchEvent(new CustomEvent(name, options));
  }

  protected wanted(otherwise: number): number {
    const limit = Math.trunc(Number(this.limit ?? otherwise));
    return limit >= 1 ? Math.min(limit, MOST) : otherwise;
  }

  protected get wantedFilters(): Filters {
    return [...new URLSearchParams(this.filters ?? "")];
  }

  protected list(answer: Answer): TemplateResult {
    const language = this.language;
    return html`
      <ol part="list" aria-label=${text("results", language)}>
        ${answer.results.map((result) =>
          partnerItem({
            result,
            answer,
            language,
            href: this.address(result),
            select: (event) => this.select(event, result),
          }),
        )}
      </ol>
    `;
  }

  protected alert(): TemplateResult {
    return html`<div class="error" role="alert" part="error">${this.trouble()}</div>`;
  }

  private trouble(): TemplateResult | typeof nothing {
    const { failure, language } = this;
    if (!failure) return nothing;
    const said = failure.message || text(`error.${failure.reason}`, language);
    return html`<span>${said}</span>${failure.reason === "setup" ? nothing : this.retry()}`;
  }

  private retry(): TemplateResult {
    return html`<button type="button" part="button" @click=${on(() => this.again())}>
      ${text("retry", this.language)}
    </button>`;
  }

  private select(event: Event, { id, name, rank }: Result): void {
    if (!this.tell("mitra-select", { id, name, rank }, true)) event.preventDefault();
  }

  private connection(): Connection {
    const server = this.server ? web(this.server) : HOME;
    if (!server) throw new Failure("setup");
    const path = server.pathname.endsWith("/") ? server.pathname : `${server.pathname}/`;
    return { server: new URL(path, server), key: this.key ?? "", language: this.language };
  }

  /** Where a partner is shown: in the page that the host names, otherwise in the service's own. */
  private address({ id }: Result): string | null {
    const name = encodeURIComponent(id);
    if (this.companyUrl) return web(this.companyUrl.split("{id}").join(name))?.href ?? null;
    const { server, language } = this.connection();
    return new URL(`companies/${name}?lang=${language}`, server).href;
  }
}

/** A web address, relative to the page; null for what is none, or would run as a script. */
function web(address: string): URL | null {
  try {
    const url = new URL(address, document.baseURI);
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}
