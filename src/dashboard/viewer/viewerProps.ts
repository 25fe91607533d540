/** One picture among those of a study, as far as the caller knows it. */
export interface ViewedImage {
  readonly imageId: string;
  readonly view?: string | undefined;
  readonly laterality?: string | undefined;
}

/** Where a model looked for one label, of the image that is shown. */
export interface HeatMapChoice {
  readonly model: string;
  readonly label: string;
  /** For a person. */
  readonly title: string;
}

export interface ViewerProps {
  readonly images: readonly ViewedImage[];
  /** Which of them is shown, from 0. */
  readonly index: number;
  readonly onIndex: (index: number) => void;
  /** YYYYMMDD as DICOM writes it; another text is shown as it is. */
  readonly studyDate?: string | undefined;
  /** Of the image that is shown; empty where none may be seen. */
  readonly heatMaps: readonly HeatMapChoice[];
  /** Whether keys count wherever the focus is; otherwise only while it is in this viewer. At most one on a page. */
  readonly keys?: boolean | undefined;
  /** What the viewer shows, where a page has two: "Prior study". */
  readonly title?: string | undefined;
}
