import type { z } from 'zod';
import { requestFaults } from '../../../domain/reasons/requestFault';
import type { Measured } from '../../../domain/words/vocabulary';
import { words } from '../../../domain/words/words';

const { faults } = words;

/** The first faults are enough to mend a request; a list can have one in every entry. */
const maxFaults = 5;

/**
 * What is wrong with a request, in sentences. Unknown keys and all values are left out: the caller may have
 * written anything in them, and responses are kept in many places.
 */
export function faultWords({ issues }: z.ZodError): string {
  return issues.slice(0, maxFaults).map(sentenceOf).join(' ');
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return faults.unknownKeys(issue.keys.length);
  return faults.sentence(issue.path.length === 0 ? faults.body : issue.path.join('.'), faultOf(issue));
}

function faultOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return faults.wrongType(issue.expected);
    case 'invalid_value':
      return faults.notOneOf(issue.values.map(String));
    case 'too_small':
      return faults.tooSmall(Number(issue.minimum), unitOf(issue.origin));
    case 'too_big':
      return faults.tooLarge(Number(issue.maximum), unitOf(issue.origin));
    case 'invalid_format':
      return faults.wrongFormat(issue.format);
    case 'custom':
      return ownFaultOf(issue.params ?? {});
    default:
      return faults.wrong;
  }
}

/** A rule of the app provides its code and values, not a sentence. */
function ownFaultOf({ fault, missing }: Readonly<Record<string, unknown>>): string {
  if (fault === 'too-short-to-search') return faults.tooShortToSearch(Number(missing));
  const own = requestFaults.find((known) => known === fault);
  return own === undefined ? faults.wrong : faults.own[own];
}

function unitOf(origin: string): Measured {
  if (origin === 'string') return 'characters';
  return origin === 'array' || origin === 'set' || origin === 'map' ? 'entries' : 'value';
}
