import { z } from 'zod';
import { ModelProblem } from '../manifest/modelProblem';
import type { FloatTensor } from './network';
import { inputShape } from './signature';

/**
 * `golden/cases.json`: inputs that are generated from a seed, and the answers of the training framework's
 * network. `at` lists [index, value] pairs of the flattened output.
 */
const goldenSchema = z.strictObject({
  /**
   * What produced the recorded answers, if it was not the training framework. Cases that this runtime
   * recorded itself show that the file still answers as it did then, but nothing about how it was exported.
   */
  recordedBy: z.string().min(1).optional(),
  cases: z
    .array(
      z.strictObject({
        name: z.string(),
        seed: z.number().int().min(0).max(0xffffffff),
        /** How much an answer may differ on another kind of CPU: float32 about 1e-4, int8 some hundredths. */
        tolerance: z.number().positive().max(1),
        outputs: z.record(
          z.string(),
          z.strictObject({
            shape: z.array(z.number().int().positive()),
            at: z.array(z.tuple([z.number().int().min(0), z.number()])).min(1),
          }),
        ),
      }),
    )
    .min(1),
});

export type GoldenCase = z.infer<typeof goldenSchema>['cases'][number];

/** @throws ModelProblem that names the wrong key */
export function parseGoldenCases(text: string): GoldenCase[] {
  try {
    return goldenSchema.parse(JSON.parse(text)).cases;
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const what = issue === undefined ? (cause as Error).message : `${issue.path.join('.')}: ${issue.message}`;
    throw new ModelProblem(`golden/cases.json: ${what}`, { cause });
  }
}

/**
 * The input tensor of a golden case: values in -1 … 1 from the generator x ← (1664525 x + 1013904223) mod
 * 2³², which is exactly reproducible in any language.
 */
export function goldenInput(seed: number, manifest: Parameters<typeof inputShape>[0]): FloatTensor {
  const dims = inputShape(manifest);
  const data = new Float32Array(dims.reduce((product, size) => product * size, 1));
  let state = seed >>> 0;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = (state / 2 ** 32) * 2 - 1;
  }
  return { dims, data };
}

/** @throws ModelProblem if an output differs from the recorded one by more than the tolerance */
export function assertGolden(golden: GoldenCase, name: string, actual: FloatTensor): void {
  const expected = golden.outputs[name];
  if (expected === undefined)
    throw new ModelProblem(`golden case "${golden.name}" says nothing of output "${name}"`);
  if (expected.shape.join() !== actual.dims.join())
    throw new ModelProblem(
      `golden case "${golden.name}": output "${name}" is ${actual.dims.join('x')}, recorded was ${expected.shape.join('x')}`,
    );
  for (const [index, value] of expected.at) {
    const got = actual.data[index] ?? Number.NaN;
    if (!(Math.abs(got - value) <= golden.tolerance))
      throw new ModelProblem(
        `golden case "${golden.name}": output "${name}"[${index}] is ${got}, recorded was ${value} ± ${golden.tolerance}`,
      );
  }
}
