import type { Language } from '../vocabulary.ts';

/** The source of a norm in one language: norms say it as “中文 (English)”, or alike in both. */
export function describeSource(source: string, language: Language): string {
  const [, zh, en] = /^(.*?\p{Script=Han}.*?) \((.*)\)$/su.exec(source) ?? [];
  if (zh === undefined || en === undefined) return source;
  return { zh, en }[language];
}
