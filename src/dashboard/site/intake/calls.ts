import type { FileState } from '../../../domain/accounting/fileStates';
import { type Answered, call } from '../../api/routes';

export type AccountingView = Answered<'GET /api/accounting'>;
export type Source = AccountingView['sources'][number];
export type Check = Answered<'POST /api/accounting/check'>;
export type FoundFiles = Answered<'POST /api/files/search'>;
export type NamedFile = FoundFiles['files'][number];

export const getAccounting = (since: string) => call('GET /api/accounting', { query: { since } });
export const checkAccounting = (since: string) => call('POST /api/accounting/check', { body: { since } });

/** Files by hours (UTC), source and state, or by name. */
export interface FilesQuery {
  readonly since: string;
  readonly until?: string;
  readonly source?: string;
  readonly states?: readonly FileState[];
  readonly name?: string;
}

export const findFiles = ({ states, ...query }: FilesQuery, offset: number, limit: number) =>
  call('POST /api/files/search', {
    body: { ...query, offset, limit, ...(states === undefined ? {} : { states: [...states] }) },
  });
