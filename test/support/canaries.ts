/** Texts that stand for a person in planted files. None of them occurs anywhere else. */
const roots = {
  latin: 'KANARIENVOGEL',
  cyrillic: 'Канарейкин',
  greek: 'Καναρινόπουλος',
  japanese: '金糸雀太郎',
  number: '731904652847',
  uid: '2.25.731904652847',
} as const;

/**
 * A date of birth. Its digits can be part of other numbers, so it is only matched between other characters.
 */
export const birthDate = '19370413';
const birthDates = /(?<![0-9a-z])1937-?04-?13(?![0-9a-z])/;

type Script = keyof typeof roots;

/** @param what where it is planted, so that a found canary tells where it comes from */
export function canaryOf(script: Script, what: string): string {
  return `${roots[script]}${what}`;
}

/** Every form in which the text could have been written down; bytes as latin1. */
function formsOf(root: string): string[] {
  const forms = new Set<string>();
  for (const text of new Set([root, root.toLowerCase(), root.toUpperCase()])) {
    const utf8 = Buffer.from(text, 'utf8');
    const utf16 = Buffer.from(text, 'utf16le');
    const swapped = Buffer.from(utf16).swap16();
    for (const bytes of [utf8, utf16, swapped]) {
      forms.add(bytes.toString('latin1'));
      forms.add(bytes.toString('hex'));
      for (const form of base64FormsOf(bytes)) forms.add(form);
    }
    forms.add(encodeURIComponent(text));
    forms.add(encodeURIComponent(encodeURIComponent(text)));
    forms.add(escapedInJson(text));
  }
  return [...forms];
}

/** The part of the base64 that is the same wherever the bytes are in the encoded data, in either alphabet. */
function base64FormsOf(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]);
    const complete = whole.subarray(0, whole.length - (whole.length % 3));
    const form = complete.toString('base64').slice(shift === 0 ? 0 : 4);
    return [form, form.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function escapedInJson(text: string): string {
  return [...text]
    .map((sign) =>
      sign.charCodeAt(0) < 128 ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .join('');
}

/** ISO 8859-5, for letters. */
export function cyrillicIn8859(text: string): Buffer {
  return Buffer.from([...text].map((sign) => bytesOf8859(sign.charCodeAt(0))));
}

function bytesOf8859(code: number): number {
  return code < 128 ? code : code - 0x0400 + 0xa0;
}

const forms = [...Object.values(roots).flatMap(formsOf), cyrillicIn8859(roots.cyrillic).toString('latin1')];
const foldedForms = [...new Set(forms.map((form) => form.toLowerCase()))];

/** The first canary in this text, in any form; undefined if there is none. */
export function canaryIn(bytes: Uint8Array | string): string | undefined {
  const raw = (typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : Buffer.from(bytes)).toString(
    'latin1',
  );
  const folded = raw.toLowerCase();
  const found = forms.find((form) => raw.includes(form)) ?? foldedForms.find((form) => folded.includes(form));
  return found ?? birthDates.exec(folded)?.[0];
}
