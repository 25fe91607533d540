import { useState } from 'preact/hooks';
import type { PriorView } from '../../domain/studyView';
import { getPriors } from '../api/calls';
import { useLoad } from '../api/useLoad';
import { Failed, Loading } from '../parts/states';
import { When } from '../parts/time';
import { dicomDate } from '../words/personName';
import { kindWords } from '../words/words';

interface PriorsProps {
  readonly studyId: string;
  /** Of the picture beside; an earlier one of the same view is shown first. */
  readonly view: string | undefined;
  readonly onClose: () => void;
}

interface Earlier {
  readonly prior: PriorView;
  readonly image: PriorView['images'][number];
}

function whenOf({ studyDate, receivedAt }: PriorView) {
  return dicomDate(studyDate) ?? <When at={receivedAt} />;
}

function titleOf({ prior, image }: Earlier): string {
  const day = dicomDate(prior.studyDate) ?? prior.receivedAt.slice(0, 10);
  return `${day} · ${kindWords(prior.modality, prior.bodyPart, image.view, image.laterality)}`;
}

/** Earlier images of the same patient, beside the ones of this study. */
export function Priors({ studyId, view, onClose }: PriorsProps) {
  const { load, reload } = useLoad(studyId, () => getPriors(studyId));
  const [chosen, setChosen] = useState<string>();
  if (load.state === 'error') return <Failed what="Earlier images" error={load.error} onRetry={reload} />;
  if (load.value === undefined) return <Loading what="earlier images" />;
  const all: Earlier[] = load.value.flatMap((prior) => prior.images.map((image) => ({ prior, image })));
  const shown =
    all.find(({ image }) => image.imageId === chosen) ??
    all.find(({ image }) => image.view === view) ??
    all[0];
  return (
    <section class="frame prior" aria-label="Earlier images">
      <div class="prior-head">
        {shown ? (
          <label>
            <span class="unseen">Earlier image</span>
            <select value={shown.image.imageId} onChange={(event) => setChosen(event.currentTarget.value)}>
              {all.map((earlier) => (
                <option key={earlier.image.imageId} value={earlier.image.imageId}>
                  {titleOf(earlier)}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <p>No earlier image of this patient is known here.</p>
        )}
        <button type="button" class="quiet" onClick={onClose} aria-label="Close earlier images">
          ✕
        </button>
      </div>
      {shown && (
        <>
          <img
            class="picture"
            src={`/api/images/${shown.image.imageId}/picture`}
            alt={`Earlier: ${titleOf(shown)}`}
          />
          <p class="sub">
            Earlier: <b>{whenOf(shown.prior)}</b>
          </p>
        </>
      )}
    </section>
  );
}
