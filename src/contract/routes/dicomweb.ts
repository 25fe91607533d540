import { z } from 'zod';
import { requestFault } from '../../domain/reasons/requestFault';
import { route } from './route';

const uidSchema = z.string().refine((text) => /^[0-9.]{1,64}$/.test(text), requestFault('not-a-uid'));

export const dicomwebRoutes = {
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
