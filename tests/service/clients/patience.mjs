// Runs one line of JavaScript with the client `mitra`, and writes what came of it as JSON: an answer or a problem.

import * as client from "../../../clients/javascript/built/mitra-client.js";

const [url, line] = process.argv.slice(2);
const mitra = new client.MitraClient(url, { key: "k", patience: 5 });
const run = new Function("mitra", "client", `return (async () => { ${line} })()`);
try {
  console.log(JSON.stringify({ answer: (await run(mitra, client)) ?? null }));
} catch (error) {
  const { name, code, status, retryAfter, title } = error;
  console.log(JSON.stringify({ name, code, status, retryAfter, title }));
}
