import { type RenderedType, renderedTypes } from '../../../domain/image/rendering';
import { RequestError } from '../support/requestError';
import { type MediaRange, mediaRanges } from './mediaRanges';

/** How bytes are sent: as parts of one body, or alone. */
export type Form = 'related' | 'single';

/** In which all pixels are sent: Explicit VR Little Endian. */
export const sentSyntax = '1.2.840.10008.1.2.1';

type Accepting = { get(name: string): string | null };

function wanted(accept: string | null): MediaRange[] {
  return mediaRanges(accept)
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
}

function takesSyntax({ parameters }: MediaRange): boolean {
  const syntax = parameters.get('transfer-syntax');
  return syntax === undefined || syntax === '*' || syntax === sentSyntax;
}

/** A type of the range, where an asterisk stands for all, and no type of parts for any. */
function covers(range: string | undefined, type: string): boolean {
  if (range === undefined || range === '*/*' || range === type) return true;
  const [group, part] = range.split('/');
  return part === '*' && group === type.split('/')[0];
}

/**
 * The form in which the caller takes bytes of this type, PS3.18 8.7: related parts, or one alone where there is one.
 *
 * @throws RequestError 406
 */
export function acceptedForm(headers: Accepting, type: string, parts: number): Form {
  for (const range of wanted(headers.get('accept'))) {
    if (!takesSyntax(range)) continue;
    if (covers(range.type, 'multipart/related') && covers(range.parameters.get('type'), type))
      return 'related';
    if (parts === 1 && covers(range.type, type)) return 'single';
  }
  throw new RequestError(
    406,
    'not-acceptable',
    `This is sent as multipart/related; type="${type}", in transfer syntax ${sentSyntax}; one object alone as ${type} too.`,
  );
}

/**
 * How the caller takes rendered pictures: one alone, else as related parts, PS3.18 8.7.4.
 *
 * @param accept as the header or the query has it
 * @throws RequestError 406
 */
export function acceptedPicture(
  accept: string | null,
  pictures: number,
): { readonly type: RenderedType; readonly form: Form } {
  for (const range of wanted(accept))
    for (const type of renderedTypes) {
      if (pictures === 1 && covers(range.type, type)) return { type, form: 'single' };
      if (covers(range.type, 'multipart/related') && covers(range.parameters.get('type'), type))
        return { type, form: 'related' };
    }
  throw new RequestError(
    406,
    'not-acceptable',
    'Pictures are sent as image/jpeg or image/png: one alone, or all as multipart/related. A thumbnail stands for all.',
  );
}

/** @throws RequestError 406 unless the caller takes the DICOM JSON Model */
export function requireJson(headers: Accepting): void {
  const takesIt = wanted(headers.get('accept')).some(({ type }) =>
    ['application/dicom+json', 'application/json'].some((json) => covers(type, json)),
  );
  if (takesIt) return;
  throw new RequestError(406, 'not-acceptable', 'This is sent as application/dicom+json.');
}
