import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Noto Sans SC (SIL Open Font License) as whole TrueType files; PDF and HTML embed the letters they use. */
export const FONT_FILES = {
  regular: require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
} as const;
