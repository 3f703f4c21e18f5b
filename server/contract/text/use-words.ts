import { PROCESSES } from '../processes.ts';
import { SITING_MODELS } from '../vocabulary.ts';
import type { Bilingual } from './sentence.ts';

/**
 * Siting inputs of no use by themselves, by the input they go with; other names beside an input are in its
 * way.
 */
const GOES_WITH: Readonly<Record<string, string>> = {
  currency: 'siteCost',
  robust: 'profiles',
  closures: 'existing: may-close',
  closable: 'existing: may-close',
};

/**
 * Why an input has no effect, from the short form in which tasks say it: `≠ method: a | b`, `≠ method ≠ a`,
 * `≠ x | y`,
 * `≠ a: x + b: y` and `≠ compat: —` name what it needs, `≠ —` states that nothing helps; `model a`, a process
 * or another input is what has no use for it.
 */
export function describeUnused(name: string, why: string): Bilingual {
  const needs = why.startsWith('≠ ')
    ? why.slice(2)
    : Object.hasOwn(GOES_WITH, name)
      ? GOES_WITH[name]!
      : null;
  if (needs === '—')
    return { zh: '此分析不使用它，请去掉', en: 'this analysis does not use it; leave it out' };
  if (needs !== null) {
    const { zh, en } = describeNeeds(needs);
    return { zh: `只有${zh}时才起作用`, en: `it works only ${en}` };
  }
  const model = modelOf(why);
  if (model !== null)
    return {
      zh: `模型 ${model} 不使用它，请去掉或更换模型`,
      en: `model ${model} does not use it; leave it out or choose another model`,
    };
  if (Object.hasOwn(PROCESSES, why))
    return { zh: `${why} 不使用它，请去掉`, en: `${why} does not use it; leave it out` };
  return {
    zh: `不能与 ${why} 同时使用，请去掉其一`,
    en: `it does not go with ${why}; leave one of them out`,
  };
}

/**
 * Why an input has to be given: `a | b` one of these, `a + b` both, a model, or another input as it was
 * set.
 */
export function describeMissing(why: string): Bilingual {
  const choices = why.split(' | ');
  if (choices.length > 1) return { zh: `请给出 ${joinOr(choices).zh}`, en: `give ${joinOr(choices).en}` };
  const model = modelOf(why);
  if (model !== null) return { zh: `模型 ${model} 需要它`, en: `model ${model} needs it` };
  const both = why.split(' + ');
  return both.length > 1
    ? { zh: `${both.join(' 和 ')} 须同时给出`, en: `${both.join(' and ')} go together` }
    : { zh: `使用 ${why} 时必须给出`, en: `it is needed with ${why}` };
}

function modelOf(why: string): string | null {
  const name = why.replace(/^model /, '');
  return (SITING_MODELS as readonly string[]).includes(name) ? name : null;
}

function describeNeeds(needs: string): Bilingual {
  const all = needs.split(' + ');
  if (all.length > 1) {
    const words = all.map(describeNeeds);
    return { zh: words.map(({ zh }) => zh).join('且'), en: words.map(({ en }) => en).join(' and ') };
  }
  const groups: { key: string | null; values: string[] }[] = [];
  for (const part of needs.split(' | ')) {
    const [, key, value] = /^([\w.]+): (.+)$/.exec(part) ?? [];
    const last = groups.at(-1);
    if (key !== undefined) groups.push({ key, values: [value!] });
    else if (last) last.values.push(part);
    else groups.push({ key: null, values: [part] });
  }
  const words = groups.map(({ key, values }) => describeGroup(key, values));
  return { zh: words.map(({ zh }) => setApart(zh)).join('或'), en: words.map(({ en }) => en).join(' or ') };
}

function describeGroup(key: string | null, values: readonly string[]): Bilingual {
  if (key !== null && values[0] === '—') return { zh: `不给出 ${key}`, en: `without ${key}` };
  const [, other, value] = /^([\w.]+) ≠ (.+)$/.exec(values[0]!) ?? [];
  if (other !== undefined) return { zh: `${other} 不为 ${value}`, en: `with a ${other} other than ${value}` };
  const { zh, en } = joinOr(values);
  return key === null
    ? { zh: `给出 ${zh}`, en: `with ${en}` }
    : { zh: `${key} 为 ${zh}`, en: `with ${key} ${en}` };
}

function joinOr(words: readonly string[]): Bilingual {
  if (words.at(-1) === '…')
    return { zh: `${words.slice(0, -1).join('、')} 等`, en: `${words.slice(0, -1).join(', ')} and others` };
  const rest = words.slice(0, -1);
  const last = words.at(-1)!;
  return rest.length === 0
    ? { zh: last, en: last }
    : { zh: `${rest.join('、')} 或 ${last}`, en: `${rest.join(', ')} or ${last}` };
}

/** Latin letters stand apart from the Chinese around them. */
function setApart(text: string): string {
  return text.replace(/^(?=\w)/, ' ').replace(/(?<=\w)$/, ' ');
}
