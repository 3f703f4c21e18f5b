import { isLanguage, nameOf, recordOf } from '../../server/contract/languages.ts';
import { pickLanguage, translate } from '../i18n/translate.ts';
import { getRegionInUse } from '../state/questions.ts';
import { patch, store } from '../state/store.ts';
import { decodeLink, encodeLink } from '../state/url-codec.ts';
import { askPoint } from './ask-point.ts';
import { keepInBrowser, recallFromBrowser } from './browser-memory.ts';
import { loadJobs } from './load-jobs.ts';
import { loadQuality } from './load-quality.ts';
import { loadZones } from './load-zones.ts';
import { loadRegions } from './load-regions.ts';
import { runCoverage } from './run-coverage.ts';

const LANGUAGE_KEY = 'careshed.language';

/** Reads the address, loads what it names and keeps the address equal to the state. */
export async function startApp(): Promise<void> {
  const link = decodeLink(location.search);
  const remembered = recallFromBrowser('local', LANGUAGE_KEY);
  const language = link.language ?? (isLanguage(remembered) ? remembered : pickLanguage(navigator.languages));
  patch((state) => ({ study: { ...state.study, aspect: link.aspect } }));
  patch({ language, settings: link.settings, layers: link.layers, tab: link.tab, view: link.view });
  keepAddress();
  await loadRegions(link.regionId);
  if (store.getState().regionId === null) return;
  await Promise.all([
    runCoverage(),
    loadZones(),
    loadQuality(),
    link.point ? askPoint(link.point, false) : undefined,
    loadJobs(),
  ]);
}

function keepTitle(): void {
  const { language } = store.getState();
  const region = getRegionInUse(store.getState());
  const name = translate('appName', language);
  document.title = region ? `${nameOf(region, language)} · ${name}` : name;
}

function keepAddress(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let language = store.getState().language;
  document.documentElement.lang = recordOf(language).tag;
  store.subscribe((state) => {
    if (state.language !== language) {
      language = state.language;
      document.documentElement.lang = recordOf(language).tag;
      keepInBrowser('local', LANGUAGE_KEY, language);
    }
    keepTitle();
    clearTimeout(timer);
    timer = setTimeout(() => {
      const query = encodeLink(store.getState(), location.search);
      if (`?${query}` !== location.search) history.replaceState(null, '', `${location.pathname}?${query}`);
    }, 300);
  });
}
