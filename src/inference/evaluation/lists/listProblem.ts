/** A fault in a labelled list or its questions: one line that states what is wrong and what to do. */
export class ListProblem extends Error {
  override readonly name = 'ListProblem';
}

/** The first few values as shown in a message. Never used for columns that may identify a patient. */
export function quoted(values: Iterable<string>, most = 8): string {
  const all = [...values];
  const shown = all.slice(0, most).map((value) => `"${value.slice(0, 60)}"`);
  return `${shown.join(', ')}${all.length > most ? ` and ${all.length - most} more` : ''}`;
}
