import { useState } from 'preact/hooks';
import { recordExport } from '../../api/calls';
import { messageOf } from '../../api/client';
import { Dialog } from '../../parts/dialog';
import { saveBlob } from '../../parts/saveFile';

interface ExportDialogProps {
  readonly imageId: string;
  /** The file can say whom it shows. */
  readonly canBeNamed: boolean;
  /** Of the picture: text that is burned in may name the patient. */
  readonly warnings: readonly string[];
  /** What is on screen. */
  readonly paint: (named: boolean) => HTMLCanvasElement;
  readonly onClose: () => void;
}

/** The same for every picture: a file's name is seen by people and programs that may not know the patient. */
const fileName = 'imaging-triage-picture.png';

/** Saves what is on screen as a PNG file, once that is recorded. */
export function ExportDialog({ imageId, canBeNamed, warnings, paint, onClose }: ExportDialogProps) {
  const [named, setNamed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    try {
      const canvas = paint(named);
      await recordExport(imageId, named);
      saveBlob(fileName, await pngOf(canvas));
      onClose();
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title="Save the picture" onClose={onClose}>
      <form class="viewer-export" onSubmit={(event) => void save(event)}>
        <p>A PNG file of what is on screen, with the disclaimer on it. That you save it is recorded.</p>
        {warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
        {canBeNamed && (
          <label>
            <input
              type="checkbox"
              checked={named}
              onChange={({ currentTarget }) => setNamed(currentTarget.checked)}
            />{' '}
            With the patient's name and the study date
          </label>
        )}
        {problem && (
          <p class="notice failed" role="alert">
            Not saved. {problem}
          </p>
        )}
        <button type="submit" disabled={busy}>
          Save PNG
        </button>
      </form>
    </Dialog>
  );
}

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}
