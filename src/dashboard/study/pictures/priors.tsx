import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { PriorView } from '../../../domain/study/view/studyView';
import { getPriors } from '../../api/calls';
import { useLoad } from '../../api/useLoad';
import { phrases, texts, words } from '../../language/language';
import { Failed, Loading } from '../../parts/states';
import { Viewer } from '../../viewer/viewer';
import type { ViewerProps } from '../../viewer/viewerProps';
import { whomLines } from '../../words/patientText';
import { dicomDate } from '../../words/personName';
import { useOwnWindows } from './ownWindows';

interface PriorsProps {
  readonly studyId: string;
  /** The view of the current picture; an earlier one of the same view is shown first. */
  readonly view: string | undefined;
  readonly onClose: () => void;
  /** With the picture beside it. */
  readonly linking: Pick<ViewerProps, 'link' | 'onLink'>;
}

interface ShownPrior {
  readonly prior: PriorView;
  readonly index: number;
}

function titleOf({ studyDate, receivedAt, modality, bodyPart, images }: PriorView): string {
  const day = dicomDate(studyDate) ?? texts.study.priors.arrived(words.values.day(receivedAt.slice(0, 10)));
  return `${day} · ${phrases.kindWords(modality, bodyPart)} · ${words.counts.images(images.length)}`;
}

/** The newest earlier study, at an image of the same view if it has one. */
function firstShown(priors: readonly PriorView[], view: string | undefined): ShownPrior | undefined {
  const [prior] = priors;
  if (prior === undefined) return undefined;
  return {
    prior,
    index: Math.max(
      0,
      prior.images.findIndex((image) => image.view === view),
    ),
  };
}

interface OnePriorProps {
  readonly priors: readonly PriorView[];
  readonly view: string | undefined;
  readonly onClose: () => void;
  readonly linking: PriorsProps['linking'];
}

function OnePrior({ priors, view, onClose, linking }: OnePriorProps) {
  const windows = useOwnWindows();
  const [chosen, setChosen] = useState<ShownPrior | undefined>(() => firstShown(priors, view));
  if (chosen === undefined) {
    return (
      <Head onClose={onClose}>
        <p class="sub">{texts.study.priors.none}</p>
      </Head>
    );
  }
  const { prior, index } = chosen;
  const choose = (studyId: string) => {
    const other = priors.find((one) => one.studyId === studyId);
    if (other) setChosen(firstShown([other], view));
  };
  return (
    <>
      <Head onClose={onClose} count={priors.length}>
        <label class="choice">
          <span class="unseen">{texts.study.priors.study}</span>
          <select value={prior.studyId} onChange={(event) => choose(event.currentTarget.value)}>
            {priors.map((one) => (
              <option key={one.studyId} value={one.studyId}>
                {titleOf(one)}
              </option>
            ))}
          </select>
        </label>
      </Head>
      <Viewer
        images={prior.images}
        index={index}
        onIndex={(next) => setChosen({ prior, index: next })}
        studyDate={prior.studyDate}
        whom={whomLines(prior)}
        heatMaps={[]}
        title={texts.study.priors.study}
        windows={windows}
        {...linking}
      />
    </>
  );
}

/** One line above the picture, as high as the one above the other picture. */
function Head({
  onClose,
  count,
  children,
}: {
  readonly onClose: () => void;
  readonly count?: number | undefined;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="frame-head">
      <h2>{texts.study.earlier(count)}</h2>
      {children}
      <button type="button" class="quiet" onClick={onClose} aria-label={texts.study.priors.close}>
        ✕
      </button>
    </div>
  );
}

/** Earlier images of the same patient, beside those of this study. */
export function Priors({ studyId, view, onClose, linking }: PriorsProps) {
  const { load, reload } = useLoad(studyId, () => getPriors(studyId));
  return (
    <section class="frame prior" aria-label={texts.study.priors.images}>
      {load.state !== 'ready' && (
        <Head onClose={onClose}>
          {load.state === 'error' ? (
            <Failed what={texts.parts.what.earlier} error={load.error} onRetry={reload} />
          ) : (
            <Loading what={texts.parts.what.earlier} />
          )}
        </Head>
      )}
      {load.state === 'ready' && (
        <OnePrior priors={load.value} view={view} onClose={onClose} linking={linking} />
      )}
    </section>
  );
}
