import path from 'node:path';

/** The folder of the app: what lies beside host.json. */
export const appDirectory = path.resolve(__dirname, '../../..');
