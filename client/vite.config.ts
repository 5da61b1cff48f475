import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { pdfFiles } from './pdf-files.ts';

const bridge = `http://127.0.0.1:${process.env.BRIDGE_PORT ?? '8080'}`;

export default defineConfig({
  plugins: [react(), pdfFiles(), worker()],
  // The word lists come in pieces.
  worker: { format: 'es' },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    // Inlined files would be data: addresses, which the page's policy refuses to run.
    assetsInlineLimit: 0,
    // All of it is 15 KB when compressed: one request.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Dozens of icons of a few hundred bytes each are dozens of requests: they travel together.
        codeSplitting: {
          groups: [{ name: 'icons', test: /node_modules[\\/]lucide-react/ }],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': bridge,
      '/mail-frame': bridge,
      '/socket.io': { target: bridge, ws: true },
    },
  },
});

/** The worker keeps the shell. What only some people ever open, and is heavy, is not part of it. */
function worker() {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'worker',
    filename: 'service-worker.ts',
    // The page registers it itself, once its rows are in sight.
    injectRegister: false,
    // The manifests are files: one a language.
    manifest: false,
    injectManifest: {
      rollupFormat: 'iife',
      globPatterns: ['index.html', 'envelope.svg', 'assets/*.{js,css}'],
      manifestTransforms: [
        (entries) => ({
          manifest: entries.filter(({ size }) => size <= HEAVY),
          warnings: [],
        }),
      ],
    },
  });
}

const HEAVY = 300_000;
