import { type Options, Presets, SingleBar } from 'cli-progress';
import { aboveBar } from './say';

/** Shows the progress of a batch: a bar on a terminal, an occasional line in a log. */
export interface Progress {
  /** @param note a summary of the finished ones, such as `3 analysed · 1 quarantined`. */
  update(done: number, note: string): void;
  /** There is more to do than was known: an export contains more files. */
  grow(total: number): void;
  /** A message that stays on the screen. */
  say(text: string): void;
  end(): void;
}

type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean };

export function showProgress(stream: Stream, total: number, unit: string): Progress {
  return stream.isTTY ? barProgress(stream, total, unit) : lineProgress(stream, total, unit);
}

function barProgress(stream: Stream, total: number, unit: string): Progress {
  const options: Options = {
    stream,
    format: `{bar} {value}/{total} ${unit} · {duration_formatted}{note}`,
    barsize: 24,
    hideCursor: true,
    linewrap: false,
    forceRedraw: true,
  };
  const bar = new SingleBar(options, Presets.shades_classic);
  bar.start(total, 0, { note: '' });
  return {
    update: (done, note) => bar.update(done, { note: note && ` · ${note}` }),
    grow: (most) => bar.setTotal(most),
    say: (text) => {
      stream.write(aboveBar(text));
      bar.render();
    },
    end: () => bar.stop(),
  };
}

const lineMilliseconds = 2_000;

function lineProgress(stream: Stream, known: number, unit: string): Progress {
  let total = known;
  let lineAt = Number.NEGATIVE_INFINITY;
  let pending: string | undefined;
  const write = (text: string) => {
    stream.write(`${text}\n`);
    lineAt = performance.now();
    pending = undefined;
  };
  return {
    update: (done, note) => {
      pending = `${done}/${total} ${unit}${note && `: ${note}`}`;
      if (performance.now() - lineAt >= lineMilliseconds) write(pending);
    },
    grow: (most) => {
      total = most;
    },
    say: (text) => stream.write(`${text}\n`),
    end: () => {
      if (pending !== undefined) write(pending);
    },
  };
}
