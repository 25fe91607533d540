import { useEffect, useState } from 'preact/hooks';

let offset = 0;

/** Takes over the server's clock, by which waiting and due times are told. @param serverTime ISO */
export function learnServerTime(serverTime: string): void {
  const time = Date.parse(serverTime);
  if (Number.isFinite(time)) offset = time - Date.now();
}

/** Milliseconds of the server's clock. */
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
