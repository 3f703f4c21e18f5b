import { formatNumber } from '../../contract/text/format-number.ts';
import type { Tier } from '../../contract/vocabulary.ts';
import { drawReportMap, type MapGap, type MapSite, type MapSpec } from '../map/report-map.ts';
import { type SectionContext } from './section-context.ts';
import type { ChapterRun } from '../report-question.ts';
import { TEXT_WIDTH } from '../document/page.ts';

export interface MapWish {
  readonly theme: MapSpec['theme'];
  readonly caption: string;
  readonly cutoffMinutes: number;
  readonly gaps: readonly MapGap[];
  readonly sites: readonly MapSite[];
  readonly tiers?: readonly Tier[];
  readonly maximumHeight?: number;
  readonly legend?: MapSpec['legend'];
}

const ALL_TIERS: readonly Tier[] = ['village', 'township', 'county', 'other'];

/** A map across the text, with its caption and its words for those who cannot see it. */
export function addMap({ builder, input }: SectionContext, wish: MapWish): void {
  const spec: MapSpec = {
    theme: wish.theme,
    cutoffMinutes: wish.cutoffMinutes,
    gaps: wish.gaps,
    sites: wish.sites,
    tiers: wish.tiers ?? ALL_TIERS,
    width: TEXT_WIDTH,
    maximumHeight: wish.maximumHeight ?? 340,
    legend: wish.legend ?? 'below',
    alternative: builder.text('mapAlternative', {
      caption: wish.caption,
      facilities: formatNumber('count', input.layers.facilities.length),
      gaps: formatNumber('count', wish.gaps.length),
      sites: formatNumber('count', wish.sites.length),
    }),
  };
  builder.picture(wish.caption, drawReportMap(input, builder, spec));
}

/** A map shows the facilities that count in its run; all tiers where the run names none. */
export function pickTiers(run: ChapterRun): Pick<MapWish, 'tiers'> {
  const tiers = run.inputs.facilities?.tiers;
  return tiers ? { tiers } : {};
}
