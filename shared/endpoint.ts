import type * as z from 'zod/mini';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One call of the API, written once and imported by both sides. `:name` in the path is taken from
 * the input; the rest of the input travels in the query (GET, DELETE) or as the JSON body. Values of
 * a query arrive as text, so a GET or DELETE schema reads numbers and booleans with `z.coerce`
 * or `queryFlag`.
 */
export interface Endpoint<
  Input extends z.ZodMiniType = z.ZodMiniType,
  Output extends z.ZodMiniType = z.ZodMiniType,
> {
  method: Method;
  path: `/api/${string}`;
  input: Input;
  output: Output;
}

/** What a caller gives: fields with a default may be left out. */
export type CallInput<E extends Endpoint> = z.input<E['input']>;
/** What a handler gets. */
export type InputOf<E extends Endpoint> = z.output<E['input']>;
export type OutputOf<E extends Endpoint> = z.output<E['output']>;

export function endpoint<Input extends z.ZodMiniType, Output extends z.ZodMiniType>(
  definition: Endpoint<Input, Output>,
) {
  return definition;
}

/** Names of the `:parameters` in an endpoint's path, in order. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => name!);
}

/** An endpoint's path with its parameters filled in, each percent-encoded (a folder may hold `/`). */
export function fillPath(path: string, input: Record<string, unknown>): string {
  return path.replace(/:([a-zA-Z]+)/g, (_, name: string) =>
    encodeURIComponent(String(input[name])),
  );
}
