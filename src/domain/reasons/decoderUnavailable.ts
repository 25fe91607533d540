/** No decoding process could be had. It says nothing about the file, which can be tried again. */
export class DecoderUnavailableError extends Error {
  override readonly name = 'DecoderUnavailableError';
}
