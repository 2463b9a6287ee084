export { MitraClient } from "./client.js";
export { ProblemError, UNEXPECTED, UNREACHABLE } from "./problem.js";
export type { ServerEvent } from "./server_events.js";
export { type Content, type Options, type Settings, version } from "./transport.js";
export type { Answer, Body, Query, Schemas } from "./types.js";
