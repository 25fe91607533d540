import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Size } from './geometry';

/** The size of an element in device pixels, which is what a canvas in it needs to be sharp. */
export interface DeviceSize extends Size {
  /** Device pixels for each pixel of the page. */
  readonly density: number;
}

/** @returns undefined until the element has been measured */
export function useSize(element: RefObject<HTMLElement | null>): DeviceSize | undefined {
  const [size, setSize] = useState<DeviceSize>();
  useEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize(sizeOf(entry));
    });
    observeDevicePixels(observer, measured);
    return () => observer.disconnect();
  }, []);
  return size;
}

/** Safari knows no device pixels of a box; there they are counted from the ratio, to within one pixel. */
function observeDevicePixels(observer: ResizeObserver, element: HTMLElement): void {
  try {
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(element);
  }
}

function sizeOf({ contentRect, devicePixelContentBoxSize }: ResizeObserverEntry): DeviceSize {
  const ratio = window.devicePixelRatio;
  const [box] = devicePixelContentBoxSize ?? [];
  const width = box?.inlineSize ?? Math.round(contentRect.width * ratio);
  const height = box?.blockSize ?? Math.round(contentRect.height * ratio);
  return { width: Math.max(1, width), height: Math.max(1, height), density: ratio };
}
