import { routes } from '../../server/contract/routes.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { getJson } from './http.ts';

/** A stored answer with its sentences in `language`; nothing is computed again. */
export async function getRunAnswer<T>(run: string, language: Language): Promise<T> {
  const { answer } = await getJson<{ answer: T }>(routes.run(run), { language });
  return answer;
}
