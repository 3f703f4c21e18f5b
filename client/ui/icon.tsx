const PATHS = {
  undo: 'M9 7 5 11l4 4M5 11h9a5 5 0 0 1 0 10h-2',
  redo: 'm15 7 4 4-4 4m4-4h-9a5 5 0 0 0 0 10h2',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.600-5.600L12 7m2 3a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.600 5.600L12 17',
  report: 'M7 3h7l4 4v14H7zM14 3v4h4M10 12h5m-5 4h5',
  down: 'm6 9 6 6 6-6',
  layers: 'm12 3 9 5-9 5-9-5zM3 12l9 5 9-5M3 16l9 5 9-5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  extent: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  centre: 'M12 2v5m0 10v5M2 12h5m10 0h5M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  check: 'm5 12 5 5 9-10',
  close: 'm6 6 12 12M18 6 6 18',
  upload: 'M12 16V4m-5 5 5-5 5 5M4 16v4h16v-4',
  pin: 'M12 21s7-6.500 7-12a7 7 0 0 0-14 0c0 5.500 7 12 7 12zM12 7v4m-2-2h4',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4v5l3 2',
} as const;
export type IconName = keyof typeof PATHS;

/** A line icon; the control that holds it carries the name. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
