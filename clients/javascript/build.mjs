// Builds the client: one ES module for browsers and Node.js, and its types.
//
//     npm ci && npm run build        (or `make clients` at the top)
//
// Types and operations are made of ../openapi.json. The first line of the module holds the SHA-256 of what
// it was made from, and of the types made with it, so that a test tells without Node.js whether the files in
// the repository are the ones that these sources make.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import openapiTS, { astToString } from "openapi-typescript";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const DOCUMENT = join(FOLDER, "..", "openapi.json");
const MADE = join(FOLDER, "made");
const OUTPUT = argv[2] ?? join(FOLDER, "built");
const TYPES = join(OUTPUT, "types");

const listed = async (folder) => (await readdir(folder)).map((name) => join(folder, name));

async function sources() {
  const own = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json"];
  const named = own.map((name) => join(FOLDER, name));
  return [...named, DOCUMENT, ...(await listed(join(FOLDER, "src")))];
}

// SHA-256 over name, length and content of each file, in the order of the names.
async function digest(paths, from) {
  const hash = createHash("sha256");
  const named = paths.map((path) => [relative(from, path).split(sep).join("/"), path]);
  for (const [name, path] of named.sort(([one], [other]) => (one < other ? -1 : 1))) {
    const content = await readFile(path);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

// What a method takes besides what is in the path, and how it passes it on.
function method(verb, path, operation) {
  const id = operation.operationId;
  const said = operation.parameters ?? [];
  const named = (where) => said.filter((one) => one.in === where);
  const content = Object.keys(operation.requestBody?.content ?? {});
  const takes = named("path").map((one) => `${one.name}: string`);
  const passes = [];
  if (content.includes("application/json")) {
    takes.push(`body: Body<"${id}">`);
    passes.push("json: body");
  } else if (content.length === 1) {
    takes.push("content: Content");
    passes.push("content", `type: "${content[0]}"`);
  } else if (content.length > 1) {
    takes.push("content: Content", "type: string");
    passes.push("content", "type");
  }
  const query = named("query");
  if (query.length) {
    const needed = query.some((one) => one.required);
    takes.push(`query: Query<"${id}">${needed ? "" : " = {}"}`);
    passes.push("query");
  }
  if (named("header").some((one) => one.name === "idempotency-key")) passes.push("once: true");
  takes.push("options: Options = {}");
  const place = path.replace(/\{(\w+)\}/g, "${segment($1)}");
  const [reader, type] = answer(id, operation);
  const passed = passes.length ? `{ ${passes.join(", ")} }` : "{}";
  const text = operation.description.replace(/\n\n/g, "\n   *\n   * ").replace(/\n(?! {3}\*)/g, "\n   * ");
  return [
    `  /** ${text} */`,
    `  ${id}(${takes.join(", ")}): ${type} {`,
    `    return this.${reader}("${verb.toUpperCase()}", \`${place}\`, ${passed}, options);`,
    "  }",
  ].join("\n");
}

// The method of Transport that reads the answer, and its type.
function answer(id, operation) {
  const good = Object.entries(operation.responses).filter(([status]) => /^[23]/.test(status) && status !== "206");
  const kinds = good.map(([, response]) => Object.keys(response.content ?? {})[0]);
  const [kind] = kinds.filter(Boolean);
  if (!kind) return ["nothing", "Promise<void>"];
  if (kind === "application/json") {
    return kinds.includes(undefined)
      ? ["jsonOrNull", `Promise<Answer<"${id}"> | null>`]
      : ["json", `Promise<Answer<"${id}">>`];
  }
  if (kind === "text/event-stream") return ["events", "AsyncGenerator<ServerEvent, void, undefined>"];
  return kind.startsWith("text/") ? ["text", "Promise<string>"] : ["blob", "Promise<Blob>"];
}

const document = JSON.parse(await readFile(DOCUMENT, "utf8"));
const methods = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([verb, operation]) => method(verb, path, operation)),
);
const operations = `// Made from openapi.json by \`make clients\`; changes here are lost.

import type { Answer, Body, Query } from "../src/types.js";
import type { ServerEvent } from "../src/server_events.js";
import { type Content, type Options, Transport, segment } from "../src/transport.js";

/** What can be asked of a service: one method for each operation, named as the operation is. */
export class Operations extends Transport {
${methods.join("\n\n")}
}
`;
const schema = await openapiTS(document, { defaultNonNullable: false });

await mkdir(MADE, { recursive: true });
await writeFile(join(MADE, "operations.ts"), operations);
await writeFile(join(MADE, "schema.ts"), astToString(schema));
await rm(TYPES, { recursive: true, force: true });
const compiler = join(FOLDER, "node_modules", "typescript", "bin", "tsc");
execFileSync("node", [compiler, "--project", FOLDER, "--outDir", join(OUTPUT, "types")], {
  cwd: FOLDER,
  stdio: "inherit",
});
// What users write with these types, as they would.
execFileSync("node", [compiler, "--project", join(FOLDER, "usage")], { cwd: FOLDER, stdio: "inherit" });
// The declarations of the module alone lead to the others.
await writeFile(join(TYPES, "index.d.ts"), 'export * from "./src/index.js";\n');

const { version } = JSON.parse(await readFile(join(FOLDER, "package.json"), "utf8"));
const built = await build({
  entryPoints: [join(FOLDER, "src", "index.ts")],
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  define: { VERSION: JSON.stringify(version) },
  write: false,
});
const declarations = [...(await listed(join(TYPES, "src"))), ...(await listed(join(TYPES, "made")))];
const made = `made of sources ${await digest(await sources(), FOLDER)}, with types ${await digest(declarations, TYPES)}`;
const head = `/*! mitra-client ${version}, Apache-2.0; ${made} */\n`;
await writeFile(join(OUTPUT, "mitra-client.js"), head + built.outputFiles[0].text);
