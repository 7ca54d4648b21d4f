import { createTheme, type MantineColorsTuple } from '@mantine/core';

const border: MantineColorsTuple = [
  '#eef5f9',
  '#dce8ef',
  '#b5cfdf',
  '#8bb5cf',
  '#689fc1',
  '#4f90b8',
  '#3a7ca6',
  '#28678f',
  '#1d4e6b',
  '#123a52',
];

/** Of words that ask for attention: Mantine's own orange and yellow are too light to be read on white. */
export const caution = '#8a4b00';

export const theme = createTheme({
  colors: { border },
  primaryColor: 'border',
  primaryShade: 8,
  defaultRadius: 'sm',
  fontFamily:
    '"Segoe UI", system-ui, -apple-system, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  headings: { fontWeight: '600' },
});
