import { causeText } from '../../geo/cause-text.ts';
import type { Recognised } from './recognise/recognised.ts';

/** What a file is that threw while it was read. */
export function unusedBy(problem: unknown): Recognised {
  const code = (problem as { code?: unknown }).code;
  const reason = typeof code === 'string' && /^[a-z]+(-[a-z]+)+$/.test(code) ? code : 'file-unreadable';
  return { kind: 'unused', reason, detail: causeText(problem) };
}
