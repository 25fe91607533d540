import { placeOfQuery, queryOfPlace } from '../../../src/dashboard/worklist/placeOfQuery';

describe('the address of a worklist', () => {
  test('says which tab and filters, and comes back as the same query', () => {
    const query = { tab: 'reviewed', priority: 'stat', modality: 'DX', bodyPart: 'CHEST & HAND' } as const;
    const place = placeOfQuery(query);
    expect(place).toBe('/worklist?tab=reviewed&priority=stat&modality=DX&bodyPart=CHEST+%26+HAND');
    expect(queryOfPlace(new URLSearchParams(place.split('?')[1]))).toEqual(query);
  });

  test('never says what was searched for', () => {
    expect(placeOfQuery({ tab: 'awaiting', text: 'Doe' })).toBe('/worklist');
  });

  test('what is not known in it counts for nothing', () => {
    expect(queryOfPlace(new URLSearchParams('tab=secret&priority=now')).tab).toBe('awaiting');
    expect(queryOfPlace(new URLSearchParams('priority=now')).priority).toBeUndefined();
  });
});
