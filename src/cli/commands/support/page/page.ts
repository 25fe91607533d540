import { Html, html } from '../../../../formats/html';
import { language } from '../../../language/declared';
import { texts } from '../../../language/language';
import { pageStyle } from './pageStyle';

/** A self-contained page in the language of the reader: no script, nothing fetched. */
export function page(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${new Html(pageStyle)}</style></head>
<body><p class="warning">${texts.page.disclaimer}</p>
<main>${content}</main></body></html>
`.markup;
}

/** The titles of columns. @param numbers the places of those that hold numbers */
export function columnTitles(titles: readonly string[], numbers: readonly number[] = []): Html {
  return html`<thead><tr>${titles.map((title, at) => html`<th scope="col" class="${numbers.includes(at) ? 'number' : ''}">${title}</th>`)}</tr></thead>`;
}

/** Names with their values. */
export function facts(rows: readonly (readonly [name: string, value: string])[]): Html {
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
