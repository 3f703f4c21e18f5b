import { buildClient, buildDocs, buildServer } from './build/build-parts.ts';

await Promise.all([buildServer(), buildClient()]);
await buildDocs();
