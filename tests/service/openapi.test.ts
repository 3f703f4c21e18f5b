import { describe, expect, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { useService } from '../support/service.ts';

const service = useService();

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
}

/** `METHOD /path` of every route below, as the document writes its parameters. */
function listRoutes(stack: readonly Layer[]): string[] {
  return stack.flatMap(({ route, handle }) => [
    ...(route
      ? Object.keys(route.methods).map(
          (method) => `${method} ${route.path.replaceAll(/:(\w+)/g, '{$1}').replace(/^\/$/, '')}`,
        )
      : []),
    ...(handle?.stack ? listRoutes(handle.stack) : []),
  ]);
}

describe('the OpenAPI document', () => {
  test('names every route of the service and no other', async () => {
    const { paths } = await (await service.request('/api/openapi.json')).json();
    const written = Object.entries(paths as Record<string, Record<string, { operationId: string }>>)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
      // One path for each process, where Express has a parameter.
      .map((line) => line.replace(/\/processes\/[a-z-]+\/execution$/, '/processes/{process}/execution'));
    const app = createApp(service.context, new Set()) as unknown as { router: { stack: readonly Layer[] } };
    // Everything but the page itself stands under /api.
    const bound = listRoutes(app.router.stack)
      .filter((line) => !line.includes('*'))
      .map((line) => line.replace(' ', ' /api'));
    expect(bound.length).toBeGreaterThan(35);
    expect([...new Set(written)].sort()).toEqual([...new Set(bound)].sort());
  });

  test('gives every operation a name of its own, and every path its parameters', async () => {
    const { paths } = await (await service.request('/api/openapi.json')).json();
    const ids: string[] = [];
    for (const [path, methods] of Object.entries(paths as Record<string, Record<string, Operation>>))
      for (const { operationId, parameters = [], responses } of Object.values(methods)) {
        ids.push(operationId);
        const named = parameters.flatMap((parameter) => (parameter.in === 'path' ? [parameter.name] : []));
        expect(named.sort(), path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort());
        expect(Object.keys(responses).length, path).toBeGreaterThan(0);
      }
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('lists the choices of an import with their bounds', async () => {
    const { paths } = await (await service.request('/api/openapi.json')).json();
    const { requestBody } = paths['/api/imports/{import}/execution'].post;
    const text = JSON.stringify(requestBody);
    for (const name of ['facilityCorrections', 'roadSpeeds', 'populationUnits', 'haloMeters'])
      expect(text).toContain(name);
  });
});
