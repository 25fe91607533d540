import { refusedSyntaxes } from '../../../src/dicom/codecs/refusedSyntaxes';
import { findTransferSyntax, transferSyntaxes, transferSyntaxName } from '../../../src/dicom/codecs/registry';

test('each transfer syntax is listed once, as read or as refused', () => {
  const uids = [...transferSyntaxes, ...refusedSyntaxes].map(({ uid }) => uid);
  expect(new Set(uids).size).toBe(uids.length);
});

test('all that the design names are read', () => {
  const numbers = [
    '',
    '.1',
    '.2',
    '.1.99',
    '.5',
    ...[50, 51, 57, 70, 80, 81, 90, 91, 201, 202, 203].map((n) => `.4.${n}`),
  ];
  for (const number of numbers) {
    const syntax = findTransferSyntax(`1.2.840.10008.1.2${number}`);
    if (number.startsWith('.4')) expect(syntax.pixels).toHaveProperty('decoder', expect.stringMatching(/\w/));
  }
});

test.each(refusedSyntaxes.map(({ uid, name }) => [name, uid]))('%s is refused by its UID', (name, uid) => {
  expect(transferSyntaxName(uid)).toBe(name);
  expect(() => findTransferSyntax(uid)).toThrow(
    expect.objectContaining({
      code: 'unsupported-transfer-syntax',
      detail: { tag: '(0002,0010)', value: uid },
    }),
  );
});

test('a UID that nobody knows is refused and has no name', () => {
  expect(() => findTransferSyntax('2.25.1')).toThrow(
    expect.objectContaining({ code: 'unsupported-transfer-syntax' }),
  );
  expect(transferSyntaxName('2.25.1')).toBeUndefined();
});
