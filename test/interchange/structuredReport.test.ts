import fc from 'fast-check';
import { patientHeaderTags } from '../../src/dicom/patientHeader';
import { tags } from '../../src/dicom/tags';
import {
  copiedPatientStudy,
  headerTexts,
  unicodePatientStudy,
} from '../../src/interchange/dicom/patientStudy';
import { structuredReport } from '../../src/interchange/dicom/structuredReport';
import { stableUid } from '../../src/interchange/uids';
import { sampleHeader, sampleReport, sampleReview } from './sampleReport';

it('repeats the bytes of the patient and the study as they were sent', () => {
  const { file } = structuredReport(sampleReport());
  for (const { value } of sampleHeader)
    expect(Buffer.from(file).includes(Buffer.from(value, 'base64'))).toBe(true);
  expect(copiedPatientStudy(sampleHeader).map(({ tag }) => tag)).toEqual(
    expect.arrayContaining(sampleHeader.map(({ tag }) => Number.parseInt(tag, 16))),
  );
});

it('is the same object when it is made again, and another one for another version or review', () => {
  const once = structuredReport(sampleReport());
  expect(structuredReport(sampleReport())).toEqual(once);
  const reviewed = structuredReport(sampleReport(sampleReview));
  expect(reviewed.sopInstanceUid).not.toBe(once.sopInstanceUid);
  expect(reviewed.seriesInstanceUid).toBe(once.seriesInstanceUid);
});

it('is not verified by somebody who could not assess the study', () => {
  const text = Buffer.from(
    structuredReport(sampleReport({ ...sampleReview, decision: 'cannot-assess' })).file,
  ).toString('latin1');
  expect(text).toContain('UNVERIFIED');
  expect(text).toContain('Cannot assess the study');
});

it('writes UIDs that are allowed, PS3.5 9.1', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.integer())), (parts) => {
      const uid = stableUid(...parts);
      expect(uid).toMatch(/^2\.25\.(0|[1-9]\d*)$/);
      expect(uid.length).toBeLessThanOrEqual(64);
      expect(stableUid(...parts)).toBe(uid);
    }),
  );
  expect(stableUid('a', 'b')).not.toBe(stableUid('ab'));
});

it('has every element that a study must have, in either form, and the same characters in both', () => {
  const copied = copiedPatientStudy(sampleHeader);
  const unicode = unicodePatientStudy(sampleHeader);
  expect(unicode.map(({ tag }) => tag).sort()).toEqual(copied.map(({ tag }) => tag).sort());
  expect(headerTexts(sampleHeader).get(tags.patientName)).toBe('Yamada^Tarou=山田^太郎');
  for (const { tag, vr } of [...copied, ...unicode]) expect(patientHeaderTags.get(tag)).toBe(vr);
});
