import path from 'node:path';

/** The folder of the app: the one that holds host.json. */
export const appDirectory = path.resolve(__dirname, '../../..');
