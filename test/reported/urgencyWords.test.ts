import { noteWords } from '../../src/domain/words/words';
import { describeWith } from '../support/requirements';
import { reported } from './reported';
import { type Files, filesOf, triaged } from './triaged';

/** PS3.3 C.4.11: Requested Procedure Priority has defined terms, which others may extend. */
describeWith([reported], 'urgency in other words than the standard has', () => {
  const file = (name: string): Files[number] =>
    filesOf(`${reported.path}/urgency-words`, `${name}.dcm`)[0] as Files[number];

  test.each([
    ['urgent', 'urgent'],
    ['asap', 'urgent'],
    ['emergency', 'stat'],
    ['critical', 'stat'],
    ['s', 'stat'],
    ['in-request-attributes', 'stat'],
  ])('%s is %s', async (name, place) => {
    const { studies } = await triaged([file(name)]);
    expect(studies.map(({ decision }) => decision.place)).toEqual([place]);
    expect(studies[0]?.images[0]?.notes).not.toContain('urgency-unknown');
  });

  test('a word that the policy does not know is urgent, and said to be unknown', async () => {
    const [name, bytes] = file('emergency');
    const changed = Buffer.from(
      Buffer.from(bytes).toString('latin1').replace('SH\n\0EMERGENCY ', 'SH\n\0NOTFALL   '),
      'latin1',
    );
    const { studies } = await triaged([[name, changed]]);
    const [study] = studies;
    expect(study?.decision).toMatchObject({
      place: 'urgent',
      reasons: [{ kind: 'baseline', place: 'urgent', unknownUrgency: ['NOTFALL'] }, expect.anything()],
    });
    expect(study?.images[0]).toMatchObject({ unknownUrgency: ['NOTFALL'], notes: ['urgency-unknown'] });
    expect(noteWords('urgency-unknown')).toContain('does not know');
  });
});
