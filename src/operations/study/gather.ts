/** Items of one key that are written together. */
export interface Gather<I, R> {
  /**
   * Announces an item, so that others of its key wait for it a moment. Adding it ends the announcement.
   *
   * @returns ends the announcement, whatever became of the item; may be called again
   */
  expect(key: string, id: string): () => void;
  /** Resolves once the item is written, with others of its key that came meanwhile. */
  add(key: string, id: string, item: I): Promise<R>;
}

interface Waiting<I, R> {
  readonly item: I;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

interface Line<I, R> {
  waiting: Waiting<I, R>[];
  /** Ids of announced items. */
  readonly expected: Set<string>;
  isServed: boolean;
  /** Called once nothing is expected any more. */
  complete: () => void;
}

/**
 * Group commit: items of one key that come while others of it are written are the next batch. A batch waits
 * for announced items, if there are any, but not for longer than `patience`. What comes alone is written at
 * once. If a batch fails, each of its items does.
 *
 * @param write at most one batch of a key at a time. @returns a result for each item, in their order
 * @param patience in milliseconds
 */
export function createGather<I, R>(
  write: (key: string, items: readonly I[]) => Promise<readonly R[]>,
  patience: (key: string) => number,
): Gather<I, R> {
  const lines = new Map<string, Line<I, R>>();

  function lineOf(key: string): Line<I, R> {
    const line = lines.get(key) ?? { waiting: [], expected: new Set(), isServed: false, complete: () => {} };
    lines.set(key, line);
    return line;
  }

  function noLonger(line: Line<I, R>, id: string): void {
    line.expected.delete(id);
    if (line.expected.size === 0) line.complete();
  }

  function forgetIdle(key: string, { isServed, expected }: Line<I, R>): void {
    if (!isServed && expected.size === 0) lines.delete(key);
  }

  async function serve(key: string, line: Line<I, R>): Promise<void> {
    line.isServed = true;
    while (line.waiting.length > 0) {
      await allExpected(line, patience(key));
      const batch = line.waiting;
      line.waiting = [];
      await settle(batch, (items) => write(key, items));
    }
    line.isServed = false;
    forgetIdle(key, line);
  }

  return {
    expect: (key, id) => {
      const line = lineOf(key);
      line.expected.add(id);
      return () => {
        noLonger(line, id);
        forgetIdle(key, line);
      };
    },
    add: (key, id, item) =>
      new Promise((resolve, reject) => {
        const line = lineOf(key);
        line.waiting.push({ item, resolve, reject });
        noLonger(line, id);
        if (!line.isServed) void serve(key, line);
      }),
  };
}

/** Waits until nothing is expected any more, or for so many milliseconds. */
function allExpected<I, R>(line: Line<I, R>, milliseconds: number): Promise<void> {
  if (line.expected.size === 0 || milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    line.complete = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

async function settle<I, R>(
  batch: readonly Waiting<I, R>[],
  write: (items: readonly I[]) => Promise<readonly R[]>,
): Promise<void> {
  try {
    const results = await write(batch.map(({ item }) => item));
    for (const [index, { resolve }] of batch.entries()) resolve(results[index] as R);
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
