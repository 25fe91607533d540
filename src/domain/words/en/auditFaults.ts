import type { Vocabulary } from '../vocabulary';

export const auditFaults: Vocabulary['auditFaults'] = {
  'no-log': 'There is no checkpoint: nothing has been sealed, or the log was removed.',
  'bad-checkpoint': 'A checkpoint is missing, malformed, or not signed by the right key.',
  'wrong-root': 'The entries are not the ones that the checkpoint was signed over.',
  'entry-changed': 'An entry is not the one that was signed for.',
  'entry-malformed': 'An entry cannot be read.',
  'tile-damaged': 'A tile of hashes is missing or does not match its entries.',
  'entries-missing': 'Entries that a checkpoint was signed over are missing.',
  'out-of-sequence': 'An entry is not at the position that it states.',
  'entered-twice': 'The same event is in the log twice.',
  'rolled-back': 'A checkpoint that was kept covers more entries than the log has now.',
  forked: 'A checkpoint that was kept does not belong to this log: there are two histories.',
  'record-malformed': 'A record cannot be read, so it was never sealed.',
  'not-genuine':
    'This was not written by the app: somebody put it there, or changed it. It was neither sealed nor acted on.',
  'not-sealed': 'A record was left out when later ones were sealed.',
  'two-outcomes': 'The log has two outcomes for one file, and neither replaces the other.',
  'no-outcome': 'A file was accepted, but the log has no outcome for it.',
  'result-without-entry': 'Something is shown that has no entry in the log.',
  'entry-without-result': 'The log has an entry for something that is no longer there.',
  'result-changed': 'What is shown is not what the log says.',
  'unknown-subject': 'An entry refers to something that is not known here, and no erasure is recorded.',
  'not-signed-for': 'A review is not covered by its signature in the log.',
  'content-changed': 'What is stored here is not what the app recorded.',
  'content-missing': 'The log has an entry for something that is no longer stored.',
  'input-changed': 'A file is not the one that was analysed.',
  'model-changed': 'A model file is not the one that was used.',
  'settings-changed': 'The settings that a decision refers to are missing or different.',
  'bad-key-change': 'A key change was not signed by both keys, or does not start from the previous key.',
  'bad-manifest':
    'The list of the files in this folder is missing, malformed, or not signed by the right key.',
  'file-changed': 'A file is not the one that was exported.',
  'file-missing': 'A file that was exported is not here.',
  'file-added': 'A file is here that was not exported.',
  'row-changed':
    "A row of the worklist's table was not written by the app, or does not say what its record says.",
  'row-missing': "A record has no row in the worklist's table: somebody removed the row.",
  'row-behind': "A row of the worklist's table is older than its record: somebody put an earlier row back.",
  'row-ahead':
    "A record is older than its row in the worklist's table: somebody put an earlier version of the record back.",
  'row-without-record': "A row of the worklist's table has no record: somebody added it.",
};
