/** The app's own rules that part of a request can break. */
export const requestFaults = [
  'comment-needed',
  'name-in-url',
  'not-a-blob-name',
  'not-a-heat-map',
  'not-a-model-name',
  'not-a-time',
  'not-a-uid',
  'not-an-id',
  'not-an-ordinal',
  'not-frames',
] as const;
export type RequestFault = (typeof requestFaults)[number];

/**
 * The message a schema gives for a value that breaks one of these rules: its code. The vocabulary has the
 * words.
 */
export function requestFault(fault: RequestFault) {
  return { params: { fault } };
}
