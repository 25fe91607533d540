import { transferSyntaxName } from '../../dicom/codecs/registry';
import type { RefusalCode } from '../../domain/reasons/refusalCode';
import type { RefusalDetail } from '../../domain/reasons/refusals';
import { phrases } from '../language/language';

/** Why a file is refused, for a person, who does not know transfer syntaxes by their UIDs. */
export function refusalWords(code: RefusalCode, detail: RefusalDetail = {}, said = phrases): string {
  const name = code === 'unsupported-transfer-syntax' ? transferSyntaxName(String(detail.value)) : undefined;
  const { refusalWords: inWords, words } = said;
  return [inWords(code, detail), ...(name === undefined ? [] : [words.transferSyntax(name)])].join(
    words.sentenceSpace,
  );
}

/** The same with its code, and what to do about it. */
export function refusalAdvice(code: RefusalCode, detail?: RefusalDetail, said = phrases): string {
  const { remedy } = said.words.refusals[code];
  return `${code}: ${[refusalWords(code, detail, said), remedy].join(said.words.sentenceSpace)}`;
}
