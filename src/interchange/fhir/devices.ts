import type { ModelRef } from '../../domain/models/analysis';
import { device } from '../dicom/device';
import type { Report } from '../report';
import { stableUid, stableUuid } from '../uids';
import { type Entry, putByUid } from './resource';

export function softwareUrl({ site }: Report): string {
  return `urn:uuid:${stableUuid('device', site.release)}`;
}

export function modelUrl({ sha256 }: ModelRef): string {
  return `urn:uuid:${stableUuid('model', sha256)}`;
}

/** The software, and each model that spoke or should have spoken. */
export function deviceEntries(report: Report): Entry[] {
  const { release } = report.site;
  const software = putByUid(stableUuid('device', release), device.uid(release), {
    resourceType: 'Device',
    status: 'active',
    manufacturer: device.manufacturer,
    deviceName: [{ name: device.name, type: 'model-name' }],
    version: [{ value: release }],
    note: [{ text: device.disclaimer }],
  });
  return [software, ...modelsOf(report).map((model) => modelEntry(report, model))];
}

function modelsOf({ instances }: Report): ModelRef[] {
  const all = instances.flatMap(({ image }) => image.analyses.map(({ model }) => model));
  return [...new Map(all.map((model) => [model.sha256, model])).values()];
}

function modelEntry(report: Report, { id, version, sha256 }: ModelRef): Entry {
  return putByUid(stableUuid('model', sha256), stableUid('model', sha256), {
    resourceType: 'Device',
    status: 'active',
    deviceName: [{ name: id, type: 'model-name' }],
    version: [{ value: version }],
    parent: { reference: softwareUrl(report) },
  });
}
