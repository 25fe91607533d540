/**
 * Decoders for the ISO 2022 sets that PS3.3 C.12.1.1.2 names. Each takes a run of bytes that all belong to
 * its set, and decodes it exactly or not at all: `undefined` if a byte has no character in the set.
 */
export interface CodeElement {
  readonly bytesPerCharacter: 1 | 2;
  decode(bytes: Uint8Array): string | undefined;
}

function exact(label: string): (bytes: Uint8Array) => string | undefined {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  return (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return undefined;
    }
  };
}

/** Where a set has no character, Node returns one of these or an error, depending on its release. */
const noCharacter = /[\ufffd\ue000-\uf8ff]/;

/**
 * The upper half of an 8-bit set. The web decoders of that name differ from the ISO sets only in 0x80…0x9F,
 * where they have controls or the letters of Windows; no run contains such a byte.
 */
function upperHalf(label: string): CodeElement {
  const decoder = new TextDecoder(label);
  const characters = Array.from({ length: 0x60 }, (_, index) => {
    const character = decoder.decode(Uint8Array.of(0xa0 + index));
    return noCharacter.test(character) ? undefined : character;
  });
  const decode = (bytes: Uint8Array) => {
    const text = Array.from(bytes, (byte) => characters[byte - 0xa0]);
    return text.includes(undefined) ? undefined : text.join('');
  };
  return { bytesPerCharacter: 1, decode };
}

export const ascii: CodeElement = {
  bytesPerCharacter: 1,
  decode: (bytes) => Buffer.from(bytes).toString('latin1'),
};

/** JIS X 0201, Latin letters: ASCII with a yen sign and an overline. */
export const jisRomaji: CodeElement = {
  bytesPerCharacter: 1,
  decode: (bytes) => ascii.decode(bytes)?.replaceAll('\\', '\u00a5').replaceAll('~', '\u203e'),
};

/** JIS X 0201, half-width katakana. */
const jisKatakana: CodeElement = {
  bytesPerCharacter: 1,
  decode: (bytes) =>
    bytes.some((byte) => byte < 0xa1 || byte > 0xdf)
      ? undefined
      : String.fromCharCode(...Array.from(bytes, (byte) => 0xff61 + byte - 0xa1)),
};

/** Where the web decoder follows Microsoft, and JIS X 0208 means another character (JIS X 0221 has these). */
const microsoftForms: Readonly<Record<string, string>> = {
  '\uff5e': '\u301c',
  '\u2225': '\u2016',
  '\uff0d': '\u2212',
  '\uffe0': '\u00a2',
  '\uffe1': '\u00a3',
  '\uffe2': '\u00ac',
};

/** Rows of JIS X 0208; vendors have put their own characters in rows 9 to 15 and above 84. */
function isJisRow(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x28) || (byte >= 0x30 && byte <= 0x74);
}

function leadBytes(bytes: Uint8Array): Uint8Array {
  return bytes.filter((_, index) => index % 2 === 0);
}

const eucJp = exact('euc-jp');

export const jisX0208: CodeElement = {
  bytesPerCharacter: 2,
  decode: (bytes) => {
    if (!leadBytes(bytes).every(isJisRow)) return undefined;
    const text = eucJp(bytes.map((byte) => byte | 0x80));
    return text?.replace(/[\uff5e\u2225\uff0d\uffe0-\uffe2]/g, (form) => microsoftForms[form] ?? form);
  },
};

/** JIS X 0212, which EUC-JP marks with a prefix byte; its tilde is ASCII's, unlike the web decoder's. */
export const jisX0212: CodeElement = {
  bytesPerCharacter: 2,
  decode: (bytes) => {
    const marked = [...leadBytes(bytes)].flatMap((lead, index) => [
      0x8f,
      lead | 0x80,
      (bytes[2 * index + 1] ?? 0) | 0x80,
    ]);
    return eucJp(Uint8Array.from(marked))?.replaceAll('\uff5e', '~');
  },
};

/** KS X 1001: the part of the web decoder's larger set in which both bytes are above 0xA0. */
export const ksX1001: CodeElement = { bytesPerCharacter: 2, decode: exact('euc-kr') };

const gbk = exact('gbk');

/** GB 2312, as in its successor GB 18030: rows 1 to 9 and 16 to 87. */
export const gb2312: CodeElement = {
  bytesPerCharacter: 2,
  decode: (bytes) =>
    leadBytes(bytes).every((lead) => (lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7))
      ? gbk(bytes)
      : undefined,
};

/** Sets for 0xA0…0xFF by their number in the International Register (IR), which DICOM's terms contain. */
export const upperHalves: Readonly<Record<number, CodeElement>> = {
  13: jisKatakana,
  58: gb2312,
  100: upperHalf('windows-1252'),
  101: upperHalf('iso-8859-2'),
  109: upperHalf('iso-8859-3'),
  110: upperHalf('iso-8859-4'),
  126: upperHalf('iso-8859-7'),
  127: upperHalf('iso-8859-6'),
  138: upperHalf('iso-8859-8'),
  144: upperHalf('iso-8859-5'),
  148: upperHalf('windows-1254'),
  149: ksX1001,
  166: upperHalf('windows-874'),
  203: upperHalf('iso-8859-15'),
};

/** Encodings that are used alone, without code extensions. */
export const wholeEncodings: Readonly<Record<string, (bytes: Uint8Array) => string | undefined>> = {
  'UTF-8': exact('utf-8'),
  GB18030: exact('gb18030'),
  GBK: exact('gbk'),
};
