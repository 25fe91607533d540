import { unitOf } from '../../../src/dashboard/viewer/measuring/region';
import { matrixOf } from '../../../src/dashboard/viewer/placing/geometry';
import type { ViewerFacts } from '../../../src/dashboard/viewer/viewerState';
import { paceOf } from '../../../src/dashboard/viewer/window/dragWindow';
import { presetsOf } from '../../../src/dashboard/viewer/window/presets';
import type { ImageDescription } from '../../../src/domain/image/imageDescription';
import { greyDescription } from '../../support/greyDescription';
import { greyOf, statisticsInPage, storedAs, viewOf } from './fromServer';

/** Of a DX picture with values 0 … 3996, in a view of 400 × 200 device pixels. */
export function factsOf(more: Partial<ImageDescription> = {}): ViewerFacts {
  const description = {
    ...greyDescription(10, 100),
    bitsAllocated: 16,
    bitsStored: 12,
    modality: 'DX',
    ...more,
  } as ImageDescription;
  const values = Array.from({ length: 1000 * description.frames }, (_, index) => 4 * (index % 1000));
  const statistics = statisticsInPage(description, storedAs(description, values));
  const view = viewOf(description);
  const grey = greyOf(description);
  return {
    view,
    grey,
    unit: unitOf({ view, grey, frame: 0 }),
    presets: presetsOf(view, grey, 0, statistics),
    pace: paceOf(grey, 0, statistics),
    matrix: matrixOf(view, 0),
    size: { width: 400, height: 200 },
    density: 2,
  };
}
