import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../runtime/config.ts';
import { ENGINE_VERSION } from '../runtime/version.ts';
import { examinePacks } from '../service/examine-packs.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  /** How to get what is missing; empty when nothing is. */
  readonly way: string;
}

const LEAST_NODE = [20, 19] as const;
const LEAST_DISK_BYTES = 1e9;
const LEAST_MEMORY_BYTES = 1e9;
const QUEUE_WAIT_MS = 2000;

/**
 * Prints versions, disk, memory, ports and built parts, with the way to what is missing; 0 when all is
 * well, 65 otherwise.
 */
export async function examine(
  home: string,
  environment: Readonly<Record<string, string | undefined>>,
  asJson: boolean,
): Promise<number> {
  const config = readConfig(environment, home);
  const checks = [
    checkNode(),
    { name: 'careshed', ok: true, found: ENGINE_VERSION, way: '' },
    checkMemory(),
    checkFolder(config.dataFolder),
    checkBuilt(home, 'dist/server/worker.js', 'server'),
    checkBuilt(home, 'dist/client/index.html', 'page'),
    checkPacks(join(config.dataFolder, 'regions')),
    await checkPort(config.host, config.port),
    ...(config.redisUrl === null ? [] : [await checkQueue(config.redisUrl)]),
  ];
  if (asJson) console.log(JSON.stringify({ checks }, null, 2));
  else
    for (const check of checks)
      console.log(
        `${check.ok ? 'ok  ' : 'FAIL'} ${check.name.padEnd(10)} ${check.found}${check.way ? `: ${check.way}` : ''}`,
      );
  return checks.every((check) => check.ok) ? 0 : 65;
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  return {
    name: 'node',
    ok,
    found: `${process.versions.node}, ${availableParallelism()} threads`,
    way: ok ? '' : `install Node ${LEAST_NODE.join('.')} or later`,
  };
}

function checkMemory(): Check {
  const ok = freemem() > LEAST_MEMORY_BYTES;
  const gb = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  return {
    name: 'memory',
    ok,
    found: `${gb(freemem())} free of ${gb(totalmem())}`,
    way: ok ? '' : 'free at least 1 GB',
  };
}

function checkFolder(folder: string): Check {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    const free = bavail * bsize;
    const ok = free > LEAST_DISK_BYTES;
    return {
      name: 'data',
      ok,
      found: `${folder}, ${(free / 1e9).toFixed(1)} GB free`,
      way: ok ? '' : 'free at least 1 GB or set CARESHED_DATA to another disk',
    };
  } catch (error) {
    return {
      name: 'data',
      ok: false,
      found: (error as Error).message,
      way: 'set CARESHED_DATA to a folder you may write',
    };
  }
}

function checkBuilt(home: string, file: string, name: string): Check {
  const ok = existsSync(join(home, file));
  return { name, ok, found: ok ? 'built' : 'not built', way: ok ? '' : 'run `npm run build`' };
}

/** Whether the packs of this data folder are whole as far as their headers tell; one cut short is named. */
function checkPacks(folder: string): Check {
  const { packs, broken } = examinePacks(folder);
  return {
    name: 'regions',
    ok: broken.length === 0,
    found: broken.length === 0 ? `${packs} packs` : broken.slice(0, 5).join(', '),
    way: broken.length === 0 ? '' : 'import these regions again, or restore the files from a backup',
  };
}

/** Whether the machine of the queue answers. */
async function checkQueue(url: string): Promise<Check> {
  const { hostname, port, host } = new URL(url);
  const failure = await new Promise<string | null>((done) => {
    const socket = connect({ host: hostname, port: Number(port || 6379), timeout: QUEUE_WAIT_MS });
    const end = (found: string | null): void => {
      socket.destroy();
      done(found);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end('no answer'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
  return {
    name: 'queue',
    ok: failure === null,
    found: failure === null ? `${host} answers` : `${host}: ${failure}`,
    way:
      failure === null
        ? ''
        : 'start Redis there, correct REDIS_URL, or unset it to work on this machine alone',
  };
}

async function checkPort(host: string, port: number): Promise<Check> {
  const failure = await new Promise<string | null>((done) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => done(null)));
  });
  return {
    name: 'port',
    ok: failure === null,
    found: failure === null ? `${host}:${port} is free` : `${host}:${port}: ${failure}`,
    way: failure === null ? '' : `stop the other program or set PORT`,
  };
}
