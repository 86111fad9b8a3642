import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const slate: MantineColorsTuple = [
  '#eef4f8', '#dde7ef', '#bccedd', '#98b4ca', '#7a9eb9', '#6690af', '#5a89ab', '#487497', '#3a6080', '#1f4663',
] // biome-ignore format: a scale from light to dark

export const theme = createTheme({
  primaryColor: 'slate',
  primaryShade: { light: 8, dark: 8 },
  colors: { slate },
  defaultRadius: 'md',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.35rem' }, h2: { fontSize: '1.05rem' } } },
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Autocomplete: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    MultiSelect: { defaultProps: { size: 'md' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Textarea: { defaultProps: { size: 'md' } },
  },
})

/** Mantine's own dimmed text is too faint to read on a shop floor (and for WCAG AA). */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f6f7f9',
    '--mantine-color-dimmed': '#535d68',
    '--mantine-color-placeholder': '#6a737d',
    '--mantine-color-anchor': '#255a80',
    '--mantine-color-error': '#b42318',
    '--surface': '#ffffff',
    '--line': '#dfe3e8',
    '--good': '#2f8f6b',
    '--bad': '#c9372c',
    '--warn': '#b26a00',
    '--info': '#3a6ea5',
    '--quiet': '#8a939d',
    '--good-text': '#1c6b4d',
    '--bad-text': '#b42318',
    '--warn-text': '#8a5200',
  },
  dark: {
    '--mantine-color-body': '#14181d',
    '--mantine-color-dimmed': '#a9b2bc',
    '--mantine-color-placeholder': '#8f99a4',
    '--mantine-color-anchor': '#8fc0e6',
    '--mantine-color-error': '#ff8a80',
    '--surface': '#1c2127',
    '--line': '#323a43',
    '--good': '#45b58b',
    '--bad': '#ee6a5f',
    '--warn': '#e0a040',
    '--info': '#6aa5dd',
    '--quiet': '#7d8792',
    '--good-text': '#6fd3ad',
    '--bad-text': '#ff9a91',
    '--warn-text': '#f0bd6a',
  },
})
