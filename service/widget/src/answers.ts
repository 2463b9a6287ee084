// What the service answers (see /openapi.json), as far as the widget shows it.

export type Band = "strong" | "good" | "possible" | "weak";

export interface Quote {
  readonly field: string;
  readonly text: string;
}

export type Reason =
  | { readonly kind: "passage"; readonly partner: Quote }
  | { readonly kind: "name"; readonly partner: Quote }
  | { readonly kind: "sector"; readonly codes: readonly string[] }
  | { readonly kind: "phrases"; readonly missing: readonly Quote[] }
  | { readonly kind: "fit"; readonly seeker: "own" | "partner"; readonly partner: Quote }
  | { readonly kind: "partnership" };

export interface Result {
  readonly rank: number;
  readonly id: string;
  readonly name: string;
  readonly country: string;
  /** Of its own texts. */
  readonly language: string;
  readonly score: number;
  readonly band: Band;
  readonly reasons: readonly Reason[];
  readonly sectors: readonly { readonly code: string }[];
}

export interface Restriction {
  readonly aspect: string;
  readonly quote: Quote;
  readonly applied: boolean;
}

export interface Sector {
  readonly value: string;
  readonly names: Readonly<Record<string, string>>;
}

/** Of a search, of similar companies, or of matches; only a search has read a query. */
export interface Answer {
  readonly language?: string;
  readonly total: number;
  readonly good_partner_found: boolean;
  readonly results: readonly Result[];
  readonly facets: { readonly sector: readonly Sector[] };
  readonly understood?: readonly Restriction[];
}

/** Whether what came has the form of an answer; a proxy may have sent anything. */
export function isAnswer(value: unknown): value is Answer {
  const answer = value as Partial<Answer> | null;
  return (
    typeof answer === "object" &&
    answer !== null &&
    typeof answer.total === "number" &&
    Array.isArray(answer.results) &&
    Array.isArray(answer.facets?.sector)
  );
}
