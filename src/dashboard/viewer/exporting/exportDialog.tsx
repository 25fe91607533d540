import { useState } from 'preact/hooks';
import { recordExport } from '../../api/calls';
import { messageOf } from '../../api/client';
import { texts } from '../../language/language';
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
  const says = texts.viewer.export;
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
    <Dialog title={says.title} onClose={onClose}>
      <form class="viewer-export" onSubmit={(event) => void save(event)}>
        <p>{says.explain}</p>
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
            {says.named}
          </label>
        )}
        {problem && (
          <p class="notice failed" role="alert">
            {says.failed(problem)}
          </p>
        )}
        <button type="submit" disabled={busy}>
          {says.save}
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
