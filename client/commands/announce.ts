import { translate } from '../i18n/translate.ts';
import type { TextId } from '../i18n/screen-texts.ts';
import { patch, store } from '../state/store.ts';

/** Announces a short sentence to screen readers. */
export function announce(id: TextId, parameters: Readonly<Record<string, string>> = {}): void {
  patch({ announcement: translate(id, store.getState().language, parameters) });
}
