import type { Page, Query } from '../../../src/dashboard/api/worklist';
import { Feed, type News, pageLines } from '../../../src/dashboard/worklist/feed';
import type { WorklistLine } from '../../../src/domain/worklist/worklistView';
import { line, worklist } from '../../e2e/support/views';

/** A site whose worklist the test changes. */
function site(count: number) {
  const lines: WorklistLine[] = Array.from({ length: count }, (_, at) => line(at));
  const asked: number[] = [];
  let version = 1;
  const getPage = async (
    query: Query,
    offset: number,
    limit: number,
    known: Page | undefined,
  ): Promise<Page> => {
    asked.push(offset);
    const etag = `"${version}"`;
    if (known?.etag === etag) return known;
    return { view: worklist(lines, { ...query, offset, limit }), etag };
  };
  const put = (at: number, ...studies: WorklistLine[]) => {
    lines.splice(at, 0, ...studies);
    version += 1;
  };
  const take = (at: number) => {
    lines.splice(at, 1);
    version += 1;
  };
  return { lines, asked, getPage, put, take };
}

function follow({ getPage }: ReturnType<typeof site>) {
  const news: News[] = [];
  return { feed: new Feed({ tab: 'awaiting' }, getPage, (one) => news.push(one)), news };
}

describe('the lines of a query', () => {
  test('of ten thousand studies only what is looked at is asked for', async () => {
    const ten = site(10_000);
    const { feed } = follow(ten);
    await feed.refresh();
    await feed.want(7_340, 7_360);
    expect(ten.asked).toEqual([0, 7_300]);
    expect(feed.latest?.total).toBe(10_000);
    expect(feed.lineAt(7_345)).toEqual(ten.lines[7_345]);
    expect(feed.lineAt(5_000)).toBeUndefined();
  });

  test('a stretch over two pages loads both, once', async () => {
    const many = site(500);
    const { feed } = follow(many);
    await Promise.all([feed.want(pageLines - 5, pageLines + 5), feed.want(pageLines - 5, pageLines + 5)]);
    expect(many.asked).toEqual([0, pageLines]);
  });

  test('nothing is drawn anew where nothing changed', async () => {
    const few = site(3);
    const { feed, news } = follow(few);
    await feed.refresh();
    await feed.refresh();
    expect(news).toHaveLength(1);
  });

  test('what came in is counted, and known by its lines', async () => {
    const few = site(3);
    const { feed, news } = follow(few);
    await feed.refresh();
    few.put(0, line(100), line(101));
    await feed.refresh();
    expect(news.at(-1)?.studies).toBe(2);
    expect([...(news.at(-1)?.ids ?? [])]).toEqual([line(100).studyId, line(101).studyId]);
    expect(feed.indexOf(line(0).studyId)).toBe(2);
  });

  test('a study that leaves is no news, and those that move up are none either', async () => {
    const many = site(pageLines + 5);
    const { feed, news } = follow(many);
    await feed.refresh();
    many.take(0);
    await feed.refresh();
    expect(news.at(-1)).toEqual({ studies: 0, ids: new Set() });
    expect(feed.indexOf(line(pageLines).studyId)).toBe(pageLines - 1);
  });

  test('pages out of view are forgotten once lines moved', async () => {
    const many = site(500);
    const { feed } = follow(many);
    await feed.want(0, 10);
    await feed.want(300, 310);
    many.put(0, line(1000));
    await feed.refresh();
    expect(feed.lineAt(0)).toBeUndefined();
    expect(feed.lineAt(301)).toEqual(many.lines[301]);
  });

  test('an answer that comes after the query was given up changes nothing', async () => {
    const few = site(3);
    const { feed, news } = follow(few);
    const round = feed.refresh();
    feed.stop();
    await round;
    expect(news).toEqual([]);
    expect(feed.latest).toBeUndefined();
  });
});
