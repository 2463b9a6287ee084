/** One event: its kind, the id to go on from after a break, and its text. */
export interface ServerEvent {
    readonly kind: string;
    readonly id: string;
    readonly data: string;
}
/** Read a stream; comments, and what ends in the middle, are passed over. */
export declare function readEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void, undefined>;
