import type { ComponentType } from 'preact';
import type { Right } from '../../domain/kernel/roles';
import { AuditPage } from './audit/auditPage';
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
  { path: 'models', title: 'Models', right: 'read-settings', Page: ModelsPage },
  { path: 'drift', title: 'Model watch', right: 'read-settings', Page: DriftPage },
  { path: 'outputs', title: 'Undelivered outputs', right: 'manage-outputs', Page: OutputsPage },
  { path: 'health', title: 'Health', right: 'read-settings', Page: HealthPage },
  { path: 'audit', title: 'Audit log', right: 'verify-audit', Page: AuditPage },
  { path: 'users', title: 'Users', right: 'read-activity', Page: UsersPage },
  { path: 'settings', title: 'Settings', right: 'read-settings', Page: SettingsPage },
];
