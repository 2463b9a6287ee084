// What users write. It is compiled with every build and never run: each line proves a type.

import { type Answer, MitraClient, ProblemError, type Schemas } from "../src/index.js";

export async function usage(mitra: MitraClient): Promise<void> {
  const page = await mitra.search({ query: "baja", limit: 3, filters: { country: ["JP", "ID"] } });
  const score: number | undefined = page.results[0]?.score;
  const band: "strong" | "good" | "possible" | "weak" | undefined = page.results[0]?.band;
  // @ts-expect-error - a misspelt field
  await mitra.search({ qery: "baja" });
  // @ts-expect-error - no such field in an answer
  page.partners;

  await mitra.similarCompanies("ID-001");
  await mitra.similarCompanies("ID-001", { tier: ["1"], limit: 5 }, { signal: AbortSignal.timeout(100) });
  // @ts-expect-error - a number in words
  await mitra.similarCompanies("ID-001", { limit: "five" });
  // @ts-expect-error - a query that has to be there
  await mitra.oembed();

  const company: Schemas["Company"] | null = await mitra.getCompany("ID-001");
  const made: Answer<"putCompany"> = await mitra.putCompany("X", { name: "x", country: "ID", description: "y" });
  await mitra.makeReport({ kind: "potential", by: "matches" });
  // @ts-expect-error - no such kind
  await mitra.makeReport({ kind: "everything" });

  for await (const job of mitra.follow("1")) {
    const state: "queued" | "running" | "done" | "failed" | "cancelled" = job.state;
    void state;
  }
  const nothing: void = await mitra.deleteCompany("X", { ifMatch: '"1"' });
  const file: Blob = await mitra.downloadReport("1", "similarity.csv");
  const figures: string = await mitra.metrics();
  void [score, band, company, made, nothing, file, figures, new ProblemError("x", "y").retryAfter];
}
