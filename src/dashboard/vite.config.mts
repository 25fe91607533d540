import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Writes a list of the project's own files that went into the pages, from which scripts/build.mjs tells what
 * is stale.
 */
const listInputs: Plugin = {
  name: 'list-inputs',
  writeBundle() {
    const files = [...this.getModuleIds()]
      .filter((id) => existsSync(id))
      .map((id) => path.relative(root, id));
    const own = files.filter((file) => file.startsWith('src')).sort();
    writeFileSync(path.join(root, 'dist/.dashboard-inputs.json'), JSON.stringify(own));
  },
};

/**
 * The pages for the browser. src/functions/http/pages.ts serves the output under a policy without inline
 * code.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [listInputs],
  build: {
    outDir: fileURLToPath(new URL('../../dist/dashboard', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: false,
  },
});
