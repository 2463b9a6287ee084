import { type ServerEvent } from "./server_events.js";
/** The version of this client, which is that of the service it was made from. */
export declare const version: string;
/** What is sent as it is. */
export type Content = Blob | Uint8Array<ArrayBuffer> | ArrayBuffer | string;
/** How a service is asked. */
export interface Settings {
    /** A key or a search token; in a page only a key for searching, or a token. */
    readonly key?: string;
    /** Language of sentences for people. */
    readonly language?: "id" | "ja" | "en";
    /** Seconds until an answer has begun. */
    readonly seconds?: number;
    /** Seconds that are waited in all, for one request, where the service is busy or can't be reached. */
    readonly patience?: number;
}
/** What may be said with any request. */
export interface Options {
    readonly signal?: AbortSignal;
    readonly ifMatch?: string;
    readonly ifNoneMatch?: string;
    readonly idempotencyKey?: string;
    readonly lastEventId?: string;
}
interface Sent {
    readonly json?: unknown;
    readonly content?: Content;
    readonly type?: string;
    readonly query?: object;
    /** It has an Idempotency-Key, so that it may be sent again. */
    readonly once?: boolean;
}
/** A connection to a service. */
export declare class Transport {
    #private;
    constructor(url: string | URL, settings?: Settings);
    protected json<Form>(verb: string, path: string, sent: Sent, options: Options): Promise<Form>;
    protected jsonOrNull<Form>(verb: string, path: string, sent: Sent, options: Options): Promise<Form | null>;
    protected nothing(verb: string, path: string, sent: Sent, options: Options): Promise<void>;
    protected text(verb: string, path: string, sent: Sent, options: Options): Promise<string>;
    protected blob(verb: string, path: string, sent: Sent, options: Options): Promise<Blob>;
    protected events(verb: string, path: string, sent: Sent, options: Options): AsyncGenerator<ServerEvent, void, undefined>;
    /** A good answer; asked for again where that helps. Throws ProblemError, and what aborted it. */
    protected ask(verb: string, path: string, sent: Sent, options: Options): Promise<Response>;
}
/** A value as a part of a path. Slashes stay: files of a job lie in folders. */
export declare function segment(value: string): string;
/** Wait; throws what aborts it. */
export declare function sleep(seconds: number, signal?: AbortSignal): Promise<void>;
/** What an answer says. Throws ProblemError. */
export declare function read<Form>(response: Response): Promise<Form>;
export {};
