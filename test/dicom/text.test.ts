import fc from 'fast-check';
import { Notes } from '../../src/dicom/notes';
import { characterSetsOf } from '../../src/dicom/text/characterSets';
import { decodeName, decodeText } from '../../src/dicom/text/decodeText';

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));

function name(terms: string, bytes: Uint8Array) {
  const notes = new Notes();
  const sets = characterSetsOf(terms === '' ? [] : terms.split('\\'), notes);
  return { name: decodeName(bytes, sets, notes), notes: notes.list() };
}

function text(terms: string, bytes: Uint8Array) {
  const notes = new Notes();
  const sets = characterSetsOf(terms === '' ? [] : terms.split('\\'), notes);
  return { text: decodeText(bytes, sets, notes), notes: notes.list() };
}

describe('the examples of PS3.5', () => {
  test.each([
    [
      'H.3.1: Japanese, ASCII first',
      '\\ISO 2022 IR 87',
      `59 61 6d 61 64 61 5e 54 61 72 6f 75 3d 1b 24 42 3b 33 45 44 1b 28 42 5e 1b 24 42 42 40 4f 3a 1b 28 42
       3d 1b 24 42 24 64 24 5e 24 40 1b 28 42 5e 1b 24 42 24 3f 24 6d 24 26 1b 28 42`,
      'Yamada^Tarou=山田^太郎=やまだ^たろう',
    ],
    [
      'H.3.2: Japanese, JIS X 0201 first',
      'ISO 2022 IR 13\\ISO 2022 IR 87',
      `d4 cf c0 de 5e c0 db b3 3d 1b 24 42 3b 33 45 44 1b 28 4a 5e 1b 24 42 42 40 4f 3a 1b 28 4a
       3d 1b 24 42 24 64 24 5e 24 40 1b 28 4a 5e 1b 24 42 24 3f 24 6d 24 26 1b 28 4a`,
      'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう',
    ],
    [
      'I.2: Korean',
      '\\ISO 2022 IR 149',
      `48 6f 6e 67 5e 47 69 6c 64 6f 6e 67 3d 1b 24 29 43 fb f3 5e 1b 24 29 43 d1 ce d4 d7
       3d 1b 24 29 43 c8 ab 5e 1b 24 29 43 b1 e6 b5 bf`,
      'Hong^Gildong=洪^吉洞=홍^길동',
    ],
    [
      'J.1: Chinese in UTF-8',
      'ISO_IR 192',
      '57 61 6e 67 5e 58 69 61 6f 44 6f 6e 67 3d e7 8e 8b 5e e5 b0 8f e6 9d b1 3d',
      'Wang^XiaoDong=王^小東',
    ],
    [
      'J.3: Chinese in GB 18030',
      'GB18030',
      '57 61 6e 67 5e 58 69 61 6f 44 6f 6e 67 3d cd f5 5e d0 a1 b6 ab 3d',
      'Wang^XiaoDong=王^小东',
    ],
    [
      'K.2: Chinese with code extensions',
      '\\ISO 2022 IR 58',
      '5a 68 61 6e 67 5e 58 69 61 6f 44 6f 6e 67 3d 1b 24 29 41 d5 c5 5e 1b 24 29 41 d0 a1 b6 ab 3d',
      'Zhang^XiaoDong=张^小东',
    ],
  ])('%s', (_, terms, hex, expected) => {
    expect(name(terms, bytesOf(hex))).toEqual({ name: expected, notes: [] });
  });
});

describe('code extensions', () => {
  test('every set can be switched to', () => {
    const cases: [sequence: string, set: number, hex: string, expected: string][] = [
      ['-A', 100, 'e9', 'é'],
      ['-B', 101, 'a3', 'Ł'],
      ['-C', 109, 'a1', 'Ħ'],
      ['-D', 110, 'a6', 'Ļ'],
      ['-F', 126, 'c4', 'Δ'],
      ['-G', 127, 'e2', 'ق'],
      ['-H', 138, 'f9', 'ש'],
      ['-L', 144, 'bb', 'Л'],
      ['-M', 148, 'fd', 'ı'],
      ['-T', 166, 'c7', 'ว'],
      ['-b', 203, 'a4', '€'],
      [')I', 13, 'd4', 'ﾔ'],
      ['$)C', 149, 'c8ab', '홍'],
      ['$)A', 58, 'd5c5', '张'],
      ['$B', 87, '3b33', '山'],
      ['$(D', 159, '3021', '丂'],
    ];
    for (const [sequence, set, hex, expected] of cases) {
      const bytes = Buffer.concat([Buffer.from(`A\x1b${sequence}`, 'latin1'), bytesOf(hex)]);
      expect([sequence, text(`\\ISO 2022 IR ${set}`, bytes)]).toEqual([
        sequence,
        { text: `A${expected}`, notes: [] },
      ]);
    }
  });

  test('the set of value 1 is in force again after a caret, an equals sign, a backslash, and a line', () => {
    const korean = [0x1b, 0x24, 0x29, 0x43, 0xc8, 0xab];
    for (const delimiter of ['^', '=', '\\', '\r', '\n', '\f', '\t']) {
      const bytes = Uint8Array.from([...korean, delimiter.charCodeAt(0), 0xc8, 0xab]);
      expect(name('\\ISO 2022 IR 149', bytes).notes).not.toEqual([]);
      const latin = Uint8Array.from([...korean, delimiter.charCodeAt(0), 0xe9]);
      expect(name('ISO 2022 IR 100\\ISO 2022 IR 149', latin)).toMatchObject({
        name: expect.stringMatching(/^홍.?é$/),
        notes: [],
      });
    }
    const outsideNames = Uint8Array.from([...korean, 0x5e, 0xc8, 0xab]);
    expect(text('\\ISO 2022 IR 149', outsideNames)).toEqual({ text: '홍^홍', notes: [] });
  });

  test('bytes of kanji that look like delimiters are none', () => {
    const kanji = Buffer.from('\x1b$B\x5e\x3d\x30\x5c\x1b(B^A', 'latin1');
    expect(name('\\ISO 2022 IR 87', kanji)).toEqual({ name: '渊移^A', notes: [] });
  });

  test('a set that is not declared is read, since its escape sequence leaves no doubt, with a note', () => {
    const bytes = Buffer.from('\x1b$B;3\x1b(B', 'latin1');
    const expected = { text: '山', notes: ['character-set-undeclared'] };
    expect(text('', bytes)).toEqual(expected);
    expect(text('ISO_IR 100', bytes)).toEqual(expected);
  });

  test('what cannot be decoded costs its own representation of a name, and no other', () => {
    const lost = Buffer.from('Yamada^Tarou=\x1b$B\x2d\x21\x1b(B^\x1b$BBO\x1b(B=\x1b$B$d\x1b(B', 'latin1');
    expect(name('\\ISO 2022 IR 87', lost)).toEqual({
      name: 'Yamada^Tarou==や',
      notes: ['name-partly-decoded'],
    });
  });

  test('after an escape sequence that nobody knows nothing is decoded: where characters begin is not known', () => {
    const bytes = Buffer.from('Yamada=\x1b$@;3\x1b(B=Yamada', 'latin1');
    expect(name('\\ISO 2022 IR 87', bytes)).toEqual({ name: 'Yamada', notes: ['name-partly-decoded'] });
    expect(text('\\ISO 2022 IR 87', bytes)).toEqual({ text: undefined, notes: ['text-not-decoded'] });
  });

  test('half a character is none', () => {
    expect(text('\\ISO 2022 IR 87', Buffer.from('\x1b$B;', 'latin1')).text).toBeUndefined();
    expect(text('\\ISO 2022 IR 87', Buffer.from('\x1b$B;\x1b(B', 'latin1')).text).toBeUndefined();
    expect(text('\\ISO 2022 IR 149', Buffer.from('\x1b$)C\xc8^', 'latin1')).text).toBeUndefined();
  });

  test.each(['ISO_IR 192', 'GB18030', 'GBK'])('%s has no escape sequences', (terms) => {
    expect(text(terms, Buffer.from('\x1b$B;3\x1b(B', 'latin1'))).toEqual({
      text: undefined,
      notes: ['text-not-decoded'],
    });
  });
});

describe('names of character sets', () => {
  test.each(['ISO_IR 100', 'ISO 2022 IR 100'])('%s is one', (terms) => {
    expect(text(terms, Uint8Array.of(0xe9))).toEqual({ text: 'é', notes: [] });
  });

  test.each([
    ['ISO-IR 100', 'e9', 'é'],
    ['ISO IR 100', 'e9', 'é'],
    ['iso_ir 100', 'e9', 'é'],
    ['ISO_IR_100', 'e9', 'é'],
    ['ISO_IR100', 'e9', 'é'],
    ['ISO2022 IR 100', 'e9', 'é'],
    ['ISO 2022-IR 100', 'e9', 'é'],
    ['ISO 8859-1', 'e9', 'é'],
    ['ISO_8859-5', 'bb', 'Л'],
    ['ISO 2022 IR 192', 'c3a9', 'é'],
    ['ISO IR 192', 'c3a9', 'é'],
    ['UTF-8', 'c3a9', 'é'],
    ['utf8', 'c3a9', 'é'],
    ['gbk', 'cdf5', '王'],
  ])('%s is misspelt and certain', (terms, hex, expected) => {
    const { text: decoded, notes } = text(terms, bytesOf(hex));
    expect(decoded).toBe(expected);
    if (/^ISO 2022 IR 192$/.test(terms)) return;
    expect(notes).toEqual(['character-set-misspelt']);
  });

  test.each(['ISO_IR 999', 'KOI8-R', '100'])(
    '%s is nobody knows what: ASCII is read, and nothing else',
    (terms) => {
      expect(text(terms, Buffer.from('SYNTHETIC')).text).toBe('SYNTHETIC');
      expect(text(terms, Uint8Array.of(0xe9))).toEqual({ text: undefined, notes: ['text-not-decoded'] });
    },
  );

  test('Latin 1 that is UTF-8 as well is told of', () => {
    expect(text('ISO_IR 100', Buffer.from('Jürgen', 'utf8'))).toEqual({
      text: 'JÃ¼rgen',
      notes: ['text-may-be-utf-8'],
    });
  });
});

describe('what is not text', () => {
  test('controls are taken out; marks of direction and of no width stay', () => {
    const written = 'a\u0000\u0007b\u007f\u0085c\u200f\u202e\u200bd';
    expect(text('ISO_IR 192', Buffer.from(written, 'utf8'))).toEqual({
      text: 'abc\u200f\u202e\u200bd',
      notes: ['control-characters'],
    });
  });

  test.each(['ID 1', ' ID 1', 'ID 1 \0', 'ID 1 \r\n', 'ID 1\t ', '\u3000ID 1\u3000'])(
    'padding and line breaks of %j are taken out without a word',
    (written) => {
      const { text: decoded, notes } = text('ISO_IR 192', Buffer.from(written, 'utf8'));
      expect([decoded?.replaceAll('\u3000', ''), notes]).toEqual(['ID 1', []]);
    },
  );

  test('bytes 0x80 to 0x9F are in none of the sets', () => {
    for (const set of [100, 101, 109, 110, 126, 127, 138, 144, 148, 166, 203, 13]) {
      for (let byte = 0x80; byte < 0xa0; byte += 1) {
        expect(text(`ISO_IR ${set}`, Uint8Array.of(0x41, byte)).text).toBeUndefined();
      }
    }
  });

  test('whatever the bytes, there is a text without controls, or a note', () => {
    const terms = fc.constantFrom(
      '',
      'ISO_IR 100',
      '\\ISO 2022 IR 87',
      'ISO 2022 IR 13\\ISO 2022 IR 159',
      'ISO_IR 192',
    );
    const piece = fc.oneof(
      fc.constantFrom('\x1b$B', '\x1b(B', '\x1b(J', '\x1b$)C', '\x1b$(D', '\x1b', '=', '^', '\\'),
      fc.string({ maxLength: 4, unit: 'binary' }),
    );
    const value = fc.array(piece, { maxLength: 12 }).map((pieces) => Buffer.from(pieces.join(''), 'latin1'));
    fc.assert(
      fc.property(terms, value, (set, bytes) => {
        const { name: decoded, notes } = name(set, bytes);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
        expect(decoded ?? '').not.toMatch(/[\u0000-\u001f\u007f-\u009f\ufffd]/);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences of the sets.
        const rest = bytes.toString('latin1').replace(/\x1b(\([BJ]|\$\(D|\$B|\$\)C)/g, '');
        if (decoded !== undefined || notes.length > 0) return;
        expect([...rest].filter((letter) => letter > ' ' && letter !== '=' && letter !== '\u007f')).toEqual(
          [],
        );
      }),
    );
  });
});
