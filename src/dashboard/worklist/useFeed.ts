import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { sessionIsOver } from '../api/client';
import { learnServerTime, serverNow } from '../api/serverTime';
import { getPage, type Query } from '../api/worklist';
import { texts, words } from '../language/language';
import { announce } from '../parts/announcer';
import { Feed, type News } from './feed';

const everyMilliseconds = 4_000;
const hiddenEveryMilliseconds = 30_000;

/** The text of an announcement. */
function newsWords({ studies }: News, feed: Feed): string {
  const first = feed.latest?.studies[0];
  const news = words.counts.newStudies(studies);
  return first ? texts.worklist.newsMost(news, words.prioritiesInText[first.priority]) : news;
}

/** The lines of a query, kept up to date. */
export function useFeed(query: Query) {
  const [, redraw] = useState(0);
  const [problem, setProblem] = useState<unknown>();
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [asOf, setAsOf] = useState<number>();
  const feed = useRef<Feed | undefined>(undefined);
  const key = JSON.stringify(query);
  const running = useRef('');
  if (running.current !== key) {
    running.current = key;
    feed.current?.stop();
    const made: Feed = new Feed(query, getPage, (news) => {
      if (made !== feed.current) return;
      learnServerTime(made.latest?.serverTime ?? '');
      setFresh(news.ids);
      if (news.studies > 0) announce(newsWords(news, made));
      redraw((count) => count + 1);
    });
    feed.current = made;
  }
  const current = feed.current as Feed;

  const attempt = useCallback(async (what: () => Promise<void>) => {
    const of = feed.current;
    try {
      await what();
      if (of !== feed.current) return;
      setProblem(undefined);
      setAsOf(serverNow());
    } catch (error) {
      if ((error as Error).name !== 'AbortError' && of === feed.current) setProblem(error);
    }
  }, []);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const look = async () => {
      clearTimeout(timer);
      if (!sessionIsOver()) await attempt(() => current.refresh());
      if (!stopped) timer = setTimeout(look, document.hidden ? hiddenEveryMilliseconds : everyMilliseconds);
    };
    const shown = () => !document.hidden && void look();
    void look();
    document.addEventListener('visibilitychange', shown);
    return () => {
      stopped = true;
      clearTimeout(timer);
      current.stop();
      document.removeEventListener('visibilitychange', shown);
    };
  }, [current]);

  const want = useCallback(
    (first: number, last: number) => void attempt(() => current.want(first, last)),
    [current],
  );
  const retry = useCallback(() => void attempt(() => current.refresh()), [current]);
  return { feed: current, problem, fresh, asOf, want, retry };
}
