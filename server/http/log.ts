import type { RequestHandler } from 'express';
import { type Logger, pino } from 'pino';

/** JSON lines to stdout. No password, no address, no subject, no body: only what is named here. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: toLoggedError },
    redact: [
      'password',
      '*.password',
      'pass',
      '*.pass',
      'cookie',
      '*.cookie',
      'authorization',
      '*.authorization',
    ],
  });
}

/** Answers by route template, never by address: a path may name a person's folder. */
export function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    response.on('finish', () => {
      const ms = Math.round(performance.now() - start);
      const route = request.route?.path ?? '';
      log.debug({ method: request.method, route, status: response.statusCode, ms }, 'answered');
    });
    next();
  };
}

/** The kind of an error and where it arose: a mail server's words may quote a person's data. */
function toLoggedError(error: unknown) {
  const { name, code, stack, cause } = (error ?? {}) as Error & { code?: string };
  const at = (stack ?? '')
    .split('\n')
    .slice(1, 6)
    .map((line) => line.trim());
  const {
    code: causeCode,
    responseStatus,
    serverResponseCode,
  } = (cause ?? {}) as Record<string, string>;
  return {
    name,
    code,
    at,
    ...(cause !== undefined && { cause: { code: causeCode, responseStatus, serverResponseCode } }),
  };
}
