import KDBush from 'kdbush';
import { geodesicMeters } from '../../geo/geodesic.ts';
import type { Facility } from './region.ts';

/** One name within this is one facility, whatever the rows' coordinates. */
const SAME_NAME_METERS = 5000;
/** Any name within this is one facility, as lists spell names in many ways. */
const SAME_PLACE_METERS = 300;
const TWIN_METERS = 50;
const MOST_NEIGHBOURS = 200;

const COMMON =
  /^(the|de|du|des|da|do|la|le|of|health|hospital|hopital|clinic|clinique|centre|center|centro|post|poste|posto|posta|sante|saude|salud|dispensary|dispensaire|facility|medical|medico|urbain|district|rural|hc|hp|cs|ps|chc|phc)$/;

/** The words of a name that tell one facility from another. */
function tellingWords(name: string): string[] {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const telling = words.filter((word) => !COMMON.test(word));
  return telling.length > 0 ? telling : words;
}

/** Places of a list, to be asked what lies near. */
export class FacilityPlaces {
  readonly #facilities: readonly Facility[];
  readonly #words: readonly string[][];
  readonly #index: KDBush;
  constructor(facilities: readonly Facility[]) {
    this.#facilities = facilities;
    this.#words = facilities.map((facility) => tellingWords(facility.nameEn || facility.nameZh));
    this.#index = new KDBush(Math.max(1, facilities.length));
    for (const { lonDegrees, latDegrees } of facilities) this.#index.add(lonDegrees, latDegrees);
    if (facilities.length === 0) this.#index.add(0, 0);
    this.#index.finish();
  }

  /** Whether the list holds this facility: its name nearby, or any at its place. */
  holds(facility: Facility): boolean {
    const words = tellingWords(facility.nameEn || facility.nameZh);
    return this.#near(facility, SAME_NAME_METERS).some(
      ([i, meters]) => meters <= SAME_PLACE_METERS || sameWords(words, this.#words[i]!),
    );
  }

  /** The same facility in the same place under the same name. */
  hasTwin(facility: Facility): boolean {
    const plain = (name: string): string => tellingWords(name).join(' ');
    const name = plain(facility.nameEn || facility.nameZh);
    return this.#near(facility, TWIN_METERS).some(
      ([i]) => plain(this.#facilities[i]!.nameEn || this.#facilities[i]!.nameZh) === name,
    );
  }

  #near({ lonDegrees, latDegrees }: Facility, meters: number): [number, number][] {
    if (this.#facilities.length === 0) return [];
    const reach = meters / 110_000 / Math.max(0.2, Math.cos((latDegrees * Math.PI) / 180));
    const out: [number, number][] = [];
    for (const i of this.#index.within(lonDegrees, latDegrees, reach).slice(0, MOST_NEIGHBOURS)) {
      const other = this.#facilities[i]!;
      const away = geodesicMeters(lonDegrees, latDegrees, other.lonDegrees, other.latDegrees);
      if (away <= meters) out.push([i, away]);
    }
    return out;
  }
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  return few.length > 0 && few.every((word) => many.includes(word));
}

/** Share of the shorter list that the longer holds too. */
export function sharedPart(a: readonly Facility[], b: readonly Facility[]): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return 0;
  const places = new FacilityPlaces(long);
  return short.filter((facility) => places.holds(facility)).length / short.length;
}
