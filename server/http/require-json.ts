import type { NextFunction, Request, Response } from 'express';
import { ProblemException } from '../contract/problems.ts';

/** Refuses a body that does not say it is JSON: unread, it would pass for no body at all. */
export function requireJson<P>(request: Request<P>, _response: Response, next: NextFunction): void {
  const isEmpty = request.get('Content-Length') === '0';
  if (isEmpty || request.is(['application/json', 'application/*+json']) !== false) {
    next();
    return;
  }
  const type = request.get('Content-Type');
  throw new ProblemException('unsupported-media-type', {
    ...(type
      ? { type: type.slice(0, 100) }
      : { typeZh: '没有 Content-Type 的内容', typeEn: 'a body without a Content-Type' }),
    expected: 'application/json',
  });
}
