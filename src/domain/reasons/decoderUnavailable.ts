/**
 * No process was available that decodes a file or runs a network. This says nothing about the file, which can
 * be tried again.
 */
export class DecoderUnavailableError extends Error {
  override readonly name = 'DecoderUnavailableError';
}
