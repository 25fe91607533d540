import { transferSyntaxName } from '../../dicom/codecs/registry';
import { describeRefusal, type RefusalCode, type RefusalDetail } from '../../domain/reasons/refusals';

/** Why a file is refused, for a person, who does not know transfer syntaxes by their UIDs. */
export function refusalWords(code: RefusalCode, detail: RefusalDetail = {}): string {
  const words = describeRefusal(code, detail);
  const name = code === 'unsupported-transfer-syntax' ? transferSyntaxName(String(detail.value)) : undefined;
  return name === undefined ? words : `${words} It is ${name}.`;
}
