import { whomFields } from '../../image/saysWhom';
import type { Arrangement } from '../images/arrangement';

/** What everybody who sees a study must be told of it, wherever it is shown. */
export const studyAlertCodes = ['different-patients', 'images-rejected', 'images-superseded'] as const;
export type StudyAlertCode = (typeof studyAlertCodes)[number];

export interface StudyAlert {
  readonly code: StudyAlertCode;
  /** How many images it concerns. */
  readonly images: number;
}

/** Whether what is read of the study names more than one person. */
function namesSeveral({ images, objects }: Arrangement): boolean {
  const read = [...images, ...objects];
  return whomFields.some(
    (field) => new Set(read.map(({ whom }) => whom?.[field]).filter((said) => said !== undefined)).size > 1,
  );
}

/** The alerts of a study, the gravest first. */
export function alertsOf(study: Arrangement): StudyAlert[] {
  const aside = (why: string) => study.setAside.filter((image) => image.aside.why === why).length;
  const counts: Record<StudyAlertCode, number> = {
    'different-patients': namesSeveral(study) ? study.images.length + study.objects.length : 0,
    'images-rejected': aside('rejected'),
    'images-superseded': aside('superseded'),
  };
  return studyAlertCodes.map((code) => ({ code, images: counts[code] })).filter(({ images }) => images > 0);
}
