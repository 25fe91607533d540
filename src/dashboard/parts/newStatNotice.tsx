import { useEffect, useRef, useState } from 'preact/hooks';
import { sessionIsOver } from '../api/client';
import { getPage, type Page } from '../api/worklist';
import { texts, words } from '../language/language';
import { announce } from './announcer';
import { chime, notifyDesktop } from './attention';
import { NewStat } from './newStat';
import { usePreferences } from './preferences';
import { Link, usePlace } from './router';

const everyMilliseconds = 4_000;
const most = 100;

/** On every page: how many studies came to stand at stat and were not looked at. */
export function NewStatNotice() {
  const watch = useRef(new NewStat());
  const [fresh, setFresh] = useState<readonly string[]>([]);
  const [preferences] = usePreferences();
  const chosen = useRef(preferences);
  chosen.current = preferences;
  const { pathname, searchParams } = usePlace();
  const isListed = pathname.startsWith('/worklist') && searchParams.get('priority') === 'stat';
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let page: Page | undefined;
    let stopped = false;
    const look = async () => {
      try {
        if (!sessionIsOver()) page = await getPage({ tab: 'awaiting', priority: 'stat' }, 0, most, page);
        const arrived = watch.current.learn(page?.view.studies ?? []);
        setFresh(watch.current.fresh);
        if (arrived.length > 0) {
          const text = words.counts.newStat(arrived.length);
          announce(text);
          if (chosen.current.sound) chime();
          if (chosen.current.desktopNotice) notifyDesktop(text);
        }
      } catch {
        // The next look may succeed; the pages say by themselves when the app cannot be reached.
      }
      if (!stopped) timer = setTimeout(look, everyMilliseconds);
    };
    void look();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, []);
  useEffect(() => {
    const [, study] = /^\/studies\/([0-9a-f]{64})/.exec(pathname) ?? [];
    if (study) watch.current.look(study);
    if (isListed) watch.current.lookAtAll();
    setFresh(watch.current.fresh);
  }, [pathname, isListed]);
  const [only] = fresh;
  if (only === undefined) return null;
  const close = () => {
    watch.current.lookAtAll();
    setFresh([]);
  };
  return (
    <p class="new-stat">
      <Link to={fresh.length === 1 ? `/studies/${only}` : '/worklist?priority=stat'}>
        {words.counts.newStat(fresh.length)} <span aria-hidden="true">▸</span>
      </Link>
      <button type="button" class="quiet" onClick={close} aria-label={texts.parts.close}>
        ✕
      </button>
    </p>
  );
}
