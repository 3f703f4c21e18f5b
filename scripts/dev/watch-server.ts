import { watch } from 'node:fs';
import { join } from 'node:path';
import { home, openServerBuild } from '../build/build-parts.ts';
import type { ServiceProcess } from './service-process.ts';

/** Editors write a file in several steps, and several files at once. */
const QUIET_MILLISECONDS = 30;

/**
 * Builds the server, worker and command line included, whenever a source of it changes, and starts the
 * service again. A build that fails is reported and changes nothing: the service of the last one goes on.
 */
export async function watchServer(service: ServiceProcess): Promise<{ readonly close: () => void }> {
  const server = await openServerBuild();
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  const build = (): Promise<void> => {
    running = running.then(async () => {
      const began = Date.now();
      try {
        await server.build();
      } catch {
        // The builder has printed file, line and reason.
        console.error('The server does not build; the service of the last build goes on.');
        return;
      }
      await service.restart();
      console.log(`Server built in ${Date.now() - began} ms; the service starts again.`);
    });
    return running;
  };
  const watcher = watch(join(home, 'server'), { recursive: true }, (_event, name) => {
    if (!name || !/(?<!\.as)\.ts$/.test(name)) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void build(), QUIET_MILLISECONDS);
  });
  await build();
  return {
    close: () => {
      if (timer) clearTimeout(timer);
      watcher.close();
      void server.close();
    },
  };
}
