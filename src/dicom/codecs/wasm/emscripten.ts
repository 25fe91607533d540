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
const mostLines = 100;

/**
 * Makes a module whose prints are kept instead of shown: they can hold what a file says. The options become the module:
 * each needs some of its own.
 */
export async function listen<M>(factory: EmscriptenFactory<M>): Promise<Listened<M>> {
  let lines: string[] = [];
  const keep = (line: string) => {
    if (lines.length < mostLines) lines.push(line);
  };
  const module = await withoutListeners(() => factory({ print: keep, printErr: keep }));
  return {
    module,
    takeLines: () => {
      const taken = lines;
      lines = [];
      return taken;
    },
  };
}

/**
 * A module that is made begins to listen to the exceptions that nobody in the process catches. They are none of its
 * business, and its listeners would keep its memory when it has been dropped.
 */
async function withoutListeners<T>(make: () => Promise<T>): Promise<T> {
  const before = events.map((event) => process.listeners(event as 'uncaughtException'));
  // The listeners are added before the first wait, while nobody else can add one.
  const making = make();
  for (const [index, event] of events.entries()) {
    for (const listener of process.listeners(event as 'uncaughtException')) {
      if (!before[index]?.includes(listener)) process.off(event, listener);
    }
  }
  return making;
}

const events = ['uncaughtException', 'unhandledRejection'];

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
