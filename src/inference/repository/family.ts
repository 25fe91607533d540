import type { Family } from '../../domain/models/standingPlan';
import { familyIds, type SiteCatalogue } from './siteCatalogue';

/** A model and those that are never promoted at the same time. */
export function familyOf({ models, standings }: SiteCatalogue, id: string): Family {
  return {
    models: familyIds(models, id).flatMap((member) => standings.get(member) ?? []),
    versions: models.map(({ id, version, manifest, contractSha256 }) => {
      return { id, version, sha256: manifest.file.sha256, contractSha256 };
    }),
  };
}
