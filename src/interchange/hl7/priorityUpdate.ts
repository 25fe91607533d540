import type { Priority } from '../../domain/kernel/priority';
import type { Report } from '../report';
import { standingOf } from '../review';
import { message, segment } from './encode';
import { type Envelope, messageHeader } from './header';
import { orderFields, sexOf } from './order';
import { patientSegment } from './patient';

/** Table 0485. A study that was not analysed keeps its normal place. */
const orderPriorities = { stat: 'S', urgent: 'A', routine: 'R', unclassified: 'R' } as const satisfies Record<
  Priority,
  string
>;

/** Which message the receiver takes: the general order, or the imaging order of v2.5. */
export type OrderMessage = 'ORM' | 'OMI';

/**
 * Asks whoever keeps the orders to change the priority of this one: ORM^O01 (v2.5.1 4.4.1) or OMI^O23 (4.4.10), with
 * ORC-1 XO "change order" and the priority in TQ1-9.
 */
export function priorityUpdate(report: Report, envelope: Envelope, kind: OrderMessage = 'ORM'): string {
  const type = kind === 'ORM' ? (['ORM', 'O01', 'ORM_O01'] as const) : (['OMI', 'O23', 'OMI_O23'] as const);
  const { identity, site, study } = report;
  const accession = identity.accessionNumber?.trim();
  return message([
    messageHeader(type, { sendingFacility: site.organisation, ...envelope }),
    patientSegment(identity, sexOf(report)),
    segment('ORC', { 1: 'XO', 3: accession, 5: 'IP' }),
    segment('TQ1', { 1: '1', 9: orderPriorities[standingOf(study).priority] }),
    segment('OBR', { 1: '1', ...orderFields(report) }),
    ...(kind === 'OMI'
      ? [segment('IPC', { 1: accession, 2: accession, 3: identity.studyInstanceUid, 4: accession })]
      : []),
  ]);
}
