import { useEffect, useState } from 'preact/hooks';

/**
 * The whole page goes to full screen, and the style sheet leaves the pictures of it: warnings, notices, dialogs and
 * the lock screen stay where they are.
 */
export function toggleFullScreen(): void {
  if (isFullScreen()) leaveFullScreen();
  // Browsers refuse it without a key or a click, and then nothing happens.
  else if (document.fullscreenEnabled)
    void document.documentElement.requestFullscreen().catch(() => undefined);
}

export function leaveFullScreen(): void {
  if (isFullScreen()) void document.exitFullscreen().catch(() => undefined);
}

function isFullScreen(): boolean {
  return document.fullscreenElement === document.documentElement;
}

/** Whether the page fills the screen. The browser itself leaves it at Escape. */
export function useFullScreen(): boolean {
  const [isOn, setOn] = useState(isFullScreen);
  useEffect(() => {
    const look = () => setOn(isFullScreen());
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  return isOn;
}
