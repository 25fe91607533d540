import { z } from 'zod';
import { whomFields } from '../../image/saysWhom';
import { orderUrgencySchema } from '../../kernel/orderUrgencySchema';
import { mostUrgent, places } from '../../kernel/priority';
import { canonicalJson } from '../../kernel/sealing/canonicalJson';
import { type Analysis, analysisSchema } from '../../models/analysis';
import { rejectionCodeSchema } from '../../reasons/rejection';
import { joinRouted } from '../policy/intakeRule';

const id = z.string().regex(/^[0-9a-f]{64}$/);

/** What a study records about one of its images. */
export const studyImageSchema = z.object({
  imageId: id,
  /** Stands for SOPInstanceUID; absent for a plain picture. */
  instanceId: id.optional(),
  /** When it first arrived. */
  receivedAt: z.iso.datetime(),
  modality: z.string().optional(),
  bodyPart: z.string().optional(),
  view: z.string().optional(),
  laterality: z.string().optional(),
  frames: z.number().int().min(0),
  /** A video: it has pictures, but none that can be shown. */
  video: z.literal(true).optional(),
  /** Where it stands in the study: `imageOrder`. `takenAt` counts from an instant of the study's own. */
  seriesId: id.optional(),
  seriesNumber: z.number().int().optional(),
  instanceNumber: z.number().int().optional(),
  position: z.number().optional(),
  takenAt: z.number().int().optional(),
  /** Of a rejection note: why, and the instances that it rejects. */
  rejection: z.object({ code: rejectionCodeSchema, instances: z.array(id) }).optional(),
  /** Stands for whom it shows, within this study alone. */
  whom: z.partialRecord(z.enum(whomFields), z.string()).optional(),
  /** Stands for the folder in which it first came; absent: it lay in none. */
  source: z.string().optional(),
  /** Where the intake rules sent it; absent: it is for review. */
  route: z.object({ to: z.enum(['prior', 'kept']), rule: z.number().int().positive() }).optional(),
  /** The place given by the order. */
  baseline: z.enum(places),
  /** Words of its orders that the policy does not know. */
  unknownUrgency: orderUrgencySchema.optional(),
  /** One per model and version that ran, ordered by model. */
  analyses: z.array(analysisSchema),
  /** Why no model ran. */
  unrouted: z.string().optional(),
  /** What a person should know about the image, as codes. */
  notes: z.array(z.string()),
});

/** `results/images/{imageId}.json`. */
export const imageRecordSchema = studyImageSchema.extend({
  schemaVersion: z.literal(1),
  studyId: id,
  recordedAt: z.iso.datetime(),
  /**
   * What shadow models said, ordered by model. It stays with the image and is not part of the study: it is
   * not shown and orders nothing. Absent if none ran.
   */
  shadow: z.array(analysisSchema).optional(),
  /** The blobs with the pictures that were made of it, one for each visit that made any, by their SHA-256. */
  pictures: z.array(id).optional(),
});

export type StudyImage = z.infer<typeof studyImageSchema>;
export type ImageRecord = z.infer<typeof imageRecordSchema>;

function earlier(a: string, b: string): string {
  return Date.parse(a) <= Date.parse(b) ? a : b;
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])].sort();
}

function modelKey({ model }: Analysis): string {
  return `${model.id}@${model.version}#${model.sha256}`;
}

/**
 * Findings win over an abstention, since the model did answer. Ties are broken by text, the same on every
 * machine.
 */
function preferred(a: Analysis, b: Analysis): Analysis {
  if (a.outcome !== b.outcome) return a.outcome === 'analysed' ? a : b;
  return canonicalJson(a) >= canonicalJson(b) ? a : b;
}

/** The joined analyses by the same models: commutative, associative and idempotent. */
export function joinAnalyses(a: readonly Analysis[], b: readonly Analysis[]): Analysis[] {
  const byModel = new Map<string, Analysis>();
  for (const analysis of [...a, ...b]) {
    const key = modelKey(analysis);
    const known = byModel.get(key);
    byModel.set(key, known ? preferred(known, analysis) : analysis);
  }
  return [...byModel.entries()].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, analysis]) => analysis);
}

/** Once a model has run, the reason for not analysing is obsolete. Of two reasons, the first by text wins. */
function joinUnrouted(analyses: readonly Analysis[], ...reasons: (string | undefined)[]): string | undefined {
  if (analyses.length > 0) return undefined;
  return reasons.filter((reason) => reason !== undefined).sort()[0];
}

type Facts = Omit<
  StudyImage,
  'receivedAt' | 'source' | 'route' | 'baseline' | 'analyses' | 'unrouted' | 'notes'
>;

function factsOf(image: StudyImage): Facts {
  const { receivedAt, source, route, baseline, analyses, unrouted, notes, ...facts } = image;
  return facts;
}

/** Notes follow from the bytes, so they differ only if another release read them; either is fine. */
function joinFacts(a: StudyImage, b: StudyImage): Facts {
  const [x, y] = [factsOf(a), factsOf(b)];
  return canonicalJson(x) >= canonicalJson(y) ? x : y;
}

/** Of the earlier arrival, so that sending an image again changes nothing. Of two at once, the first by text. */
function joinSource(a: StudyImage, b: StudyImage): string | undefined {
  const [x, y] = [a, b].map(({ receivedAt }) => Date.parse(receivedAt)) as [number, number];
  if (x !== y) return (x < y ? a : b).source;
  return [a.source, b.source].filter((source) => source !== undefined).sort()[0];
}

/**
 * Joins two records of one image. Commutative, associative and idempotent, so that deliveries may repeat and
 * cross.
 */
export function joinImages(a: StudyImage, b: StudyImage): StudyImage {
  const analyses = joinAnalyses(a.analyses, b.analyses);
  const unrouted = joinUnrouted(analyses, a.unrouted, b.unrouted);
  const source = joinSource(a, b);
  const route = joinRouted(a.route, b.route);
  return {
    ...joinFacts(a, b),
    receivedAt: earlier(a.receivedAt, b.receivedAt),
    ...(source === undefined ? {} : { source }),
    ...(route === undefined ? {} : { route }),
    baseline: mostUrgent(a.baseline, b.baseline),
    analyses,
    ...(unrouted === undefined ? {} : { unrouted }),
    notes: union(a.notes, b.notes),
  };
}

/** Everything that is known of an image, in the one form that joins produce. */
export function imageText(image: StudyImage): string {
  const known = studyImageSchema.parse(image);
  return canonicalJson(joinImages(known, known));
}

/** Joins two records of one image; when it was first recorded, and what belongs to no study, included. */
export function joinRecords(known: ImageRecord, record: ImageRecord): ImageRecord {
  const image = joinImages(studyImageSchema.parse(known), studyImageSchema.parse(record));
  const { schemaVersion, studyId, recordedAt, shadow, pictures } = known;
  const own = {
    schemaVersion,
    studyId,
    recordedAt,
    ...(shadow === undefined ? {} : { shadow }),
    ...(pictures === undefined ? {} : { pictures }),
  };
  // Nothing else of the known one stays: what a join leaves out, such as a route, is not so any more.
  return withPictures({ ...image, ...own }, record.pictures ?? []);
}

/**
 * The record with the shadow models' answers added, and the pictures made meanwhile. Any order and repetition of
 * calls gives the same record.
 */
export function withShadow(
  record: ImageRecord,
  analyses: readonly Analysis[],
  pictures: readonly string[],
): ImageRecord {
  const shadow = joinAnalyses(record.shadow ?? [], analyses);
  return withPictures(shadow.length === 0 ? record : { ...record, shadow }, pictures);
}

function withPictures(record: ImageRecord, more: readonly string[]): ImageRecord {
  const pictures = union(record.pictures ?? [], more);
  return pictures.length === 0 ? record : { ...record, pictures };
}
