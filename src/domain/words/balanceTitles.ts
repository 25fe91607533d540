import type { Balance } from '../accounting/columns';

/** The columns of the accounts. */
export const balanceTitles: Readonly<Record<keyof Balance, string>> = {
  received: 'received',
  analysed: 'analysed',
  notAnalysed: 'not analysed',
  quarantined: 'quarantined',
  unpacked: 'unpacked',
  index: 'index',
  superseded: 'superseded',
  erased: 'erased',
  inProgress: 'in progress',
};
