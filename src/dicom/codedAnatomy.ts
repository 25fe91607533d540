import { readStrings } from './attributes';
import type { DataSet } from './parsing/dataSet';
import { tags } from './tags';

/**
 * Anatomic regions of projection radiographs as defined terms of Body Part Examined, PS3.16 table L-1: SNOMED
 * CT first, then the SNOMED RT code that older devices write (PS3.16 annex on retired codes).
 */
const regions: readonly (readonly [term: string, ...codes: string[]])[] = [
  ['CHEST', '816094009', '51185008', '43799004', 'T-D3000'],
  ['LUNG', '39607008', 'T-28000'],
  ['RIB', '113197003', 'T-11300'],
  ['STERNUM', '56873002', 'T-11210'],
  ['CLAVICLE', '51299004', 'T-12310'],
  ['HEART', '80891009', 'T-32000'],
  ['MEDIASTINUM', '72410000', 'T-D3300'],
  ['CHESTABDOMEN', '416550000', 'R-FAB55'],
  ['ABDOMEN', '113345001', '818981001', 'T-D4000'],
  ['BREAST', '76752008', 'T-04000'],
  ['HEAD', '69536005', 'T-D1100'],
  ['SKULL', '89546000', 'T-11100'],
  ['NECK', '45048000', 'T-D1600'],
  ['SPINE', '421060004', 'T-D04FF'],
  ['CSPINE', '122494005', 'T-11501'],
  ['TSPINE', '122495006', 'T-11502'],
  ['LSPINE', '122496007', 'T-11503'],
  ['SHOULDER', '16982005', 'T-D2220'],
  ['ELBOW', '16953009', 'T-15430'],
  ['WRIST', '74670003', 'T-15460'],
  ['HAND', '85562004', 'T-D8700'],
  ['PELVIS', '12921003', 'T-D6000'],
  ['HIP', '29836001', 'T-D2500'],
  ['FEMUR', '71341001', 'T-12710'],
  ['KNEE', '72696002', 'T-D9200'],
  ['ANKLE', '70258002', 'T-15750'],
  ['FOOT', '56459004', 'T-D9700'],
  ['EXTREMITY', '66019005', 'T-D0300'],
  ['WHOLEBODY', '38266002', 'T-D0010'],
];

/** The views of PS3.16 CID 4010 that apply to the chest. */
const views: readonly (readonly [term: string, ...codes: string[]])[] = [
  ['AP', '399348003', 'R-10206'],
  ['PA', '272479007', 'R-10214', 'R-40888'],
  ['FRONTAL', '399033003', 'R-10202'],
  ['LL', '399173006', 'R-10236'],
  ['RL', '399198007', 'R-10232'],
  ['LATERAL', '399067008', '49370004', '30730003', 'R-102CD', 'G-A145'],
  [
    'OBLIQUE',
    '399182000',
    '21114003',
    '399366008',
    '399236003',
    '399312000',
    '399059000',
    '399184004',
    '399160007',
    'R-102C1',
  ],
  [
    'OBLIQUE',
    '399074003',
    '399135007',
    '399108003',
    '399356000',
    '399038007',
    '399075002',
    '399006002',
    '399136008',
  ],
  ['AXIAL', '399061009', '24422004'],
];

/** SNOMED, by its present and former coding scheme designators in PS3.16 table 8-1. */
const snomed = new Set(['SCT', 'SRT', 'SNM3', '99SDM']);

/**
 * The defined term of Anatomic Region Sequence (0008,2218); `undefined` if it is absent or its code is not
 * listed.
 */
export function readCodedBodyPart(dataSet: DataSet): string | undefined {
  return termOf(regions, dataSet.items(tags.anatomicRegionSequence)[0]);
}

/** The defined term of View Code Sequence (0054,0220), or FRONTAL, LATERAL, OBLIQUE, AXIAL; `undefined` as above. */
export function readCodedView(dataSet: DataSet): string | undefined {
  return termOf(views, dataSet.items(tags.viewCodeSequence)[0]);
}

function termOf(table: typeof regions, item: DataSet | undefined): string | undefined {
  if (item === undefined) return undefined;
  const [scheme = ''] = readStrings(item, tags.codingSchemeDesignator);
  const [code = ''] = readStrings(item, tags.codeValue);
  if (!snomed.has(scheme)) return undefined;
  return table.find(([, ...codes]) => codes.includes(code))?.[0];
}
