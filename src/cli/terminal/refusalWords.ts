import { transferSyntaxName } from '../../dicom/codecs/registry';
import type { RefusalCode } from '../../domain/reasons/refusalCode';
import type { RefusalDetail } from '../../domain/reasons/refusals';
import { refusalWords as inWords, words } from '../../domain/words/words';

/** Why a file is refused, for a person, who does not know transfer syntaxes by their UIDs. */
export function refusalWords(code: RefusalCode, detail: RefusalDetail = {}): string {
  const name = code === 'unsupported-transfer-syntax' ? transferSyntaxName(String(detail.value)) : undefined;
  return [inWords(code, detail), ...(name === undefined ? [] : [words.transferSyntax(name)])].join(' ');
}

/** The same with its code, and what to do about it. */
export function refusalAdvice(code: RefusalCode, detail?: RefusalDetail): string {
  return `${code}: ${refusalWords(code, detail)} ${words.refusals[code].remedy}`;
}
