import { nameOf } from '../../../server/contract/languages.ts';
import { Button as AriaButton } from 'react-aria-components';
import { SITE_COLOUR } from '../../../server/contract/colours.ts';
import type { SitingAnswer } from '../../../server/contract/processes.ts';
import { AGE_NAMES, TIER_NAMES } from '../../../server/contract/text/words.ts';
import type { Tier } from '../../../server/contract/vocabulary.ts';
import { Meter } from '../../charts/meter.tsx';
import { select } from '../../commands/change-settings.ts';
import { flyTo } from '../../commands/fly-to.ts';
import { formatLonLat, formatMeters, formatMoney, formatPeople, formatPercent } from '../../i18n/format.ts';
import { useApp, useText } from '../parts/use-app.ts';

type Site = SitingAnswer['sites'][number];

const LISTED = 4;

/** One chosen site; when pressed, it is shown on the map with the reasons for the choice. */
export function SitingSiteRow({
  site,
  largest,
  currency,
}: {
  readonly site: Site;
  readonly largest: number;
  readonly currency: string | null;
}) {
  const { language, t } = useText();
  const open = useApp((state) => state.selection.siteOrder === site.order);
  const people = (value: number) => formatPeople(value, language);
  const where = site.nearestPlace ?? site.zone;
  const reasons = `site-reasons-${site.order}`;
  return (
    <li>
      <AriaButton
        className={open ? 'row selected' : 'row'}
        data-testid="site-row"
        aria-pressed={open}
        aria-expanded={open}
        {...(open && site.why ? { 'aria-controls': reasons } : {})}
        onPress={() => {
          select({ siteOrder: open ? null : site.order });
          if (!open) flyTo([site.lon, site.lat], 12.5);
        }}
      >
        <span className="site-number">{site.order}</span>
        <span className="what">
          <span className="name">
            {where ? t('gapNear', { place: nameOf(where, language) }) : formatLonLat(site.lon, site.lat)}
          </span>
          <small>
            {site.tier && `${TIER_NAMES[site.tier as Tier][language]} · `}
            {site.year && `${t('yearsYear', { year: `${site.year}` })} · `}
            {t('sitingWithin', { people: people(site.peopleWithin), over: people(site.takesOver) })}
          </small>
          <Meter share={largest > 0 ? site.gain / largest : 0} colour={SITE_COLOUR} />
        </span>
        <b>+{people(site.gain)}</b>
      </AriaButton>
      {open && site.why && <Reasons id={reasons} site={site} why={site.why} currency={currency} />}
    </li>
  );
}

function Reasons({
  id,
  site,
  why,
  currency,
}: {
  readonly id: string;
  readonly site: Site;
  readonly why: NonNullable<Site['why']>;
  readonly currency: string | null;
}) {
  const { language, t } = useText();
  const people = (value: number) => formatPeople(value, language);
  const list = (entries: readonly { name: string; people: number }[]) =>
    entries
      .slice(0, LISTED)
      .map((entry) => t('whyEntry', { name: entry.name, people: people(entry.people) }))
      .join(t('listComma'));
  const named = (entries: readonly { nameZh: string; nameEn: string; people: number }[]) =>
    entries.map((entry) => ({ name: nameOf(entry, language), people: entry.people }));
  return (
    <dl className="reasons" id={id} data-testid="site-reasons">
      <dt>{t('whyShare')}</dt>
      <dd>
        {t('whyShareText', {
          share: people(site.share ?? 0),
          loss: people(why.loss),
          alone: people(why.alone),
        })}
      </dd>
      <GainByAge site={site} />
      {why.zones.length > 0 && (
        <>
          <dt>{t('whyZones')}</dt>
          <dd>{list(named(why.zones))}</dd>
        </>
      )}
      <dt>{t('whyTakesOver')}</dt>
      <dd>{why.takesOverFrom.length > 0 ? list(named(why.takesOverFrom)) : t('whyTakesOverNone')}</dd>
      {why.costPerPerson !== null && (
        <>
          <dt>{t('whyCost')}</dt>
          <dd>
            {currency === null
              ? t('whyCostText', { cost: formatMoney(why.costPerPerson, null, language) })
              : formatMoney(why.costPerPerson, currency, language)}
          </dd>
        </>
      )}
      <NextBest next={why.nextBest} />
      {why.frequency !== null && (
        <>
          <dt>{t('whyFrequency')}</dt>
          <dd>{formatPercent(why.frequency * 100, language)}</dd>
        </>
      )}
    </dl>
  );
}

function GainByAge({ site }: { readonly site: Site }) {
  const { language, t } = useText();
  const bands = Object.entries(site.gainByAge)
    .filter(([, count]) => count > 0)
    .map(([band, count]) => ({
      name: AGE_NAMES[band as keyof typeof AGE_NAMES][language],
      people: count,
    }));
  if (bands.length === 0) return null;
  return (
    <>
      <dt>{t('whyAges')}</dt>
      <dd>
        {bands
          .map((band) =>
            t('whyAge', {
              name: band.name,
              people: formatPeople(band.people, language),
              percent: formatPercent((band.people / Math.max(site.gain, 1e-9)) * 100, language),
            }),
          )
          .join(t('listComma'))}
      </dd>
    </>
  );
}

/** The best alternative place and the people it would lose. */
function NextBest({ next }: { readonly next: NonNullable<Site['why']>['nextBest'] }) {
  const { language, t } = useText();
  return (
    <>
      <dt>{t('whyNext')}</dt>
      <dd>
        {next
          ? t(next.loss > 0 ? 'whyNextText' : 'whyNextSame', {
              place: next.nearestPlace
                ? t('gapNear', { place: nameOf(next.nearestPlace, language) })
                : formatLonLat(next.lon, next.lat),
              distance: formatMeters(next.meters, language),
              loss: formatPeople(Math.max(0, next.loss), language),
            })
          : t('whyNextNone')}
      </dd>
    </>
  );
}
