import { readFileSync } from 'node:fs';
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { FeatureCollection } from 'geojson';
import { computeShade, drawReliefTile } from '../geo/tiles/relief-tile.ts';
import { drawValueTile, TILE_UNREACHED } from '../geo/tiles/value-tile.ts';
import { buildGridMetric, MOVES } from '../kernel/grid/grid-metric.ts';
import type { Region } from '../region/model/region.ts';
import type { RegionReference, TaskContext } from '../questions/shared/task-context.ts';
import { scaleOf } from '../questions/shared/value-scale.ts';
import { roadFeatures } from './list-features.ts';

export interface TileInput {
  readonly region: RegionReference;
  readonly layer: 'base' | 'relief' | 'population' | 'time' | 'people-time' | 'value';
  /** File of float64 seconds by cell, for `time` and `people-time`. */
  readonly secondsPath?: string;
  /** File of float32 values by cell, negative where there is none, for `value`. */
  readonly valuesPath?: string;
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** One tile of a region or of a run's surface: PNG, or MVT for `base`. */
export function drawTile(input: TileInput, context: TaskContext): Uint8Array {
  const region = context.loadRegion(input.region);
  const { grid } = region;
  const { z, x, y } = input;
  const key = input.region.hash;
  switch (input.layer) {
    case 'base':
      return drawBaseTile(
        context.remember(`${key} base`, () => buildBaseIndex(region)),
        z,
        x,
        y,
      );
    case 'relief':
      return drawReliefTile(
        { ...region, shade: context.remember(`${key} shade`, () => shadeOf(region)).shade },
        z,
        x,
        y,
      );
    case 'population':
      return drawValueTile(grid, z, x, y, (cell) => region.population[cell]! * 10, 0);
    case 'time': {
      const seconds = context.remember(input.secondsPath!, () => readSeconds(input.secondsPath!));
      return drawValueTile(grid, z, x, y, (cell) => seconds[cell]!, TILE_UNREACHED);
    }
    case 'value': {
      const { values, scale } = context.remember(input.valuesPath!, () => readValues(input.valuesPath!));
      return drawValueTile(
        grid,
        z,
        x,
        y,
        // half a step down, because tiles round up
        (cell) => (values[cell]! >= 0 ? Math.max(0, values[cell]! * scale - 0.5) : TILE_UNREACHED),
        TILE_UNREACHED,
      );
    }
    case 'people-time': {
      const seconds = context.remember(input.secondsPath!, () => readSeconds(input.secondsPath!));
      return drawValueTile(
        grid,
        z,
        x,
        y,
        (cell) => (region.population[cell]! > 0 ? Math.max(1, seconds[cell]!) : 0),
        0,
      );
    }
  }
}

function readSeconds(path: string): Float64Array {
  const bytes = readFileSync(path);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

function readValues(path: string): { values: Float32Array; scale: number } {
  const bytes = readFileSync(path);
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return { values, scale: scaleOf(values) };
}

function shadeOf(region: Region): { shade: Float32Array | null } {
  if (!region.elevation) return { shade: null };
  const metric = buildGridMetric(region.grid);
  const middle = region.grid.rows >> 1;
  return {
    shade: computeShade(
      region.grid,
      region.elevation,
      metric.moveMeters[middle * MOVES]!,
      metric.moveMeters[middle * MOVES + 2]!,
    ),
  };
}

interface BaseIndex {
  readonly layers: Record<string, GeoJSONVT>;
}

function buildBaseIndex(region: Region): BaseIndex {
  const index = (data: FeatureCollection, tolerance: number): GeoJSONVT =>
    new GeoJSONVT(data, { maxZoom: 15, tolerance, buffer: 64, indexMaxZoom: 8 });
  const zones = region.zones[0];
  return {
    layers: {
      water: index(region.water, 2),
      roads: index({ type: 'FeatureCollection', features: roadFeatures(region) }, 2),
      ...(zones
        ? {
            zones: index(
              {
                type: 'FeatureCollection',
                features: zones.features.features.map((feature, i) => ({
                  type: 'Feature',
                  geometry: feature.geometry,
                  properties: {
                    index: i,
                    nameZh: zones.names[i]?.zh ?? '',
                    nameEn: zones.names[i]?.en ?? '',
                  },
                })),
              },
              2,
            ),
          }
        : {}),
    },
  };
}

function drawBaseTile(index: BaseIndex, z: number, x: number, y: number): Uint8Array {
  const layers: Record<string, NonNullable<ReturnType<GeoJSONVT['getTile']>>> = {};
  for (const [name, tiles] of Object.entries(index.layers)) {
    const tile = tiles.getTile(z, x, y);
    if (tile) layers[name] = tile;
  }
  return fromGeojsonVt(layers, { version: 2, extent: 4096 });
}
