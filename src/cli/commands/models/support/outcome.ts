import type { PlannedStep } from '../../../../domain/models/standingPlan';
import { helperPins, parsePin } from '../../../../inference/repository/missingHelper';
import type { KnownModel, SiteCatalogue } from '../../../../inference/repository/siteCatalogue';

/** The effect of steps on the site's models, line by line. */
export function describeSteps(steps: readonly PlannedStep[]): string[] {
  return steps.flatMap(({ id, version, to, replaces }) => [
    `${id} ${version} is ${words[to]}.`,
    ...(replaces === undefined ? [] : [`${id} ${replaces.version} is off.`]),
  ]);
}

const words = {
  promoted: 'promoted: its findings are shown, and the worklist is ordered by them',
  shadow: 'in shadow: it runs and is recorded, but nothing of it is shown',
  off: 'off: it is not run',
};

/** When a running app applies the change. */
export const whenSeen =
  'A running app sees this within a minute (TRIAGE_MODELS_REFRESH_SECONDS). What was recorded before stays as it is.';

/** What else changes when a model that others depend on is replaced. */
export function describeDependants({ models }: SiteCatalogue, { id, version }: KnownModel): string[] {
  return models.flatMap(({ manifest, standing }) => {
    if (standing === 'off') return [];
    const uses = helperPins(manifest).filter(({ pin }) => parsePin(pin).id === id && !parsePin(pin).version);
    if (uses.length === 0) return [];
    return [
      `${manifest.id} ${manifest.version} (${standing}) now works with ${id} ${version}: its thresholds were chosen with ` +
        'the one before unless its model card says otherwise.',
    ];
  });
}

export function noPromotedVersion(id: string): string {
  return `No version of ${id} is promoted now; images that no other model analyses are listed as not analysed.`;
}

export function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
