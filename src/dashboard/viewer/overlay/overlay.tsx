import type { LoadedFrame } from '../loading/loadedFrame';
import type { ViewedImage } from '../viewerProps';
import { placementNow, shownNow, type ViewerFacts, type ViewerState } from '../viewerState';
import { type OverlayTexts, overlayTexts } from './overlayTexts';

export interface OverlayProps {
  readonly loaded: LoadedFrame;
  readonly facts: ViewerFacts;
  readonly state: ViewerState;
  readonly image: ViewedImage;
  readonly index: number;
  readonly images: number;
  readonly studyDate: string | undefined;
  readonly whom: readonly string[];
}

/** What stands on the picture as it is shown. */
export function overlayOf(props: Omit<OverlayProps, 'whom'>): OverlayTexts {
  const { loaded, facts, state, image, index, images, studyDate } = props;
  const { view, frame } = loaded;
  return overlayTexts(
    { ...view, ...known('view', image.view), ...known('laterality', image.laterality) },
    {
      studyDate,
      index,
      images,
      isSetAside: image.isSetAside === true,
      frame,
      shown: shownNow(state, facts),
      zoom: placementNow(state, facts).zoom,
      negative: state.negative,
      orientation: state.orientation,
    },
  );
}

/** The texts in the corners and at the edges. Texts from a file are text, never markup. */
export function Overlay({ whom, ...props }: OverlayProps) {
  const texts = overlayOf(props);
  return (
    <div class="viewer-overlay">
      {(['topLeft', 'topRight', 'bottomLeft', 'bottomRight'] as const).map((corner) => (
        <div key={corner} class={`viewer-corner viewer-${corner}`}>
          {corner === 'topLeft' &&
            whom.map((text) => (
              <p key={text} class="viewer-whom">
                <bdi>{text}</bdi>
              </p>
            ))}
          {corner === 'topRight' && texts.side && <p class="viewer-side">{texts.side}</p>}
          {texts[corner].map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      ))}
      {(['left', 'top', 'right', 'bottom'] as const).map(
        (edge) =>
          texts.edges[edge] && (
            <p key={edge} class={`viewer-edge viewer-${edge}`}>
              {texts.edges[edge]}
            </p>
          ),
      )}
    </div>
  );
}

function known<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: string });
}
