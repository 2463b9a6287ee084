// <mitra-partners company="…">: the partners of one company, for its page in a portal.

import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";

import { bare } from "./bare.js";
import { MitraElement } from "./element.js";
import { Failure, partners } from "./service.js";
import { text } from "./texts.js";

/** Partners that complement a company, or with kind="similar" those in the same business. */
export class MitraPartners extends MitraElement {
  static override properties: PropertyDeclarations = {
    company: bare({ type: String }),
    kind: bare({ type: String }),
  };

  declare company: string | null;
  declare kind: string | null;

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.asksElse(changed, "company", "kind")) this.again();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // What was under way ended when it was taken out of the page.
    if (this.hasUpdated) this.again();
  }

  protected override again(): void {
    void this.latest.now(async (signal) => {
      const answer = await this.receive(signal, async (to) => {
        const { company, wantedFilters } = this;
        if (!company) throw new Failure("setup");
        const kind = this.kind === "similar" ? "similar" : "matches";
        return partners(to, company, kind, this.wanted(5), wantedFilters, signal);
      });
      if (!signal.aborted) this.answer = answer;
    });
  }

  protected override render(): TemplateResult {
    const { answer, language } = this;
    return html`
      <div class="frame partners" part="frame" lang=${language} aria-busy=${this.slow}>
        <p class="status" role="status" part="status">${this.status()}</p>
        ${this.alert()} ${answer?.results.length ? this.list(answer) : nothing}
      </div>
    `;
  }

  private status(): string {
    if (this.slow) return text("searching", this.language);
    if (!this.answer) return "";
    if (!this.answer.results.length) return text("none", this.language);
    return this.answer.good_partner_found ? "" : text("weak", this.language);
  }
}
