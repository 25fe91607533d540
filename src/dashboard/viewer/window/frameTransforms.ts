import type { FrameTransforms, GreyView } from '../../../domain/image/imageView';

/** The transforms of one frame: its own if frames differ. @param frame from 0 */
export function transformsOf(grey: GreyView, frame: number): FrameTransforms {
  return grey.perFrame?.[frame] ?? grey;
}
