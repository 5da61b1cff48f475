import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import helmet from 'helmet';
import proxyAddress from 'proxy-addr';
import { mailFileTypes } from '../../shared/files.ts';
import { Refusal } from '../../shared/refusal.ts';

/** JSON, files of messages, bytes: each makes another site's page ask first, which is refused. */
const BODY_TYPES = [
  'application/json',
  'application/octet-stream',
  ...Object.values(mailFileTypes),
];

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * State changes come from our own page only (security S-34): a known Origin, a header that no form
 * can send, and a type that no form can send either. SameSite cookies alone leave sibling hosts and old browsers.
 */
export function protectStateChanges(origins: string[]): RequestHandler {
  return (request, _response, next) => {
    if (SAFE_METHODS.has(request.method)) return next();
    const fromUs =
      isOurOrigin(request.headers.origin, origins) && request.headers['x-sobre'] === '1';
    const hasBody =
      Number(request.headers['content-length'] ?? 0) > 0 || 'transfer-encoding' in request.headers;
    if (fromUs && (!hasBody || request.is(BODY_TYPES))) return next();
    throw new Refusal('origin-refused', 'This request does not come from the webmail page.');
  };
}

/** True for the address in our user's browser, compared whole: no suffix, no other port (security S-38). */
export function isOurOrigin(origin: string | undefined, origins: string[]): boolean {
  return origin !== undefined && origins.includes(origin);
}

/** Headers of every answer. Message bodies live in a frame of their own (`mailFrame`). */
export function securityHeaders(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // The one style element that React Aria adds: touch-action of what can be pressed.
        styleSrc: ["'self'", "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"],
        // Styles set on elements by scripts of our own (positions of virtual rows).
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        // Sound and pictures that move, of the letter that is open: from the bridge alone.
        mediaSrc: ["'self'"],
        frameSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xDnsPrefetchControl: { allow: false },
    xFrameOptions: { action: 'deny' },
  });
}

/**
 * The empty document into which the shell writes a sanitised message: a policy without any network
 * source, so that nothing a sanitiser lets through can call out (security S-14, S-15, S-16).
 */
export function mailFrame(): RequestHandler {
  const policy =
    "default-src 'none'; img-src blob: data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
  const page =
    '<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"></head><body></body></html>';
  return (_request, response) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Frame-Options': 'SAMEORIGIN',
      'X-Content-Type-Options': 'nosniff',
      'X-DNS-Prefetch-Control': 'off',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'public, max-age=86400',
    });
    response.type('html').send(page);
  };
}

/** The network that a client's address belongs to: /24 for IPv4, /64 for IPv6, as limits count it. */
export function networkOf(address: string): string {
  const v4 = address.replace(/^::ffff:/, '');
  if (/^\d+\.\d+\.\d+\.\d+$/.test(v4)) return `${v4.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = '', tail] = v4.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  return `${[...groups, ...Array(zeros).fill('0'), ...rest].slice(0, 4).join(':')}::/64`;
}

/** The client's address: X-Forwarded-For counts from the administrator's proxies only. */
export function clientAddress(request: Request): string {
  return plainAddress(request.ip ?? '');
}

/** The same for a request that never reaches Express: a socket's. */
export function socketAddress(request: IncomingMessage, trustedProxies: string[]): string {
  return plainAddress(proxyAddress(request, trustedProxies));
}

const plainAddress = (address: string) => address.replace(/^::ffff:/, '');
