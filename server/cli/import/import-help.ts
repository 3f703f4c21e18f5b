import { FACILITY_FIELDS, LAYER_CHOICES, POPULATION_UNITS } from '../../contract/import-choices.ts';
import { LAND_CLASSES, ROAD_CLASSES, TIERS } from '../../contract/vocabulary.ts';

export const IMPORT_HELP = `careshed import DIR|FILES… --name NAME   make a region of files, or of one region pack

FILE below is a file's path below the folder, as the list of files shows it (--write-plan - prints the list).
Options of the form A=B can be given several times.

Names
  --name NAME              name of the region, in both languages unless --name-en is given
  --name-en NAME           English name
  --id ID                  lower-case letters, digits and dashes; default: made of the name. A region of this id is
                           replaced, and kept as an earlier version
Which files, and what they are
  --exclude FILE           leave a file out
  --layer FILE=LAYER       what a file is: ${LAYER_CHOICES.join(', ')}
  --crs CRS                CRS of files that name none, or one that cannot be read (EPSG:32737, WKT, proj text)
  --crs-of FILE=CRS        CRS of one file, in place of what it says
What they mean
  --column FIELD=HEADING   column of the facility files: ${FACILITY_FIELDS.join(', ')}
  --tier WORD=TIER         tier of facilities by their own word of tier or type: ${TIERS.join(', ')}
  --zone-names FILE=COLUMN property that names the zones of a file
  --unit FILE=UNIT         what a population raster counts: ${POPULATION_UNITS.join(', ')}
  --people-column HEADING  people of areas
  --legend VALUE=CLASS     land class by value: ${LAND_CLASSES.join(', ')}
  --road-class WORD=CLASS  road class by the file's own word: ${ROAD_CLASSES.join(', ')}
  --road-speed WORD=KMH    speed of motor vehicles by the file's own word
Frame
  --boundary FILE          file that is the boundary; may lie elsewhere
  --clip                   cut people, facilities and frame to the boundary
  --halo METERS            with --clip: what is kept beyond it, 0 to 200000
  --cell METERS            side of the cells, 10 to 5000
  --people-to-land         count people on water at the nearest land within 1 km
Plan
  --write-plan FILE|-      import nothing: write what each file is and the choices made so far, as JSON
  --plan FILE|-            take the choices of such a file; options on the command line go before its own
  --json                   print the region as JSON; when it cannot be made, the problem and the list of files

Several lists of facilities are joined; files that cannot be used are listed with the reason.
Exit codes: 0 done, 2 wrong use, 65 the files do not make a region (they are listed), 70 a fault of ours.`;
