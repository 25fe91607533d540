import type { EvaluatedFile } from '../../../../inference/evaluation/lists/evaluatedFile';

/** One CSV line per file with its scores. It names files, so it is written only on request. */
export function scoresTable(labels: readonly string[], files: readonly EvaluatedFile[]): string {
  const header = ['file', 'outcome', 'reason', ...labels, 'read_ms', 'models_ms'];
  const rows = files.map(({ listed, outcome, readMs, modelsMs }) => [
    listed.file,
    outcome.outcome,
    outcome.outcome === 'analysed' ? '' : outcome.code,
    ...labels.map((label) =>
      outcome.outcome === 'analysed'
        ? String(outcome.findings.find((finding) => finding.label === label)?.score ?? '')
        : '',
    ),
    readMs.toFixed(1),
    modelsMs?.toFixed(1) ?? '',
  ]);
  return [header, ...rows].map((row) => `${row.map(field).join(',')}\n`).join('');
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
