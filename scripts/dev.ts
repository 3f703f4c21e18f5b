import { startPage } from './dev/page-server.ts';
import { ServiceProcess } from './dev/service-process.ts';
import { watchServer } from './dev/watch-server.ts';

// `npm run dev`: the page by Vite with hot replacement, and the service, built and started again whenever a
// source of it changes. PORT is the service's port (3000), PAGE_PORT the page's (5173), HOST that of both.
// Ctrl-C ends all of it.

const host = process.env['HOST'] ?? '127.0.0.1';
const servicePort = Number(process.env['PORT'] ?? 3000);
const pagePort = Number(process.env['PAGE_PORT'] ?? 5173);

const service = new ServiceProcess({ HOST: host, PORT: String(servicePort) });
const page = await startPage({ host, port: pagePort, servicePort });
let watcher: { readonly close: () => void } | null = null;

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  watcher?.close();
  void Promise.allSettled([page.close(), service.stop()]).then(() => process.exit(0));
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

watcher = await watchServer(service);
console.log(`Careshed in development: http://${host}:${pagePort} (the service is at port ${servicePort})`);
