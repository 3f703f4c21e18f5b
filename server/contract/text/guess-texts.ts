import type { Bilingual } from './sentence.ts';

/**
 * What reported which layer a file is. `{word}` is the word of the name, the heading and value, or the property
 * of the values.
 */
export const GUESS_TEXTS = {
  'guess-said': { zh: '由人工指定。', en: 'A person said so.' },
  'guess-name-word': { zh: '名称含词“{word}”。', en: 'The name has the word “{word}”.' },
  'guess-name-part': { zh: '名称中某个词含“{word}”。', en: 'A word of the name holds “{word}”.' },
  'guess-content': { zh: '内容相符：{word}。', en: 'The content speaks for it: {word}.' },
  'guess-name-against': { zh: '名称不符：{word}。', en: 'The name speaks against it: {word}.' },
  'guess-content-against': { zh: '内容不符：{word}。', en: 'The content speaks against it: {word}.' },
} as const satisfies Readonly<Record<string, Bilingual>>;
