import { faults } from '../en/faults';
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

/** German. */
export const german: Vocabulary = {
  sentenceSpace: ' ',
  listSeparator: ', ',
  balance: {
    received: 'eingegangen',
    analysed: 'analysiert',
    notAnalysed: 'nicht analysiert',
    quarantined: 'in Quarantäne',
    unpacked: 'entpackt',
    index: 'Verzeichnis',
    superseded: 'ersetzt',
    erased: 'getilgt',
    inProgress: 'in Bearbeitung',
  },
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
  // What is wrong with a request is said by the API, which is English.
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
