import fc from 'fast-check';
import type { RejectionCode } from '../../../../src/domain/reasons/rejection';
import { allImagesOf, arrange, namingImages } from '../../../../src/domain/study/images/arrangement';
import { type StudyImage, studyImageSchema } from '../../../../src/domain/study/images/imageRecord';
import { decide } from '../../../../src/domain/study/policy/policy';
import { joinStudyImages } from '../../../../src/domain/study/studyRecord';
import { alertsOf } from '../../../../src/domain/study/view/studyAlerts';
import { worklistStudyOf } from '../../../../src/domain/worklist/worklist';
import { hexId, studyImage } from '../../arbitraries';
import { minute, plainImage, policy, withImage } from '../../studies';

function image(name: string, more: Partial<StudyImage> = {}): StudyImage {
  return studyImageSchema.parse({
    ...plainImage(name),
    instanceId: hexId(`uid ${name}`),
    modality: 'DX',
    ...more,
  });
}

function note(code: RejectionCode, rejected: readonly string[], more: Partial<StudyImage> = {}): StudyImage {
  const instances = rejected.map((name) => hexId(`uid ${name}`));
  return image('note', { frames: 0, modality: 'KO', rejection: { code, instances }, ...more });
}

const opacity = (score: number): StudyImage['analyses'] => [
  {
    outcome: 'analysed',
    model: { id: 'chest', version: '1.0.0', sha256: hexId('model') },
    tensorSha256: hexId('tensor'),
    preprocessing: '1',
    notes: [],
    findings: [{ label: 'lung-opacity', title: 'Lung opacity', score, threshold: 0.5, positive: true }],
  },
];

const ids = (images: readonly StudyImage[]) => images.map(({ imageId }) => imageId);

describe('what is read of a study', () => {
  test('nothing is lost, nothing is read twice, and the order of arrival does not matter', () => {
    const lists = fc.array(studyImage, { maxLength: 8 }).map((list) => joinStudyImages(list, []));
    fc.assert(
      fc.property(
        lists.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          const arranged = arrange(list);
          expect(arrange(shuffled)).toEqual(arranged);
          expect(arrange(allImagesOf(arranged))).toEqual(arranged);
          expect(ids(allImagesOf(arranged)).sort()).toEqual(ids(list).sort());
          const read = [...arranged.images, ...arranged.objects].map(({ instanceId }) => instanceId);
          const named = read.filter((instance) => instance !== undefined);
          expect(new Set(named).size).toBe(named.length);
        },
      ),
    );
  });

  test('is called and filtered by its pictures; what has none stands apart', () => {
    const key = image('key object', { frames: 0, modality: 'KO', instanceNumber: 0 });
    const study = [image('hand', { bodyPart: 'HAND', instanceNumber: 2 }), key].reduce(
      (known: ReturnType<typeof withImage> | undefined, one) => withImage(known, one),
      undefined,
    );
    const line = worklistStudyOf(study as NonNullable<typeof study>);
    expect(line).toMatchObject({ modality: 'DX', bodyPart: 'HAND', images: 1, objects: 1, notAnalysed: 1 });
    expect(line.keyImageId).toBe(hexId('hand'));
    expect(study?.decision.reasons.map(({ kind }) => kind)).toEqual(['baseline', 'not-analysed']);
  });

  test('a video is one of its pictures, and is said not to be analysed; none is shown for it', () => {
    const video = image('video', { frames: 0, video: true, unrouted: 'video', modality: 'ES' });
    const alone = withImage(undefined, video);
    expect(worklistStudyOf(alone)).toMatchObject({
      images: 1,
      objects: 0,
      notAnalysed: 1,
      reasons: ['video'],
    });
    expect(worklistStudyOf(alone).keyImageId).toBeUndefined();
    const analysed = image('still', { instanceNumber: 2, analyses: opacity(0.2) });
    const both = withImage(withImage(undefined, { ...video, instanceNumber: 1 }), analysed);
    expect(worklistStudyOf(both)).toMatchObject({ images: 2, notAnalysed: 1, keyImageId: hexId('still') });
  });
});

describe('a rejection note', () => {
  test.each<[RejectionCode]>([['113001'], ['113037'], ['113038'], ['113039']])(
    '%s takes what it names out of reading, whichever came first',
    (code) => {
      const parts = [image('a', { analyses: opacity(0.99) }), image('b'), note(code, ['a'])];
      for (const order of [parts, [...parts].reverse()]) {
        const study = order.reduce(
          (known: ReturnType<typeof withImage> | undefined, one) => withImage(known, one),
          undefined,
        );
        expect(ids(study?.images ?? [])).toEqual([hexId('b')]);
        expect(study?.setAside).toMatchObject([{ imageId: hexId('a'), aside: { why: 'rejected', code } }]);
        expect(study?.decision).toMatchObject({ priority: 'unclassified', place: 'routine' });
        expect(study?.decision.reasons).toContainEqual({ kind: 'rejected', imageId: hexId('a'), code });
        expect(alertsOf(study as NonNullable<typeof study>)).toEqual([
          { code: 'images-rejected', images: 1 },
        ]);
        expect(worklistStudyOf(study as NonNullable<typeof study>).findings).toEqual([]);
      }
    },
  );

  test('takes nothing from the place that the order gives', () => {
    const arranged = arrange([image('a', { baseline: 'stat' }), note('113001', ['a'])]);
    expect(decide(policy, arranged)).toMatchObject({ place: 'stat', priority: 'unclassified' });
  });

  test('that was itself sent again rejects what its newest version names', () => {
    const first = note('113001', ['a', 'b']);
    const second = note('113001', ['b'], { imageId: hexId('second note'), receivedAt: minute(5) });
    const { images } = arrange([image('a'), image('b'), first, second]);
    expect(ids(images)).toEqual([hexId('a')]);
  });
});

describe('an instance that was sent again', () => {
  const whom = (patientId: string) => ({ patientId: hexId(patientId).slice(0, 16) });
  const first = image('a', { whom: whom('wrong'), analyses: opacity(0.99), baseline: 'stat' });
  const second = {
    ...first,
    imageId: hexId('again'),
    receivedAt: minute(5),
    whom: whom('right'),
    analyses: [],
  };

  test.each([
    ['in their order', [first, second]],
    ['crossed', [second, first]],
  ])('is one image, of its newest version alone: %s', (_, order) => {
    const arranged = arrange(order);
    expect(ids(arranged.images)).toEqual([second.imageId]);
    expect(arranged.setAside).toMatchObject([{ imageId: first.imageId, aside: { by: second.imageId } }]);
    expect(ids(namingImages(arranged))).toEqual([second.imageId]);
    expect(alertsOf(arranged)).toEqual([{ code: 'images-superseded', images: 1 }]);
    expect(decide(policy, arranged).priority).toBe('unclassified');
  });

  test('two images that name two patients are told, the gravest first', () => {
    const other = image('b', { whom: whom('another') });
    expect(alertsOf(arrange([first, second, other]))).toEqual([
      { code: 'different-patients', images: 2 },
      { code: 'images-superseded', images: 1 },
    ]);
    expect(alertsOf(arrange([second, image('c'), image('d', { whom: whom('right') })]))).toEqual([]);
  });
});
