import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Size } from './geometry';

/** The size of an element in device pixels, which a canvas in it needs to be sharp. */
export interface DeviceSize extends Size {
  /** Device pixels per CSS pixel. */
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

/**
 * Safari does not report a box in device pixels; there they are computed from the ratio, to within one pixel.
 */
function observeDevicePixels(observer: ResizeObserver, element: HTMLElement): void {
  try {
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(element);
  }
}

function sizeOf({ contentRect, devicePixelContentBoxSize }: ResizeObserverEntry): DeviceSize {
  const density = window.devicePixelRatio;
  const [box] = devicePixelContentBoxSize ?? [];
  return {
    width: devicePixels(contentRect.width * density, box?.inlineSize),
    height: devicePixels(contentRect.height * density, box?.blockSize),
    density,
  };
}

/**
 * The measured size, unless it belongs to another screen: browsers that only emulate a finer one measure
 * their own.
 */
function devicePixels(counted: number, measured: number | undefined): number {
  const isMeasured = measured !== undefined && Math.abs(measured - counted) <= 1;
  return Math.max(1, isMeasured ? measured : Math.round(counted));
}
