import { InvalidArgumentError, Option } from 'commander';
import { texts } from '../language/declared';
import type { DeclaredTexts } from '../language/texts/en/declared';

const dataFlags = '--data <dir>';

/** What is used where no data folder is named. */
export type WithoutData = keyof DeclaredTexts['options']['withoutData'];

/** `--data DIR`. @param otherwise what is used without it */
export function dataOption(otherwise: WithoutData): Option {
  return new Option(dataFlags, texts.options.dataOr(texts.options.withoutData[otherwise]));
}

/** `--data DIR`. @param folder what is used without it */
export function dataOptionOr(folder: string): Option {
  return new Option(dataFlags, texts.options.data).default(folder);
}

/** `--app DIR`: another build of the app than the command's own. */
export function appOption(): Option {
  return new Option('--app <dir>', texts.options.app);
}

/** The port of `func start`. */
export const defaultPort = 7071;

/** `--port N`. @param fixed the default port; absent: a free one */
export function portOption(fixed?: number): Option {
  return new Option('--port <n>', fixed === undefined ? texts.options.freePort : texts.options.port)
    .argParser(parsePort)
    .default(fixed);
}

/** `--stall-timeout SECONDS`. */
export function stallTimeoutOption(): Option {
  return new Option('--stall-timeout <seconds>', texts.options.stallTimeout)
    .argParser(parseSeconds)
    .default(300);
}

/** `--storage-ports BLOB,QUEUE,TABLE`: for tools that expect Azurite on its usual ports. */
export function storagePortsOption(): Option {
  return new Option('--storage-ports <blob,queue,table>', texts.options.storagePorts).argParser(
    parseStoragePorts,
  );
}

function parseStoragePorts(text: string): { blob: number; queue: number; table: number } {
  const [blob, queue, table, ...more] = text.split(',').map(parsePort);
  if (blob !== undefined && queue !== undefined && table !== undefined && more.length === 0) {
    return { blob, queue, table };
  }
  throw new InvalidArgumentError(texts.options.expected.ports);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port > 0 && port < 65536) return port;
  throw new InvalidArgumentError(texts.options.expected.port);
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d{1,6}$/.test(text) && seconds > 0) return seconds;
  throw new InvalidArgumentError(texts.options.expected.seconds);
}
