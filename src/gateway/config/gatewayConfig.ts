import { isIP } from 'node:net';
import { z } from 'zod';
import { receiverNameSchema } from '../../domain/outputs/receiver';

const title = z
  .string()
  .regex(/^(?! *$)[ -[\]-~]{1,16}$/, 'expected an AE title: 1 to 16 characters, no backslash')
  .transform((text) => text.trim());
const port = z.int().min(1).max(65_535);
const uid = z
  .string()
  .regex(/^[0-9]+(\.[0-9]+)+$/, 'expected a UID')
  .max(64);
const seconds = z.int().min(1).max(86_400);

function isAddressOrNet(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    bits > 0 &&
    rest.length === 0 &&
    (prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= bits))
  );
}

/** Another DICOM application that the gateway speaks with. */
const peerSchema = z.strictObject({
  aeTitle: title,
  /** From where it may call: addresses, or nets such as 10.1.0.0/16. Absent: from anywhere. */
  addresses: z
    .array(z.string().refine(isAddressOrNet, 'expected an IP address, or a net such as 10.1.0.0/16'))
    .min(1)
    .optional(),
  /** Where it listens, for answers to storage commitment. */
  host: z.string().min(1).optional(),
  port: port.optional(),
});

/** TLS to a receiver: PEM files. */
const receiverTlsSchema = z.strictObject({
  /** Certificates of the authorities that its certificate has to be of. Absent: those that Node knows. */
  authorities: z.string().min(1).optional(),
  /** The gateway's own, where the receiver asks for one. */
  key: z.string().min(1).optional(),
  certificate: z.string().min(1).optional(),
});

/** Where outputs go, under the name that the app's own configuration has for it. */
const receiverSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('dicom'),
    name: receiverNameSchema,
    aeTitle: title,
    host: z.string().min(1),
    port,
    tls: receiverTlsSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('hl7'),
    name: receiverNameSchema,
    host: z.string().min(1),
    port,
    /** MLLP over TLS. */
    tls: z.boolean().default(false),
  }),
]);

const tlsSchema = z.strictObject({
  /** PEM files. */
  key: z.string().min(1),
  certificate: z.string().min(1),
  /** Certificates of the authorities whose clients may connect. Absent: no client certificate is asked for. */
  clients: z.string().min(1).optional(),
});

const limitsSchema = z.strictObject({
  /** Associations at once of all peers together, and of one of them. */
  associations: z.int().min(1).max(1_000).default(64),
  associationsOfPeer: z.int().min(1).max(1_000).default(16),
  /** Connections that have not opened an association. When there are more, the oldest ends. */
  connections: z.int().min(1).max(10_000).default(256),
  openSeconds: seconds.default(10),
  idleSeconds: seconds.default(60),
  pduSeconds: seconds.default(30),
  /** The largest object, and what stays free on the disk of the spool. */
  objectBytes: z
    .int()
    .min(1)
    .default(4 * 2 ** 30),
  freeBytes: z
    .int()
    .min(0)
    .default(2 ** 30),
});

/** The configuration file of `triage gateway`. */
export const gatewayConfigSchema = z
  .strictObject({
    aeTitle: title.default('TRIAGE'),
    /** The address to listen on. */
    address: z.string().default('0.0.0.0'),
    port: port.default(11_112),
    /** A folder on a local disk. */
    spool: z.string().min(1),
    storage: z
      .strictObject({
        /** Name or blob address of an account that the machine's identity opens. Absent: as the environment says. */
        account: z.string().min(1).optional(),
        container: z.string().min(1).default('incoming'),
      })
      .prefault({}),
    peers: z
      .array(peerSchema)
      .min(1)
      .refine(
        (peers) => new Set(peers.map(({ aeTitle }) => aeTitle)).size === peers.length,
        'two peers have one AE title',
      ),
    receivers: z
      .array(receiverSchema)
      .default([])
      .refine(
        (all) => new Set(all.map(({ name }) => name)).size === all.length,
        'two receivers have one name',
      ),
    /** Storage SOP classes that are not of the standard and are taken as well. */
    storageClasses: z.array(uid).max(100).default([]),
    /** Between two looks for outputs. */
    pollSeconds: seconds.default(10),
    tls: tlsSchema.optional(),
    limits: limitsSchema.prefault({}),
    /** Health and counters, on 127.0.0.1 alone. */
    statusPort: port.default(11_180),
    /** For so long a peer that asked for storage commitment is tried. */
    commitmentHours: z.int().min(1).max(720).default(72),
  })
  .refine((config) => config.port !== config.statusPort, {
    path: ['statusPort'],
    error: 'port and statusPort are the same',
  });

export type GatewayConfig = z.output<typeof gatewayConfigSchema>;
export type Peer = GatewayConfig['peers'][number];
export type Receiver = GatewayConfig['receivers'][number];

/** The file is wrong. The message has one line for each fault, and where it is. */
export class GatewayConfigError extends Error {
  override readonly name = 'GatewayConfigError';
}

/** @throws GatewayConfigError */
export function parseGatewayConfig(text: string): GatewayConfig {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new GatewayConfigError(`It is not JSON: ${(error as Error).message}.`, { cause: error });
  }
  const parsed = gatewayConfigSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the file'}: ${message}`,
  );
  throw new GatewayConfigError(`${faults.join('; ')}.`);
}
