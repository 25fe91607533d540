import { contradicts, extensionOf } from '../../src/formats/fileFormat';

describe('file extensions', () => {
  test.each([
    ['a/b/IMG.DCM', 'dcm'],
    ['folder.png/IM0001', ''],
    ['.hidden', ''],
    ['1.2.840.113619', '113619'],
    ['back\\slash.jpg', 'jpg'],
  ])('of %s is %j', (name, extension) => {
    expect(extensionOf(name)).toBe(extension);
  });

  test.each([
    ['chest.dcm', 'dicom', false],
    ['IM0001', 'dicom', false],
    ['1.2.840.113619', 'dicom', false],
    ['scan.JPEG', 'jpeg', false],
    ['chest.png', 'dicom', true],
    ['chest.dcm', 'png', true],
    ['chest.jpg', 'png', true],
    ['notes.txt', 'dicom', true],
  ] as const)('%s that holds %s contradicts: %p', (name, format, expected) => {
    expect(contradicts(name, format)).toBe(expected);
  });
});
