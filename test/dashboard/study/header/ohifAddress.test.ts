import { ohifAddress } from '../../../../src/dashboard/study/header/ohifAddress';

describe('the address of a study in OHIF', () => {
  test('names the study by its UID, beside what the setting says', () => {
    expect(ohifAddress('https://pacs.example/ohif/viewer?lang=en', '1.2.840.1')).toBe(
      'https://pacs.example/ohif/viewer?lang=en&StudyInstanceUIDs=1.2.840.1',
    );
  });

  test.each([
    ['javascript:alert(1)', '1.2.3'],
    ['https://pacs.example', '1.2.3&x=y'],
    ['https://pacs.example', ''],
    ['not an address', '1.2.3'],
  ])('%s with %s leads nowhere', (address, uid) => {
    expect(ohifAddress(address, uid)).toBeUndefined();
  });
});
