import { balanceTitles } from '../balanceTitles';
import type { Vocabulary } from '../vocabulary';
import { analysisNotes } from './analysisNotes';
import { auditEvents, auditedAnalysis, auditedReasons, policy, tensor } from './audit';
import { auditEventNames } from './auditEventNames';
import { auditFaults } from './auditFaults';
import { changedOutside, sealedObjects } from './changedOutside';
import { changes } from './changes';
import { displayRules } from './displayRules';
import { evaluations } from './evaluations';
import { exportContents, skipped } from './exports';
import { faults } from './faults';
import { health } from './health';
import { imageFlags } from './imageFlags';
import { notAnalysed } from './notAnalysed';
import { answerCodes, deliveryStates, holdReasons, outputForms } from './outputs';
import { notDismissed, notRetried } from './quarantine';
import { readNotes } from './readNotes';
import { refusals, refusedWhere, transferSyntax } from './refusals';
import * as states from './states';
import { rejections, setAside, studyAlerts } from './studyAlerts';
import { counts, values } from './values';
import { rank, why, worklist } from './worklist';

export const english: Vocabulary = {
  sentenceSpace: ' ',
  listSeparator: ', ',
  balance: balanceTitles,
  refusals,
  refusedWhere,
  transferSyntax,
  notAnalysed,
  analysisNotes,
  readNotes,
  imageFlags,
  displayRules,
  ...states,
  outputForms,
  deliveryStates,
  holdReasons,
  answerCodes,
  values,
  counts,
  worklist,
  rank,
  why,
  evaluations,
  exportContents,
  skipped,
  notRetried,
  notDismissed,
  faults,
  auditEvents,
  auditEventNames,
  auditFaults,
  changes,
  health,
  changedOutside,
  studyAlerts,
  rejections,
  setAside,
  sealedObjects,
  auditedAnalysis,
  auditedReasons,
  policy,
  tensor,
};
