import { recordOf } from '../../server/contract/languages.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import type { Problem } from './types.ts';

/**
 * An answer that is not a success, in the reader's language; `problem.code` is `offline` when nothing
 * answered.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(problem.detail, cause === undefined ? undefined : { cause });
    this.problem = problem;
  }
}

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly language: Language;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly file?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Sends one request and throws `ApiError` for everything but a 2xx answer. */
export async function send(url: string, request: Request): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': recordOf(request.language).tag,
    ...request.headers,
  };
  if (request.body !== undefined) headers['Content-Type'] = 'application/json';
  if (request.file) headers['Content-Type'] = request.file.type || 'application/geo+json';
  let response: Response;
  try {
    response = await fetch(url, {
      method: request.method ?? 'GET',
      headers,
      ...(request.file ? { body: request.file } : {}),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...(request.signal ? { signal: request.signal } : {}),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError({ type: 'about:blank', title: '', status: 0, detail: '', code: 'offline' }, cause);
  }
  if (!response.ok) throw new ApiError(await readProblem(response));
  return response;
}

export async function getJson<T>(url: string, request: Request): Promise<T> {
  const response = await send(url, request);
  return (await response.json()) as T;
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as Partial<Problem>;
    if (typeof body.code === 'string' && typeof body.detail === 'string') {
      return { type: 'about:blank', title: '', status: response.status, ...body } as Problem;
    }
  } catch {
    // not JSON: a proxy or a crash answered
  }
  return {
    type: 'about:blank',
    title: `${response.status} ${response.statusText}`,
    status: response.status,
    detail: '',
    code: 'unexpected',
  };
}
