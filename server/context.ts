import { existsSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import type { AnalysisContext } from './service/context.ts';
import { answerQuestion } from './service/answer-question.ts';
import { createJobService, type JobService } from './service/jobs.ts';
import { sweepPacks } from './service/regions.ts';
import { buildImportLimits } from './service/import-limits.ts';
import { executeImport, sweepImports } from './service/imports.ts';
import type { Config } from './runtime/config.ts';
import { createLogger, type Logger } from './runtime/logger.ts';
import { ENGINE_VERSION } from './runtime/version.ts';
import { openDatabase } from './store/database.ts';
import { openFileStore } from './store/files.ts';
import { createJobStore } from './store/job-store.ts';
import { createRegionStore } from './store/region-store.ts';
import { createRunStore } from './store/run-store.ts';
import { createScenarioStore } from './store/scenario-store.ts';
import { createUploadStore } from './store/upload-store.ts';
import type { TaskRunner } from './workers/task-runner.ts';
import { createBullmqRunner } from './workers/bullmq-runner.ts';
import { createThreadPool } from './workers/thread-pool.ts';

/** Of what may be kept, the part that boundaries sent to the service may take. */
const UPLOAD_SHARE = 0.2;
const DAY_MILLISECONDS = 86_400_000;

/** The long-lived parts of a server or a command. */
export interface ServerContext {
  readonly config: Config;
  readonly logger: Logger;
  readonly analysis: AnalysisContext;
  readonly jobs: JobService;
  /** Ends threads and closes the database; safe to call once. */
  close(): Promise<void>;
}

/** Bundled worker of this installation. */
export function workerFile(home: string): string {
  const file = join(home, 'dist/server/worker.js');
  if (!existsSync(file)) throw new Error(`${file} is missing: run \`npm run build\``);
  return file;
}

/** Threads of this machine: `threads` for what is asked at once, as many as configured for jobs. */
export function createLocalThreads(config: Config, threads: number): TaskRunner {
  const { home, threads: jobThreads, memoryBytes } = config;
  const machine = Math.min(totalmem(), process.constrainedMemory() || Infinity, memoryBytes ?? Infinity);
  return createThreadPool({
    filename: workerFile(home),
    threads,
    jobThreads,
    // Half of the memory for what threads keep between questions, the other half for the questions.
    cacheBytes: machine / 2 / (threads + jobThreads),
  });
}

/** Local threads; with REDIS_URL the job lane goes to `careshed worker` processes. */
function createRunner(config: Config): TaskRunner {
  const { redisUrl } = config;
  const local = createLocalThreads(config, config.threads);
  return redisUrl === null ? local : createBullmqRunner(redisUrl, local);
}

/** Builds the context from config; `overrides` lets tests bring their own runner or clock. */
export function createContext(
  config: Config,
  overrides: { runner?: TaskRunner; now?: () => string; availableMemory?: () => number } = {},
): ServerContext {
  const logger = createLogger(config.logLevel);
  const sql = openDatabase(join(config.dataFolder, 'careshed.db'));
  const now = overrides.now ?? (() => new Date().toISOString());
  const runFiles = openFileStore(join(config.dataFolder, 'runs'));
  const uploadFiles = openFileStore(join(config.dataFolder, 'uploads'));
  const runner = overrides.runner ?? createRunner(config);
  const analysis: AnalysisContext = {
    runner,
    regions: createRegionStore(sql),
    runs: createRunStore(sql, runFiles, now, config.keep),
    uploads: createUploadStore(sql, uploadFiles),
    jobs: createJobStore(sql),
    scenarios: createScenarioStore(sql),
    regionFolder: join(config.dataFolder, 'regions'),
    importFolder: join(config.dataFolder, 'imports'),
    importLimits: buildImportLimits(config.importLimits),
    uploadPath: (upload) => uploadFiles.path(`${upload}.upload`),
    engineVersion: ENGINE_VERSION,
    now,
    milliseconds: () => performance.now(),
    availableMemory: overrides.availableMemory ?? (() => readAvailableMemory(config.memoryBytes)),
  };
  const jobs = createJobService(analysis, async (process, inputs, options) =>
    process === 'import'
      ? executeImport(analysis, inputs, options)
      : (await answerQuestion(analysis, process, inputs, options)).run,
  );
  return {
    config,
    logger,
    analysis,
    jobs,
    close: async () => {
      await jobs.close();
      await runner.close();
      sql.close();
    },
  };
}

/** Free memory of the machine, or what the limit of a container or of the configuration leaves of it. */
function readAvailableMemory(mostBytes: number | null): number {
  const limit = Math.min(process.constrainedMemory() || Infinity, mostBytes ?? Infinity);
  return limit < Infinity ? Math.min(freemem(), Math.max(0, limit - process.memoryUsage.rss())) : freemem();
}

/**
 * What a start cleans up after a killed process: temporary files, packs of no region, what is beyond the
 * limits. Only for the one server of a data folder.
 */
export function cleanDataFolder({ analysis, config }: ServerContext): void {
  openFileStore(join(config.dataFolder, 'runs')).sweep();
  openFileStore(join(config.dataFolder, 'uploads')).sweep();
  sweepPacks(analysis);
  sweepImports(analysis, true);
  analysis.runs.sweep();
  tidyDataFolder({ analysis, config });
}

/**
 * Drops runs, boundaries, scenario contents and imports beyond the limits of the configuration. For the
 * start and from time to time.
 */
export function tidyDataFolder({ analysis, config }: Pick<ServerContext, 'analysis' | 'config'>): void {
  const { days, bytes } = config.keep;
  const oldest = new Date(Date.parse(analysis.now()) - days * DAY_MILLISECONDS).toISOString();
  sweepImports(analysis, false);
  analysis.runs.prune();
  analysis.uploads.prune(oldest, bytes * UPLOAD_SHARE);
  analysis.scenarios.pruneContents();
}
