// <mitra-search>: a search box and the partners that it finds.

import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";

import type { Restriction } from "./answers.js";
import { bare, on } from "./bare.js";
import { MitraElement } from "./element.js";
import { type Search, search } from "./service.js";
import { text } from "./texts.js";

const PAUSE = 300; // milliseconds in which nothing more is written
const LONGEST = 1000; // characters, as the service reads

/** Searching while one writes. Its events: mitra-search (query, shown, total), and those of MitraElement. */
export class MitraSearch extends MitraElement {
  static override properties: PropertyDeclarations = {
    query: bare({ type: String }),
    answered: bare({ state: true }),
  };

  /** What the box holds: the page may set it, and it follows what is written. */
  declare query: string | null;
  /** Of which query the answer is. */
  declare private answered: string;

  private composing = false;
  private ignore: string[] = [];

  constructor() {
    super();
    this.answered = "";
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const input = this.renderRoot.querySelector("input");
    const set = changed.has("query") && input && input.value !== (this.query ?? "");
    if (set) input.value = this.query ?? "";
    if (set || this.asksElse(changed)) this.start(0);
  }

  protected override render(): TemplateResult {
    const { language, answer } = this;
    return html`
      <div class="frame" part="frame" lang=${language} aria-busy=${this.slow}>
        <form role="search" part="form" @submit=${on((event) => this.submit(event))}>
          <label for="query" part="label">${text("label", language)}</label>
          <div class="row">
            <input
              id="query"
              part="input"
              type="search"
              autocomplete="off"
              enterkeyhint="search"
              maxlength=${LONGEST}
              aria-describedby="hint"
              @input=${on<InputEvent>((event) => this.written(event))}
              @compositionstart=${on(() => (this.composing = true))}
              @compositionend=${on(() => this.composed())}
            />
            <button type="submit" part="button">${text("search", language)}</button>
          </div>
          <p class="hint" id="hint" part="hint">${text("hint", language)}</p>
        </form>
        ${this.understood()}
        <p class="status" role="status" part="status">${this.status()}</p>
        ${this.alert()} ${answer?.results.length ? this.list(answer) : nothing}
        ${answer && answer.results.length < answer.total ? this.moreButton() : nothing}
      </div>
    `;
  }

  protected override again(): void {
    this.start(0);
  }

  private written(event: InputEvent): void {
    // Until a composition ends, what stands in the box is how a word is typed, not the word.
    if (!event.isComposing && !this.composing) this.read();
  }

  private composed(): void {
    this.composing = false;
    this.read();
  }

  private read(): void {
    const value = this.renderRoot.querySelector("input")?.value ?? "";
    if (value === this.query) return;
    this.query = value;
    this.start(PAUSE);
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (this.composing) return;
    this.query = this.renderRoot.querySelector("input")?.value ?? "";
    this.start(0);
  }

  private start(pause: number): void {
    const query = (this.query ?? "").trim();
    if (query !== this.answered) this.ignore = [];
    if (!query) {
      this.latest.cancel();
      this.answer = this.failure = null;
      this.answered = "";
    } else {
      this.latest.after(pause, (signal) => this.find(query, signal));
    }
  }

  private async find(query: string, signal: AbortSignal): Promise<void> {
    const answer = await this.receive(signal, (to) => search(to, this.request(query, 0), signal));
    if (signal.aborted) return;
    this.answer = answer;
    this.answered = query;
    if (answer) this.report();
  }

  private more(): void {
    void this.latest.now(async (signal) => {
      const before = this.answer;
      const count = before?.results.length ?? 0;
      const request = this.request(this.answered, count);
      const next = await this.receive(signal, (to) => search(to, request, signal));
      if (!next || !before) return;
      this.answer = bare({ ...next, results: [...before.results, ...next.results] });
      this.report();
      // The button may be gone; whoever pressed it reads on at the first of the new partners.
      await this.updateComplete;
      this.renderRoot.querySelectorAll<HTMLElement>("li a")[count]?.focus();
    });
  }

  private request(query: string, offset: number): Search {
    const { wantedFilters: filters, ignore } = this;
    return { query, offset, filters, ignore, limit: this.wanted(10) };
  }

  private report(): void {
    const { answer, answered: query } = this;
    this.tell("mitra-search", { query, shown: answer?.results.length, total: answer?.total });
  }

  private status(): string {
    const { answer, language } = this;
    if (this.slow) return text("searching", language);
    if (!answer) return "";
    if (!answer.results.length) return text("none", language);
    const number = new Intl.NumberFormat(language);
    const shown = number.format(answer.results.length);
    const found = text("found", language, { shown, total: number.format(answer.total) });
    return answer.good_partner_found ? found : `${text("weak", language)} ${found}`;
  }

  private moreButton(): TemplateResult {
    return html`<button class="more" type="button" part="button more" @click=${on(() => this.more())}>
      ${text("more", this.language)}
    </button>`;
  }

  /** What the service has read from the query and keeps to, each to be taken back. */
  private understood(): TemplateResult | typeof nothing {
    const applied = (this.answer?.understood ?? []).filter((one) => one.applied);
    if (!applied.length) return nothing;
    return html`<div class="understood" part="understood">
      <span>${text("understood", this.language)}</span>
      ${applied.map((one) => this.restriction(one))}
    </div>`;
  }

  private restriction({ aspect, quote }: Restriction): TemplateResult {
    const label = text("take-back", this.language, { words: quote.text });
    const takeBack = (): void => {
      this.ignore = [...this.ignore, aspect];
      this.start(0);
      this.renderRoot.querySelector("input")?.focus();
    };
    return html`<button
      class="restriction"
      type="button"
      part="restriction"
      aria-label=${label}
      @click=${on(takeBack)}
    >
      ${quote.text} <span aria-hidden="true">×</span>
    </button>`;
  }
}
