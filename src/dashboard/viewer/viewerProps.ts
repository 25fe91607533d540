import type { OwnWindow } from '../../domain/kernel/preferences';
import type { Part } from '../../domain/models/analysis';
import type { Link } from './linking/link';

/** One picture of a study, as far as the caller knows it. */
export interface ViewedImage {
  readonly imageId: string;
  readonly view?: string | undefined;
  readonly laterality?: string | undefined;
  readonly modality?: string | undefined;
  readonly seriesId?: string | undefined;
  /** Absent: not known. */
  readonly frames?: number | undefined;
  /** Along the normal of its plane, in millimetres; only a slice has one. */
  readonly position?: number | undefined;
  /** It is not read, and only looked at. */
  readonly isSetAside?: boolean | undefined;
}

/** A model's heat map for one label of the current image. */
export interface HeatMapChoice {
  readonly model: string;
  readonly label: string;
  /** For a person. */
  readonly title: string;
}

export interface OwnWindows {
  readonly all: readonly OwnWindow[];
  readonly change: (all: readonly OwnWindow[]) => void;
}

export interface ViewerProps {
  readonly images: readonly ViewedImage[];
  /** The index of the current one, from 0. */
  readonly index: number;
  readonly onIndex: (index: number) => void;
  /** YYYYMMDD as in DICOM; any other text is shown unchanged. */
  readonly studyDate?: string | undefined;
  /** Whom the picture shows, line by line, laid over it. */
  readonly whom?: readonly string[] | undefined;
  /** Those of the current image; empty if none may be seen. */
  readonly heatMaps: readonly HeatMapChoice[];
  /** What was left of the current image after an even border was cut off before models looked. */
  readonly inside?: Part | undefined;
  /** The person's own windows, for every modality, and how they are changed. */
  readonly windows?: OwnWindows | undefined;
  /** Opens a window for a second screen; absent: there is none. */
  readonly onSecondWindow?: (() => void) | undefined;
  /** With other viewers; absent: it is not linked. */
  readonly link?: Link | undefined;
  /** Links it, or ends that; absent: there is nothing beside it. */
  readonly onLink?: (() => void) | undefined;
  /**
   * Whether keys work wherever the focus is; otherwise only while it is in this viewer. At most one per page.
   */
  readonly keys?: boolean | undefined;
  /** The viewer's title, if a page has two: "Prior study". */
  readonly title?: string | undefined;
}
