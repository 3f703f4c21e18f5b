import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { ensureSample } from './service/regions.ts';
import { createApp } from './app.ts';
import { cleanDataFolder, createContext, tidyDataFolder } from './context.ts';
import { readConfig } from './runtime/config.ts';

const SAMPLE = 'qinghe';
const TIDY_MILLISECONDS = 3_600_000;
/** dist/server/main.js stands two folders below the installation. */
const home = resolve(import.meta.dirname, '../..');

const context = createContext(readConfig(process.env, home));
const { config, logger } = context;
cleanDataFolder(context);
await ensureSample(context.analysis, join(home, 'data/geo', SAMPLE), SAMPLE, {
  onProgress: (share, phase) => logger.info({ share, phase }, 'importing the sample region'),
});
context.jobs.recover();
const streams = new Set<() => void>();
const server = createServer(createApp(context, streams));
server.on('error', (error: NodeJS.ErrnoException) => {
  const why =
    error.code === 'EADDRINUSE'
      ? `port ${config.port} is in use: stop the other program or start with PORT=${config.port + 1}`
      : error.message;
  console.error(`Careshed cannot listen on ${config.host}:${config.port}: ${why}`);
  process.exit(1);
});
server.listen(config.port, config.host, () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  console.log(
    `Careshed is ready: http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
  );
});

setInterval(() => {
  try {
    tidyDataFolder(context);
  } catch (error) {
    logger.error({ err: error }, 'tidying the data folder failed; it is tried again in an hour');
  }
}, TIDY_MILLISECONDS).unref();
process.on('unhandledRejection', (error) => {
  logger.error({ err: error }, 'a promise was rejected and nothing handled it');
});

let stopping = false;
const stop = (signal: string): void => {
  if (stopping) return;
  stopping = true;
  logger.info({ signal }, 'stopping');
  for (const end of streams) end();
  server.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 2000).unref();
  void context.close().then(() => process.exit(0));
};
process.on('SIGINT', () => stop('SIGINT'));
process.on('SIGTERM', () => stop('SIGTERM'));
