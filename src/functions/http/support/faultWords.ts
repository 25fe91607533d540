import { z } from 'zod';

/**
 * What is wrong with a request, in words. A key that is not known is not repeated: it is whatever the caller wrote, and
 * answers are kept in many places.
 */
export function faultWords({ issues }: z.ZodError): string {
  return z.prettifyError({ issues: issues.map(withoutUnknownKeys) });
}

function withoutUnknownKeys(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'unrecognized_keys') return issue;
  const { length } = issue.keys;
  const words = length === 1 ? '1 key is not known here' : `${length} keys are not known here`;
  return { ...issue, message: `${words} (not repeated, as it may name a patient)` };
}
