import { join } from 'node:path';
import compression from 'compression';
import express, { type RequestHandler, Router } from 'express';

/** The built client: hashed assets for a year, the one page for every address of a screen. */
export function staticFiles(clientDir: string): Router {
  const router = Router();
  // Nothing secret is in these files, so nothing can be guessed from their packed length.
  router.use(compression());
  router.use(
    '/assets',
    express.static(join(clientDir, 'assets'), {
      immutable: true,
      maxAge: '365d',
      index: false,
      fallthrough: false,
      setHeaders: (response, path) => {
        if (PDF_WORKER.test(path)) response.setHeader('Content-Security-Policy', PDF_WORKER_POLICY);
      },
    }),
  );
  router.use(
    express.static(clientDir, {
      index: false,
      maxAge: '1h',
      dotfiles: 'ignore',
      setHeaders: (response, path) => {
        // An old worker would keep an old version on the device.
        if (path.endsWith('service-worker.js')) response.setHeader('Cache-Control', 'no-cache');
      },
    }),
  );
  router.get('/{*screen}', page(clientDir));
  return router;
}

/** The reader of PDFs works apart from the page, and there alone may it use compiled decoders of images. */
const PDF_WORKER = /[\\/]pdf\.worker[^\\/]*\.m?js$/;
const PDF_WORKER_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

function page(clientDir: string): RequestHandler {
  return (request, response, next) => {
    if (!request.accepts('html')) return next();
    response.set('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: clientDir }, (error) => {
      if (error && !response.headersSent) next(error);
    });
  };
}
