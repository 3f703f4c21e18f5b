import { describeRegion } from '../service/regions.ts';
import type { Language } from '../contract/vocabulary.ts';
import type { ServerContext } from '../context.ts';

/** A region with its files and findings, as lines or as JSON. */
export function printRegion(context: ServerContext, id: string, asJson: boolean, language: Language): void {
  const region = describeRegion(context.analysis, id, language);
  if (asJson) {
    console.log(JSON.stringify(region, null, 2));
    return;
  }
  const count = (value: number): string => Math.round(value).toLocaleString('en');
  console.log(`${region.id}  ${region.nameEn} ${region.nameZh}`);
  console.log(
    `  ${count(region.people)} people on ${count(region.cells)} cells of ${region.cellMeters.toFixed(1)} ` +
      `m (${region.crs})`,
  );
  console.log(
    `  facilities: ${region.facilities.map((f) => `${f.tier} ${f.count}`).join(', ')}; roads ` +
      `${count(region.roadKm)} km`,
  );
  for (const source of region.sources)
    console.log(
      `  ${source.role.padEnd(11)} ${source.layer.padEnd(12)} ` +
        `${source.file}${source.facts['reasonText'] ? `: ${source.facts['reasonText']}` : ''}`,
    );
  for (const finding of region.findings) console.log(`  ${finding.severity.padEnd(7)} ${finding.text}`);
}
