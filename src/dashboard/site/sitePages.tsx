import type { ComponentType } from 'preact';
import type { Right } from '../../domain/kernel/roles';
import { IntakePage } from './intake/intakePage';
import { OutputsPage } from './outputs/outputsPage';
import { QuarantinePage } from './quarantine/quarantinePage';

/** A page of the administrator, at `/site/{path}`. */
export interface SitePage {
  readonly path: string;
  readonly title: string;
  /** Who has this right sees it. */
  readonly right: Right;
  readonly Page: ComponentType;
}

/** In the order of the navigation. */
export const sitePages: readonly SitePage[] = [
  { path: 'intake', title: 'Intake', right: 'read-accounting', Page: IntakePage },
  { path: 'quarantine', title: 'Refused files', right: 'read-files', Page: QuarantinePage },
  { path: 'outputs', title: 'Undelivered outputs', right: 'manage-outputs', Page: OutputsPage },
];
