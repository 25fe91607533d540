import { z } from 'zod';
import { codeSchema } from '../../domain/kernel/identifiers/code';
import { places } from '../../domain/kernel/priority';

const share = z.number().min(0).max(1);
const signedShare = z.number().min(-1).max(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 as 64 lower-case hex digits');
const semver = z.string().regex(/^\d+\.\d+\.\d+$/, 'expected a version such as 1.0.0');
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens');
/** A model's id, or `id@version` if it has to be that version. */
const pin = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*(@\d+\.\d+\.\d+)?$/,
    'expected the id of a model, or id@version such as lung-field@1.0.0',
  );

/** A share with its 95 % interval and the number of cases it was measured on. */
const measuredShare = z.strictObject({ value: share, low: share, high: share, n: z.number().int().min(1) });

/** One measurement: a data set (or a sub-group of it), and the label's results on it. */
const evaluationSchema = z.strictObject({
  label: z.string(),
  dataset: z.string(),
  subgroup: z.string().optional(),
  question: z.string(),
  n: z.number().int().min(1),
  positives: z.number().int().min(0),
  auc: measuredShare.optional(),
  sensitivity: measuredShare.optional(),
  specificity: measuredShare.optional(),
  dice: share.optional(),
});

/** How the picture becomes the input tensor, float32. */
const inputSchema = z.strictObject({
  name: z.string(),
  /** (1, channels, height, width), or with the channels last, as Keras and TensorFlow export it. */
  layout: z.enum(['NCHW', 'NHWC']),
  width: z.number().int().min(8).max(4096),
  height: z.number().int().min(8).max(4096),
  /** What each channel holds: the picture, or the mask (0 or 1) of the region found by `preparedBy`. */
  channels: z.array(z.enum(['picture', 'region'])).min(1),
  /** Which values the network was trained on: display (0 black … 1 white) or modality values (HU for CT). */
  source: z.enum(['display', 'modality']),
  /** How a picture of another aspect ratio is fitted: padded to the frame, cropped to its middle, or stretched. */
  fit: z.enum(['pad', 'crop', 'stretch']),
  /**
   * With `crop`: the share of the largest middle part that is used. ImageNet networks are trained on 224
   * samples out of the middle of 256, which is 0.875. Absent: all of it.
   */
  cropShare: share.positive().optional(),
  /** `triangle` is what Pillow and torchvision do, so it suits networks trained with them. */
  resampling: z.enum(['area-average', 'triangle']),
  /** Applied to picture channels. `standardise`: mean 0, deviation 1 over the covered picture, or over the region. */
  normalise: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('standardise'), over: z.enum(['picture', 'region']) }),
    z.strictObject({
      kind: z.literal('mean-std'),
      /** What display 0 and 1 become before mean and std, the same for every channel. */
      valueRange: z.tuple([z.number(), z.number()]),
      mean: z.array(z.number()).min(1),
      std: z.array(z.number().positive()).min(1),
    }),
  ]),
  /**
   * The region model whose mask frames the picture: `id@version`, or `id` for the promoted version.
   * Thresholds hold only for the masks they were chosen with, so name the version if they matter.
   */
  preparedBy: pin.optional(),
});

const common = {
  /** Lets editors validate and complete the file: `../../manifest.schema.json`. */
  $schema: z.string().optional(),
  schemaVersion: z.literal(1),
  id: slug,
  version: semver,
  title: z.string().min(1),
  licence: z.string().min(1),
  provenance: z.strictObject({
    trainedBy: z.string(),
    /** Where the training code is: a folder, a repository and commit, a paper. */
    recipe: z.string().optional(),
    seed: z.number().int().optional(),
    /** The hash of the table that lists every training picture with its own hash. */
    dataManifestSha256: sha256.optional(),
    data: z.array(z.strictObject({ name: z.string(), used: z.string(), terms: z.string() })).min(1),
  }),
  file: z.strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9._-]+\.onnx$/, 'expected the name of an .onnx file in the same folder'),
    sha256,
    opset: z.number().int().min(7),
    /**
     * Only for a network with operators that hold a graph of their own (Loop, If, Scan, SequenceMap): that it
     * may have them. How long they run is for the network to decide; without this it is refused.
     */
    controlFlow: z.literal(true).optional(),
  }),
  input: inputSchema,
  /** The measurements; empty if nothing was measured, which the model card states. */
  evaluation: z.array(evaluationSchema),
  /** Other measurements or remarks worth knowing, one sentence or two each. */
  remarks: z.array(z.string()),
};

/** A model that finds the region that other models need. */
const regionSchema = z.strictObject({
  ...common,
  kind: z.literal('region'),
  outputs: z.strictObject({
    mask: z.strictObject({ name: z.string(), kind: z.enum(['logits', 'probabilities']) }),
  }),
  region: z.strictObject({
    title: z.string(),
    /** A sample belongs to the region above this probability. */
    threshold: share,
    /** How many of the largest parts are kept. */
    parts: z.number().int().min(1),
    /** The margin of the square crop on every side, as a share of the region's longer side. */
    margin: share,
    /** Below this share of the picture the region counts as not found. */
    minimumShare: share,
    /** A region below both numbers of any pair is rejected: hands, heads and abdomens look like this. */
    doubtful: z.array(z.strictObject({ share, confidence: share })),
    /**
     * The ranges, over the validation pictures, of the share, the mean probability inside, and the
     * smaller-to-larger part ratio.
     */
    usual: z.strictObject({
      share: z.tuple([share, share]),
      confidence: z.tuple([share, share]),
      balance: z.tuple([share, share]),
    }),
  }),
});

/**
 * A model that decides whether a picture is of the kind that classifiers are intended for. If the
 * probabilities of the accepted classes together do not reach the threshold, classifiers that name this gate
 * do not analyse the picture.
 */
const gateSchema = z.strictObject({
  ...common,
  kind: z.literal('gate'),
  outputs: z.strictObject({
    /** One value per class; softmax turns logits into probabilities. */
    scores: z.strictObject({ name: z.string(), kind: z.enum(['logits', 'probabilities']) }),
  }),
  gate: z.strictObject({
    /** What it accepts, in words: "a frontal chest radiograph". */
    accepts: z.string().min(1),
    /** In the order of the network's scores. A title describes such a picture: "a chest lying on its side". */
    classes: z.array(z.strictObject({ name: slug, title: z.string().min(1), accepted: z.boolean() })).min(2),
    /** For the sum of the accepted classes' probabilities; below it the picture is rejected. */
    threshold: share,
    /** From the threshold up to here the picture passes, and the record notes that the gate was unsure. */
    unsureBelow: share,
    chosenOn: z.string(),
    rule: z.string(),
    /** SHA-256 of the network that the threshold was chosen for. */
    boundTo: sha256,
  }),
});

const labelSchema = z.strictObject({
  name: slug,
  title: z.string().min(1),
  meaning: z.string().min(1),
  code: codeSchema.extend({ scheme: z.enum(['DCM', 'RADLEX', 'SCT']) }).optional(),
  /** Absent: the label is scored and shown, but never positive. A class such as `normal` has none. */
  operatingPoint: z
    .strictObject({
      /** For the reported probability; positive at or above. */
      threshold: share,
      /** Scores inside are near the threshold: neither clearly positive nor clearly negative. */
      band: z.tuple([share, share]),
      chosenOn: z.string(),
      rule: z.string(),
      /** SHA-256 of the network that the threshold was chosen for. */
      boundTo: sha256,
    })
    .optional(),
  /**
   * The priority of a positive study if the site's policy has no rule for this label. It can only raise the
   * priority.
   */
  priority: z.enum(places).optional(),
  calibration: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('platt'),
      slope: z.number().positive(),
      intercept: z.number(),
      fittedOn: z.string(),
      n: z.number().int(),
    }),
    z.strictObject({
      kind: z.literal('temperature'),
      temperature: z.number().positive(),
      fittedOn: z.string(),
      n: z.number().int(),
    }),
    z.strictObject({ kind: z.literal('none') }),
  ]),
});

/** A model that scores labels. */
const classifierSchema = z.strictObject({
  ...common,
  kind: z.literal('classifier'),
  outputs: z.strictObject({
    /** One value per label. After the label's calibration, `activation` turns logits into probabilities. */
    scores: z.strictObject({
      name: z.string(),
      kind: z.enum(['logits', 'probabilities']),
      activation: z.enum(['sigmoid', 'softmax']),
    }),
    /**
     * Class-activation maps, (1, labels, rows, columns): the answer of the network's own head for each cell
     * alone.
     */
    evidence: z.strictObject({ name: z.string() }).optional(),
  }),
  labels: z.array(labelSchema).min(1),
  /** The model that this one is a lighter build of, and what the reduction costs. */
  variantOf: z
    .strictObject({
      id: slug,
      version: semver,
      sha256,
      precision: z.enum(['int8', 'float16']),
      costs: z
        .array(
          z.strictObject({
            label: slug,
            dataset: z.string(),
            n: z.number().int().min(1),
            /** AUC of this build minus that of the original, with its paired 95 % interval. */
            aucDifference: z.strictObject({ value: signedShare, low: signedShare, high: signedShare }),
            /** Pictures that are positive in only one of the builds. */
            flipped: measuredShare,
          }),
        )
        .min(1),
    })
    .optional(),
  intendedUse: z.strictObject({
    purpose: z.string(),
    /**
     * What a reader might expect of it and it does not find, such as pneumothorax: said on the first lines of the
     * card and beside every score.
     */
    notLookedFor: z.array(z.string().min(1)).min(1).optional(),
    modalities: z.array(z.string()).min(1),
    bodyParts: z.array(z.string()).min(1),
    views: z.array(z.string()).min(1),
    minimumAgeYears: z.number().min(0),
    /** The gate model that a picture has to pass: `id@version`, or `id` for the promoted version. */
    gatedBy: pin.optional(),
    /** Facts that may be missing, as they are for a plain picture. */
    mayBeUnknown: z.array(z.enum(['modality', 'bodyPart', 'view', 'age'])),
    mustNot: z.array(z.string()).min(1),
  }),
});

export const manifestSchema = z.discriminatedUnion('kind', [regionSchema, gateSchema, classifierSchema]);

export type ModelManifest = z.infer<typeof manifestSchema>;
export type RegionManifest = z.infer<typeof regionSchema>;
export type GateManifest = z.infer<typeof gateSchema>;
export type ClassifierManifest = z.infer<typeof classifierSchema>;
export type ModelInput = z.infer<typeof inputSchema>;
export type ModelLabel = z.infer<typeof labelSchema>;
