/**
 * Specific Character Set, PS3.3 C.12.1.1.2: the sets that need no switching inside the text. Each has a decoder whose
 * answer is exact or nothing.
 */
type Decode = (bytes: Uint8Array) => string | undefined;

const escapeByte = 0x1b;

/** Decoders of the web's standard; those that are Windows code pages differ from ISO's sets in 0x80…0x9F only. */
function web(label: string, windowsExtras = false): Decode {
  return (bytes) => {
    if (windowsExtras && bytes.some((byte) => byte >= 0x80 && byte < 0xa0)) return undefined;
    try {
      return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return undefined;
    }
  };
}

function ascii(bytes: Uint8Array): string | undefined {
  return bytes.some((byte) => byte >= 0x80) ? undefined : String.fromCharCode(...bytes);
}

/** JIS X 0201: Latin letters with yen and overline, and half-width katakana. */
function jisX0201(bytes: Uint8Array): string | undefined {
  let text = '';
  for (const byte of bytes) {
    if (byte === 0x5c) text += '\u00a5';
    else if (byte === 0x7e) text += '\u203e';
    else if (byte < 0x80) text += String.fromCharCode(byte);
    else if (byte >= 0xa1 && byte <= 0xdf) text += String.fromCharCode(0xff61 + byte - 0xa1);
    else return undefined;
  }
  return text;
}

const decoders: Readonly<Record<string, Decode>> = {
  'IR 6': ascii,
  'IR 100': web('windows-1252', true),
  'IR 101': web('iso-8859-2'),
  'IR 109': web('iso-8859-3'),
  'IR 110': web('iso-8859-4'),
  'IR 144': web('iso-8859-5'),
  'IR 127': web('iso-8859-6'),
  'IR 126': web('iso-8859-7'),
  'IR 138': web('iso-8859-8'),
  'IR 148': web('windows-1254', true),
  'IR 203': web('iso-8859-15'),
  'IR 166': web('windows-874', true),
  'IR 13': jisX0201,
  'IR 192': web('utf-8'),
  GB18030: web('gb18030'),
  GBK: web('gbk'),
};

/**
 * Decodes a text value.
 * @param terms the values of Specific Character Set; none means the default repertoire
 * @returns `undefined` where the text cannot be decoded exactly: an unknown set, bytes outside it, or escapeByte sequences
 */
export function decodeText(bytes: Uint8Array, terms: readonly string[]): string | undefined {
  if (bytes.includes(escapeByte)) return undefined;
  const term = terms[0] === undefined || terms[0] === '' ? 'ISO_IR 6' : terms[0].toUpperCase();
  const name = term.replace(/^ISO[_ ](2022 )?/, '');
  return (decoders[name] ?? ascii)(bytes);
}
