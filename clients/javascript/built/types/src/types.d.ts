import type { components, operations } from "../made/schema.js";
/** All forms of the service by their names, such as Schemas["SearchRequest"]. */
export type Schemas = components["schemas"];
type Good<Id extends keyof operations> = operations[Id]["responses"] extends infer Responses ? {
    [Status in keyof Responses]: Status extends 200 | 201 | 202 ? Responses[Status] : never;
}[keyof Responses] : never;
/** What an operation answers. */
export type Answer<Id extends keyof operations> = Good<Id> extends {
    content: {
        "application/json": infer Form;
    };
} ? Form : never;
/** What an operation is sent. */
export type Body<Id extends keyof operations> = operations[Id] extends {
    requestBody: {
        content: {
            "application/json": infer Form;
        };
    };
} ? Form : never;
/** What stands behind the question mark. */
export type Query<Id extends keyof operations> = operations[Id] extends {
    parameters: {
        query?: infer Form;
    };
} ? NonNullable<Form> : never;
export {};
