import { NO_CONTENT_TYPE } from '../contract/text/service-texts.ts';
import type { NextFunction, Request, Response } from 'express';
import { ProblemException } from '../contract/problems.ts';

/** Refuses a body without a JSON content type: it would not be parsed and be taken for an empty one. */
export function requireJson<P>(request: Request<P>, _response: Response, next: NextFunction): void {
  const isEmpty = request.get('Content-Length') === '0';
  if (isEmpty || request.is(['application/json', 'application/*+json']) !== false) {
    next();
    return;
  }
  const type = request.get('Content-Type');
  throw new ProblemException('unsupported-media-type', {
    ...(type ? { type: type.slice(0, 100) } : { typeZh: NO_CONTENT_TYPE.zh, typeEn: NO_CONTENT_TYPE.en }),
    expected: 'application/json',
  });
}
