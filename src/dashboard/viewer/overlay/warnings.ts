import type { ImageView } from '../../../domain/image/imageView';

const burnedIn: Readonly<Record<NonNullable<ImageView['burnedInText']>, string>> = {
  stated: 'The file says that text is burned into the picture. It may name the patient.',
  likely: 'Pictures of this kind often have text burned in. It may name the patient.',
};

/** What a person must know before trusting the picture, in words. */
export function warningsOf({ flat, burnedInText, presentationIntent, lossy }: ImageView): readonly string[] {
  return [
    flat?.words,
    presentationIntent === 'FOR PROCESSING'
      ? 'These are raw detector values, not meant for viewing.'
      : undefined,
    lossy ? 'The picture was compressed with loss: fine detail may be missing or made up.' : undefined,
    burnedInText && burnedIn[burnedInText],
  ].filter((warning) => warning !== undefined);
}
