import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The pages for a browser. What comes out is served by src/functions/http/pages.ts under a policy without inline code. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: fileURLToPath(new URL('../../dist/dashboard', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: false,
  },
});
