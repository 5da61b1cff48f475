import type * as z from 'zod/mini';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One call of the API, written once and imported by both sides. `:name` in the path is taken from
 * the input; the rest of the input travels in the query (GET, DELETE) or as the JSON body. Values of
 * a query arrive as text, so a GET or DELETE schema reads numbers and booleans with `z.coerce`
 * or `queryFlag`.
 */
export interface Endpoint<Input = unknown, Output = unknown> {
  method: Method;
  path: `/api/${string}`;
  input: z.ZodMiniType<Input>;
  output: z.ZodMiniType<Output>;
}

export type InputOf<E> = E extends Endpoint<infer Input, unknown> ? Input : never;
export type OutputOf<E> = E extends Endpoint<unknown, infer Output> ? Output : never;

export function endpoint<Input, Output>(definition: Endpoint<Input, Output>) {
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
