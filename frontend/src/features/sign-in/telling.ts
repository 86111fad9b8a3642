/** What an address or a program's own name says to a person. */

const SYSTEMS: [RegExp, string][] = [
  [/iphone/i, 'iPhone'],
  [/ipad/i, 'iPad'],
  [/android/i, 'Android'],
  [/windows/i, 'Windows'],
  [/mac os|macintosh/i, 'Mac'],
  [/cros/i, 'ChromeOS'],
  [/linux/i, 'Linux'],
]

const BROWSERS: [RegExp, string][] = [
  [/edg(e|a|ios)?\//i, 'Edge'],
  [/firefox|fxios/i, 'Firefox'],
  [/samsungbrowser/i, 'Samsung Internet'],
  [/chrome|crios/i, 'Chrome'],
  [/safari/i, 'Safari'],
]

/** "Chrome on Windows"; of a program that is no browser its own name. */
export function deviceOf(agent: string): string {
  const browser = BROWSERS.find(([told]) => told.test(agent))?.[1]
  const system = SYSTEMS.find(([told]) => told.test(agent))?.[1]
  if (browser) return system ? `${browser} on ${system}` : browser
  return agent.split(/[\s/]/)[0] || 'A program without a name'
}

const REFUSED: Record<string, string> = {
  sign_in_not_begun: 'This sign-in was not begun in this browser, or too long ago. Begin again.',
  provider_refused: 'The provider did not let you in. Try again, or ask an administrator.',
  provider_unreachable: 'The provider does not answer. Sign in by your password, or try again later.',
  id_token_refused: 'What the provider said of you cannot be trusted. Try again; if it stays, tell an administrator.',
  not_linked: 'The provider knows you, but nobody here is linked to you. Ask an administrator to add you.',
  account_disabled: 'This account is disabled. Ask an administrator.',
  no_provider: 'This organization signs in by passwords.',
}

/** Why the way by the provider did not lead in, by the code that the address tells. */
export function refusedBy(code: string): string {
  return REFUSED[code] ?? 'This sign-in did not work. Begin again.'
}
