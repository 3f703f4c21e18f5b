/**
 * The font family of all labels of map and page. It is shipped with the page, so that Chinese is drawn
 * on every machine.
 */
export const MAP_FONT = 'Noto Sans SC';

/** Loads the faces that `text` needs; labels drawn earlier would keep their fallback glyphs. */
export async function loadFonts(text: string): Promise<void> {
  const sample = text || 'A';
  await Promise.all([
    document.fonts.load(`16px "${MAP_FONT}"`, sample),
    document.fonts.load(`bold 16px "${MAP_FONT}"`, sample),
  ]);
}
