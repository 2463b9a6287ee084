// Builds the widget: one file for a plain <script>, which needs nothing else.
//
//     npm ci && npm run build        (or `make widget` at the top)
//
// Its first line holds the SHA-256 of what it was made from, so that a test tells without Node.js
// whether the file in the repository is the one that these sources make.

import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import { parse } from "smol-toml";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const LANGUAGES = ["en", "id", "ja"];
const messages = (language) => join(FOLDER, "..", "messages", language, "widget.toml");

async function sources() {
  const modules = (await readdir(join(FOLDER, "src"))).map((name) => join(FOLDER, "src", name));
  const own = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json"];
  return [...own.map((name) => join(FOLDER, name)), ...modules, ...LANGUAGES.map(messages)];
}

// SHA-256 over name, length and content of each file, in the order of the names.
async function digest() {
  const hash = createHash("sha256");
  const named = (await sources()).map((path) => [relative(FOLDER, path).split(sep).join("/"), path]);
  for (const [name, path] of named.sort(([one], [other]) => (one < other ? -1 : 1))) {
    const content = await readFile(path);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

// The texts of the message files, as the module "messages".
const texts = {
  name: "messages",
  setup(builder) {
    builder.onResolve({ filter: /^messages$/ }, () => ({ path: "messages", namespace: "messages" }));
    builder.onLoad({ filter: /.*/, namespace: "messages" }, async () => {
      const read = async (language) => [
        language,
        parse(await readFile(messages(language), "utf8")).widget,
      ];
      const contents = Object.fromEntries(await Promise.all(LANGUAGES.map(read)));
      return { contents: JSON.stringify(contents), loader: "json" };
    });
  },
};

const { version } = JSON.parse(await readFile(join(FOLDER, "package.json"), "utf8"));
const output = argv[2] ?? join(FOLDER, "built", `mitra-widget-${version}.js`);
const built = await build({
  entryPoints: [join(FOLDER, "src", "index.ts")],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2021",
  charset: "utf8",
  legalComments: "eof",
  // lit notes its versions and looks for polyfills in the page's global object; see src/realm.ts.
  define: {
    globalThis: "realm",
    litPropertyMetadata: "realm.litPropertyMetadata",
    "Symbol.metadata": "realm.metadata",
  },
  inject: [join(FOLDER, "src", "realm.ts")],
  plugins: [texts],
  write: false,
});
const head = `/*! mitra-widget ${version}, Apache-2.0; made of sources ${await digest()} */\n`;
await writeFile(output, head + built.outputFiles[0].text);
