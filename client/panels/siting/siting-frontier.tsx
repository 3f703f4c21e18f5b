import { useEffect, useState } from 'react';
import type { SitingAnswer } from '../../../server/contract/processes.ts';
import { FrontierChart } from '../../charts/frontier-chart.tsx';
import { changeSettings } from '../../commands/change-settings.ts';
import { suggestSites } from '../../commands/suggest-sites.ts';
import { formatCount, formatGap, formatPeople, formatPercent } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/** Coverage by number of sites, each with its bound; any point can be applied. */
export function SitingFrontier({ answer }: { readonly answer: SitingAnswer }) {
  const { language, t } = useText();
  const siteCount = useApp((state) => state.settings.siteCount);
  const [shown, setShown] = useState(answer.sites.length);
  useEffect(() => setShown(answer.sites.length), [answer]);
  const points = answer.frontier ?? [];
  const point = points.find(({ sites }) => sites === shown) ?? points.at(-1);
  if (!point || points.length < 2) return null;
  const before = point.sites === 1 ? answer.baseline.covered : points[points.indexOf(point) - 1]!.value;
  const people = (value: number) => formatPeople(value, language);
  const sentence = t(point.bound > point.value ? 'frontierPoint' : 'frontierPointBest', {
    sites: formatCount(point.sites, language),
    percent: formatPercent(point.percent, language),
    people: people(point.value),
    gap: formatGap(((point.bound - point.value) / point.bound) * 100, language),
    more: people(point.value - before),
  });
  return (
    <section data-testid="siting-frontier">
      <h3>{t('frontier')}</h3>
      <p className="hint">{t('frontierHint')}</p>
      <FrontierChart
        points={points.map(({ sites, percent, bound }) => ({
          sites,
          percent,
          boundPercent: (bound / answer.total) * 100,
        }))}
        selected={point.sites}
        label={t('frontier')}
        valueText={sentence}
        unit={t('frontierUnit')}
        onSelect={setShown}
      />
      <p className="frontier-words" data-testid="frontier-words">
        {sentence}
      </p>
      {point.sites !== answer.sites.length && (
        <Button
          small
          testId="frontier-take"
          onPress={() => {
            if (point.sites !== siteCount) changeSettings({ siteCount: point.sites });
            void suggestSites();
          }}
        >
          {t('frontierTake', { sites: formatCount(point.sites, language) })}
        </Button>
      )}
    </section>
  );
}
