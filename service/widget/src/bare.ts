// Old libraries extend Object.prototype and Array.prototype. What the browser reads as options or writes
// as JSON is therefore made without a prototype, or with what hides the extension.

/** The same values in an object that inherits nothing. */
export function bare<T extends object>(values: T): T {
  return Object.assign(Object.create(null), values);
}

/** JSON of an object of plain values and lists, though Prototype.js should have given lists a toJSON. */
export function json(values: object): string {
  return JSON.stringify(bare(values), (_, value: unknown) => {
    if (Array.isArray(value)) {
      return Object.defineProperty([...value], "toJSON", bare({ value: undefined }));
    }
    return typeof value === "object" && value !== null ? bare(value) : value;
  });
}
