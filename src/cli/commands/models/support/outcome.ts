import type { PlannedStep } from '../../../../domain/models/standingPlan';
import { helperPins, parsePin } from '../../../../inference/repository/missingHelper';
import type { KnownModel, SiteCatalogue } from '../../../../inference/repository/siteCatalogue';
import { texts, words } from '../../../language/language';

/** The effect of steps on the site's models, line by line. */
export function describeSteps(steps: readonly PlannedStep[]): string[] {
  const said = texts.models.change;
  return steps.flatMap(({ id, version, to, replaces }) => [
    said.is(`${id} ${version}`, said.effects[to]),
    ...(replaces === undefined ? [] : [said.isOff(`${id} ${replaces.version}`)]),
  ]);
}

/** What else changes when a model that others depend on is replaced. */
export function describeDependants({ models }: SiteCatalogue, { id, version }: KnownModel): string[] {
  return models.flatMap(({ manifest, standing }) => {
    if (standing === 'off') return [];
    const uses = helperPins(manifest).filter(({ pin }) => parsePin(pin).id === id && !parsePin(pin).version);
    if (uses.length === 0) return [];
    return [
      texts.models.change.worksWith(
        `${manifest.id} ${manifest.version}`,
        words.standings[standing],
        `${id} ${version}`,
      ),
    ];
  });
}

export function noPromotedVersion(id: string): string {
  return texts.models.change.noneOf(id);
}

export function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
