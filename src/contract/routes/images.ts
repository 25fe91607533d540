import { z } from 'zod';
import { imageViewSchema } from '../../domain/image/imageView';
import { requestFault } from '../../domain/reasons/requestFault';
import { idSchema, ordinalSchema } from './ids';
import { route } from './route';

const params = z.object({ id: idSchema });
const right = 'read-images';
const frameQuery = z.strictObject({ frame: ordinalSchema.default(1) });

const heatMapPattern = /^[a-z0-9-]{1,64}\/[a-z0-9-]{1,64}$/;
/** `model/label`. */
const heatMapSchema = z
  .string()
  .refine((text) => heatMapPattern.test(text), requestFault('not-a-heat-map'))
  .transform((text) => {
    const [model = '', label = ''] = text.split('/');
    return { model, label };
  });

export const imageRoutes = {
  /** What a page needs to show the image. */
  image: route({ method: 'GET', path: 'api/images/{id}', right, params, answer: imageViewSchema }),
  /** A small picture, or a heat map with the same aspect ratio to overlay on it. */
  preview: route({
    method: 'GET',
    path: 'api/images/{id}/preview',
    right,
    params,
    query: z.strictObject({ heat: heatMapSchema.optional() }),
    answer: 'image/png',
  }),
  /** One frame at full size in 256 levels, using the image's first window. */
  picture: route({
    method: 'GET',
    path: 'api/images/{id}/picture',
    right,
    effort: 'picture',
    params,
    query: frameQuery,
    answer: 'image/png',
  }),
  /**
   * One frame's stored values: rows from the top, little endian, 8 or 16 bits each as the image's description
   * says. They are not rescaled, windowed or rounded.
   */
  samples: route({
    method: 'GET',
    path: 'api/images/{id}/samples',
    right,
    effort: 'picture',
    params,
    query: frameQuery,
    answer: 'application/octet-stream',
  }),
  /** The caller is about to save the picture as it stands on their screen; with whom it shows, if `named`. */
  imageExport: route({
    method: 'POST',
    path: 'api/images/{id}/exports',
    right,
    params,
    body: z.strictObject({ named: z.boolean() }),
    answer: 'none',
  }),
};
