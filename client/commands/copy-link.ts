import { store } from '../state/store.ts';
import { encodeLink } from '../state/url-codec.ts';

/** Puts a link to what is on the screen on the clipboard; false when the browser does not allow it. */
export async function copyLink(): Promise<boolean> {
  const query = encodeLink(store.getState(), '');
  try {
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}?${query}`);
    return true;
  } catch {
    return false;
  }
}
