import { joinIdentities } from '../../src/domain/study/patient/patient';
import { describeWith } from '../support/requirements';
import { readReported, reported } from './reported';

/** PS3.5 6.2.1. */
describeWith([reported], 'one name, written in two ways', () => {
  test.each(['only-caret', 'space'])('%s is no contradiction', async (name) => {
    const images = [1, 2].map((number) => readReported(`name-caret/${name}-${number}.dcm`));
    const identities = (await Promise.all(images)).map(({ identity }) => identity);
    expect(identities[0]?.patientName).not.toBe(identities[1]?.patientName);
    expect(joinIdentities(identities).contradicting).toEqual([]);
  });
});
