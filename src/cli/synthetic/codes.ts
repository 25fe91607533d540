/** Codes of SNOMED CT as PS3.16 lists them: anatomic regions of CID 4031, views of CID 4010. */
function code(value: string, meaning: string) {
  return { CodeValue: value, CodingSchemeDesignator: 'SCT', CodeMeaning: meaning };
}

export const bodyParts = {
  CHEST: code('43799004', 'Chest'),
  HAND: code('85562004', 'Hand'),
} as const;

export const viewCodes = {
  PA: code('272479007', 'postero-anterior'),
  AP: code('399348003', 'antero-posterior'),
} as const;
