/** A4 in points and its margins: 20 mm left and right, 20 mm top, 18 mm bottom. */
export const PAGE = { width: 595.28, height: 841.89, left: 56.69, top: 56.69, bottom: 51 } as const;

/** Width of the text in points; drawings and tables are made for it. */
export const TEXT_WIDTH = 482;
