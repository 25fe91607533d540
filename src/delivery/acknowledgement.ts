import type { Answered } from '../domain/outputs/answer';
import { saidText, statusText } from './texts';

/** A message of HL7 v2 as far as an acknowledgement needs it: its segments, by name, in fields. */
interface Message {
  readonly segments: ReadonlyMap<string, readonly string[]>;
  /** What separates components, repetitions, escapes and subcomponents. */
  readonly component: string;
}

function read(text: string): Message | undefined {
  if (!text.startsWith('MSH') || text.length < 8) return undefined;
  const field = text[3] as string;
  const lines = text.split(/[\r\n]+/).filter((line) => line !== '');
  const segments = new Map<string, readonly string[]>();
  for (const line of lines) {
    const fields = line.split(field);
    if (!segments.has(fields[0] as string)) segments.set(fields[0] as string, fields);
  }
  return { segments, component: text[4] as string };
}

/** MSH-10 of a message; the separator after MSH counts as MSH-1. */
export function controlIdOf(message: string): string {
  return read(message)?.segments.get('MSH')?.[9] ?? '';
}

const accepts: ReadonlySet<string> = new Set(['AA', 'CA']);
const errors: ReadonlySet<string> = new Set(['AE', 'CE']);
const rejects: ReadonlySet<string> = new Set(['AR', 'CR']);

/**
 * What an acknowledgement says, v2.5.1 2.9 and 2.15.8: after an error the message is sent again, after a rejection it
 * is not.
 *
 * @returns undefined if it is none, or speaks of another message
 */
export function acknowledgement(text: string, controlId: string): Answered | undefined {
  const message = read(text);
  const msa = message?.segments.get('MSA');
  if (message === undefined || msa === undefined || msa[2] !== controlId) return undefined;
  const code = msa[1] ?? '';
  if (accepts.has(code)) return { outcome: 'accepted', code: 'accepted', status: code };
  const common = explained(message, code, msa[3] ?? '');
  if (errors.has(code)) return { outcome: 'again', code: 'receiver-error', ...common };
  return rejects.has(code) ? { outcome: 'refused', code: 'rejected', ...common } : undefined;
}

/** ERR-3 is the code and ERR-8 the text for people, since v2.5; before, MSA-3 was the text. */
function explained({ segments, component }: Message, code: string, older: string) {
  const err = segments.get('ERR') ?? [];
  const [errorCode, errorText] = (err[3] ?? '').split(component);
  const text = saidText([older, errorText, err[7], err[8]].filter(Boolean).join(' '));
  return { status: statusText(code, errorCode || undefined), ...(text === undefined ? {} : { text }) };
}
