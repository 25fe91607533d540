import { texts } from '../../language/language';
import { toggleFullScreen, useFullScreen } from '../screen/fullScreen';
import type { ViewerProps } from '../viewerProps';
import type { ViewerAction } from '../viewerState';

interface PageBarProps extends Pick<ViewerProps, 'link' | 'onLink' | 'onSecondWindow'> {
  readonly act: (action: ViewerAction) => void;
}

/** What concerns more than this picture: the screen, and the picture beside it. */
export function PageBar({ link, onLink, onSecondWindow, act }: PageBarProps) {
  const isFull = useFullScreen();
  const says = texts.viewer.page;
  return (
    <fieldset class="viewer-bar" aria-label={says.title}>
      {onLink && (
        <button
          type="button"
          aria-pressed={link !== undefined}
          aria-keyshortcuts="Shift+L"
          title={says.linkMeans}
          onClick={() => act({ kind: 'link' })}
        >
          {says.link}
        </button>
      )}
      {document.fullscreenEnabled && (
        <button type="button" aria-pressed={isFull} aria-keyshortcuts="Shift+F" onClick={toggleFullScreen}>
          {says.full}
        </button>
      )}
      {onSecondWindow && (
        <button
          type="button"
          aria-keyshortcuts="w"
          title={says.secondMeans}
          onClick={() => act({ kind: 'second-window' })}
        >
          {says.second}
        </button>
      )}
      <button type="button" aria-keyshortcuts="s" onClick={() => act({ kind: 'save' })}>
        {says.save}
      </button>
    </fieldset>
  );
}
