import path from 'node:path';

/**
 * Where the app lies. Found by name and without looking at the disk, which a fenced process may not do: a file of
 * ours lies in `dist` when it was compiled or bundled, however deep, and in `src` when tests run it in memory.
 */

/** The nearest folder around a file of ours that holds all of our code. @throws Error if the file is not ours */
export function codeFolderOf(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    if (['dist', 'src'].includes(path.basename(at))) return at;
    if (at === path.dirname(at)) throw new Error(`${folder} is in no folder of the app's code`);
  }
}

/** The folder of the code that runs. */
export const codeFolder = codeFolderOf(__dirname);

/** The folder of package.json, host.json and models/. */
export const appFolder = path.dirname(codeFolder);

/** The compiled app. Processes and threads are started from here, even when tests run the sources in memory. */
export const builtFolder = path.join(appFolder, 'dist');
