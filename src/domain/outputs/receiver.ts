import { z } from 'zod';
import { dicomForms, hl7Forms, type OutputForm } from './form';
import { occasions } from './occasion';

/** A receiver's name; it is part of blob names, and a gateway's configuration has the same. */
export const receiverNameSchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/, 'expected 1 to 32 of a-z, 0-9 and -');

const secretPrefix = 'TRIAGE_OUTPUT_SECRET_';

/** The name of a setting, never the secret itself. The prefix keeps other secrets of the app from being sent. */
const secretSchema = z
  .string()
  .regex(
    /^TRIAGE_OUTPUT_SECRET_[A-Z0-9_]{1,40}$/,
    `expected the name of a setting that holds the secret, ${secretPrefix} and more of A-Z, 0-9 and _`,
  );

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username || password || search || hash) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

const urlSchema = z
  .string()
  .refine(
    isSafeUrl,
    'expected an https address without name, password or query (http on this machine alone)',
  );

/** How the app signs in at a receiver that speaks HTTP. */
const authSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bearer'), secret: secretSchema }),
  z.strictObject({ kind: z.literal('basic'), user: z.string().min(1), secret: secretSchema }),
  /** OAuth 2.0 client credentials, RFC 6749 4.4. */
  z.strictObject({
    kind: z.literal('oauth'),
    tokenUrl: urlSchema,
    clientId: z.string().min(1),
    scope: z.string().min(1).optional(),
    secret: secretSchema,
  }),
]);

function formsOf<F extends OutputForm>(all: readonly [F, ...F[]], standard: readonly F[]) {
  return z
    .array(z.enum(all))
    .min(1)
    .default([...standard]);
}

const common = {
  name: receiverNameSchema,
  when: z
    .array(z.enum(occasions))
    .min(1)
    .default([...occasions]),
  /** For so many days a failed delivery is tried again. */
  retryDays: z.number().positive().max(30).default(5),
  /** For so many seconds a version waits for the next one: a study comes image by image. */
  quietSeconds: z.number().int().min(0).max(600).default(30),
};

const stow = z.strictObject({
  ...common,
  kind: z.literal('stow'),
  /** Of the DICOMweb service; `/studies` is added. */
  url: urlSchema,
  forms: formsOf(dicomForms, ['sr']),
  auth: authSchema.optional(),
});

const fhir = z.strictObject({
  ...common,
  kind: z.literal('fhir'),
  /** The base address of the server. */
  url: urlSchema,
  forms: formsOf(['fhir'], ['fhir']),
  /** Whether `Provenance` is sent, under an id of ours: not every server lets a client choose one. */
  provenance: z.boolean().default(true),
  auth: authSchema.optional(),
});

/** What HL7 messages call their receiver: MSH-5 and MSH-6. */
const hl7Names = { application: z.string().max(180).optional(), facility: z.string().max(180).optional() };

const hl7 = z.strictObject({
  ...common,
  ...hl7Names,
  kind: z.literal('hl7'),
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  /** Without TLS only where the network between both is trusted. */
  tls: z.boolean(),
  forms: formsOf(hl7Forms, ['oru']),
});

/** What a gateway in the hospital's network sends for the app. */
const gateway = z.strictObject({
  ...common,
  ...hl7Names,
  kind: z.literal('gateway'),
  forms: formsOf([...dicomForms, ...hl7Forms], ['sr']),
});

export const receiverSchema = z.discriminatedUnion('kind', [stow, fhir, hl7, gateway]);

/** `outputs.json`. */
export const outputsFileSchema = z
  .strictObject({
    /** For editors. */
    $schema: z.string().optional(),
    /** The hospital or department that the outputs name. */
    organisation: z.string().min(1).max(64).optional(),
    /** The address of the app, for links to the page of a study. */
    page: urlSchema.optional(),
    receivers: z.array(receiverSchema).max(32),
  })
  .check((context) => {
    const names = context.value.receivers.map(({ name }) => name);
    for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index)))
      context.issues.push({
        code: 'custom',
        message: `expected a name of its own for each receiver; several are called ${name}`,
        input: name,
        path: ['receivers'],
      });
  });

export type Receiver = z.infer<typeof receiverSchema>;
export type ReceiverOf<K extends Receiver['kind']> = Extract<Receiver, { readonly kind: K }>;
export type ReceiverAuth = z.infer<typeof authSchema>;
export type OutputsFile = z.infer<typeof outputsFileSchema>;

/** The names of the settings that hold secrets of receivers. */
export function secretsOf(receivers: readonly Receiver[]): string[] {
  return [
    ...new Set(
      receivers.flatMap((receiver) => ('auth' in receiver && receiver.auth ? [receiver.auth.secret] : [])),
    ),
  ];
}

/** One output at one receiver. */
export interface OutputPlace {
  readonly studyId: string;
  readonly receiver: string;
  readonly form: OutputForm;
}
