/** What decoders built with Emscripten and its class bindings have in common. */
export interface EmscriptenModule {
  readonly HEAPU8: Uint8Array;
}

/** Passed when a module is created: receives every line that its library would print. */
export interface EmscriptenOptions {
  print(line: string): void;
  printErr(line: string): void;
}

/** Creates a module; each call returns a new one with its own memory. */
export type EmscriptenFactory<M> = (options: EmscriptenOptions) => Promise<M>;

/** A module together with what its library has printed since the last call to `takeLines`. */
export interface Listened<M> {
  readonly module: M;
  /** Returns the lines and clears them. */
  takeLines(): string[];
}

/** The maximum number of lines kept; a damaged stream can make a library print without end. */
const maxLines = 100;

/**
 * Creates a module whose output is kept and not printed, since it can quote the file. The options object
 * becomes the module, so each call needs its own.
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

/** An object of a C++ class; its memory must be freed. */
export interface EmscriptenObject {
  delete(): void;
}

/** Runs `work` with an object of the class and frees its memory, unless `work` fails: then the module is dropped. */
export function withObject<T extends EmscriptenObject, R>(Class: new () => T, work: (object: T) => R): R {
  const object = new Class();
  const result = work(object);
  object.delete();
  return result;
}
