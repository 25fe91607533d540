import { useState } from 'preact/hooks';
import type { WorklistLine } from '../../domain/worklist/worklistView';
import { messageOf } from '../api/client';
import { getPage, type Query } from '../api/worklist';
import { texts, words } from '../language/language';
import { announce } from '../parts/announcer';
import { saveCsv } from '../parts/saveFile';
import { worklistCsv } from '../words/csv';

const atOnce = 1000;

async function allLines(query: Query): Promise<WorklistLine[]> {
  const lines: WorklistLine[] = [];
  for (;;) {
    const { view } = await getPage(query, lines.length, atOnce, undefined);
    lines.push(...view.studies);
    if (view.studies.length === 0 || lines.length >= view.total) return lines;
  }
}

/** The filtered lines as a file for a spreadsheet. */
export function ExportButton({ query, disabled }: { readonly query: Query; readonly disabled: boolean }) {
  const [said, setSaid] = useState<string>();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      const lines = await allLines(query);
      saveCsv(`worklist-${query.tab}.csv`, worklistCsv(lines));
      setSaid(undefined);
      announce(texts.worklist.exported(words.counts.studies(lines.length)));
    } catch (error) {
      setSaid(texts.worklist.exportFailed(messageOf(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {said && <span role="alert">{said}</span>}
      <button type="button" class="quiet export" onClick={() => void run()} disabled={disabled || busy}>
        {busy ? texts.worklist.exporting : texts.worklist.export}
      </button>
    </>
  );
}
