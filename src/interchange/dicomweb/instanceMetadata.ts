import { statementTags } from '../../dicom/deidentification/statement';
import { patientHeaderTags } from '../../dicom/patientHeader';
import { tags } from '../../dicom/tags';
import type { JsonAttributes } from '../../domain/image/imageAttributes';
import type { PatientHeader } from '../../domain/image/patientHeader';
import { headerTexts } from '../dicom/patientStudy';
import { pixelModules, pixelsElement, pixelTags } from './imagePixels';
import { type KeptInstance, uidsOf } from './keptInstance';
import {
  inOrder,
  type WebAttribute,
  type WebDataSet,
  type WebValue,
  webEntry,
  webName,
  webTag,
} from './webDataSet';

type Entry = [string, WebAttribute];

/** Attributes of which the kept header says something else than the instance did. */
const replaced: ReadonlySet<string> = new Set([
  ...[...statementTags, ...patientHeaderTags.keys(), tags.institutionName].map(webTag),
  ...pixelTags,
]);

/**
 * The header of an instance in the DICOM JSON Model, PS3.18 F: what is kept of it, whom it shows, its UIDs, and how its
 * pixels are sent. The pixels themselves are left out.
 */
export function instanceMetadata(kept: KeptInstance): WebDataSet {
  const { image, attributes, record } = kept;
  const { series, instance } = uidsOf(kept);
  return inOrder([
    ...Object.entries(withNames(attributes)).filter(([tag]) => !replaced.has(tag)),
    ...patientStudy(record.header ?? []),
    ...(image.sopClass === undefined ? [] : [webEntry(tags.sopClassUid, 'UI', [image.sopClass])]),
    webEntry(tags.sopInstanceUid, 'UI', [instance]),
    webEntry(tags.seriesInstanceUid, 'UI', [series]),
    ...pixelModules(image),
  ]);
}

/** The same with the address at which its pixels are. */
export function withPixelsAt(kept: KeptInstance, metadata: WebDataSet, address: string): WebDataSet {
  const { tag, vr } = pixelsElement(kept.image);
  return inOrder([
    ...Object.entries(metadata),
    [webTag(tag), { vr, BulkDataURI: `${address}/bulkdata/${webTag(tag)}` }],
  ]);
}

/** Patient and study as they were sent, in UTF-8. What cannot be decoded exactly is empty. */
export function patientStudy(header: PatientHeader): Entry[] {
  const texts = [...headerTexts(header)].map(([tag, text]): Entry => {
    const vr = patientHeaderTags.get(tag) ?? 'UN';
    return webEntry(tag, vr, text === undefined ? [] : [vr === 'PN' ? webName(text) : text]);
  });
  return [webEntry(tags.specificCharacterSet, 'CS', ['ISO_IR 192']), ...texts];
}

/** The kept header has names, all of them blanked, as texts. */
function withNames(set: JsonAttributes): WebDataSet {
  return Object.fromEntries(
    Object.entries(set).map(([tag, { vr, Value }]): Entry => {
      if (Value === undefined) return [tag, { vr }];
      const values = Value.map((value): WebValue => {
        if (typeof value === 'object' && value !== null) return withNames(value);
        return vr === 'PN' && typeof value === 'string' ? webName(value) : value;
      });
      return [tag, { vr, Value: values }];
    }),
  );
}
