import { FileWatch } from '../../../src/cli/results/fileWatch';

/** A site whose feed of changes can be asked by one reader. */
function site() {
  const open = new Set<string>();
  const ended = new Set<string>();
  const asked: string[] = [];
  let changes: string[] | undefined = [];
  return {
    asked,
    come: (id: string) => {
      open.add(id);
      changes?.push(id);
    },
    end: (id: string) => {
      open.delete(id);
      ended.add(id);
      changes?.push(id);
    },
    missChanges: () => {
      changes = undefined;
    },
    watch: new FileWatch({
      changes: {
        look: async () => {
          const news = changes?.map((key) => ({ partition: 'processing', key }));
          changes = [];
          return news;
        },
      },
      worklist: {
        processing: async () => [...open].map((arrivalId) => ({ arrivalId, receivedAt: '' })),
      },
      arrivals: {
        outcome: async (id: string) => {
          asked.push(id);
          return ended.has(id) ? ({ arrivalId: id } as never) : undefined;
        },
      },
    }),
  };
}

test('a file is told once, when it has its outcome; what ended before is not', async () => {
  const { watch, come, end } = site();
  end('before');
  come('open');
  expect(await watch.ended()).toEqual([]);
  come('new');
  expect(await watch.ended()).toEqual([]);
  end('open');
  end('new');
  expect(await watch.ended()).toEqual(['open', 'new']);
  end('new');
  expect(await watch.ended()).toEqual([]);
});

test('a look asks for what changed, and for nothing else', async () => {
  const { watch, come, asked } = site();
  for (let file = 0; file < 100; file += 1) come(`${file}`);
  await watch.ended();
  expect(asked).toEqual([]);
  come('one');
  await watch.ended();
  await watch.ended();
  expect(asked).toEqual(['one']);
});

test('where changes were missed, what is not open any more has ended', async () => {
  const { watch, come, end, missChanges } = site();
  come('a');
  come('b');
  await watch.ended();
  missChanges();
  end('a');
  expect(await watch.ended()).toEqual(['a']);
  end('b');
  expect(await watch.ended()).toEqual(['b']);
});
