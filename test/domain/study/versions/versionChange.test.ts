import fc from 'fast-check';
import {
  mergeIntoStudy,
  type StudyRecord,
  type StudyVersion,
  versionOf,
} from '../../../../src/domain/study/studyRecord';
import {
  baseOf,
  packedRecordSchema,
  packedStudy,
  unpackedStudy,
} from '../../../../src/domain/study/versions/packedStudy';
import {
  changeTo,
  VersionChainError,
  type VersionChange,
  versionByAll,
  versionChangeSchema,
  versionsBehind,
} from '../../../../src/domain/study/versions/versionChange';
import { arrived, minute, plainImage, policy, studyId } from '../../studies';

const stored = <T>(value: unknown) => JSON.parse(JSON.stringify(value)) as T;

/** A study to which images come in batches, with each of its versions and what made it. */
function grown(batches: readonly (readonly number[])[]) {
  const versions: StudyVersion[] = [];
  const changes: VersionChange[] = [];
  let study: StudyRecord | undefined;
  for (const [index, batch] of batches.entries()) {
    const images = batch.map((number) =>
      plainImage(`image ${number}`, number % 7 === 0 ? 'stat' : 'routine', minute(index)),
    );
    const next = mergeIntoStudy(study, studyId, images, policy, arrived);
    if (next === study) continue;
    const version = versionOf(next);
    changes.push(versionChangeSchema.parse(stored(changeTo(version, study && versionOf(study), 'settings'))));
    versions.push(version);
    study = next;
  }
  return { study: study as StudyRecord, versions, changes };
}

const batches = fc.array(fc.array(fc.nat(60), { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 40,
});

test('each version follows from at most sixteen changes, as they are stored', () => {
  fc.assert(
    fc.property(batches, (given) => {
      const { versions, changes } = grown(given);
      for (const version of versions) {
        const behind = versionsBehind(version.version);
        expect(behind.length).toBeLessThanOrEqual(16);
        expect(versionByAll(behind.map((number) => changes[number - 1] as VersionChange))).toEqual(version);
      }
    }),
    { numRuns: 30 },
  );
});

test('a change does not make a version out of another one', () => {
  const { changes } = grown([[1], [2], [3]]);
  const [first, second, third] = changes as [VersionChange, VersionChange, VersionChange];
  expect(() => versionByAll([first, third])).toThrow(VersionChainError);
  expect(() => versionByAll([second])).toThrow(VersionChainError);
  const other = grown([[1], [4]]).changes[1] as VersionChange;
  expect(() => versionByAll([first, { ...second, images: other.images }])).toThrow(VersionChainError);
});

test('the record of a large study is the difference to a version that is stored whole', () => {
  const { study, versions, changes } = grown(
    Array.from({ length: 40 }, (_, index) => [2 * index, 2 * index + 1]),
  );
  expect(baseOf(study)).toBe(33);
  const base = versionByAll([changes[32] as VersionChange]);
  const packed = packedRecordSchema.parse(stored(packedStudy(study, base)));
  expect(JSON.stringify(packed).length).toBeLessThan(JSON.stringify(study).length / 3);
  expect(unpackedStudy(packed, base)).toEqual(stored(study));
  for (const another of [undefined, versions[16]])
    expect(() => unpackedStudy(packed, another)).toThrow(RangeError);
});

test('that of a small one is whole', () => {
  const { study } = grown([[1, 2], [3]]);
  expect(baseOf(study)).toBeUndefined();
  expect(packedStudy(study, undefined)).toEqual(study);
});
