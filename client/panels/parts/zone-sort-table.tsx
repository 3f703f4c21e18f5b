import { nameOf } from '../../../server/contract/languages.ts';
import { select } from '../../commands/change-settings.ts';
import { flyToZone } from '../../commands/fly-to.ts';
import { formatPeople } from '../../i18n/format.ts';
import { SortTable, type SortTableProps } from './sort-table.tsx';
import { useApp, useText } from './use-app.ts';

interface NamedZone {
  readonly index: number;
  readonly nameZh: string;
  readonly nameEn: string;
}

interface Props<Zone> extends Omit<SortTableProps<Zone>, 'rows' | 'keyOf' | 'selectedKey' | 'onPick'> {
  readonly zones: readonly Zone[];
  readonly people: (zone: Zone) => number;
  readonly hint?: string | null;
}

/** Zones with their people and the figures of `columns`; a press on a name shows the zone on the map. */
export function ZoneSortTable<Zone extends NamedZone>(props: Props<Zone>) {
  const { zones, people, columns, hint, ...table } = props;
  const { language, t } = useText();
  const selected = useApp((state) => state.selection.zoneIndex);
  const nameOrNumber = (zone: Zone) => nameOf(zone, language) || `${zone.index + 1}`;
  return (
    <section>
      <h3>
        {table.label} <span className="count">{zones.length}</span>
      </h3>
      {hint && <p className="hint">{hint}</p>}
      <SortTable
        {...table}
        rows={zones}
        columns={[
          { id: 'name', title: t('zone'), value: nameOrNumber, cell: nameOrNumber },
          {
            id: 'people',
            title: t('zonePeople'),
            value: people,
            cell: (zone) => formatPeople(people(zone), language),
          },
          ...columns,
        ]}
        keyOf={(zone) => `${zone.index}`}
        selectedKey={selected === null ? null : `${selected}`}
        onPick={({ index }) => {
          const released = table.toggles === true && index === selected;
          select({ zoneIndex: released ? null : index });
          if (!released) flyToZone(index);
        }}
      />
    </section>
  );
}
