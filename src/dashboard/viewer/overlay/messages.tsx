import type { ImageView } from '../../../domain/image/imageView';
import { warningsOf } from './warnings';

/** What a person must know about a picture, and what is useful to know. */
export function Messages({ view }: { readonly view: ImageView }) {
  const warnings = warningsOf(view);
  return (
    <div class="viewer-messages">
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
      {view.notes.length > 0 && (
        <details>
          <summary>
            {view.notes.length === 1 ? 'One note' : `${view.notes.length} notes`} on how this file was read
          </summary>
          <ul>
            {view.notes.map(({ code, words }) => (
              <li key={code}>{words}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
