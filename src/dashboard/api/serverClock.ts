import { useEffect, useState } from 'preact/hooks';

let offset = 0;

/** Sets the server's clock, which waiting and due times are based on. @param serverTime ISO */
export function learnServerTime(serverTime: string): void {
  const time = Date.parse(serverTime);
  if (Number.isFinite(time)) offset = time - Date.now();
}

/** The server's clock, in milliseconds. */
export function serverNow(): number {
  return Date.now() + offset;
}

/** The server's clock, ticking. */
export function useServerNow(everyMilliseconds: number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}
