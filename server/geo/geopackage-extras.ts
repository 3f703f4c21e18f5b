import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import type { Feature, Geometry } from 'geojson';
import { writeGeoPackage } from './geopackage.ts';

/**
 * Layers with column titles and a QGIS style each, and metadata for the whole file. Coordinates are WGS 84
 * degrees.
 */
export interface StyledGeoPackage {
  readonly layers: readonly {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    readonly columns: readonly { readonly name: string; readonly title: string }[];
    readonly features: readonly Feature<Geometry | null>[];
    readonly styleQml: string;
  }[];
  /** ISO 19139 */
  readonly metadataXml: string;
  /** ISO date and time written into the file. */
  readonly lastChange: string;
}

/**
 * A GeoPackage as bytes, with `layer_styles` (what QGIS opens a layer with), `gpkg_data_columns` (titles
 * with units) and
 * `gpkg_metadata`. Written in a temporary folder that is removed.
 */
export function writeStyledGeoPackage(content: StyledGeoPackage): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'careshed-gpkg-'));
  try {
    const file = join(folder, 'report.gpkg');
    const layers = content.layers.map(({ name, title, features }) => ({
      name,
      title,
      crs: 'EPSG:4326',
      features,
    }));
    writeGeoPackage(file, layers, content.lastChange);
    addExtras(file, content);
    return new Uint8Array(readFileSync(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function addExtras(file: string, content: StyledGeoPackage): void {
  const db = new Database(file);
  try {
    db.exec(`CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
        definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
      CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
        mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name));
      CREATE TABLE gpkg_metadata (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
        md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
      CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
        timestamp DATETIME NOT NULL, md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
        CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
        CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
      CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
        f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
        description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME);`);
    const extend = db.prepare('INSERT OR IGNORE INTO gpkg_extensions VALUES (?, NULL, ?, ?, ?)');
    extend.run(
      'gpkg_data_columns',
      'gpkg_schema',
      'http://www.geopackage.org/spec131/#extension_schema',
      'read-write',
    );
    for (const table of ['gpkg_metadata', 'gpkg_metadata_reference'])
      extend.run(
        table,
        'gpkg_metadata',
        'http://www.geopackage.org/spec131/#extension_metadata',
        'read-write',
      );
    db.prepare(
      "INSERT INTO gpkg_metadata VALUES (1, 'dataset', 'http://www.isotc211.org/2005/gmd', 'text/xml', ?)",
    ).run(content.metadataXml);
    db.prepare("INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?, 1, NULL)").run(
      content.lastChange,
    );
    db.prepare(
      'INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) VALUES ' +
        "('layer_styles', 'attributes', 'layer_styles', '', ?)",
    ).run(content.lastChange);
    const addTitle = db.prepare('INSERT INTO gpkg_data_columns VALUES (?, ?, NULL, ?, NULL, NULL, NULL)');
    const addStyle = db.prepare(
      "INSERT INTO layer_styles VALUES (NULL, '', '', ?, 'geom', ?, ?, NULL, 1, ?, '', NULL, ?)",
    );
    const describe = db.prepare('UPDATE gpkg_contents SET description = ? WHERE table_name = ?');
    db.exec('BEGIN');
    for (const layer of content.layers) {
      for (const column of layer.columns) addTitle.run(layer.name, column.name, column.title);
      addStyle.run(layer.name, layer.name, layer.styleQml, layer.title, content.lastChange);
      describe.run(layer.description, layer.name);
    }
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}
