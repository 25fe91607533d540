import path from 'node:path';
import type {
  Clock,
  CodestreamDecoder,
  FileReader,
  MediaDirectoryReader,
  ModelsPort,
  PngRenderer,
} from './activities/ports';
import { codestreamDecoder } from './decoder/codestreamJob';
import { DecoderPool } from './decoder/decoderPool';
import { mediaDirectoryReader } from './decoder/mediaDirectoryJob';
import { pngRenderer } from './decoder/pngJob';
import { fileReader } from './decoder/readImageJob';
import type { ModelRepository } from './inference/modelRepository';
import type { SiteModels } from './inference/siteModels';
import { modelsPort } from './modelsPort';
import { readSettings, type Settings } from './settings';
import { openSiteModels } from './siteModels';
import { openStore, type Store } from './storage/store';

/** Everything that functions are handed. Built once in a process, here and nowhere else. */
export interface App {
  readonly settings: Settings;
  readonly store: Store;
  readonly models: ModelsPort;
  readonly readFile: FileReader;
  readonly decodeCodestream: CodestreamDecoder;
  readonly renderPng: PngRenderer;
  readonly readMediaDirectory: MediaDirectoryReader;
  readonly now: Clock;
  readonly siteModels: SiteModels;
  /** The site's models as they are now. */
  modelRepository(): Promise<ModelRepository>;
  /** Creates containers and tables that are missing. */
  prepare(): Promise<void>;
}

/** The folder of package.json, host.json and models/. */
export const appDirectory = path.resolve(__dirname, '..');

/** Runs once; a failure is forgotten, so that the next caller tries again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

export function createApp(settings: Settings): App {
  const store = openStore(settings);
  const decoders = new DecoderPool(settings.decoders);
  const siteModels = openSiteModels(settings, store);
  const modelRepository = async () => (await siteModels.current()).repository;
  return {
    settings,
    store,
    models: modelsPort(modelRepository, (model) => siteModels.holding(model)),
    siteModels,
    readFile: fileReader(decoders, settings.limits),
    decodeCodestream: codestreamDecoder(decoders),
    renderPng: pngRenderer(decoders),
    readMediaDirectory: mediaDirectoryReader(decoders),
    now: () => new Date().toISOString(),
    modelRepository,
    prepare: once(() => store.prepare()),
  };
}

let running: App | undefined;

/** The app of this process, from its environment. @throws SettingsError */
export function theApp(): App {
  running ??= createApp(readSettings(process.env, appDirectory));
  return running;
}
