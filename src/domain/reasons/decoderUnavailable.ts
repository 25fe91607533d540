/** No decoding process was available. This says nothing about the file, which can be tried again. */
export class DecoderUnavailableError extends Error {
  override readonly name = 'DecoderUnavailableError';
}
