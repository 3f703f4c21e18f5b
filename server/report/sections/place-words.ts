import { formatNumber } from '../../contract/text/format-number.ts';
import type { SitingAnswer } from '../../contract/processes.ts';
import type { DocumentBuilder } from '../document/document-builder.ts';

/** Where a site lies, as a planner would say it: near its nearest place. */
export function describeSitePlace(builder: DocumentBuilder, site: SitingAnswer['sites'][number]): string {
  const place = site.nearestPlace ? builder.name(site.nearestPlace) : '';
  if (place !== '') return builder.text('near', { place });
  const zone = site.zone ? builder.name(site.zone) : '';
  return zone === '' ? writeCoordinates(site.lon, site.lat) : zone;
}

/** A place without a name: its coordinates, as maps print them. */
export function writeCoordinates(lonDegrees: number, latDegrees: number): string {
  const write = (degrees: number, positive: string, negative: string): string =>
    `${formatNumber('degrees', Math.abs(degrees))}°${degrees < 0 ? negative : positive}`;
  return `${write(latDegrees, 'N', 'S')}, ${write(lonDegrees, 'E', 'W')}`;
}

/** The zone a site lies in. */
export function describeSiteZone(builder: DocumentBuilder, site: SitingAnswer['sites'][number]): string {
  const zone = site.zone ? builder.name(site.zone) : '';
  return zone === '' ? builder.text('outsideAllZones') : zone;
}
