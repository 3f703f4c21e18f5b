import type { Bilingual } from './sentence.ts';

/** What the service is, on its landing page. */
export const SERVICE_DESCRIPTION: Bilingual = {
  zh: '基层医疗可及性分析服务',
  en: 'Access to primary health care: coverage, gaps and siting',
};
