import Table from 'cli-table3';
import type { ModelManifest } from '../../../inference/manifest/manifest';
import type { KnownModel, SiteCatalogue } from '../../../inference/repository/siteCatalogue';
import { texts, words } from '../../language/language';
import { UsageError } from '../../terminal/errors';
import { printable } from '../../terminal/printable';
import { historyOf } from './support/historyText';
import { type SiteChoice, withCatalogue } from './support/modelSite';
import { print } from './support/outcome';
import { knownIds } from './support/target';

interface ListOptions extends SiteChoice {
  readonly history?: boolean;
  readonly json?: boolean;
}

/** `triage models list`: every version that the site has, and what it may do. */
export async function list(id: string | undefined, options: ListOptions): Promise<void> {
  await withCatalogue(options, async (catalogue) => {
    const models = catalogue.models.filter((one) => id === undefined || one.id === id);
    const standings = [...catalogue.standings.values()].filter((one) => id === undefined || one.id === id);
    if (id !== undefined && standings.length === 0)
      throw new UsageError(texts.models.target.none(id, knownIds(catalogue)));
    const { problems } = catalogue;
    if (options.json) {
      const history = standings.flatMap((one) => one.history.map((step) => ({ id: one.id, ...step })));
      return print([
        JSON.stringify({ models: models.map(describe), problems, ...(options.history && { history }) }),
      ]);
    }
    if (options.history) return print(historyOf(standings));
    print([models.length === 0 ? texts.models.list.none : tableOf(models), ...problemLines(catalogue)]);
  });
}

function describe(model: KnownModel) {
  const { id, version, standing, since, where, manifest } = model;
  const auc = headlineAuc(manifest);
  return {
    id,
    version,
    title: manifest.title,
    kind: manifest.kind,
    standing,
    since: since ?? null,
    sha256: manifest.file.sha256,
    auc: auc ?? null,
    where,
  };
}

function tableOf(models: readonly KnownModel[]): string {
  const said = texts.models.list;
  const table = new Table({
    head: said.columns,
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const { id, version, standing, since, where, manifest } of models) {
    const auc = headlineAuc(manifest);
    table.push([
      id,
      version,
      manifest.kind,
      words.standings[standing],
      since?.slice(0, 16).replace('T', ' ') ?? (where === 'folder' ? said.shippedSo : '–'),
      manifest.file.sha256.slice(0, 12),
      auc === undefined ? '–' : `${auc.value.toFixed(2)} ${printable(auc.label)}`,
      said[where],
    ]);
  }
  return table.toString();
}

function problemLines({ problems }: SiteCatalogue): string[] {
  return problems.map(
    ({ id, version, reason }) => `! ${id}${version === '' ? '' : ` ${version}`}: ${reason}.`,
  );
}

/** The first AUC over a whole data set in a manifest; undefined if nothing was measured. */
function headlineAuc(manifest: ModelManifest) {
  const found = manifest.evaluation.find(({ auc, subgroup }) => auc !== undefined && subgroup === undefined);
  if (found?.auc === undefined) return undefined;
  const { label, dataset, auc } = found;
  return { label, dataset, ...auc };
}
