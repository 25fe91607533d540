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
