import type { Bilingual } from './sentence.ts';

/** What the service is, on its landing page. */
export const SERVICE_DESCRIPTION: Bilingual = {
  zh: '基层医疗可及性分析服务',
  en: 'Access to primary health care: coverage, gaps and siting',
};

export const NO_REGION: Bilingual = { zh: '没有区域 {region}', en: 'no region {region}' };

export const ID_TAKEN: Bilingual = { zh: '编号已被使用', en: 'the id is taken' };

/** In place of the type of a body that has none. */
export const NO_CONTENT_TYPE: Bilingual = {
  zh: '没有 Content-Type 的内容',
  en: 'a body without a Content-Type',
};

/** Why a run cannot be replayed. */
export const REPLAY_REFUSALS = {
  noResult: { zh: '这类运行没有可比较的结果', en: 'runs of this kind keep no result to compare with' },
  comparison: {
    zh: '比较不重放，请重放它的两侧',
    en: 'a comparison is not replayed: replay its two sides',
  },
  regionChanged: { zh: '区域数据此后已更改或删除', en: 'its region has been replaced or removed since' },
  scenarioGone: { zh: '情景内容已不在', en: 'the changes of its scenario are no longer there' },
} as const satisfies Record<string, Bilingual>;
