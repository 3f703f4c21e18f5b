import { useStore } from 'zustand';
import type { Language } from '../../../server/contract/vocabulary.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { translate } from '../../i18n/translate.ts';
import type { AppState } from '../../state/app-state.ts';
import { store } from '../../state/store.ts';

/** A part of the state; pick parts that keep their identity while nothing changes. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(store, select);
}

/** The language in use and its screen texts. */
export function useText(): {
  readonly language: Language;
  readonly t: (id: TextId, parameters?: Readonly<Record<string, string>>) => string;
} {
  const language = useApp((state) => state.language);
  return { language, t: (id, parameters) => translate(id, language, parameters) };
}
