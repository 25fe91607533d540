import { types } from 'node:util';
import { asError, type StartChoice } from '../../local/errors';
import { texts } from '../language/declared';
import { exitCodes } from './exitCodes';

/** Something that the user can fix: one line, no stack. */
export class CliError extends Error {
  override readonly name: string = 'CliError';

  constructor(
    message: string,
    readonly exitCode: number = exitCodes.failed,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The command was called incorrectly. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';

  constructor(message: string) {
    super(message, exitCodes.usage);
  }
}

/** Ctrl-C, or a request to end. */
export class InterruptedError extends CliError {
  override readonly name = 'InterruptedError';

  constructor() {
    super(texts.errors.stopped, exitCodes.interrupted);
  }
}

/** Errors whose own message is one line for a person. */
const speaking = new Set([
  'AuditKeyError',
  'BlobNameError',
  'ChangedOutsideError',
  'DamagedBlobError',
  'DecoderUnavailableError',
  'LogDamagedError',
  'ModelProblem',
  'RuntimeStartError',
  'SealingRefusedError',
  'SettingsError',
  'UnreadableError',
]);

/** The command-line options behind the runtime's choices. */
const choiceOptions: Readonly<Record<StartChoice, string>> = {
  port: '--port N',
  'data-folder': '--data DIR',
};

const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'REQUEST_SEND_ERROR',
]);

interface Clues {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly hostname?: unknown;
  readonly address?: unknown;
  readonly port?: unknown;
  readonly request?: { readonly url?: unknown };
  readonly errors?: unknown;
  readonly choice?: StartChoice | undefined;
}

/** The error, its cause, and the errors that they aggregate: the clue is often one level down. */
function* chain(error: unknown, depth = 0): Generator<Error & Clues> {
  // Not instanceof: an error may come from another realm, as under Jest.
  if (!types.isNativeError(error) || depth > 5) return;
  yield error;
  yield* chain(error.cause, depth + 1);
  const { errors } = error as Clues;
  if (Array.isArray(errors)) for (const inner of errors) yield* chain(inner, depth + 1);
}

/** In words, why the operating system refused a file. */
export function diskProblem(error: unknown): string | undefined {
  for (const { code } of chain(error)) {
    const { disk } = texts.errors;
    if (typeof code === 'string' && Object.hasOwn(disk, code)) return disk[code as keyof typeof disk];
  }
  return undefined;
}

/** The host that did not answer, without the rest of its address, which can contain a signature. */
function whereOf(error: unknown): string {
  for (const { request, address, hostname, port } of chain(error)) {
    if (typeof request?.url === 'string' && URL.canParse(request.url)) return new URL(request.url).host;
    const host = address ?? hostname;
    if (typeof host === 'string') return port === undefined ? host : `${host}:${port}`;
  }
  return texts.errors.storage.someAddress;
}

/** The message for a failed storage request; undefined if the error is not about storage. */
export function storageProblem(error: unknown): string | undefined {
  const said = texts.errors.storage;
  for (const { code, statusCode, name } of chain(error)) {
    if (statusCode === 401 || statusCode === 403) return said.refused(whereOf(error), statusCode);
    if (statusCode === 404) return said.noContainer(whereOf(error));
    if (name === 'CredentialUnavailableError' || name === 'AggregateAuthenticationError')
      return said.noIdentity;
    if (typeof code === 'string' && unreachableCodes.has(code)) return said.unreachable(whereOf(error), code);
  }
  return undefined;
}

/** One line for a person, never empty, whatever was thrown. Never the text of a record, a header or a setting. */
export function describeError(error: unknown): string {
  if (error instanceof CliError && says(error)) return error.message;
  for (const link of chain(error))
    if (speaking.has(link.name) && says(link)) return withOption(oneLine(link.message), link.choice);
  const storage = storageProblem(error);
  if (storage !== undefined) return storage;
  // Of an error without a message its cause, and where that has none either, its kind and code.
  const telling = [...chain(error)].find(says) ?? error;
  return texts.errors.unexpected(oneLine(asError(telling).message));
}

function says({ message }: Error): boolean {
  return message.trim() !== '';
}

export function exitCodeOf(error: unknown): number {
  return error instanceof CliError ? error.exitCode : exitCodes.failed;
}

function withOption(line: string, choice: StartChoice | undefined): string {
  return choice === undefined ? line : line.replace(/\.$/, ` (${choiceOptions[choice]}).`);
}

function oneLine(text: string): string {
  return text.trim().split(/\s*\n\s*/)[0] ?? '';
}
