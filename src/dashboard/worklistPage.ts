import { createHash } from 'node:crypto';
import type { Priority } from '../domain/priority';
import type { WorklistRefusal, WorklistStudy } from '../domain/worklist';
import { Html, html } from './html';
import { dueIn, duration, notAnalysedWords, percent, refusalWords, stanceWordsOf } from './words';
import { worklistStyle } from './worklistStyle';

export interface WorklistView {
  readonly studies: readonly WorklistStudy[];
  readonly refusals: readonly WorklistRefusal[];
  /** How many studies there are in all; `studies` may be fewer. */
  readonly total: number;
  /** ISO, the server's clock. */
  readonly now: string;
}

/** Word, icon and colour: never colour alone. */
const icons: Readonly<Record<Priority, string>> = {
  stat: '▲▲',
  urgent: '▲',
  routine: '●',
  unclassified: '○',
};

const states = {
  awaiting: 'awaiting review',
  reviewed: 'reviewed',
  reopened: 'reopened by a later image',
} as const;

/** Closed until somebody asks: where a model looked must not lead the eye. */
function heatMap({ label, imageId, model }: WorklistStudy['findings'][number]): Html {
  const preview = `/api/images/${imageId}/preview`;
  return html`<details><summary>where the model looked</summary><div class="stack"><img src="${preview}" alt="preview"
    loading="lazy"><img src="${preview}?heat=${model}/${label}" alt="heat map" loading="lazy"></div>
    <p class="sub">Not a segmentation.</p></details>`;
}

function finding(top: WorklistStudy['findings'][number]): Html {
  const { title, score, positive } = top;
  return html`<li class="${positive ? 'positive' : 'negative'}">${title} <b>${percent(score)}</b>
    <span class="sub">${stanceWordsOf(top)}</span>${positive ? heatMap(top) : undefined}</li>`;
}

function notAnalysed(study: WorklistStudy): Html | undefined {
  if (study.notAnalysed === 0) return undefined;
  const which =
    study.notAnalysed === study.images
      ? 'Not analysed'
      : `${study.notAnalysed} of ${study.images} images not analysed`;
  return html`<p class="sub">${which}: ${study.reasons.map(notAnalysedWords).join(' ')}</p>`;
}

function picture(study: WorklistStudy): Html {
  const image = `/api/images/${study.keyImageId}`;
  if (study.reasons.includes('no-pixel-data') && study.images === study.notAnalysed)
    return html`<span class="none">no picture</span>`;
  return html`<a href="${image}/picture" title="open at full size"><img src="${image}/preview" alt="preview of the first image"
    loading="lazy"></a>`;
}

function row(study: WorklistStudy, now: string): Html {
  const what = [study.modality, study.bodyPart, study.view].filter(Boolean).join(' · ') || 'plain picture';
  return html`<tr class="${study.priority}">
  <td class="picture">${picture(study)}</td>
  <td><span class="priority">${icons[study.priority]} ${study.priority}</span></td>
  <td><time datetime="${study.dueAt}">${dueIn(study.dueAt, now)}</time>
    <p class="sub">waiting ${duration(Date.parse(now) - Date.parse(study.receivedAt))}${study.escalated ? ', escalated' : ''}</p></td>
  <td><ul>${study.findings.map(finding)}</ul>${notAnalysed(study)}</td>
  <td>${what}<p class="sub">${study.images} ${study.images === 1 ? 'image' : 'images'}, version ${study.version}</p></td>
  <td>${states[study.state]}<p class="sub"><a href="/api/studies/${study.studyId}">record</a></p></td>
</tr>`;
}

function refusal({ arrivalId, reason, quarantinedAt }: WorklistRefusal, now: string): Html {
  return html`<tr><td><code>${reason}</code></td><td>${refusalWords(reason)}</td>
  <td>${duration(Date.parse(now) - Date.parse(quarantinedAt))} ago</td><td><code>${arrivalId.slice(0, 12)}</code></td></tr>`;
}

function studiesTable({ studies, now }: WorklistView): Html {
  if (studies.length === 0) {
    return html`<p class="empty">No study yet. Drop DICOM files or X-ray pictures into the incoming container; they show up here.</p>`;
  }
  return html`<table><thead><tr><th>Picture</th><th>Priority</th><th>Due</th><th>Findings of the models</th><th>Image</th>
<th>State</th></tr></thead><tbody>${studies.map((study) => row(study, now))}</tbody></table>`;
}

function refusalsTable({ refusals, now }: WorklistView): Html | undefined {
  if (refusals.length === 0) return undefined;
  return html`<h2>Quarantined files (${refusals.length})</h2>
<p>They could not be read, so nobody has looked at them. The files are kept.</p>
<table><thead><tr><th>Reason</th><th>What it means, what to do</th><th>When</th><th>Arrival</th></tr></thead>
<tbody>${refusals.map((line) => refusal(line, now))}</tbody></table>`;
}

/** The worklist as one page without scripts. */
export function renderWorklist(view: WorklistView): string {
  const more =
    view.total > view.studies.length
      ? html`<p>The first ${view.studies.length} of ${view.total} studies.</p>`
      : undefined;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>Worklist · Imaging Triage</title>
<style>${new Html(worklistStyle)}</style></head>
<body><p class="warning">Triage aid. Not a diagnosis. Not cleared for clinical use.</p>
<main><h1>Worklist</h1><p class="sub">${view.total} ${view.total === 1 ? 'study' : 'studies'}, the most urgent first · as of ${view.now.slice(0, 19).replace('T', ' ')} UTC · <a href="/worklist">look again</a></p>
${studiesTable(view)}${more}${refusalsTable(view)}</main></body></html>`.markup;
}

/** Allows this page's own style and pictures, and nothing else. */
export const worklistPolicy = [
  "default-src 'none'",
  "img-src 'self' data:",
  `style-src 'sha256-${createHash('sha256').update(worklistStyle).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
