import { COVERED_COLOUR } from '../../../server/contract/colours.ts';
import type { CoverageAnswer } from '../../../server/contract/processes.ts';
import { Meter } from '../../charts/meter.tsx';
import { formatPeople, formatPercent } from '../../i18n/format.ts';
import { useText } from '../parts/use-app.ts';
import { ZoneSortTable } from '../parts/zone-sort-table.tsx';

interface Props {
  readonly answer: CoverageAnswer;
  /** Position of the cut-off in use among those of the answer. */
  readonly column: number;
}

/** Coverage by zone, and of those in no zone. */
export function ZonesTable({ answer, column }: Props) {
  const { language, t } = useText();
  if (answer.zones.length === 0) return null;
  type Counted = Pick<CoverageAnswer['zones'][number], 'total' | 'cutoffs'>;
  const percentOf = ({ total, cutoffs }: Counted) => (total > 0 ? (cutoffs[column]?.percent ?? 0) : null);
  const uncoveredOf = ({ total, cutoffs }: Counted) => total - (cutoffs[column]?.covered ?? 0);
  const outside = answer.outsideZones;
  return (
    <ZoneSortTable
      zones={answer.zones}
      people={(zone) => zone.total}
      columns={[
        {
          id: 'percent',
          title: t('zoneCovered'),
          value: percentOf,
          cell: (zone) => {
            const percent = percentOf(zone);
            return (
              <>
                {percent === null ? '—' : formatPercent(percent, language)}
                <Meter share={(percent ?? 0) / 100} colour={COVERED_COLOUR} />
              </>
            );
          },
        },
        {
          id: 'uncovered',
          title: t('zoneUncovered'),
          value: uncoveredOf,
          cell: (zone) => formatPeople(uncoveredOf(zone), language),
        },
      ]}
      sortBy="uncovered"
      label={t('zones')}
      testId="zone-row"
      headTestId="sort"
      filterTexts={{ filter: t('zoneFilter'), none: t('zoneNoMatch') }}
      toggles
      foot={
        outside &&
        outside.total > 0 && (
          <tr>
            <th scope="row">{t('outsideZones')}</th>
            <td>{formatPeople(outside.total, language)}</td>
            <td>{formatPercent(percentOf(outside) ?? 0, language)}</td>
            <td>{formatPeople(uncoveredOf(outside), language)}</td>
          </tr>
        )
      }
    />
  );
}
