import { z } from 'zod';
import { requestFault } from '../../domain/reasons/requestFault';
import { route } from './route';

const uidSchema = z.string().refine((text) => /^[0-9.]{1,64}$/.test(text), requestFault('not-a-uid'));

/** Frames of an image, counted from 1, each once: `1` or `2,5,7`. */
const framesSchema = z
  .string()
  .refine((text) => /^[1-9]\d{0,8}(,[1-9]\d{0,8}){0,999}$/.test(text), requestFault('not-frames'))
  .transform((text) => [...new Set(text.split(',').map(Number))]);

/** Pixel Data, and that of 32 and 64 bits in floating point. */
const pixelTags = ['7FE00010', '7FE00008', '7FE00009'] as const;

const inStudy = z.object({ study: uidSchema });
const inSeries = inStudy.extend({ series: uidSchema });
const inInstance = inSeries.extend({ instance: uidSchema });
const inFrames = inInstance.extend({ frames: framesSchema });

/** What they answer names the patient, so it is for those who may know. The handlers read the query themselves. */
const read = { method: 'GET', right: 'read-identities', effort: 'viewer' } as const;
const json = 'application/dicom+json';
const related = 'multipart/related';
const picture = 'image/jpeg';

/** Below it lies what a viewer on another address may read, where a setting says so. */
export const dicomwebPath = '/dicomweb/';

export const dicomwebRoutes = {
  /** QIDO-RS, PS3.18 10.6. */
  searchStudies: route({ ...read, path: 'dicomweb/studies', answer: json }),
  searchSeries: route({ ...read, path: 'dicomweb/studies/{study}/series', params: inStudy, answer: json }),
  searchInstances: route({
    ...read,
    path: 'dicomweb/studies/{study}/series/{series}/instances',
    params: inSeries,
    answer: json,
  }),
  /** WADO-RS, PS3.18 10.4: headers. */
  studyMetadata: route({
    ...read,
    path: 'dicomweb/studies/{study}/metadata',
    params: inStudy,
    answer: json,
  }),
  seriesMetadata: route({
    ...read,
    path: 'dicomweb/studies/{study}/series/{series}/metadata',
    params: inSeries,
    answer: json,
  }),
  instanceMetadata: route({
    ...read,
    path: 'dicomweb/studies/{study}/series/{series}/instances/{instance}/metadata',
    params: inInstance,
    answer: json,
  }),
  /** Whole files. */
  retrieveStudy: route({ ...read, path: 'dicomweb/studies/{study}', params: inStudy, answer: related }),
  retrieveSeries: route({
    ...read,
    path: 'dicomweb/studies/{study}/series/{series}',
    params: inSeries,
    answer: related,
  }),
  retrieveInstance: route({
    ...read,
    path: 'dicomweb/studies/{study}/series/{series}/instances/{instance}',
    params: inInstance,
    answer: related,
  }),
  /** Pixels. */
  retrieveFrames: route({
    ...read,
    path: 'dicomweb/studies/{study}/series/{series}/instances/{instance}/frames/{frames}',
    params: inFrames,
    answer: related,
  }),
  retrieveBulkData: route({
    ...read,
    path: 'dicomweb/studies/{study}/series/{series}/instances/{instance}/bulkdata/{tag}',
    params: inInstance.extend({ tag: z.enum(pixelTags) }),
    answer: related,
  }),
  /** Pictures as a person sees them. */
  renderedStudy: route({
    ...read,
    path: 'dicomweb/studies/{study}/rendered',
    params: inStudy,
    answer: related,
  }),
  renderedSeries: route({
    ...read,
    path: 'dicomweb/studies/{study}/series/{series}/rendered',
    params: inSeries,
    answer: related,
  }),
  renderedInstance: route({
    ...read,
    path: 'dicomweb/studies/{study}/series/{series}/instances/{instance}/rendered',
    params: inInstance,
    answer: related,
  }),
  renderedFrames: route({
    ...read,
    path: 'dicomweb/studies/{study}/series/{series}/instances/{instance}/frames/{frames}/rendered',
    params: inFrames,
    answer: related,
  }),
  /** One small picture that stands for all. */
  studyThumbnail: route({
    ...read,
    path: 'dicomweb/studies/{study}/thumbnail',
    params: inStudy,
    answer: picture,
  }),
  seriesThumbnail: route({
    ...read,
    path: 'dicomweb/studies/{study}/series/{series}/thumbnail',
    params: inSeries,
    answer: picture,
  }),
  instanceThumbnail: route({
    ...read,
    path: 'dicomweb/studies/{study}/series/{series}/instances/{instance}/thumbnail',
    params: inInstance,
    answer: picture,
  }),
  framesThumbnail: route({
    ...read,
    path: 'dicomweb/studies/{study}/series/{series}/instances/{instance}/frames/{frames}/thumbnail',
    params: inFrames,
    answer: picture,
  }),
  /** STOW-RS, PS3.18 10.5: instances of any studies. */
  storeInstances: route({
    method: 'POST',
    path: 'dicomweb/studies',
    right: 'send-images',
    effort: 'upload',
    body: 'raw',
    answer: 'application/dicom+json',
  }),
  /** The same, for instances of one study. */
  storeStudyInstances: route({
    method: 'POST',
    path: 'dicomweb/studies/{study}',
    right: 'send-images',
    effort: 'upload',
    params: z.object({ study: uidSchema }),
    body: 'raw',
    answer: 'application/dicom+json',
  }),
};
