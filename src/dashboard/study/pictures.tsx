import type { StudyImage } from '../../domain/study/imageRecord';
import type { StudyView } from '../../domain/study/studyView';
import { useLoad } from '../api/useLoad';
import { hasRight, useSession } from '../parts/session';
import { Viewer } from '../viewer/viewer';
import type { HeatMapChoice } from '../viewer/viewerProps';
import { dicomDate } from '../words/personName';
import { identityKey, identityOf } from './identityOf';
import { Priors } from './priors';

interface PicturesProps {
  readonly study: StudyView;
  readonly image: StudyImage;
  readonly onChoose: (imageId: string) => void;
  /** Whether earlier images stand beside. */
  readonly beside: boolean;
  readonly onClose: () => void;
}

/** Where the models looked: models that can show it do so for what they found. */
function heatMapsOf({ analyses }: StudyImage): HeatMapChoice[] {
  return analyses.flatMap((analysis) =>
    analysis.outcome === 'abstained'
      ? []
      : analysis.findings
          .filter(({ positive }) => positive)
          .map(({ label, title }) => ({ model: analysis.model.id, label, title })),
  );
}

/** The chosen picture, and beside it, where asked for, an earlier one of the same patient. */
export function Pictures({ study, image, onChoose, beside, onClose }: PicturesProps) {
  const session = useSession();
  const { load } = useLoad(hasRight(session, 'read-identities') ? identityKey(study) : undefined, () =>
    identityOf(study),
  );
  const { images } = study;
  const taken = dicomDate(load.value?.studyDate);
  return (
    <div class={beside ? 'pictures beside' : 'pictures'}>
      <div class="frame">
        {beside && <h2 class="frame-head">This study {taken && <span class="sub">{taken}</span>}</h2>}
        <Viewer
          images={images}
          index={images.indexOf(image)}
          onIndex={(index) => onChoose((images[index] ?? image).imageId)}
          studyDate={load.value?.studyDate}
          heatMaps={heatMapsOf(image)}
          keys
        />
      </div>
      {beside && <Priors studyId={study.studyId} view={image.view} onClose={onClose} />}
    </div>
  );
}
