import { type AuditEvent, auditEventSchema } from '../../src/domain/audit/auditEvent';
import type { ImageContent, InstanceIdentity } from '../../src/domain/image/imageDescription';
import type { NamedPicture } from '../../src/domain/image/namedPicture';
import { singleFrame } from '../../src/domain/image/singleFrame';
import type { StoredImage } from '../../src/domain/image/storedImage';
import type { Arrival, Outcome, Quarantine } from '../../src/domain/intake/arrival';
import {
  type ExportPage,
  type ExportRecord,
  exportPageSchema,
  exportRecordSchema,
} from '../../src/domain/intake/exportRecord';
import { sha256OfJson } from '../../src/domain/kernel/sealing/commitment';
import type { ImageRecord } from '../../src/domain/study/images/imageRecord';
import { joinRecords, withShadow } from '../../src/domain/study/images/imageRecord';
import { studyRecordSchema } from '../../src/domain/study/studyRecord';
import type { StoredStudy } from '../../src/domain/study/versions/pendingChange';
import { type VersionChange, versionChangeSchema } from '../../src/domain/study/versions/versionChange';
import { type AuditTrail, createAuditTrail } from '../../src/operations/audit/auditTrail';
import type { EnsureOutputs } from '../../src/operations/outputs/ensureOutputs';
import type {
  ArrivalsPort,
  AuditRecordsPort,
  IdentityPort,
  ImagesPort,
  IncomingPort,
  QuarantinePort,
  ResultsPort,
  StudyRecordsPort,
  WorklistPort,
} from '../../src/operations/ports';
import { createStudyWriter, type StudyWriter } from '../../src/operations/study/studyWriter';
import { ownSite } from '../support/siteSecret';

/** The ports over maps. `log` names the writes in their order. */
export interface MemoryStore {
  readonly incoming: IncomingPort;
  readonly arrivals: ArrivalsPort;
  readonly images: ImagesPort;
  readonly identity: IdentityPort;
  readonly quarantine: QuarantinePort;
  readonly results: ResultsPort;
  readonly studyRecords: StudyRecordsPort;
  readonly studies: StudyWriter;
  readonly worklist: WorklistPort;
  readonly audit: AuditRecordsPort;
  readonly trail: AuditTrail;
  /** A site without receivers. */
  readonly ensureOutputs: EnsureOutputs;
  /** What the audit log was told, in its order; each as its storage would give it back. */
  readonly audited: Map<string, AuditEvent>;
  readonly log: string[];
  readonly files: Map<string, Uint8Array>;
  readonly arrived: Map<string, Arrival>;
  readonly outcomes: Map<string, Outcome>;
  readonly exports: Map<string, ExportRecord>;
  /** By the export's id and the page, with a slash between. */
  readonly exportPages: Map<string, ExportPage>;
  /** The bytes of refused files of exports. */
  readonly kept: Map<string, Uint8Array>;
  readonly stored: Map<string, StoredImage>;
  readonly pngs: Map<string, Uint8Array>;
  readonly identities: Map<string, InstanceIdentity>;
  readonly refusals: Map<string, Quarantine>;
  /** The results of images. */
  readonly imageRecords: Map<string, ImageRecord>;
  /** Studies as they lie in storage. */
  readonly storedStudies: Map<string, StoredStudy>;
  /** What made the versions of studies, by `{studyId}/{version}`. */
  readonly versions: Map<string, VersionChange>;
}

/** The settings that its decisions depend on: no models. */
export const memorySettings = { models: {}, schemaVersion: 1 };

export function memoryStore(): MemoryStore {
  const log: string[] = [];
  const files = new Map<string, Uint8Array>();
  const arrived = new Map<string, Arrival>();
  const outcomes = new Map<string, Outcome>();
  const exports = new Map<string, ExportRecord>();
  const exportPages = new Map<string, ExportPage>();
  const kept = new Map<string, Uint8Array>();
  const stored = new Map<string, StoredImage>();
  const contents = new Map<string, ImageContent>();
  const pngs = new Map<string, Uint8Array>();
  const identities = new Map<string, InstanceIdentity>();
  const refusals = new Map<string, Quarantine>();
  const records = new Map<string, ImageRecord>();
  const storedStudies = new Map<string, StoredStudy>();
  const versions = new Map<string, VersionChange>();
  const audited = new Map<string, AuditEvent>();
  const audit: AuditRecordsPort = {
    record: async (event) => {
      await audit.recordOnce(event);
    },
    recordOnce: async (event) => {
      const isNew = !audited.has(event.eventId);
      if (isNew) log.push(`audit: ${event.type}`);
      if (isNew) audited.set(event.eventId, auditEventSchema.parse(JSON.parse(JSON.stringify(event))));
      return { event: audited.get(event.eventId) as AuditEvent, isNew };
    },
    find: async (eventId) => audited.get(eventId),
  };
  const identity: IdentityPort = {
    salt: async (studyId) => sha256OfJson(['salt', studyId]),
    hold: async (studyId) => ({ salt: await identity.salt(studyId), isNew: false, release: () => {} }),
    imageIds: async (studyId) =>
      [...identities.keys()].flatMap((key) =>
        key.startsWith(studyId) ? [key.slice(studyId.length + 1)] : [],
      ),
    prepare: async ({ studyId, imageId }, who) => ({
      contents: [],
      store: async () => {
        log.push('identity');
        const isNew = !identities.has(`${studyId}/${imageId}`);
        identities.set(`${studyId}/${imageId}`, who);
        return isNew;
      },
    }),
  };
  const trail = createAuditTrail({
    records: audit,
    identity,
    software: { version: '0.0.0', node: '0' },
    settingsSha256: async () => sha256OfJson(memorySettings),
    now: () => '2026-05-01T10:00:30.000Z',
  });
  const worklist: WorklistPort = {
    putStudy: async () => {
      log.push('worklist');
    },
    putRefusal: async () => {
      log.push('worklist');
    },
  };
  const studyRecords: StudyRecordsPort = {
    createVersion: async (change) => {
      const key = `${change.studyId}/${change.version}`;
      const known = versions.get(key);
      if (known !== undefined) return known;
      log.push('version');
      versions.set(key, versionChangeSchema.parse(JSON.parse(JSON.stringify(change))));
      return change;
    },
    removeVersion: async ({ studyId, version }) => {
      versions.delete(`${studyId}/${version}`);
    },
    advanceStudy: (id, change) => studyRecords.changeStudy(id, change),
    changeStudy: async (id, change, before) => {
      for (;;) {
        const current = storedStudies.get(id);
        const next = change(current);
        if (!next || next === current) return next;
        await before?.(next, current);
        // Another writer may have come between.
        if (storedStudies.get(id) !== current) continue;
        log.push(next.pending !== undefined ? 'pending' : 'study');
        storedStudies.set(id, next);
        return next;
      }
    },
  };

  return {
    log,
    files,
    arrived,
    outcomes,
    exports,
    exportPages,
    kept,
    stored,
    pngs,
    identities,
    refusals,
    imageRecords: records,
    storedStudies,
    versions,
    studyRecords,
    studies: createStudyWriter({ studies: studyRecords, worklist, trail, ...ownSite }),
    audit,
    audited,
    trail,
    incoming: {
      peek: async (name, _etag, length) => {
        const bytes = files.get(name) ?? new Uint8Array();
        return { size: bytes.length, start: bytes.subarray(0, length) };
      },
      range: async (name, _etag, offset, length) =>
        (files.get(name) ?? new Uint8Array()).subarray(offset, offset + length),
    },
    arrivals: {
      record: async (arrival) => {
        const isNew = !arrived.has(arrival.arrivalId);
        if (isNew) arrived.set(arrival.arrivalId, arrival);
        return isNew;
      },
      recordExport: async (record) => {
        log.push('export');
        if (!exports.has(record.arrivalId)) exports.set(record.arrivalId, exportRecordSchema.parse(record));
      },
      export: async (id) => exports.get(id),
      recordExportPage: async (page) => {
        const key = `${page.arrivalId}/${page.page}`;
        if (!exportPages.has(key)) exportPages.set(key, exportPageSchema.parse(page));
      },
      exportContents: async () => [],
      exportPage: async (id, page) => exportPages.get(`${id}/${page}`),
      read: async (id) => arrived.get(id),
      begin: async (id) => arrived.get(id),
      outcome: async (id) => outcomes.get(id),
      prepareOutcome: async (outcome) => ({
        contents: [],
        store: async () => {
          log.push('outcome');
          const isNew = !outcomes.has(outcome.arrivalId);
          if (isNew) outcomes.set(outcome.arrivalId, outcome);
          return isNew;
        },
      }),
    },
    images: {
      prepare: async (image, content) => ({
        withPictures: async (png, pictures) => ({
          contents: [],
          sha256: picturesHash(pictures),
          store: async () => {
            log.push('image');
            const isNew = !stored.has(image.imageId);
            stored.set(image.imageId, image);
            contents.set(image.imageId, content);
            if (png !== undefined) pngs.set(`${image.imageId}/preview`, png);
            for (const picture of pictures) pngs.set(`${image.imageId}/${picture.name}`, picture.png);
            return isNew;
          },
        }),
      }),
      find: async (id) => stored.get(id),
      frame: async (image, frame) => {
        const pixels = contents.get(image.imageId)?.pixels;
        return pixels && singleFrame(image, pixels, frame).pixels;
      },
      codestream: async ({ imageId }, frame) => contents.get(imageId)?.codestreams?.[frame],
      preparePictures: async (id, pictures) => ({
        contents: [],
        sha256: picturesHash(pictures),
        store: async () => {
          if (pictures.length > 0) log.push('pictures');
          const isNew = pictures.every(({ name }) => !pngs.has(`${id}/${name}`));
          for (const { name, png } of pictures) pngs.set(`${id}/${name}`, png);
          return isNew;
        },
      }),
    },
    identity,
    quarantine: {
      keep: async ({ arrivalId, member }, bytes) => {
        log.push('file kept');
        if (member && bytes) kept.set(arrivalId, bytes);
        return [];
      },
      prepare: async (refusal) => ({
        contents: [],
        store: async () => {
          log.push('quarantine');
          const isNew = !refusals.has(refusal.arrivalId);
          refusals.set(refusal.arrivalId, refusal);
          return isNew;
        },
      }),
    },
    results: {
      joinImage: async (record) => {
        log.push('image record');
        const known = records.get(record.imageId);
        const joined = known ? joinRecords(known, record) : record;
        records.set(record.imageId, joined);
        return joined;
      },
      addShadow: async (imageId, found, pictures) => {
        log.push('shadow');
        const record = withShadow(records.get(imageId) as ImageRecord, found, pictures);
        records.set(imageId, record);
        return record;
      },
      study: async (id) => {
        const stored = storedStudies.get(id);
        return stored && studyRecordSchema.parse(stored);
      },
    },
    worklist,
    ensureOutputs: async () => {},
  };
}

function picturesHash(pictures: readonly NamedPicture[]): string | undefined {
  return pictures.length === 0 ? undefined : sha256OfJson(pictures.map(({ name }) => name));
}
