import type { AuditEvent } from '../../../src/domain/audit/auditEvent';
import { ChangedOutsideError } from '../../../src/domain/kernel/sealing/changedOutside';
import { createNoteChangedOutside } from '../../../src/operations/audit/noteChangedOutside';
import { arrived, studyId } from '../../domain/studies';
import { testMacs } from '../../support/siteSecret';

test.each(['.json', '/v17.json'])(
  'of a study whose record cannot be read for want of studies/{id}%s the line in the worklist shows it',
  async (ending) => {
    const error = new ChangedOutsideError('results', `studies/${studyId}${ending}`, 'a'.repeat(64));
    const events: AuditEvent[] = [];
    const marked: string[] = [];
    const none = async () => undefined;
    const note = createNoteChangedOutside({
      records: { record: async (event) => void events.push(event) },
      identity: { knownSalt: none },
      arrivals: { read: none },
      results: { image: none },
      images: { find: none },
      studies: { change: async () => Promise.reject(error) },
      worklist: { markChangedOutside: async (id) => void marked.push(id) },
      macs: testMacs,
      logError: () => {},
      now: () => arrived,
    });
    await note(error);
    expect(marked).toEqual([studyId]);
    expect(events).toMatchObject([{ type: 'integrity-failure' }]);
  },
);
