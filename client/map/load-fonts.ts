/**
 * The family every label of map and page is set in; it is shipped with the page, so Chinese never becomes
 * boxes.
 */
export const MAP_FONT = 'Noto Sans SC';

/** Loads the faces that `text` needs; labels drawn before that would keep their fallback shapes. */
export async function loadFonts(text: string): Promise<void> {
  const sample = text || 'A';
  await Promise.all([
    document.fonts.load(`16px "${MAP_FONT}"`, sample),
    document.fonts.load(`bold 16px "${MAP_FONT}"`, sample),
  ]);
}
