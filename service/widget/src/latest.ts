// One request at a time, and one for each pause in writing.

/** Keeps only the newest of several tasks: a new one ends those before it. */
export class Latest {
  private controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Begin a task after so many milliseconds in which no other begins. */
  after(pause: number, task: (signal: AbortSignal) => Promise<void>): void {
    this.cancel();
    const { signal } = this.controller;
    this.timer = setTimeout(() => void task(signal), pause);
  }

  /** Begin a task at once. */
  now(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.cancel();
    return task(this.controller.signal);
  }

  /** End whatever waits or runs. */
  cancel(): void {
    clearTimeout(this.timer);
    this.controller.abort();
    this.controller = new AbortController();
  }
}
