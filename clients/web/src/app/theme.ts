import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

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

// The list itself scrolls, which the keys of its field do, and no place around it that no key would reach.
const choice = {
  defaultProps: { withScrollArea: false },
  styles: { options: { maxHeight: 'min(16rem, 50vh)', overflowY: 'auto' } },
} as const;

export const theme = createTheme({
  colors: { border },
  primaryColor: 'border',
  primaryShade: 8,
  defaultRadius: 'sm',
  fontFamily:
    '"Segoe UI", system-ui, -apple-system, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  headings: { fontWeight: '600' },
  components: {
    // With its placeholder a menu has a child that is none of its items; without it the first item has the focus.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Select: choice,
    MultiSelect: choice,
  },
});

/** Mantine's own red of what is wrong with a field is too light to be read. */
export const variables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: { '--mantine-color-error': colors.red[9] },
  dark: {},
});
