/**
 * Who may import whom. Each room of `src/` names the rooms and packages that its files may import. A room may
 * import itself; everything else is refused, including types. `npm run lint` enforces it
 * (.dependency-cruiser.cjs).
 *
 * A room is a folder with everything in it, except for sub-folders that are rooms of their own. A name that
 * is not a room but contains rooms ('domain', 'cli') stands for all of them.
 */

/** Node's modules that touch only memory. */
const pure = ['node:crypto', 'node:util', 'node:zlib', 'node:path', 'node:timers/promises'];

/** @type {Record<string, { rooms?: string[], packages?: string[] }>} */
const rooms = {
  // The rules. They use no SDK, no clock and no files, and import each other only downwards.
  'domain/kernel': { packages: ['zod', 'node:crypto', 'node:zlib'] },
  'domain/reasons': { rooms: ['domain/kernel'], packages: ['zod'] },
  'domain/models': { rooms: ['domain/kernel', 'domain/reasons'], packages: ['zod'] },
  'domain/image': { rooms: ['domain/kernel', 'domain/reasons', 'domain/models'], packages: ['zod'] },
  'domain/intake': { rooms: ['domain/kernel', 'domain/reasons'], packages: ['zod'] },
  'domain/accounting': { rooms: ['domain/kernel', 'domain/reasons', 'domain/intake'], packages: ['zod'] },
  'domain/study': {
    rooms: ['domain/kernel', 'domain/reasons', 'domain/models', 'domain/image'],
    packages: ['zod'],
  },
  'domain/outputs': { rooms: ['domain/kernel', 'domain/study'], packages: ['zod'] },
  'domain/audit': {
    rooms: [
      'domain/kernel',
      'domain/reasons',
      'domain/models',
      'domain/study',
      'domain/outputs',
      'domain/drift',
    ],
    packages: ['zod', 'node:crypto'],
  },
  // Whether models are shown, and say, what they did.
  'domain/drift': { rooms: ['domain/kernel', 'domain/image'], packages: ['zod'] },
  // The names of codes and values.
  'domain/words': {
    rooms: [
      'domain/kernel',
      'domain/reasons',
      'domain/models',
      'domain/accounting',
      'domain/study',
      'domain/outputs',
      'domain/audit',
    ],
    packages: ['zod'],
  },
  'domain/worklist': {
    rooms: [
      'domain/kernel',
      'domain/reasons',
      'domain/models',
      'domain/intake',
      'domain/study',
      'domain/words',
    ],
    packages: ['zod'],
  },

  // A reading room by queueing theory: what an order of reading is worth.
  'domain/simulation': {
    rooms: ['domain/kernel', 'domain/models', 'domain/study'],
    packages: ['zod'],
  },

  // Where the app lies, and what it runs on.
  places: { packages: ['node:fs', 'node:path'] },

  // What crosses processes.
  contract: { rooms: ['domain'], packages: ['zod'] },

  // Bytes to values and pictures, pure.
  formats: { rooms: ['domain'] },
  'formats/archive': { rooms: ['domain', 'formats'], packages: [...pure, 'node:stream', 'yauzl'] },
  dicom: {
    rooms: ['domain', 'formats'],
    packages: [
      'dicom-parser',
      '@cornerstonejs/codec-charls',
      '@cornerstonejs/codec-openjpeg',
      '@cornerstonejs/codec-openjph',
      'node:fs/promises',
      ...pure,
    ],
  },
  // Threads that hold pictures, so that pixel work does not stop the event loop.
  'imaging/threads': {
    rooms: ['domain', 'places', 'imaging'],
    packages: ['node:path', 'node:worker_threads'],
  },
  imaging: { rooms: ['domain', 'formats'], packages: ['sharp', ...pure] },

  // The processes that read hostile files. Only the child itself knows how to read a file.
  decoder: {
    rooms: ['domain', 'formats', 'places'],
    packages: [
      ...pure,
      'zod',
      'node:child_process',
      'node:events',
      'node:fs',
      'node:fs/promises',
      'node:net',
      'node:os',
      'node:worker_threads',
    ],
  },
  'decoder/child': {
    rooms: ['domain', 'formats', 'formats/archive', 'dicom', 'imaging', 'decoder'],
    packages: [...pure, 'node:fs', 'node:module', 'node:worker_threads'],
  },

  // Models.
  'inference/manifest': { rooms: ['domain'], packages: [...pure, 'zod'] },
  'inference/onnx': {
    rooms: ['domain', 'places', 'decoder', 'inference/manifest'],
    packages: [...pure, 'zod'],
  },
  // The process that runs a network, and the only one that loads the runtime.
  'inference/onnx/child': {
    rooms: ['domain', 'decoder', 'decoder/child', 'inference/manifest', 'inference/onnx'],
    packages: ['onnxruntime-node'],
  },
  'inference/repository': {
    rooms: ['domain', 'inference/manifest', 'inference/onnx'],
    packages: [...pure, 'zod', 'node:fs/promises'],
  },
  'inference/run': {
    rooms: ['domain', 'imaging', 'inference/manifest', 'inference/onnx', 'inference/repository'],
    packages: pure,
  },
  'inference/evaluation': {
    rooms: ['domain', 'inference/manifest', 'inference/repository', 'inference/run'],
    packages: [...pure, 'zod', 'csv-parse'],
  },
  'inference/card': { rooms: ['domain', 'inference/manifest', 'inference/evaluation'] },
  'inference/draft': {
    rooms: ['domain', 'inference/manifest', 'inference/onnx'],
    packages: pure,
  },

  // The audit log, pure, and the signers for it.
  'audit/proof': { packages: ['node:crypto'] },
  'audit/log': { rooms: ['domain', 'audit/proof'], packages: ['zod', 'node:crypto'] },
  'audit/verify': { rooms: ['domain', 'audit/proof', 'audit/log'], packages: ['zod', 'node:crypto'] },
  signing: {
    rooms: ['audit/proof'],
    packages: ['@azure/identity', '@azure/keyvault-keys', 'node:crypto', 'node:fs', 'node:path'],
  },

  // Who is calling, and what they may do.
  access: { rooms: ['domain', 'contract'], packages: ['jose', 'zod', 'node:crypto', 'node:net', 'node:os'] },
  notifications: { rooms: ['domain'], packages: ['zod', 'node:crypto'] },
  // How outputs are handed to other systems.
  delivery: { rooms: ['domain'], packages: ['zod', 'node:crypto', 'node:net', 'node:tls'] },

  // How storage accounts are named and opened, for the app and for the embedded runtime.
  connections: { packages: ['@azure/identity'] },

  // What can be watched. The SDK is loaded only where something is exported.
  telemetry: { rooms: ['domain/drift'], packages: ['node:crypto', 'zod'] },
  'telemetry/otel': {
    rooms: ['connections', 'telemetry'],
    packages: [
      'node:crypto',
      '@azure/monitor-opentelemetry-exporter',
      '@opentelemetry/api',
      '@opentelemetry/core',
      '@opentelemetry/exporter-metrics-otlp-proto',
      '@opentelemetry/exporter-trace-otlp-proto',
      '@opentelemetry/resources',
      '@opentelemetry/sdk-metrics',
      '@opentelemetry/sdk-trace-base',
    ],
  },

  // One result as the objects and messages that other systems take, pure.
  interchange: { rooms: ['domain', 'dicom'], packages: ['node:crypto'] },

  settings: {
    rooms: ['domain', 'access', 'connections', 'decoder', 'notifications', 'telemetry'],
    packages: ['zod', 'node:fs', 'node:os', 'node:path'],
  },
  storage: {
    rooms: ['domain', 'contract', 'connections', 'settings', 'telemetry'],
    packages: [
      ...pure,
      'zod',
      '@azure/data-tables',
      '@azure/storage-blob',
      '@azure/storage-queue',
      'node:stream',
      'node:stream/consumers',
      'node:stream/promises',
    ],
  },

  // The process on a hospital's network: DICOM in, blobs out, and the way back.
  gateway: {
    rooms: ['domain', 'contract', 'dicom', 'delivery', 'storage'],
    packages: [
      ...pure,
      'zod',
      '@azure/storage-blob',
      'node:fs',
      'node:fs/promises',
      'node:http',
      'node:net',
      'node:sqlite',
      'node:tls',
    ],
  },

  // Use cases, over injected ports.
  operations: {
    rooms: ['domain', 'contract', 'formats', 'formats/archive', 'imaging', 'dicom', 'interchange'],
    packages: [...pure, 'node:perf_hooks'],
  },
  activities: {
    rooms: ['domain', 'contract', 'formats', 'formats/archive', 'imaging', 'dicom', 'operations'],
    packages: pure,
  },
  // Replayed: they import their context and types only.
  orchestrations: { rooms: ['contract', 'domain/kernel'], packages: ['durable-functions'] },

  // Azure's entry points.
  'functions/http': {
    rooms: [
      'domain',
      'contract',
      'formats',
      'places',
      'access',
      'audit/log',
      'interchange',
      'operations',
      'inference/evaluation',
      'inference/repository',
      'telemetry',
      'app',
    ],
    packages: [...pure, 'zod', '@azure/functions', 'durable-functions', 'node:fs/promises'],
  },
  'functions/triggers': {
    rooms: ['domain', 'contract', 'operations', 'activities', 'orchestrations', 'telemetry', 'app'],
    packages: [...pure, '@azure/functions', 'durable-functions'],
  },
  // The composition root: everything that is deployed, except functions.
  app: {
    rooms: [
      'domain',
      'contract',
      'access',
      'audit',
      'connections',
      'decoder',
      'delivery',
      'imaging/threads',
      'inference',
      'notifications',
      'operations',
      'places',
      'settings',
      'signing',
      'storage',
      'telemetry',
      'telemetry/otel',
    ],
    packages: [...pure, 'durable-functions', 'node:fs', 'node:os'],
  },
  '(entry)': { rooms: ['places', 'app', 'functions'], packages: ['node:module'] },

  // The embedded runtime runs any app, and knows nothing about ours.
  local: {
    rooms: ['connections'],
    packages: [
      ...pure,
      '@azure/functions-core',
      '@azure/storage-blob',
      '@azure/storage-queue',
      'azurite',
      'node:child_process',
      'node:fs',
      'node:http',
      'node:module',
      'node:net',
      'node:readline',
      'node:sqlite',
      'node:stream',
      'node:url',
    ],
  },

  // The command line: every part of the app, and the embedded runtime.
  'cli/language': { rooms: ['domain'], packages: pure },
  'cli/terminal': {
    rooms: ['cli/language', 'domain', 'dicom', 'local'],
    packages: ['commander', 'cli-progress', 'node:util'],
  },
  'cli/site': {
    rooms: [
      'cli/language',
      'domain',
      'places',
      'app',
      'audit/verify',
      'connections',
      'settings',
      'storage',
      'local',
      'cli/terminal',
    ],
    packages: [...pure, 'zod', 'commander', '@azure/storage-blob', 'node:fs', 'node:fs/promises', 'node:os'],
  },
  'cli/files': {
    rooms: [
      'cli/language',
      'domain',
      'formats',
      'formats/archive',
      'dicom',
      'decoder',
      'operations',
      'storage',
      'cli/terminal',
    ],
    packages: [
      ...pure,
      '@azure/storage-blob',
      'node:fs',
      'node:fs/promises',
      'node:stream',
      'node:stream/promises',
    ],
  },
  'cli/results': {
    rooms: ['cli/language', 'domain', 'storage', 'cli/terminal', 'cli/files'],
    packages: [...pure, 'zod', 'cli-table3', 'commander', '@azure/storage-blob'],
  },
  'cli/synthetic': { rooms: ['domain', 'dicom', 'imaging'], packages: pure },
  'cli/commands': {
    rooms: [
      'cli/language',
      'domain',
      'contract',
      'formats',
      'formats/archive',
      'dicom',
      'imaging',
      'imaging/threads',
      'decoder',
      'inference',
      'audit',
      'signing',
      'interchange',
      'gateway',
      'operations',
      'connections',
      'places',
      'settings',
      'storage',
      'app',
      'local',
      'cli/terminal',
      'cli/site',
      'cli/files',
      'cli/results',
      'cli/synthetic',
    ],
    packages: [
      ...pure,
      'zod',
      'commander',
      'cli-table3',
      '@azure/storage-blob',
      'node:fs',
      'node:fs/promises',
      'node:module',
      'node:os',
      'node:perf_hooks',
      'node:stream/consumers',
    ],
  },
  cli: {
    rooms: ['places', 'domain', 'cli/commands', 'cli/language', 'cli/site', 'cli/terminal'],
    packages: ['commander', 'node:util'],
  },

  // The page in the browser.
  dashboard: {
    rooms: ['domain', 'contract'],
    packages: ['preact', 'zod', 'marked'],
  },
};

module.exports = { rooms };
