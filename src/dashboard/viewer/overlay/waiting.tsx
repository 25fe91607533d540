import { texts } from '../../language/language';
import type { FrameOfView } from '../loading/useLoaded';

interface WaitingProps {
  readonly loaded: FrameOfView;
  readonly what: string;
  readonly hasPreview: boolean;
}

/** What is being loaded. @param slice its number, in a stack */
export function waitingFor(frame: number, slice: number | undefined): string {
  if (slice !== undefined) return texts.viewer.waiting.image(slice);
  return frame === 0 ? texts.viewer.waiting.picture : texts.viewer.waiting.frame(frame + 1);
}

/** Says that a picture is loading, or why it failed and how to try again. */
export function Waiting({ loaded, what, hasPreview }: WaitingProps) {
  if (loaded.failure !== undefined)
    return (
      <div class="viewer-waiting" role="alert">
        <p>{loaded.failure}</p>
        <p>{texts.viewer.waiting.notJudged}</p>
        {!loaded.isFinal && (
          <button type="button" onClick={loaded.retry}>
            {texts.parts.tryAgain}
          </button>
        )}
      </div>
    );
  if (loaded.value !== undefined && !loaded.isLoading) return null;
  if (hasPreview)
    return (
      <p class="viewer-caption" role="status">
        {texts.viewer.waiting.preview}
      </p>
    );
  return (
    <div class="viewer-waiting" role="status">
      <p>{what}</p>
    </div>
  );
}
