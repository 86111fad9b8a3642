/** How a PIN is typed: digits alone, on a phone by its number keys; a browser offers to keep none. */
export const PIN_INPUT = {
  inputMode: 'numeric',
  autoComplete: 'off',
  pattern: '[0-9]{4,8}',
  title: '4 to 8 digits',
  maxLength: 8,
} as const
