import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import { home } from '../build/build-parts.ts';

/** Addresses of the service's API, but for modules: the page has a folder `api` of its own. */
const SERVICE_API = String.raw`^/api(?![^?]*\.tsx?(\?|$))(/|\?|$)`;

/** The page by Vite; what it asks of the service goes on to the service. */
export async function startPage(options: {
  readonly host: string;
  readonly port: number;
  readonly servicePort: number;
}): Promise<ViteDevServer> {
  const target = `http://${options.host}:${options.servicePort}`;
  // The service compares the origin of a change with the host it is asked under: the page's is passed on.
  const toService = { target, changeOrigin: false };
  const server = await createServer({
    root: join(home, 'client'),
    configFile: join(home, 'client/vite.config.ts'),
    cacheDir: join(home, 'dist/vite'),
    clearScreen: false,
    logLevel: 'warn',
    server: {
      host: options.host,
      port: options.port,
      strictPort: true,
      proxy: { [SERVICE_API]: toService, '/docs': toService },
      fs: { allow: [home, realpathSync(join(home, 'node_modules'))] },
    },
  });
  await server.listen();
  return server;
}
