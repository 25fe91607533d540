import { html } from '../../../../src/formats/html';

/** All screens side by side: a row for each, a column for each way to show it. @param fileOf relative to the sheet */
export function contactSheet(
  names: readonly string[],
  ways: readonly string[],
  fileOf: (name: string, way: string) => string,
): string {
  const rows = names.map((name) => {
    const cells = ways.map((way) => {
      const file = fileOf(name, way);
      return html`<td><a href="${file}"><img src="${file}" alt="${name}, ${way}" loading="lazy"></a></td>`;
    });
    return html`<tr><th scope="row">${name}</th>${cells}</tr>\n`;
  });
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Screens</title><style>
body { font: 14px system-ui; background: #888; } td { vertical-align: top; } img { width: 300px; }
</style></head><body><h1>Screens</h1>
<table><thead><tr><td></td>${ways.map((way) => html`<th scope="col">${way}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></body></html>\n`.markup;
}
