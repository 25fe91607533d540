import type { z } from 'zod';

/**
 * What is wrong with a request, in sentences. A key that is not known is not repeated: it is whatever the caller wrote,
 * and answers are kept in many places.
 */
export function faultWords({ issues }: z.ZodError): string {
  return issues.map(sentenceOf).join(' ');
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const { length } = issue.keys;
    const words = length === 1 ? '1 key is not known here' : `${length} keys are not known here`;
    return `${words} (not repeated, as it may name a patient).`;
  }
  return `${issue.path.length === 0 ? 'The body' : issue.path.join('.')}: ${issue.message}.`;
}
