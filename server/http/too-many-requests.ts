import type { RequestHandler } from 'express';
import { ProblemException } from '../contract/problems.ts';

/** The limiter's answer, as a problem like any other. */
export const tooManyRequests: RequestHandler = (_request, response, next) => {
  next(
    new ProblemException('too-many-requests', { seconds: Number(response.getHeader('Retry-After') ?? 60) }),
  );
};
