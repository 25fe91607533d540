import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The viewer on a page of its own, for tests alone. Where it is put is said on the command line. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  publicDir: false,
  logLevel: 'warn',
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: false, emptyOutDir: true },
});
