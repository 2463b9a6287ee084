// One partner of a list: who it is, how well it fits, and why. Texts become text nodes, never markup.

import { html, nothing, type TemplateResult } from "lit";

import type { Answer, Reason, Result } from "./answers.js";
import { bare, on } from "./bare.js";
import { type Language, marked, ours, text } from "./texts.js";

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

export interface Shown {
  readonly result: Result;
  readonly answer: Answer;
  readonly language: Language;
  readonly href: string | null;
  readonly select: (event: Event) => void;
}

/** An item of a list. */
export function partnerItem({ result, answer, language, href, select }: Shown): TemplateResult {
  const facts = [country(result.country, language), sector(result, answer, language)];
  return html`
    <li part="result">
      <div class="head">
        <a
          part="name"
          href=${href ?? nothing}
          rel="noopener"
          lang=${tongue(result.name, result.language) ?? nothing}
          @click=${on(select)}
          >${result.name}</a
        >
        <span class="score" part="score">${score(result, language)}</span>
      </div>
      <p class="facts" part="facts">${facts.filter(Boolean).join(" · ")}</p>
      ${result.reasons.map((reason) => why(reason, result, answer, language))}
    </li>
  `;
}

function score(result: Result, language: Language): string {
  // Cut, so that no percentage says more than the word: 49.6 % is not yet "good", which begins at 50 %.
  const share = Math.floor(Math.round(result.score * 1e4) / 100) / 100;
  const percent = new Intl.NumberFormat(language, bare({ style: "percent" as const })).format(share);
  return text("score", language, { band: text(`bands.${result.band}`, language), percent });
}

function country(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames([language], bare({ type: "region" as const })).of(code) ?? code;
  } catch {
    return code;
  }
}

function sector(result: Result, answer: Answer, language: Language): string {
  const division = result.sectors[0]?.code.slice(0, 2);
  return answer.facets.sector.find(({ value }) => value === division)?.names[language] ?? "";
}

function why(
  reason: Reason,
  result: Result,
  answer: Answer,
  language: Language,
): TemplateResult | typeof nothing {
  const said = (words: string, tag = tongue(words, result.language)) =>
    html`<span lang=${tag ?? nothing}>${words}</span>`;
  const line = (key: string, words: TemplateResult) =>
    html`<p class="reason" part="reason">${marked(`reasons.${key}`, language, { words })}</p>`;
  switch (reason.kind) {
    case "passage":
      return line("passage", said(reason.partner.text));
    case "name":
      return reason.partner.text === result.name ? nothing : line("name", said(reason.partner.text));
    case "fit":
      return line(reason.seeker === "own" ? "offers" : "seeks", said(reason.partner.text));
    case "phrases": {
      // Of a match it would be most of what the company says about what it seeks.
      if (answer.language === undefined) return nothing;
      const missing = reason.missing.map((quote) => quote.text).join(text("separator", language));
      return missing ? line("missing", said(missing, ours(answer.language))) : nothing;
    }
    default:
      return nothing;
  }
}

/** The language of a text: told by its script where that tells it, otherwise the company's own. */
function tongue(words: string, own: string): Language | null {
  return JAPANESE.test(words) ? "ja" : own === "ja" ? null : ours(own);
}
