import path from 'node:path';
import { rolldown } from 'rolldown';
import { isOutside } from './outside.mjs';

/**
 * Every program of the package, as it lies in src/ and, bundled, in dist/: what the host loads, and the processes and
 * threads that the app starts. Each is one file for what it loads at its start, since to find, open and read
 * a module costs more than what is in it.
 */
const programs = [
  'index',
  'registrations',
  'decoder/child/child',
  'decoder/watchdogThread',
  'imaging/threads/pictureThread',
  'inference/onnx/child/network',
];

/** The entry file loads the rest only when it has looked at the machine: the two must not be one file. */
const isLateOf = (id, importer) => id === './registrations' && importer?.endsWith('/src/index.ts');

/** Of durable-functions, and a third of the time that all modules take to start: for its requests to the host. */
const loadedWhenUsed = ['axios', 'validator'];

/** Puts off loading a module until its first use, as Babel's `lazy` does, in what TypeScript made of an import. */
const loadWhenUsed = {
  name: 'load-when-used',
  transform: {
    filter: { id: /node_modules[\\/]durable-functions[\\/]/ },
    handler: (code) => loadedWhenUsed.reduce(withoutLoading, code),
  },
};

function withoutLoading(code, name) {
  const variable = new RegExp(`^const (\\w+) = require\\("${name}"\\);$`, 'm').exec(code)?.[1];
  if (variable === undefined) return code;
  return code
    .replace(new RegExp(`\\b${variable}\\b`, 'g'), `${variable}()`)
    .replace(`const ${variable}() = require`, `const ${variable} = () => require`);
}

/**
 * Bundles all programs.
 *
 * @param {{ root: string, folder: string }} where the repository, and the package's dist/
 * @returns {Promise<string[]>} the folders of the packages that went in, relative to the root
 * @throws Error for whatever the bundler warns of
 */
export async function bundlePrograms({ root, folder }) {
  const inside = new Set();
  for (const program of programs) {
    const bundle = await rolldown({
      input: path.join(root, 'src', `${program}.ts`),
      platform: 'node',
      external: (id, importer) => isOutside(id) || isLateOf(id, importer?.replaceAll('\\', '/')),
      // The sources name compiled files, as Node wants them.
      resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
      transform: { target: 'es2024' },
      plugins: [loadWhenUsed],
      // One program imports at once what another one imports when it needs it.
      checks: { ineffectiveDynamicImport: false },
      onwarn: (warning) => {
        throw new Error(`${program}: ${warning.message}`);
      },
    });
    const { output } = await bundle.write({
      dir: folder,
      format: 'cjs',
      entryFileNames: `${program}.js`,
      // What is imported when it is needed, which costs nothing before that.
      chunkFileNames: `${program}.[name].js`,
      comments: false,
    });
    await bundle.close();
    for (const id of output.flatMap((chunk) => chunk.moduleIds ?? [])) {
      const of = packageFolder(path.relative(root, id).replaceAll('\\', '/'));
      if (of !== undefined) inside.add(of);
    }
  }
  return [...inside].sort();
}

/** `node_modules/@azure/identity` of a file in it. */
function packageFolder(file) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}
