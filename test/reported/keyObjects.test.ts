import { alertsOf } from '../../src/domain/study/view/studyAlerts';
import { worklistStudyOf } from '../../src/domain/worklist/worklist';
import { describeWith, publicData } from '../support/requirements';
import { filesOf, triaged } from './triaged';

const reported = publicData('reported');
const both = (...[a, b]: [string, string]) => [
  [a, b],
  [b, a],
];

describeWith([reported], 'a picture with a key object', () => {
  const folder = () => `${reported.path}/key-objects`;

  test.each([...both('1-image.dcm', '2-rejection-note.dcm')])(
    'a rejection note takes it out of reading: %s, then %s',
    async (...names) => {
      const { studies, store } = await triaged(filesOf(folder(), ...names));
      expect(studies).toHaveLength(1);
      const [study] = studies as [(typeof studies)[number]];
      expect(study.images).toEqual([]);
      expect(study.objects).toMatchObject([{ modality: 'KO' }]);
      expect(study.setAside).toMatchObject([{ modality: 'DX', aside: { why: 'rejected', code: '113037' } }]);
      expect(alertsOf(study)).toEqual([{ code: 'images-rejected', images: 1 }]);
      const decisions = [...store.audited.values()].filter(({ type }) => type === 'decision');
      expect(JSON.stringify(decisions)).toContain('{"kind":"rejected","what":"113037"}');
      // Nothing is deleted.
      expect(store.stored.size).toBe(2);
    },
  );

  test.each([...both('hand-0.dcm', 'hand-0-ko.dcm'), ...both('hand-1.dcm', 'hand-1-ko.dcm')])(
    'a key object that names none of its images leaves the study what its picture is: %s, then %s',
    async (...names) => {
      const { studies } = await triaged(filesOf(folder(), ...names));
      expect(studies).toHaveLength(1);
      const line = worklistStudyOf(studies[0] as (typeof studies)[number]);
      expect(line).toMatchObject({ modality: 'DX', bodyPart: 'HAND', images: 1, objects: 1, alerts: [] });
    },
  );
});
