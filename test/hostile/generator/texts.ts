import { dataSet, type ElementSpec, file, imageElements, imageFile } from '../../dicom/dicomBuilder';
import { group, type HostileFile, whole } from './hostileFile';

const pixels = [1, 2, 3, 4];
const image = (...more: ElementSpec[]) => imageFile({ pixels, more });

function withPreamble(start: string | readonly number[]): Buffer {
  const preamble = Buffer.alloc(128);
  preamble.set(Buffer.from(start as string, 'latin1'));
  return file(dataSet(imageElements({ pixels })), { preamble });
}

/** Names are kept for whom they are meant, exactly, and stand nowhere else. */
function named(name: string): HostileFile[] {
  return group(
    'a script or a formula in a name',
    ({ identity, description }) => {
      expect(identity.patientName).toBe(name);
      expect(JSON.stringify(description)).not.toContain(name.slice(0, 6));
    },
    [[name, () => image([0x00100010, 'PN', name])]],
  );
}

/** What cannot be decoded exactly is left out and said; nothing is guessed. */
function undecodable({
  identity,
  description,
}: Parameters<Exclude<HostileFile['expected'], string>>[0]): void {
  expect(identity.patientName).toBeUndefined();
  expect(description.notes).toContain('text-not-decoded');
}

/** Text that is a program, a path, or nothing that anybody can read. */
export const texts: readonly HostileFile[] = [
  ...group('an executable in the preamble', 'unsafe-preamble', [
    ['for Windows', () => withPreamble('MZ\x90\0')],
    ['for Linux', () => withPreamble('\x7fELF\x02')],
    ['a script', () => withPreamble('#!/bin/sh\nrm -rf /\n')],
    ['for macOS', () => withPreamble('\xcf\xfa\xed\xfe')],
  ]),
  ...group('a path in a UID', 'malformed-dicom', [
    ['of the study', () => image([0x0020000d, 'UI', '../../../etc/passwd'])],
    ['of the series', (random) => image([0x0020000e, 'UI', `1.2.${whole(random, 1, 99)}/../x`])],
    ['of the instance', () => image([0x00080018, 'UI', '1.2..3'])],
  ]),
  ...named('<script>alert(1)</script>'),
  ...named('=HYPERLINK("http://x.invalid","y")'),
  ...named('"><img src=x onerror=alert(1)>'),
  ...named("'; DROP TABLE studies;--"),
  ...group('text in a wrong character set', undecodable, [
    [
      'bytes that are no UTF-8',
      () =>
        image([0x00080005, 'CS', 'ISO_IR 192'], [0x00100010, 'PN', new Uint8Array([0xff, 0xfe, 0xc3, 0x28])]),
    ],
    [
      'Latin letters where only ASCII is stated',
      () => image([0x00100010, 'PN', new Uint8Array([0x4d, 0xfc, 0x6c, 0x6c])]),
    ],
    [
      'an escape sequence that nobody defined',
      () =>
        image(
          [0x00080005, 'CS', '\\ISO 2022 IR 87'],
          [0x00100010, 'PN', new Uint8Array([0x1b, 0x28, 0x7a, 0x41])],
        ),
    ],
  ]),
];
