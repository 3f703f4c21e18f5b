/**
 * A table of places, whatever file it came from. Coordinates from a geometry when the file has one, else
 * from two columns.
 */
export interface PlaceTable {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** 1-based row of the file (or feature number) for messages. */
  readonly rowNumbers: readonly number[];
  /** lon, lat (degrees) per row where the geometry gives them. */
  readonly points: readonly ([number, number] | null)[] | null;
  /** Rows with other fields than columns. */
  readonly raggedRows?: readonly number[];
  /** Rows with text above the heading. */
  readonly titleRows?: number;
  /** Encoding of its text, where it is a text. */
  readonly encoding?: string;
}
