import { InvalidArgumentError, Option } from 'commander';

const dataFlags = '--data <dir>';
const dataWords = 'folder where everything lives';

/** `--data DIR`. @param otherwise what is used without it, in words */
export function dataOption(otherwise: string): Option {
  return new Option(dataFlags, `${dataWords} (default: ${otherwise})`);
}

/** `--data DIR`. @param folder what is used without it */
export function dataOptionOr(folder: string): Option {
  return new Option(dataFlags, dataWords).default(folder);
}

/** `--app DIR`: another build of the app than the command's own. */
export function appOption(): Option {
  return new Option(
    '--app <dir>',
    'folder of the app that runs, such as an unpacked package (default: this one)',
  );
}

/** The port of `func start`. */
export const defaultPort = 7071;

/** `--port N`. @param fixed the default port; absent: a free one */
export function portOption(fixed?: number): Option {
  const words = 'port for the worklist page and the API';
  return new Option('--port <n>', fixed === undefined ? `${words} (default: a free one)` : words)
    .argParser(parsePort)
    .default(fixed);
}

/** `--stall-timeout SECONDS`. */
export function stallTimeoutOption(): Option {
  return new Option('--stall-timeout <seconds>', 'give up where nothing has happened for so long')
    .argParser(parseSeconds)
    .default(300);
}

/** `--storage-ports BLOB,QUEUE,TABLE`: for tools that expect Azurite on its usual ports. */
export function storagePortsOption(): Option {
  return new Option(
    '--storage-ports <blob,queue,table>',
    'ports of its own storage, such as 10000,10001,10002 (default: free ones)',
  ).argParser(parseStoragePorts);
}

function parseStoragePorts(text: string): { blob: number; queue: number; table: number } {
  const [blob, queue, table, ...more] = text.split(',').map(parsePort);
  if (blob !== undefined && queue !== undefined && table !== undefined && more.length === 0) {
    return { blob, queue, table };
  }
  throw new InvalidArgumentError('Expected three ports: blob, queue and table.');
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port > 0 && port < 65536) return port;
  throw new InvalidArgumentError('A port is a number from 1 to 65535.');
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d{1,6}$/.test(text) && seconds > 0) return seconds;
  throw new InvalidArgumentError('Expected a whole number of seconds above 0.');
}
