import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { AnalysisContext } from '../service/context.ts';
import { parseWith } from '../service/parse-inputs.ts';
import {
  createScenario,
  getScenario,
  listScenarios,
  patchScenario,
  removeScenario,
  replaceScenario,
} from '../service/scenarios.ts';
import { ProblemException } from '../contract/problems.ts';
import { routes } from '../contract/routes.ts';
import type { Scenario } from '../contract/scenario.ts';
import { requireJson } from './require-json.ts';

const Query = z.strictObject({ region: z.string().optional() });

/**
 * Scenarios: who changes one states which version they saw (If-Match), so that two writers never overwrite
 * each other unseen.
 */
export function createScenarioRoutes(context: AnalysisContext): Router {
  const router = Router();
  router.get('/scenarios', (request, response) => {
    const { region } = parseWith(Query, request.query);
    response.json({
      scenarios: listScenarios(context, region ?? null),
      links: [{ rel: 'self', type: 'application/json', href: routes.scenarios() }],
    });
  });
  router.post('/scenarios', requireJson, async (request, response) => {
    const scenario = await createScenario(context, request.body ?? {});
    response.status(201).setHeader('Location', routes.scenario(scenario.id));
    send(response, scenario);
  });
  router.get('/scenarios/:scenario', (request, response) => {
    const scenario = getScenario(context, request.params.scenario);
    if (request.get('If-None-Match') === tagOf(scenario))
      response.status(304).setHeader('ETag', tagOf(scenario)).end();
    else send(response, scenario);
  });
  router.put('/scenarios/:scenario', requireJson, async (request, response) => {
    const { scenario } = request.params;
    send(response, await replaceScenario(context, scenario, versionOf(request), request.body));
  });
  router.patch('/scenarios/:scenario', requireJson, async (request, response) => {
    const { scenario } = request.params;
    send(response, await patchScenario(context, scenario, versionOf(request), request.body));
  });
  router.delete('/scenarios/:scenario', (request, response) => {
    removeScenario(context, request.params.scenario, versionOf(request));
    response.status(204).end();
  });
  return router;
}

function send(response: Response, scenario: Scenario): void {
  response.setHeader('ETag', tagOf(scenario)).setHeader('Cache-Control', 'no-cache').json(scenario);
}

function tagOf(scenario: Scenario): string {
  return `"${scenario.id}-${scenario.version}"`;
}

/** The version named by If-Match; a tag that is no version of ours matches nothing. */
function versionOf(request: Request): number {
  const tag = request.get('If-Match');
  if (tag === undefined) throw new ProblemException('precondition-required');
  const version = /^(?:W\/)?"(.+)-(\d+)"$/.exec(tag.trim());
  return version && version[1] === request.params['scenario'] ? Number(version[2]) : -1;
}
