import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { toStorageProblem } from '../service/storage-problem.ts';
import { PROBLEMS, ProblemException, type ProblemCode } from '../contract/problems.ts';
import { toProblem } from '../contract/text/present.ts';
import type { Logger } from '../runtime/logger.ts';
import { languageOf } from './language.ts';

/** Problems that pass by themselves, and when it is worth another try. */
const RETRY_SECONDS: Partial<Record<ProblemCode, number>> = {
  'queue-full': 30,
  'storage-full': 60,
  'storage-busy': 5,
};

/** No route took the request. */
export const answerNotFound: RequestHandler = (request, response) => {
  sendProblem(request, response, new ProblemException('not-found', { path: request.path }));
};

/**
 * Every error becomes problem+json; unexpected ones keep their cause in the log under the id that the
 * reader is reported.
 */
export function createProblemHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    sendProblem(request, response, toException(error, logger));
  };
}

function toException(error: unknown, logger: Logger): ProblemException {
  if (error instanceof ProblemException) return error;
  const fault = error as { type?: string; status?: number; message?: string; limit?: number };
  if (fault.type === 'entity.parse.failed')
    return new ProblemException('invalid-json', { reason: fault.message ?? '' });
  if (fault.type === 'entity.too.large')
    return new ProblemException('too-large', {
      limit: `${Number(((fault.limit ?? 0) / 1024 / 1024).toPrecision(3))} MB`,
    });
  if (fault.type === 'encoding.unsupported' || fault.type === 'charset.unsupported')
    return new ProblemException('unsupported-media-type', { type: fault.message ?? '', expected: 'UTF-8' });
  if (error instanceof URIError) return new ProblemException('not-found', { path: error.message });
  const storage = toStorageProblem(error);
  if (storage) {
    logger.error({ err: error }, 'the data folder takes no writes');
    return storage;
  }
  const id = randomUUID().slice(0, 8);
  logger.error({ err: error, id }, 'unexpected error');
  return new ProblemException('internal', { id });
}

function sendProblem(request: Request, response: Response, error: ProblemException): void {
  const wait = RETRY_SECONDS[error.code];
  if (wait !== undefined) response.setHeader('Retry-After', wait);
  response
    .status(PROBLEMS[error.code])
    .type('application/problem+json')
    .send(JSON.stringify(toProblem(error, languageOf(request))));
}
