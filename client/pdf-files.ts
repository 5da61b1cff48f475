// biome-ignore lint/style/noRestrictedImports: it runs when the page is built, not in it
import { readdirSync, readFileSync } from 'node:fs';
// biome-ignore lint/style/noRestrictedImports: as above
import { createRequire } from 'node:module';
// biome-ignore lint/style/noRestrictedImports: as above
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];
const packageFile = createRequire(import.meta.url).resolve('pdfjs-dist/package.json');
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };

/**
 * What a PDF may leave out and its reader has to bring: character maps, the standard fonts, decoders. They are
 * asked for by name, so they keep their names, in a folder of their version.
 */
export function pdfFiles(): Plugin {
  const home = `assets/pdfjs-${version}`;
  const pathOf = (folder: string, name: string) => join(dirname(packageFile), folder, name);
  return {
    name: 'pdf-files',
    generateBundle() {
      for (const folder of folders) {
        for (const name of readdirSync(pathOf(folder, '')))
          this.emitFile({
            type: 'asset',
            fileName: `${home}/${folder}/${name}`,
            source: readFileSync(pathOf(folder, name)),
          });
      }
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${home}`, (request, response, next) => {
        const [, folder = '', name = ''] = /^\/(\w+)\/([\w.-]+)$/.exec(request.url ?? '') ?? [];
        if (!folders.includes(folder)) return next();
        response.end(readFileSync(pathOf(folder, name)));
      });
    },
  };
}
