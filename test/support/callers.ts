/** Headers by which the app takes a request for one of this reviewer's. */
export function asReviewer(name: string): Record<string, string> {
  return { 'x-reviewer': name };
}

/** Headers of somebody who reads everything and reviews nothing. */
export function asAuditor(): Record<string, string> {
  return {};
}
