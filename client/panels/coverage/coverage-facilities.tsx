import { nameOf } from '../../../server/contract/languages.ts';
import type { CoverageAnswer } from '../../../server/contract/processes.ts';
import { AGE_NAMES } from '../../../server/contract/text/words.ts';
import { flyTo } from '../../commands/fly-to.ts';
import { formatArea, formatCount, formatPeople } from '../../i18n/format.ts';
import { countKnownRooms, isStudyStale } from '../../state/study-questions.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { TierMark } from '../../ui/tier-mark.tsx';
import { CAPACITY_LABELS, SOURCE_LABELS } from './capacity-labels.ts';
import { SortTable, type SortColumn } from '../parts/sort-table.tsx';
import { useApp, useText } from '../parts/use-app.ts';

type Facility = CoverageAnswer['facilities'][number];

/** Coverage by facility; with a capacity mode, also capacity, people served and what remains. */
export function CoverageFacilities({
  answer,
  column,
}: {
  readonly answer: CoverageAnswer;
  readonly column: number;
}) {
  const { t } = useText();
  const minutes = useApp((state) => state.settings.cutoffMinutes);
  const mode = useApp((state) => state.study.capacityShown);
  const limited = useApp((state) => {
    const shown = state.study.capacityShown;
    const value = shown && !isStudyStale(state, shown) ? state.study.loads[shown].value : null;
    return value && countKnownRooms(value) > 0 ? value : null;
  });
  const rows = (limited ?? answer).facilities;
  const at = limited ? 0 : column;
  const columns = useColumns(rows, at, limited);
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

/** Columns by what is shown: people and area, or, with limited room, room, served and left. */
function useColumns(
  rows: readonly Facility[],
  at: number,
  limited: CoverageAnswer | null,
): SortColumn<Facility>[] {
  const { language, t } = useText();
  const people = (value: number | null | undefined) =>
    value === null || value === undefined ? '—' : formatPeople(value, language);
  const name = useNameColumn(limited);
  const near: SortColumn<Facility> = {
    id: 'people',
    title: t('zonePeople'),
    value: (row) => row.people[at] ?? 0,
    cell: (row) => (
      <span
        title={row.ages.map((age) => `${AGE_NAMES[age.band][language]} ${people(age.people[at])}`).join('\n')}
      >
        {people(row.people[at])}
      </span>
    ),
  };
  const countColumn = (
    id: string,
    title: TextId,
    value: (row: Facility) => number | null,
  ): SortColumn<Facility> => ({ id, title: t(title), value, cell: (row) => people(value(row)) });
  if (limited)
    return [
      name,
      countColumn('capacity', 'facilityCapacity', (row) => row.capacity),
      countColumn('served', 'facilityServed', (row) => row.served),
      countColumn('left', 'facilityLeft', (row) => row.residual),
    ];
  const oldOf = (row: Facility) => row.ages.find(({ band }) => band === '65+')?.people[at] ?? null;
  const area: SortColumn<Facility> = {
    id: 'area',
    title: t('facilityArea'),
    value: (row) => row.areaKm2[at] ?? 0,
    cell: (row) => formatArea(row.areaKm2[at] ?? 0, language),
  };
  return rows.some((row) => oldOf(row) !== null)
    ? [name, near, countColumn('old', 'facilityOld', oldOf), area]
    : [name, near, area];
}

/** The name, with the source of the capacity where facilities differ in it. */
function useNameColumn(limited: CoverageAnswer | null): SortColumn<Facility> {
  const { language, t } = useText();
  const mixed = new Set(limited?.facilities.map((row) => row.capacitySource)).size > 1;
  const norms = limited?.capacityDetail?.norms;
  const describeSource = (source: NonNullable<Facility['capacitySource']>) =>
    t(SOURCE_LABELS[source], {
      norm: formatCount(
        (source === 'visits' ? norms?.visitsPerPerson : norms?.peoplePerStaff) ?? 0,
        language,
      ),
    });
  return {
    id: 'name',
    title: t('facility'),
    value: (row) => nameOf(row, language),
    cell: (row) => (
      <span className="facility-name">
        <TierMark tier={row.tier} />
        <span>
          {nameOf(row, language)}
          {mixed && row.capacitySource && <small>{describeSource(row.capacitySource)}</small>}
          {row.state !== 'ok' && <small>{t('facilityOff')}</small>}
        </span>
      </span>
    ),
  };
}
