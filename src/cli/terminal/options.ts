import { InvalidArgumentError, Option } from 'commander';

/** `--data DIR`, with what is said of its default. */
export function dataOption(otherwise: string): Option {
  return new Option('--data <dir>', `folder where everything lives (default: ${otherwise})`);
}

/** `--port N`. */
export function portOption(otherwise: string): Option {
  return new Option('--port <n>', `port for the worklist page and the API (default: ${otherwise})`).argParser(
    parsePort,
  );
}

/** `--patience SECONDS`. */
export function patienceOption(): Option {
  return new Option('--patience <seconds>', 'give up where nothing has happened for so long')
    .argParser(parseSeconds)
    .default(300);
}

/** `--storage-ports BLOB,QUEUE,TABLE`: for tools that look for Azurite where it usually is. */
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
