import { useEffect, useState } from 'preact/hooks';
import { serverNow } from './serverTime';

/** The server's clock, ticking. */
export function useServerNow(everyMilliseconds: number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}
