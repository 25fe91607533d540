import type { Vocabulary } from '../vocabulary';

export const outputForms: Vocabulary['outputForms'] = {
  sr: 'structured report',
  sc: 'secondary captures',
  oru: 'HL7 result',
  orm: 'HL7 priority update (ORM)',
  omi: 'HL7 priority update (OMI)',
  fhir: 'FHIR result',
};

export const deliveryStates: Vocabulary['deliveryStates'] = {
  waiting: 'not delivered yet',
  delivered: 'delivered',
  refused: 'refused',
  'given-up': 'given up',
  held: 'held back',
  nothing: 'nothing to send',
  superseded: 'replaced by a later one',
};

export const holdReasons: Vocabulary['holdReasons'] = {
  'no-dicom': {
    meaning: 'The study came as plain pictures, or without the UIDs of its instances.',
    remedy: 'No report can belong to it in a PACS. Send it as DICOM.',
  },
  'no-pictures': {
    meaning: 'The study holds no pictures that are read.',
    remedy: 'There is no result to report.',
  },
  'no-heat-map': {
    meaning: 'No finding of the study has a heat map.',
    remedy: 'There is nothing to show.',
  },
  'patients-differ': {
    meaning: 'The images of the study contradict each other about whom they show.',
    remedy: 'Nothing is sent about any of them. Correct them at the source, and send them again.',
  },
  'changed-outside': {
    meaning: 'Something that the study holds was changed outside the app.',
    remedy: 'Restore it, and send the output again.',
  },
  'undecodable-header': {
    meaning: 'The header of the study cannot be decoded exactly.',
    remedy: 'Correct its character set at the source, and send the study again.',
  },
  'no-such-receiver': {
    meaning: 'The receiver is no longer configured, or takes no such output.',
    remedy: 'Put it back into the configuration of receivers, and send the output again.',
  },
};

export const answerCodes: Vocabulary['answerCodes'] = {
  accepted: { meaning: 'The receiver has it.', remedy: 'Nothing.' },
  'accepted-with-warnings': {
    meaning: 'The receiver has it, and changed or left out something.',
    remedy: 'Look at what it shows.',
  },
  'handed-over': { meaning: 'It was handed to the gateway.', remedy: 'Wait for what the gateway says.' },
  unreachable: {
    meaning: 'The receiver cannot be reached.',
    remedy: 'Check its address, the network and its certificate.',
  },
  'no-answer': {
    meaning: 'It was sent, and the receiver did not answer.',
    remedy: 'The receiver may have it. Sending it again makes no second one.',
  },
  'not-understood': {
    meaning: 'The answer is not one of the protocol.',
    remedy: 'Something else may stand at the address, such as a proxy.',
  },
  busy: { meaning: 'The receiver is busy.', remedy: 'Look at the load of the receiver.' },
  'receiver-error': {
    meaning: 'The receiver failed.',
    remedy: 'Look into the log of the receiver.',
  },
  conflict: { meaning: 'Somebody else wrote there at the same time.', remedy: 'Send it again.' },
  'not-allowed': {
    meaning: 'The receiver does not know the app, or does not let it send this.',
    remedy: 'Correct the secret or the rights. It is tried again by itself; or send it again now.',
  },
  'not-found': {
    meaning: 'The receiver has no such address.',
    remedy: 'Correct the address, and send it again.',
  },
  rejected: {
    meaning: 'The receiver rejected it.',
    remedy: 'Look into the log of the receiver, correct the cause, and send it again.',
  },
  'partly-rejected': {
    meaning: 'The receiver has a part of it, and rejected the rest.',
    remedy: 'Look into the log of the receiver, correct the cause, and send it again.',
  },
  ambiguous: {
    meaning: 'The receiver has several resources with the same identifier.',
    remedy: 'Remove all but one there, and send it again.',
  },
};
