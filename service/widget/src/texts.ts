// Texts of the widget in the language of a page, from service/messages.

import { html, type TemplateResult } from "lit";
import messages from "messages";

export type Language = "en" | "id" | "ja";

type Messages = { [key: string]: string | Messages };

const LANGUAGES: readonly Language[] = ["en", "id", "ja"];

/** The language of ours that a language tag (BCP 47) begins with, or null. */
export function ours(tag: string | null | undefined): Language | null {
  const primary = (tag ?? "").toLowerCase().split("-")[0];
  return LANGUAGES.find((language) => language === primary) ?? null;
}

/** The language that an element says or inherits, also out of shadow roots, then the reader's. */
export function languageOf(element: Element): Language {
  for (let node: Node | null = element; node; node = parentOf(node)) {
    const said = node instanceof Element ? ours(node.getAttribute("lang")) : null;
    if (said) return said;
  }
  return ours(navigator.language) ?? "en";
}

function parentOf(node: Node): Node | null {
  return node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
}

/** The text of a key such as "error.busy", with {placeholders} filled. */
export function text(key: string, language: Language, values: Record<string, string> = {}): string {
  return parts(key, language)
    .map((part) => (part.name === null ? part.text : (values[part.name] ?? "")))
    .join("");
}

/** The same where what fills a placeholder is marked up. */
export function marked(
  key: string,
  language: Language,
  values: Record<string, TemplateResult>,
): TemplateResult[] {
  return parts(key, language).map((part) =>
    part.name === null ? html`${part.text}` : (values[part.name] ?? html``),
  );
}

function parts(key: string, language: Language): { name: string | null; text: string }[] {
  let found: string | Messages | undefined = messages[language] as Messages;
  for (const name of key.split(".")) found = typeof found === "object" ? found[name] : undefined;
  const template = typeof found === "string" ? found : "";
  return template
    .split(/(\{\w+\})/)
    .map((part) => ({ name: /^\{(\w+)\}$/.exec(part)?.[1] ?? null, text: part }));
}
