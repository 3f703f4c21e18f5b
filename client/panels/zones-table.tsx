import { useMemo, useState } from 'react';
import { COVERED_COLOUR } from '../../server/contract/colours.ts';
import type { CoverageAnswer } from '../../server/contract/processes.ts';
import { Meter } from '../charts/meter.tsx';
import { select } from '../commands/change-settings.ts';
import { flyToZone } from '../commands/fly-to.ts';
import { formatPeople, formatPercent } from '../i18n/format.ts';
import type { TextId } from '../i18n/screen-texts.ts';
import { pickName } from '../i18n/translate.ts';
import { Button } from '../ui/button.tsx';
import { useApp, useText } from './use-app.ts';

type Column = 'name' | 'people' | 'percent' | 'uncovered';
const COLUMNS: readonly (readonly [Column, TextId])[] = [
  ['name', 'zone'],
  ['people', 'zonePeople'],
  ['percent', 'zoneCovered'],
  ['uncovered', 'zoneUncovered'],
];
const SHOWN_FIRST = 8;

interface Props {
  readonly answer: CoverageAnswer;
  /** Position of the cut-off in use among those of the answer. */
  readonly column: number;
}

/** Coverage by zone; a press on a head sorts, on a row shows the zone. */
export function ZonesTable({ answer, column }: Props) {
  const { language, t } = useText();
  const selected = useApp((state) => state.selection.zoneIndex);
  const [sort, setSort] = useState<{ by: Column; up: boolean }>({ by: 'uncovered', up: false });
  const [search, setSearch] = useState('');
  const [all, setAll] = useState(false);
  const rows = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    const found = answer.zones
      .map((zone) => {
        const cutoff = zone.cutoffs[column];
        return {
          index: zone.index,
          name: pickName(zone, language) || `${zone.index + 1}`,
          people: zone.total,
          percent: zone.total > 0 ? (cutoff?.percent ?? 0) : null,
          uncovered: zone.total - (cutoff?.covered ?? 0),
        };
      })
      .filter((row) => wanted === '' || row.name.toLowerCase().includes(wanted));
    const sign = sort.up ? 1 : -1;
    return found.sort((a, b) =>
      sort.by === 'name'
        ? sign * a.name.localeCompare(b.name, language === 'zh' ? 'zh-CN' : 'en')
        : sign * ((a[sort.by] ?? -1) - (b[sort.by] ?? -1)),
    );
  }, [answer, column, language, search, sort]);
  if (answer.zones.length === 0) return null;
  const shown = all || search ? rows : rows.slice(0, SHOWN_FIRST);
  const outside = answer.outsideZones;
  return (
    <section>
      <h3>
        {t('zones')} <span className="count">{answer.zones.length}</span>
      </h3>
      {answer.zones.length > SHOWN_FIRST && (
        <input
          className="search"
          type="search"
          placeholder={t('zoneFilter')}
          aria-label={t('zoneFilter')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <table className="zones">
        <thead>
          <tr>
            {COLUMNS.map(([id, title]) => (
              <th
                key={id}
                scope="col"
                aria-sort={sort.by === id ? (sort.up ? 'ascending' : 'descending') : 'none'}
              >
                <button
                  type="button"
                  data-testid={`sort-${id}`}
                  title={t('zoneSortHint', { column: t(title) })}
                  onClick={() => setSort({ by: id, up: sort.by === id ? !sort.up : id === 'name' })}
                >
                  {t(title)}
                  <span aria-hidden="true">{sort.by === id ? (sort.up ? '▲' : '▼') : ''}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.index} data-testid="zone-row" className={row.index === selected ? 'selected' : ''}>
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={row.index === selected}
                  onClick={() => {
                    select({ zoneIndex: row.index === selected ? null : row.index });
                    if (row.index !== selected) flyToZone(row.index);
                  }}
                >
                  {row.name}
                </button>
              </th>
              <td>{formatPeople(row.people, language)}</td>
              <td>
                {row.percent === null ? '—' : formatPercent(row.percent, language)}
                <Meter share={(row.percent ?? 0) / 100} colour={COVERED_COLOUR} />
              </td>
              <td>{formatPeople(row.uncovered, language)}</td>
            </tr>
          ))}
        </tbody>
        {outside && outside.total > 0 && !search && (
          <tfoot>
            <tr>
              <th scope="row">{t('outsideZones')}</th>
              <td>{formatPeople(outside.total, language)}</td>
              <td>{formatPercent(outside.cutoffs[column]?.percent ?? 0, language)}</td>
              <td>{formatPeople(outside.total - (outside.cutoffs[column]?.covered ?? 0), language)}</td>
            </tr>
          </tfoot>
        )}
      </table>
      {rows.length === 0 && <p className="empty-line">{t('zoneNoMatch')}</p>}
      {!search && rows.length > SHOWN_FIRST && (
        <Button kind="link" onPress={() => setAll(!all)}>
          {all ? t('showLess') : t('showAll', { count: `${rows.length}` })}
        </Button>
      )}
    </section>
  );
}
