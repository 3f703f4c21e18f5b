import type { z } from 'zod';
import type { Bilingual } from './sentence.ts';

type Issue = z.core.$ZodIssue;

/** What a schema asks for, in plain words. */
const KINDS: Readonly<Record<string, Bilingual>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否（true、false）', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  tuple: {
    zh: '项数固定的列表（如 [经度, 纬度]）',
    en: 'a list of fixed length (such as [longitude, latitude])',
  },
  object: { zh: '对象', en: 'an object' },
  record: { zh: '对象', en: 'an object' },
  null: { zh: '空值（null）', en: 'null' },
};

/** Sentences of the contract's own rules, which stand there in English. */
const RULES: Readonly<Record<string, string>> = {
  'lower-case letters, digits and dashes, at most 64': '只能用小写字母、数字和连字符，至多 64 个字符',
  'give nameZh or nameEn': '请给出 nameZh 或 nameEn',
  'at least one zone': '至少给出一个分区',
};

/**
 * What is wrong with `value` of the input `name`, as `issue` has it. `rule` is the contract's own sentence,
 * '' without one.
 */
export function describeInvalid(issue: Issue, name: string, value: unknown, rule: string): Bilingual {
  if (rule !== '') return { zh: `${RULES[rule] ?? rule}${got(value).zh}。`, en: `${rule}${got(value).en}.` };
  if (issue.code === 'invalid_type' && issue.expected === 'never')
    return { zh: '此处不接受这个参数，请去掉。', en: 'This is not taken here; leave it out.' };
  const { zh, en } = describeExpected(issue);
  return value === undefined
    ? { zh: `缺少“${name}”，应为${zh}。`, en: `“${name}” is missing; give ${en}.` }
    : { zh: `应为${zh}${got(value).zh}。`, en: `Expected ${en}${got(value).en}.` };
}

function describeExpected(issue: Issue): Bilingual {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? { zh: issue.expected, en: issue.expected };
    case 'too_small':
      return describeLimit(issue.origin, issue.minimum, 'least', issue.inclusive ?? true);
    case 'too_big':
      return describeLimit(issue.origin, issue.maximum, 'most', issue.inclusive ?? true);
    case 'invalid_value':
      return listChoices(issue.values);
    case 'invalid_union':
      return describeUnion(issue);
    case 'not_multiple_of':
      return { zh: `${issue.divisor} 的倍数`, en: `a multiple of ${issue.divisor}` };
    case 'invalid_key':
      return { zh: '此处可用的名称', en: 'a name that can be used here' };
    default:
      return { zh: '符合格式的值', en: 'a value in the right form' };
  }
}

function describeUnion(issue: Issue & { code: 'invalid_union' }): Bilingual {
  if ('options' in issue && issue.options) return listChoices(issue.options);
  const roots = issue.errors.flatMap((branch) =>
    branch.filter(({ path, code }) => path.length === 0 && code.startsWith('invalid_')),
  );
  const choices = roots.flatMap((root) => (root.code === 'invalid_value' ? root.values : []));
  const kinds = roots.filter((root) => root.code !== 'invalid_value').map(describeExpected);
  const all = choices.length > 0 ? [...kinds, listChoices(choices)] : kinds;
  return { zh: all.map(({ zh }) => zh).join('或'), en: all.map(({ en }) => en).join(', or ') };
}

function listChoices(values: readonly z.core.util.Primitive[]): Bilingual {
  const words = values.map(String);
  return words.length === 1
    ? { zh: words[0]!, en: words[0]! }
    : { zh: `以下之一：${words.join('、')}`, en: `one of ${words.join(', ')}` };
}

function describeLimit(
  origin: string,
  limit: number | bigint,
  end: 'least' | 'most',
  inclusive: boolean,
): Bilingual {
  const atLeast = end === 'least';
  if (origin === 'array')
    return {
      zh: `${atLeast ? '至少' : '至多'} ${limit} 项的列表`,
      en: `a list of at ${end} ${limit} ${Number(limit) === 1 ? 'entry' : 'entries'}`,
    };
  if (origin === 'string')
    return { zh: `${atLeast ? '至少' : '至多'} ${limit} 个字符`, en: `at ${end} ${limit} characters` };
  if (inclusive)
    return { zh: `${atLeast ? '不小于' : '不大于'} ${limit} 的数字`, en: `a number of at ${end} ${limit}` };
  return {
    zh: `${atLeast ? '大于' : '小于'} ${limit} 的数字`,
    en: `a number ${atLeast ? 'above' : 'below'} ${limit}`,
  };
}

/** The value that was refused; nothing where there is none. */
function got(value: unknown): Bilingual {
  if (value === undefined) return { zh: '', en: '' };
  if (Array.isArray(value))
    return { zh: `；收到 ${value.length} 项的列表`, en: `; got a list of ${value.length}` };
  if (value === null) return { zh: '；收到空值（null）', en: '; got null' };
  if (typeof value === 'object') return { zh: '；收到对象', en: '; got an object' };
  const shown = typeof value === 'string' ? `“${value.slice(0, 40)}”` : String(value);
  const kind = typeof value === 'string' ? '文字' : '';
  return { zh: `；收到${kind}${kind ? '' : ' '}${shown}`, en: `; got ${kind ? 'the text ' : ''}${shown}` };
}
