// Old libraries extend Object.prototype and Array.prototype. What the browser reads as options or writes
// as JSON is therefore made without a prototype, or with what hides the extension.

/** The same values in an object that inherits nothing. */
export function bare<T extends object>(values: T): T {
  return Object.assign(Object.create(null), values);
}

/** A listener for a template. lit hands it to the browser as the options too, whatever it inherits. */
export function on<E extends Event>(handleEvent: (event: E) => void): EventListenerObject {
  return bare({ handleEvent }) as EventListenerObject;
}

/** JSON of plain values and lists of them, though the page should have given all objects a toJSON. */
export function json(values: Record<string, unknown>): string {
  return JSON.stringify(clean(values));
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const item of value) list.push(clean(item));
    return Object.defineProperty(list, "toJSON", bare({ value: undefined }));
  }
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = bare({});
  for (const [name, own] of Object.entries(value)) copy[name] = clean(own);
  return copy;
}
