/** What the decoders built with Emscripten and its class bindings have in common. */
export interface EmscriptenModule {
  readonly HEAPU8: Uint8Array;
}

/** What is handed over when a module is made: every line that its library would print. */
export interface EmscriptenOptions {
  print(line: string): void;
  printErr(line: string): void;
}

/** Makes a module; each call a fresh one with memory of its own. */
export type EmscriptenFactory<M> = (options: EmscriptenOptions) => Promise<M>;

/** A module together with what its library printed since it was last asked. */
export interface Listened<M> {
  readonly module: M;
  /** Hands the lines over and forgets them. */
  takeLines(): string[];
}

/** So many lines are kept; a damaged stream can make a library print without end. */
const maxLines = 100;

/**
 * Makes a module whose prints are kept instead of shown: they can hold what a file says. The options become the module:
 * each needs some of its own.
 */
export async function listen<M>(factory: EmscriptenFactory<M>): Promise<Listened<M>> {
  let lines: string[] = [];
  const keep = (line: string) => {
    if (lines.length < maxLines) lines.push(line);
  };
  const module = await factory({ print: keep, printErr: keep });
  return {
    module,
    takeLines: () => {
      const taken = lines;
      lines = [];
      return taken;
    },
  };
}

/** An object of a C++ class; its memory has to be given back. */
export interface EmscriptenObject {
  delete(): void;
}

/** Runs `work` with an object of the class and gives its memory back, unless it fails: then the module is dropped. */
export function withObject<T extends EmscriptenObject, R>(Class: new () => T, work: (object: T) => R): R {
  const object = new Class();
  const result = work(object);
  object.delete();
  return result;
}
