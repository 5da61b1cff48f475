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
    }),
  );
  router.use(express.static(clientDir, { index: false, maxAge: '1h', dotfiles: 'ignore' }));
  router.get('/{*screen}', page(clientDir));
  return router;
}

function page(clientDir: string): RequestHandler {
  return (request, response, next) => {
    if (!request.accepts('html')) return next();
    response.set('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: clientDir }, (error) => {
      if (error && !response.headersSent) next(error);
    });
  };
}
