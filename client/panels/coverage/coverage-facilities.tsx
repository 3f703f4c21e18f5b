import { nameOf } from '../../../server/contract/languages.ts';
import type { CoverageAnswer } from '../../../server/contract/processes.ts';
import { AGE_NAMES } from '../../../server/contract/text/words.ts';
import { flyTo } from '../../commands/fly-to.ts';
import { formatArea, formatCount, formatPeople } from '../../i18n/format.ts';
import { countKnownRooms, isStudyStale } from '../../state/study-questions.ts';
import { TierMark } from '../../ui/tier-mark.tsx';
import { CAPACITY_LABELS, SOURCE_LABELS } from './capacity-labels.ts';
import { SortTable, type SortColumn } from '../parts/sort-table.tsx';
import { useApp, useText } from '../parts/use-app.ts';

type Facility = CoverageAnswer['facilities'][number];

/** Who is covered by whom; with a capacity mode shown, also room, served and what is left. */
export function CoverageFacilities({
  answer,
  column,
}: {
  readonly answer: CoverageAnswer;
  readonly column: number;
}) {
  const { language, t } = useText();
  const minutes = useApp((state) => state.settings.cutoffMinutes);
  const mode = useApp((state) => state.study.capacityShown);
  const limited = useApp((state) => {
    const shown = state.study.capacityShown;
    const value = shown && !isStudyStale(state, shown) ? state.study.loads[shown].value : null;
    return value && countKnownRooms(value) > 0 ? value : null;
  });
  const rows = (limited ?? answer).facilities;
  const at = limited ? 0 : column;
  const columns = ((): SortColumn<Facility>[] => {
    const people = (value: number | null | undefined) =>
      value === null || value === undefined ? '—' : formatPeople(value, language);
    const agesOf = (row: Facility): string =>
      row.ages.map((age) => `${AGE_NAMES[age.band][language]} ${people(age.people[at])}`).join('\n');
    const oldOf = (row: Facility) => row.ages.find(({ band }) => band === '65+')?.people[at] ?? null;
    const mixed = new Set(limited?.facilities.map((row) => row.capacitySource)).size > 1;
    const norms = limited?.capacityDetail?.norms;
    const sourceName = (source: NonNullable<Facility['capacitySource']>) =>
      t(SOURCE_LABELS[source], {
        norm: formatCount(
          (source === 'visits' ? norms?.visitsPerPerson : norms?.peoplePerStaff) ?? 0,
          language,
        ),
      });
    const name: SortColumn<Facility> = {
      id: 'name',
      title: t('facility'),
      value: (row) => nameOf(row, language),
      cell: (row) => (
        <span className="facility-name">
          <TierMark tier={row.tier} />
          <span>
            {nameOf(row, language)}
            {mixed && row.capacitySource && <small>{sourceName(row.capacitySource)}</small>}
            {row.state !== 'ok' && <small>{t('facilityOff')}</small>}
          </span>
        </span>
      ),
    };
    const near: SortColumn<Facility> = {
      id: 'people',
      title: t('zonePeople'),
      value: (row) => row.people[at] ?? 0,
      cell: (row) => <span title={agesOf(row)}>{people(row.people[at])}</span>,
    };
    if (!limited) {
      const area: SortColumn<Facility> = {
        id: 'area',
        title: t('facilityArea'),
        value: (row) => row.areaKm2[at] ?? 0,
        cell: (row) => formatArea(row.areaKm2[at] ?? 0, language),
      };
      const old: SortColumn<Facility> = {
        id: 'old',
        title: t('facilityOld'),
        value: oldOf,
        cell: (row) => people(oldOf(row)),
      };
      return rows.some((row) => oldOf(row) !== null) ? [name, near, old, area] : [name, near, area];
    }
    return [
      name,
      {
        id: 'capacity',
        title: t('facilityCapacity'),
        value: (row: Facility) => row.capacity,
        cell: (row: Facility) => people(row.capacity),
      },
      {
        id: 'served',
        title: t('facilityServed'),
        value: (row: Facility) => row.served,
        cell: (row: Facility) => people(row.served),
      },
      {
        id: 'left',
        title: t('facilityLeft'),
        value: (row: Facility) => row.residual,
        cell: (row: Facility) => people(row.residual),
      },
    ];
  })();
  return (
    <section data-testid="facilities-table">
      <h3>
        {t('facilitiesHead')} <span className="count">{rows.length}</span>
      </h3>
      <p className="hint">
        {limited && mode
          ? t('facilityHintMode', { minutes: `${minutes}`, mode: t(CAPACITY_LABELS[mode].name) })
          : t('facilityHint', { minutes: `${minutes}` })}
      </p>
      <SortTable
        key={limited ? 'limited' : 'plain'}
        rows={rows}
        columns={columns}
        keyOf={(row) => row.id}
        sortBy={limited ? 'left' : 'people'}
        up={limited !== null}
        label={t('facilitiesHead')}
        testId="facility-row"
        first={6}
        onPick={(row) => flyTo([row.lon, row.lat], 13)}
      />
    </section>
  );
}
