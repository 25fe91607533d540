import defaultPolicy from '../../../src/domain/study/policy/defaultPolicy.json';
import { type Policy, policySchema } from '../../../src/domain/study/policy/policySchema';
import { createChooseLane } from '../../../src/operations/intake/chooseLane';
import { type ElementSpec, imageFile } from '../../dicom/dicomBuilder';

const policy = policySchema.parse(defaultPolicy);
const models = { mightAnalyse: async ({ modality }: { modality?: string }) => modality === 'DX' };
const laneOf = (more: ElementSpec[], changed: Partial<Policy> = {}) =>
  createChooseLane({ policy: { ...policy, ...changed }, models })(imageFile({ pixels: [1, 2, 3, 4], more }));
const urgency = (word: string): ElementSpec => [0x00401003, 'SH', word];
const modality = (value: string): ElementSpec => [0x00080060, 'CS', value];

test.each([
  ['an image that a model is for', [], 'routine'],
  ['an image that no model is for', [modality('CT')], 'uncovered'],
  ['one that does not say its modality', [modality('')], 'routine'],
  ['an order that says stat', [urgency('STAT')], 'urgent'],
  ['an urgent order for which there is no model', [modality('CT'), urgency('HIGH')], 'urgent'],
  ['a word that the policy does not know', [urgency('NOTFALL')], 'urgent'],
  ['a word for routine', [urgency('ROUTINE')], 'routine'],
  [
    'a key object, which may take a picture back',
    [[0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.59'], modality('KO')],
    'routine',
  ],
] as [string, ElementSpec[], string][])('%s: %s', async (_, more, lane) => {
  expect(await laneOf(more)).toBe(lane);
});

test('where everything is urgent, only what is more urgent than that is', async () => {
  const changed = { baseline: 'urgent' } as const;
  expect(await laneOf([], changed)).toBe('routine');
  expect(await laneOf([urgency('URGENT')], changed)).toBe('routine');
  expect(await laneOf([urgency('STAT')], changed)).toBe('urgent');
});

test('if the models cannot be loaded, a file is routine', async () => {
  const broken = {
    mightAnalyse: async () => {
      throw new Error('no models');
    },
  };
  const chooseLane = createChooseLane({ policy, models: broken });
  expect(await chooseLane(imageFile({ pixels: [1, 2, 3, 4] }))).toBe('routine');
});
