/**
 * What the FDA's published tool for triage devices computes by queueing theory: DIDSR/QuCAD, Thompson et al.,
 * "Evaluation of wait time saving effectiveness of triage algorithms". One device; a positive interrupts a
 * negative, and what interrupts takes 5 minutes and interrupts both. Minutes.
 */
const columns = [
  'load',
  'readers',
  'prevalence',
  'sensitivity',
  'falsePositives',
  'interrupting',
  'diseasedMinutes',
  'othersMinutes',
  'inTurn',
  'positive',
  'negative',
  'diseased',
  'others',
] as const;

type Column = (typeof columns)[number];

const table = `
0.8  1  0.1  0.9  0.1  0  10  10  40.000  1.682  48.411  6.355  43.738
0.5  1  0.1  0.9  0.1  0  10  10  10.000  0.989  11.978  2.088  10.879
0.9  1  0.1  0.9  0.1  0  10  10  90.000  1.933  109.332  12.673  98.592
0.95  1  0.1  0.9  0.1  0  10  10  190.000  2.063  231.255  24.982  208.335
0.8  1  0.01  0.9  0.1  0  10  10  40.000  0.946  44.729  5.324  40.350
0.8  1  0.3  0.9  0.1  0  10  10  40.000  3.736  58.681  9.231  53.187
0.8  1  0.1  0.82  0.0  0  10  10  40.000  0.702  43.510  8.408  43.510
0.8  1  0.1  0.95  0.3  0  10  10  40.000  4.124  60.621  6.949  43.672
0.8  1  0.1  0.9  0.1  0  15  10  42.000  2.586  53.175  7.645  48.116
0.8  1  0.1  0.9  0.1  0.2  10  10  42.439  3.392  51.010  8.154  46.248
0.8  2  0.1  0.9  0.1  0  10  10  17.778  0.212  21.634  2.354  19.492
0.8  3  0.1  0.9  0.1  0  10  10  10.787  0.040  13.146  1.350  11.835
0.9  2  0.1  0.9  0.1  0.2  10  10  45.329  0.865  55.090  6.288  49.667
0.8  2  0.1  0.9  0.1  0.2  10  10  18.920  0.676  22.924  2.901  20.700
`;

export const rooms = table
  .trim()
  .split('\n')
  .map((line) => {
    const values = line.split(/\s+/).map(Number);
    return Object.fromEntries(columns.map((column, at) => [column, values[at]])) as Record<Column, number>;
  });

export type PublishedRoom = (typeof rooms)[number];
