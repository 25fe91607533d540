import { texts } from '../../language/language';
import { type Mark, toolNames, tools } from '../measuring/marks';
import type { ViewerChange, ViewerState } from '../viewerState';

interface ToolsProps {
  readonly state: ViewerState;
  readonly change: (change: ViewerChange) => void;
  readonly marks: readonly Mark[];
  readonly setMarks: (marks: readonly Mark[]) => void;
  /** A border was cut off. */
  readonly hasCut: boolean;
}

/** Turning, mirroring, magnifying and measuring, for users of no keys. */
export function Tools({ state, change, marks, setMarks, hasCut }: ToolsProps) {
  const says = texts.viewer.tools;
  return (
    <fieldset class="viewer-bar" aria-label={says.title}>
      {toolNames.map((tool) => (
        <button
          key={tool}
          type="button"
          aria-pressed={state.tool === tool}
          aria-keyshortcuts={tools[tool].key}
          onClick={() => change({ kind: 'tool', tool })}
        >
          {says[tool]}
        </button>
      ))}
      {marks.length > 0 && (
        <button type="button" onClick={() => setMarks([])}>
          {says.clear}
        </button>
      )}
      <button
        type="button"
        aria-pressed={state.magnifier}
        aria-keyshortcuts="m"
        onClick={() => change({ kind: 'magnifier' })}
      >
        {says.magnifier}
      </button>
      <button
        type="button"
        aria-label={says.mirror}
        title={says.mirror}
        aria-keyshortcuts="v"
        onClick={() => change({ kind: 'mirror', way: 'across' })}
      >
        ⇋
      </button>
      <button
        type="button"
        aria-label={says.turn}
        title={says.turn}
        aria-keyshortcuts="q"
        onClick={() => change({ kind: 'rotate', by: 1 })}
      >
        ↻
      </button>
      {hasCut && (
        <button
          type="button"
          aria-pressed={state.cut}
          aria-keyshortcuts="Shift+B"
          title={says.borderMeans}
          onClick={() => change({ kind: 'cut' })}
        >
          {says.border}
        </button>
      )}
    </fieldset>
  );
}
