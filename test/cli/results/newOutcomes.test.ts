import type { FileResult } from '../../../src/cli/results/fileResult';
import { newOutcomes } from '../../../src/cli/results/newOutcomes';
import { ChangedOutsideError } from '../../../src/domain/kernel/sealing/changedOutside';
import { waitFor } from '../../support/waitFor';
import { analysed, quarantined, results } from '../support/results';

/** A site that tells of each file once. */
function storeOf(known: Map<string, FileResult>) {
  const byArrival = (id: string) => known.get(id);
  let told = 0;
  return {
    changes: {
      look: async () => {
        const news = [...known.keys()].slice(told);
        told = known.size;
        return news.map((key) => ({ partition: 'processing', key }));
      },
    },
    worklist: { processing: async () => [] },
    arrivals: {
      outcome: async (id: string) => byArrival(id)?.outcome,
    },
    results: {
      study: async (studyId: string) =>
        [...known.values()]
          .flatMap((one) => ('study' in one ? [one.study] : []))
          .find((s) => s.studyId === studyId),
    },
    quarantine: {
      read: async (id: string) => {
        const one = byArrival(id);
        return one && 'refusal' in one ? one.refusal : undefined;
      },
    },
  } as unknown as Parameters<typeof newOutcomes>[0];
}

function add(known: Map<string, FileResult>, ...more: FileResult[]): void {
  for (const one of more) known.set(one.outcome.arrivalId, one);
}

type Watched = ReturnType<typeof storeOf>;

/** What is said once everything was looked at again after the change, however long a look takes. */
async function watch(store: Watched, during: () => void): Promise<string[]> {
  const lines: string[] = [];
  const stop = new AbortController();
  let looks = 0;
  const look = () => {
    looks += 1;
    return store.changes.look();
  };
  const counted = { ...store, changes: { look } } as Watched;
  const watching = newOutcomes(counted, stop.signal, (line) => lines.push(line), 10);
  await waitFor('a first look', () => looks > 0);
  during();
  const before = looks;
  await waitFor('two more', () => looks >= before + 2);
  stop.abort();
  await watching;
  return lines;
}

test('each new outcome is one line, without the name of its file; earlier ones are none', async () => {
  const known = new Map<string, FileResult>();
  add(known, quarantined('Meier^Hans-old.dcm', 'empty-file'));
  const lines = await watch(storeOf(known), () =>
    add(
      known,
      quarantined('Meier^Hans.dcm', 'truncated'),
      ...results({ file: 'Meier^Eva.dcm', analyses: [analysed(['lung-opacity', 0.95])] }),
      ...results({ file: 'Meier^Ida.dcm', unrouted: 'no-model' }),
    ),
  );
  expect(lines).toHaveLength(3);
  expect(lines.filter((line) => /quarantined .*The file ends before/.test(line))).toHaveLength(1);
  expect(lines.filter((line) => /analysed .*study [0-9a-f]{8}: stat$/.test(line))).toHaveLength(1);
  expect(lines.filter((line) => /not analysed .*: unclassified \(no-model\)$/.test(line))).toHaveLength(1);
  expect(lines.join('\n')).not.toContain('Meier');
});

test('many at once are one line', async () => {
  const known = new Map<string, FileResult>();
  const many = Array.from({ length: 40 }, (_, index) => quarantined(`f${index}`, 'empty-file'));
  const lines = await watch(storeOf(known), () => add(known, ...many));
  expect(lines).toEqual([expect.stringMatching(/40 files are done\.$/)]);
});

test('one that was changed outside the app is named, and the others go on', async () => {
  const known = new Map<string, FileResult>();
  const [bad, good] = [quarantined('one', 'truncated'), quarantined('two', 'truncated')];
  const store = storeOf(known);
  const changed = {
    ...store,
    arrivals: {
      ...store.arrivals,
      outcome: async (id: string) => {
        if (id === bad.outcome.arrivalId) throw new ChangedOutsideError('results', `arrivals/${id}.json`);
        return store.arrivals.outcome(id);
      },
    },
  } as Watched;
  const lines = await watch(changed, () => add(known, bad, good));
  expect(lines.filter((line) => line.includes('was changed outside the app'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('quarantined'))).toHaveLength(1);
});
