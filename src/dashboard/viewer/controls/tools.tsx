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
  return (
    <fieldset class="viewer-bar" aria-label="Tools">
      {toolNames.map((tool) => (
        <button
          key={tool}
          type="button"
          aria-pressed={state.tool === tool}
          aria-keyshortcuts={tools[tool].key}
          onClick={() => change({ kind: 'tool', tool })}
        >
          {tools[tool].name}
        </button>
      ))}
      {marks.length > 0 && (
        <button type="button" onClick={() => setMarks([])}>
          Clear
        </button>
      )}
      <button
        type="button"
        aria-pressed={state.magnifier}
        aria-keyshortcuts="m"
        onClick={() => change({ kind: 'magnifier' })}
      >
        Magnifier
      </button>
      <button
        type="button"
        aria-label="Mirror left for right"
        title="Mirror left for right"
        aria-keyshortcuts="v"
        onClick={() => change({ kind: 'mirror', way: 'across' })}
      >
        ⇋
      </button>
      <button
        type="button"
        aria-label="Turn to the right"
        title="Turn to the right"
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
          title="Where a border was cut off before the models looked"
          onClick={() => change({ kind: 'cut' })}
        >
          Border
        </button>
      )}
    </fieldset>
  );
}
