import { useState } from 'preact/hooks';
import type { Part } from '../../../domain/models/analysis';
import type { StudyImage } from '../../../domain/study/images/imageRecord';
import type { StudyView } from '../../../domain/study/view/studyView';
import { useLoad } from '../../api/useLoad';
import { texts } from '../../language/language';
import { hasRight, useSession } from '../../parts/session';
import { Link } from '../../viewer/linking/link';
import { Viewer } from '../../viewer/viewer';
import type { HeatMapChoice } from '../../viewer/viewerProps';
import { whomLines } from '../../words/patientText';
import { dicomDate } from '../../words/personName';
import { identityKey, identityOf } from '../header/identityOf';
import { useOwnWindows } from './ownWindows';
import { Priors } from './priors';

interface PicturesProps {
  readonly study: StudyView;
  readonly image: StudyImage;
  /** False for an image that was set aside: it is shown by itself, without heat maps. */
  readonly isRead: boolean;
  readonly onChoose: (imageId: string) => void;
  /** Whether earlier images are shown beside it. */
  readonly beside: boolean;
  readonly onClose: () => void;
  /** Opens the second window; absent: this is it. */
  readonly onSecondWindow?: () => void;
}

/** Where the models looked: heat maps of positive findings, for models that provide them. */
function heatMapsOf({ analyses }: StudyImage): HeatMapChoice[] {
  return analyses.flatMap((analysis) =>
    analysis.outcome === 'abstained'
      ? []
      : analysis.findings
          .filter(({ positive }) => positive)
          .map(({ label, title }) => ({ model: analysis.model.id, label, title })),
  );
}

/** The border is cut off the picture and not for a model, so any analysis says where. */
function insideOf({ analyses }: StudyImage): Part | undefined {
  return analyses.find(({ inside }) => inside !== undefined)?.inside;
}

/** The chosen picture and, on request, an earlier one of the same patient beside it. */
export function Pictures({ study, image, isRead, onChoose, beside, onClose, onSecondWindow }: PicturesProps) {
  const session = useSession();
  const { load } = useLoad(hasRight(session, 'read-identities') ? identityKey(study) : undefined, () =>
    identityOf(study),
  );
  const [link] = useState(() => new Link());
  const [isLinked, setLinked] = useState(false);
  const linking = beside
    ? { link: isLinked ? link : undefined, onLink: () => setLinked((linked) => !linked) }
    : {};
  const windows = useOwnWindows();
  const images = isRead ? study.images : [{ ...image, isSetAside: true }];
  const taken = dicomDate(load.value?.studyDate);
  return (
    <div class={beside ? 'pictures beside' : 'pictures'}>
      <div class="frame">
        {beside && (
          <h2 class="frame-head">
            {texts.study.thisStudy} {taken && <span class="sub">{taken}</span>}
          </h2>
        )}
        <Viewer
          images={images}
          index={isRead ? study.images.indexOf(image) : 0}
          onIndex={(index) => onChoose((images[index] ?? image).imageId)}
          studyDate={load.value?.studyDate}
          // An image that was set aside may be of somebody else.
          whom={isRead && load.value ? whomLines(load.value) : undefined}
          heatMaps={isRead ? heatMapsOf(image) : []}
          inside={isRead ? insideOf(image) : undefined}
          windows={windows}
          onSecondWindow={onSecondWindow}
          {...linking}
          title={isRead ? undefined : texts.study.notReadPicture}
          keys
        />
      </div>
      {beside && <Priors studyId={study.studyId} view={image.view} onClose={onClose} linking={linking} />}
    </div>
  );
}
