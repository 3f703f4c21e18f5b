declare module 'osm-pbf-parser' {
  /** A stream that takes the bytes of a PBF file and gives lists of its objects. */
  export default function build(): NodeJS.ReadWriteStream;
}
