import type { ImageView } from '../../../domain/image/imageView';
import { texts, words } from '../../language/language';

/** What a person must know before trusting the picture, in words. */
export function warningsOf({ flat, burnedInText, presentationIntent, lossy }: ImageView): readonly string[] {
  const says = texts.viewer.warnings;
  return [
    flat && words.flatReasons[flat.reason],
    presentationIntent === 'FOR PROCESSING' ? says.processing : undefined,
    lossy ? says.lossy : undefined,
    burnedInText && says[burnedInText],
  ].filter((warning) => warning !== undefined);
}
