/** A labelled list, or what is asked of it, that does not fit together: one line, what is wrong and what to do. */
export class ListProblem extends Error {
  override readonly name = 'ListProblem';
}

/** Values as a person reads them in a message, the first few. Never for columns that may name a patient. */
export function quoted(values: Iterable<string>, most = 8): string {
  const all = [...values];
  const shown = all.slice(0, most).map((value) => `"${value.slice(0, 60)}"`);
  return `${shown.join(', ')}${all.length > most ? ` and ${all.length - most} more` : ''}`;
}
