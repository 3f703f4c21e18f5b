import type { Language } from '../vocabulary.ts';
import type { Bilingual } from './sentence.ts';

/** Names of the services that facility lists commonly state; others are shown as they are written there. */
const NAMES: Readonly<Record<string, Bilingual>> = {
  outpatient: { zh: '门诊', en: 'Outpatient' },
  inpatient: { zh: '住院', en: 'Inpatient' },
  emergency: { zh: '急诊', en: 'Emergency' },
  surgery: { zh: '手术', en: 'Surgery' },
  'intensive-care': { zh: '重症监护', en: 'Intensive care' },
  maternity: { zh: '产科', en: 'Maternity' },
  vaccination: { zh: '预防接种', en: 'Vaccination' },
  pharmacy: { zh: '药房', en: 'Pharmacy' },
  laboratory: { zh: '检验', en: 'Laboratory' },
  imaging: { zh: '影像', en: 'Imaging' },
  dialysis: { zh: '血液透析', en: 'Dialysis' },
  rehabilitation: { zh: '康复', en: 'Rehabilitation' },
  tcm: { zh: '中医', en: 'Chinese medicine' },
  'public-health': { zh: '公共卫生', en: 'Public health' },
  'family-doctor': { zh: '家庭医生', en: 'Family doctor' },
};

/** What a facility offers, where its name does not read so in a sentence. */
const PHRASES: Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>> = {
  en: {
    outpatient: 'outpatient care',
    inpatient: 'inpatient care',
    emergency: 'emergency care',
    maternity: 'maternity care',
    pharmacy: 'a pharmacy',
    laboratory: 'laboratory tests',
    tcm: 'Chinese medicine',
    'public-health': 'public health services',
    'family-doctor': 'a family doctor',
  },
};

/** Its name, or the service as it is written where it has none. */
export function serviceName(service: string, language: Language): string {
  return NAMES[service]?.[language] ?? service;
}

/**
 * The service after "offering": its name inside a sentence, or the service as it is written where it has
 * none.
 */
export function servicePhrase(service: string, language: Language): string {
  const name = NAMES[service];
  if (!name) return service;
  return PHRASES[language]?.[service] ?? name[language].toLowerCase();
}
