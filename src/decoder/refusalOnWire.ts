import path from 'node:path';
import { z } from 'zod';
import { refusalCodeSchema } from '../domain/reasons/refusalCode';
import { type RefusalDetail, RefusedError } from '../domain/reasons/refusals';
import { codeFolder } from '../places/places';

/** Where in our own code something failed, without the message, which can quote the file. */
const failureSchema = z.object({
  name: z.string().regex(/^[A-Za-z]{1,40}$/),
  frames: z.array(z.string().regex(/^[\w$./<>[\] :()#-]{1,200}$/)).max(10),
});

/** A refusal as it is kept and shown: numbers and codes, never a text that could be a name. */
const detailSchema = z.object({
  tag: z
    .string()
    .regex(/^\([0-9a-fA-F]{4},[0-9a-fA-F]{4}\)$/)
    .optional(),
  value: z.union([z.number(), z.string().regex(/^[\w .,:()+-]{0,64}$/)]).optional(),
  offset: z.number().optional(),
});

const refusalSchema = z.object({
  code: refusalCodeSchema,
  detail: detailSchema,
  failure: failureSchema.optional(),
});

type Refusal = z.infer<typeof refusalSchema>;

/** Our own stack frames, relative to the app's folder: `at readDicom (dist/dicom/readDicom.js:20:5)`. */
function framesOf(stack: string): string[] {
  return stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at ') && line.includes(codeFolder))
    .map((line) => line.trim().replace(codeFolder, path.basename(codeFolder)).replaceAll(path.sep, '/'))
    .filter((line) => failureSchema.shape.frames.element.safeParse(line).success)
    .slice(0, 10);
}

function failureOf(cause: unknown): Refusal['failure'] {
  if (!(cause instanceof Error)) return { name: 'NoError', frames: [] };
  const name = failureSchema.shape.name.safeParse(cause.name);
  return { name: name.success ? name.data : 'Error', frames: framesOf(cause.stack ?? '') };
}

/** The detail without any value outside the permitted ones: the code alone says enough. */
function presentable({ tag, value, offset }: RefusalDetail): RefusalDetail {
  const { success } = detailSchema.shape.value.safeParse(value);
  return { tag, value: success ? value : undefined, offset };
}

/** An error as the process sends it: a refusal unchanged, anything else as `internal-error`. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof RefusedError))
    return { code: 'internal-error', detail: {}, failure: failureOf(error) };
  const { code, cause } = error;
  const detail = presentable(error.detail);
  return { code, detail, ...(code === 'internal-error' ? { failure: failureOf(cause) } : {}) };
}

/** Rebuilds the error in the host. @throws ZodError if it is not a refusal of the closed set */
export function asRefusedError(json: unknown): RefusedError {
  const { code, detail, failure } = refusalSchema.parse(json);
  const known = Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined));
  return new RefusedError(code, known, failure && { cause: asError(failure) });
}

function asError({ name, frames }: z.infer<typeof failureSchema>): Error {
  const error = new Error('in the process that reads files');
  error.name = name;
  error.stack = [name, ...frames.map((frame) => `    ${frame}`)].join('\n');
  return error;
}
