import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Deployment, place, scopeOf } from './deployments';

const root = path.resolve(__dirname, '../..');

/** A role that somebody holds on something. */
export interface Grant {
  readonly who: string;
  readonly role: string;
  readonly on: string;
}

/** Whom an assignment is for, by what the template says of the principal. */
const principals: readonly (readonly [RegExp, string])[] = [
  [/userAssignedIdentities\/id-triage-/, 'the app'],
  [/userAssignedIdentities\/id-pacs-/, 'the PACS'],
  [/systemTopics\/evgt-/, 'Event Grid'],
  [/^a{8}-.*1$/, 'administrators'],
  [/^a{8}-.*2$/, 'auditors'],
  [/^a{8}-.*3$/, 'operators'],
  [/^a{8}-.*4$/, 'other senders'],
  [/^a{8}-.*6$/, 'gateways'],
];

/** The names of scopes in the page. */
const scopes: readonly (readonly [RegExp, string])[] = [
  [/^Microsoft\.Storage\/storageAccounts\/sthost$/, 'host account'],
  [/^Microsoft\.Storage\/storageAccounts\/stdata$/, 'data account'],
  [/^Microsoft\.Storage\/storageAccounts\/stdata\/containers\/([\w-]+)$/, 'container `$1`'],
  [/^Microsoft\.Storage\/storageAccounts\/stdata\/queues\/([\w-]+)$/, 'queue `$1`'],
  [/^Microsoft\.Storage\/storageAccounts\/stdata\/tables\/([\w-]+)$/, 'table `$1`'],
  [/^Microsoft\.KeyVault\/vaults\/kv$/, 'vault'],
  [/^Microsoft\.KeyVault\/vaults\/kv\/keys\/([\w-]+)$/, 'key `$1`'],
  [/^Microsoft\.Insights\/components\/appi-triage$/, 'Application Insights'],
  [/^Microsoft\.OperationalInsights\/workspaces\/log-triage$/, 'workspace of telemetry'],
  [/^Microsoft\.OperationalInsights\/workspaces\/log-access-triage$/, 'workspace of accesses'],
  [/^Microsoft\.DurableTask\/schedulers\/dts\/taskHubs\/([\w-]+)$/, 'task hub `$1`'],
];

/** The name whose pattern fits; `$1` in it is what the pattern's group found. */
function named(text: string, names: readonly (readonly [RegExp, string])[]): string {
  for (const [pattern, name] of names) {
    const found = pattern.exec(text);
    if (found) return name.replace('$1', found[1] ?? '');
  }
  throw new Error(`${text} has no name in test/infra/permissions.ts`);
}

/** What Azure calls the built-in roles in infra/modules/builtInRoles.bicep, by id. */
function builtInRoles(): Map<string, string> {
  const text = readFileSync(path.join(root, 'infra/modules/builtInRoles.bicep'), 'utf8');
  const roles = [...text.matchAll(/^var (\w+) = '([0-9a-f-]{36})'$/gm)];
  return new Map(roles.map(([, name = '', id = '']) => [id, title(name)]));
}

/** `storageBlobDataOwner` as `Storage Blob Data Owner`. */
function title(name: string): string {
  return name.replace(/[A-Z]/g, ' $&').replace(/^./, (letter) => letter.toUpperCase());
}

/** Every role that a deployment assigns. */
export function grantsOf({ of }: Deployment): Grant[] {
  const roles = builtInRoles();
  for (const { name, properties } of of('Microsoft.Authorization/roleDefinitions'))
    roles.set(name, String(properties?.roleName).replace(/ \(.*/, ''));
  return of('Microsoft.Authorization/roleAssignments').map((assignment) => {
    const { principalId, roleDefinitionId } = assignment.properties ?? {};
    const id = String(roleDefinitionId).split('/').at(-1) ?? '';
    return {
      who: named(String(principalId), principals),
      role: roles.get(id) ?? id,
      on: named(place(scopeOf(assignment)), scopes),
    };
  });
}

/** A row of the table in docs/azure.md. */
export interface Row extends Grant {
  /** What calls for it, as the page says. */
  readonly because: string;
  /** Whether it holds in this deployment. */
  readonly when: string;
}

/** The table of docs/azure.md. Several scopes in a cell are as many rows. */
export function permissionRows(): Row[] {
  const page = readFileSync(path.join(root, 'docs/azure.md'), 'utf8');
  const table = /<!-- permissions -->\n([\s\S]*?)\n<!-- \/permissions -->/.exec(page)?.[1] ?? '';
  return table
    .split('\n')
    .slice(2)
    .flatMap((line) => {
      const [who = '', role = '', on = '', when = '', because = ''] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return on.split(', ').map((scope) => ({ who, role, on: scope, when, because }));
    });
}

/** Source files that a cell links to, and that do not exist. */
export function lostFiles({ because }: Row): string[] {
  const links = [...because.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file = '']) => file);
  return links.filter((file) => !existsSync(path.join(root, file)));
}

/** Whether a row holds in a deployment. */
export function holds({ when }: Row, { hasScheduler, usesAll }: Deployment): boolean {
  switch (when) {
    case '':
      return true;
    case 'Azure Storage':
      return !hasScheduler;
    case 'Durable Task Scheduler':
      return hasScheduler;
    case 'if named':
      return usesAll;
    default:
      throw new Error(`docs/azure.md: "${when}" is no condition that the test knows`);
  }
}

export const textOf = ({ who, role, on }: Grant) => `${who}: ${role} on ${on}`;
