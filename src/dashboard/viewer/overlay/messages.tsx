import type { ImageView } from '../../../domain/image/imageView';
import { phrases, texts } from '../../language/language';
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
          <summary>{texts.viewer.notes(view.notes.length)}</summary>
          <ul>
            {view.notes.map(({ code }) => (
              <li key={code}>{phrases.noteWords(code)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
