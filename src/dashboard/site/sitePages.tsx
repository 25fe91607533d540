import type { ComponentType } from 'preact';
import type { Right } from '../../domain/kernel/roles';
import type { Texts } from '../texts/en/english';
import { AuditPage } from './audit/auditPage';
import { ClosingPage } from './closing/closingPage';
import { DriftPage } from './drift/driftPage';
import { HealthPage } from './health/healthPage';
import { IntakePage } from './intake/intakePage';
import { ModelsPage } from './models/modelsPage';
import { OutputsPage } from './outputs/outputsPage';
import { QuarantinePage } from './quarantine/quarantinePage';
import { SettingsPage } from './settings/settingsPage';
import { UsersPage } from './users/usersPage';

/** A page of the administrator, at `/site/{path}`. */
export interface SitePage {
  /** Its title is in the catalogue by this. */
  readonly path: keyof Texts['site']['pages'];
  /** Who has this right sees it. */
  readonly right: Right;
  readonly Page: ComponentType;
}

/** In the order of the navigation. */
export const sitePages: readonly SitePage[] = [
  { path: 'intake', right: 'read-accounting', Page: IntakePage },
  { path: 'quarantine', right: 'read-files', Page: QuarantinePage },
  { path: 'closing', right: 'close-studies', Page: ClosingPage },
  { path: 'models', right: 'read-settings', Page: ModelsPage },
  { path: 'drift', right: 'read-settings', Page: DriftPage },
  { path: 'outputs', right: 'manage-outputs', Page: OutputsPage },
  { path: 'health', right: 'read-settings', Page: HealthPage },
  { path: 'audit', right: 'verify-audit', Page: AuditPage },
  { path: 'users', right: 'read-activity', Page: UsersPage },
  { path: 'settings', right: 'read-settings', Page: SettingsPage },
];
