import type { Part } from '../../../domain/models/analysis';
import { texts } from '../../language/language';
import { type Mark, markTexts } from '../measuring/marks';
import { cornersOf } from '../overlay/cutLayer';
import { type OverlayProps, overlayOf } from '../overlay/overlay';
import { warningsOf } from '../overlay/warnings';
import { pictureToView } from '../viewerState';
import { ExportDialog } from './exportDialog';
import { paintView } from './paintView';

interface SavePictureProps {
  readonly overlay: Omit<OverlayProps, 'whom'>;
  readonly picture: HTMLCanvasElement;
  /** Absent: the reader may not see it. */
  readonly whom: readonly string[] | undefined;
  readonly marks: readonly Mark[];
  /** What is left without a border, if that is drawn. */
  readonly inside: Part | undefined;
  /** A heat map lies over the picture. */
  readonly hasHeat: boolean;
  readonly onClose: () => void;
}

/** Saves what the viewer shows: the picture, its texts and measurements; whom it shows only if somebody asks for it. */
export function SavePicture(props: SavePictureProps) {
  const { overlay, picture, whom, marks, inside, hasHeat, onClose } = props;
  const { loaded, facts, state } = overlay;
  const warnings = warningsOf(loaded.view);
  const paint = (named: boolean) =>
    paintView({
      picture,
      density: facts.density,
      texts: overlayOf({ ...overlay, studyDate: named ? overlay.studyDate : undefined }),
      whom: named ? (whom ?? []) : [],
      marks: marks.map((mark) => ({
        mark,
        points: mark.points.map((point) => pictureToView(state, facts, point)),
        texts: markTexts(mark, loaded, facts.matrix),
      })),
      cut: inside ? cornersOf(inside, facts, state) : [],
      below: [
        texts.parts.disclaimer,
        ...(hasHeat ? [texts.viewer.export.heatMap] : []),
        ...(inside ? [texts.viewer.export.inside] : []),
        ...warnings,
      ],
    });
  return (
    <ExportDialog
      imageId={loaded.view.imageId}
      canBeNamed={whom !== undefined}
      warnings={warnings}
      paint={paint}
      onClose={onClose}
    />
  );
}
