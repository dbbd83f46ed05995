import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The accent: the green of old safes. Shade 8 carries white text at 7.5:1. */
const verdigris: MantineColorsTuple = [
  '#eaf5f2',
  '#d5eae4',
  '#abd4c9',
  '#7fbdae',
  '#5fae9c',
  '#3d9985',
  '#2a836f',
  '#18705d',
  '#0b5c4b',
  '#07463a',
];

const gray: MantineColorsTuple = [
  '#f6f8f8',
  '#eef1f1',
  '#e2e7e7',
  '#d2d9d9',
  '#bac4c4',
  '#849192',
  '#5b6869',
  '#445051',
  '#2c3637',
  '#182021',
];

const dark: MantineColorsTuple = [
  '#dde3e3',
  '#bcc5c6',
  '#98a4a5',
  '#6d7a7b',
  '#3e494a',
  '#303a3b',
  '#232b2c',
  '#161c1d',
  '#101516',
  '#0a0e0f',
];

const red: MantineColorsTuple = [
  '#fdf0ee',
  '#f9dcd8',
  '#f2b7b0',
  '#ec948a',
  '#e67a6f',
  '#d65347',
  '#c43d32',
  '#b02f26',
  '#9c241d',
  '#7a1a15',
];

const amber: MantineColorsTuple = [
  '#fdf6e7',
  '#f8e9c8',
  '#f0d394',
  '#e6bb5e',
  '#dda93a',
  '#c48d1c',
  '#a67313',
  '#8a5d0e',
  '#6f4a0a',
  '#533707',
];

/** Colours, type and shape of the whole page. Pages use tokens (`--sr-…`, Mantine's names), never literals. */
export const theme = createTheme({
  colors: { verdigris, gray, dark, red, amber },
  primaryColor: 'verdigris',
  primaryShade: 8,
  autoContrast: true,
  black: '#182021',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  lineHeights: { xs: '1.5', sm: '1.55', md: '1.6', lg: '1.6', xl: '1.5' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.5' },
    },
  },
  defaultRadius: '7px',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Text: { defaultProps: { size: 'sm' } },
    Anchor: { defaultProps: { underline: 'always' } },
    Button: { defaultProps: { size: 'sm' } },
    // A <header> in a portal would count as a second banner of the page.
    Modal: {
      defaultProps: {
        attributes: { header: { role: 'presentation' } },
        centered: true,
        transitionProps: { duration: 160, transition: 'pop' },
      },
      styles: { title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 600 } },
    },
    // Its placeholder for the first focus is no item, which a menu must not hold.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Badge: { defaultProps: { tt: 'none', fw: 500, variant: 'outline' } },
    Input: {
      // Borders of fields at 3:1 (WCAG 1.4.11) in both schemes; a fault keeps its own colour.
      vars: (_theme: unknown, { error }: { error?: unknown }) => ({
        wrapper: error ? {} : { '--input-bd': 'var(--sr-line-strong)', '--input-bd-focus': 'var(--sr-accent)' },
      }),
    },
    InputWrapper: {
      defaultProps: { withAsterisk: false },
      styles: { label: { marginBottom: 4 }, description: { lineHeight: 1.45 }, error: { lineHeight: 1.45 } },
    },
    PasswordInput: { defaultProps: { visibilityToggleButtonProps: { 'aria-label': 'Show or hide', tabIndex: 0 } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Loader: { defaultProps: { type: 'dots', size: 'sm' } },
  },
});

/** The page's own tokens for both schemes, beside Mantine's. */
export const tokens: CSSVariablesResolver = () => ({
  variables: {
    '--sr-rail': '14.5rem',
    '--sr-top': '3.75rem',
    '--sr-bar': '3.75rem',
    '--sr-measure': '40rem',
    '--sr-quick': '160ms',
  },
  light: {
    '--mantine-color-placeholder': gray[6],
    '--mantine-color-error': red[8],
    '--mantine-color-anchor': verdigris[8],
    '--sr-page': '#ffffff',
    '--sr-ground': gray[0],
    '--sr-card': '#ffffff',
    '--sr-line': gray[2],
    '--sr-line-strong': gray[5],
    '--sr-text': gray[9],
    '--sr-text-soft': gray[6],
    '--sr-hover': gray[1],
    '--sr-accent': verdigris[8],
    '--sr-accent-soft': verdigris[0],
    '--sr-warn': amber[8],
    '--sr-warn-soft': amber[0],
    '--sr-bad': red[8],
    '--sr-bad-soft': red[0],
  },
  dark: {
    '--mantine-color-placeholder': dark[2],
    '--mantine-color-error': red[3],
    '--mantine-color-anchor': verdigris[3],
    '--sr-page': dark[7],
    '--sr-ground': dark[8],
    '--sr-card': '#1b2223',
    '--sr-line': dark[5],
    '--sr-line-strong': dark[3],
    '--sr-text': dark[0],
    '--sr-text-soft': dark[2],
    '--sr-hover': dark[6],
    '--sr-accent': verdigris[3],
    '--sr-accent-soft': '#142b27',
    '--sr-warn': amber[3],
    '--sr-warn-soft': '#2c2411',
    '--sr-bad': red[3],
    '--sr-bad-soft': '#331c1a',
  },
});
