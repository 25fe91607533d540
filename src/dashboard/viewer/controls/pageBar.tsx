import { toggleFullScreen, useFullScreen } from '../screen/fullScreen';
import type { ViewerProps } from '../viewerProps';
import type { ViewerAction } from '../viewerState';

interface PageBarProps extends Pick<ViewerProps, 'link' | 'onLink' | 'onSecondWindow'> {
  readonly act: (action: ViewerAction) => void;
}

/** What concerns more than this picture: the screen, and the picture beside it. */
export function PageBar({ link, onLink, onSecondWindow, act }: PageBarProps) {
  const isFull = useFullScreen();
  return (
    <fieldset class="viewer-bar" aria-label="Screen">
      {onLink && (
        <button
          type="button"
          aria-pressed={link !== undefined}
          aria-keyshortcuts="Shift+L"
          title="Zoom and window of both pictures together"
          onClick={() => act({ kind: 'link' })}
        >
          Link
        </button>
      )}
      {document.fullscreenEnabled && (
        <button type="button" aria-pressed={isFull} aria-keyshortcuts="Shift+F" onClick={toggleFullScreen}>
          Full screen
        </button>
      )}
      {onSecondWindow && (
        <button
          type="button"
          aria-keyshortcuts="w"
          title="The pictures in a second window, for a second screen"
          onClick={() => act({ kind: 'second-window' })}
        >
          Second window
        </button>
      )}
      <button type="button" aria-keyshortcuts="s" onClick={() => act({ kind: 'save' })}>
        Save…
      </button>
    </fieldset>
  );
}
