// Server-sent events (HTML Standard, 9.2), as far as the service sends them.

/** One event: its kind, the id to go on from after a break, and its text. */
export interface ServerEvent {
  readonly kind: string;
  readonly id: string;
  readonly data: string;
}

/** Read a stream; comments, and what ends in the middle, are passed over. */
export async function* readEvents(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<ServerEvent, void, undefined> {
  let [kind, data, id] = ["", [] as string[], ""];
  for await (const line of lines(stream)) {
    if (!line) {
      if (data.length) yield { kind: kind || "message", id, data: data.join("\n") };
      [kind, data] = ["", []];
      continue;
    }
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") kind = value;
    else if (name === "data") data.push(value);
    else if (name === "id") id = value;
  }
}

async function* lines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const parts = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) yield line.replace(/\r$/, "");
    }
  } finally {
    // Whoever looks no further has the connection closed.
    await reader.cancel().catch(() => undefined);
  }
}
