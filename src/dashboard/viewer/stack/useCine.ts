import { useEffect, useRef } from 'preact/hooks';

/**
 * Steps by itself while it runs: never faster than pictures arrive, so that none is passed by.
 *
 * @param rate pictures per second
 * @param isReady whether the picture of the last step is on screen
 */
export function useCine(isRunning: boolean, rate: number, isReady: boolean, step: () => void): void {
  const latest = useRef({ isReady, step });
  latest.current = { isReady, step };
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => {
      if (latest.current.isReady && !document.hidden) latest.current.step();
    }, 1000 / rate);
    return () => clearInterval(timer);
  }, [isRunning, rate]);
}
