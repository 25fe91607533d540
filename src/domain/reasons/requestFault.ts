/** Rules of our own that a part of a request can break. */
export const requestFaults = [
  'comment-needed',
  'name-in-url',
  'not-a-blob-name',
  'not-a-heat-map',
  'not-a-model-name',
  'not-a-time',
  'not-an-id',
  'not-an-ordinal',
] as const;
export type RequestFault = (typeof requestFaults)[number];

/** What a schema says of a value that breaks one of them: its code; the words are the vocabulary's. */
export function requestFault(fault: RequestFault) {
  return { params: { fault } };
}
