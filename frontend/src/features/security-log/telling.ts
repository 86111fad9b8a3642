import type { Kind, SecurityEntry } from './queries'

/** What each kind is called. */
export const KINDS: Record<Kind, string> = {
  signed_in: 'Signed in',
  sign_in_failed: 'Could not sign in',
  sign_in_throttled: 'Made to wait before signing in',
  signed_out: 'Signed out',
  session_ended: 'A sign-in was ended',
  token_reused: 'A used token came again',
  password_changed: 'Password changed',
  second_factor_changed: 'Second factor changed',
  identified: 'Identified at a station',
  identification_failed: 'Could not identify at a station',
  identification_throttled: 'Made to wait before identifying',
  pairing_failed: 'A code for pairing was wrong',
  keys_made: 'Signing key made',
  keys_rotated: 'Signing keys rotated',
  keys_revoked: 'Signing key revoked',
  provider_changed: 'Provider of sign-ins changed',
  organization_made: 'Organization made',
  rights_changed: 'Rights changed',
  refused_unauthenticated: 'Turned away: not signed in',
  refused_forbidden: 'Turned away: not allowed',
  refused_malicious: 'Turned away: not a request of ours',
  limit_reached: 'A limit was reached',
}

/** The kind of an entry in words; one that this version does not know by its name. */
export function calledKind(kind: string): string {
  return KINDS[kind as Kind] ?? said(kind)
}

/** What is to be looked at: somebody was kept out, or tried what they may not. */
export function isWarning(kind: string): boolean {
  return /^(refused|sign_in_failed|sign_in_throttled|identification_|pairing_failed|token_reused|limit)/.test(kind)
}

/** What the detail says beside the kind: "people.PersonDisabled", a permission, a reason. */
export function aboutEntry({ detail }: SecurityEntry): string {
  const { what, fact, about, permission, command, reason, path, by, code, limit } = detail as Record<string, unknown>
  const parts = [
    what && said(String(what)),
    fact && said(String(fact).replace(/^.*\./, '')),
    about && nameless(String(about)),
    by && `by ${said(String(by))}`,
    reason && said(String(reason)),
    limit && `${said(String(limit))}`,
    command && `for ${String(command)}`,
    permission && `for ${String(permission)}`,
    !fact && !reason && !command && !permission && code && said(String(code)),
    path && `at ${String(path)}`,
  ]
  return parts.filter(Boolean).join(', ')
}

/** "PersonDisabled" and "wrong_login" as "person disabled" and "wrong login". */
function said(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
}

/** A stream in words; a person's id is told by name elsewhere. */
function nameless(stream: string): string {
  const [category = '', key = ''] = stream.split(/:(.*)/s)
  return category === 'people' ? '' : `${said(category).replace(/s$/, '')} ${key}`
}

/** The id of the person that an entry is about, where it is about one. */
export function personOf({ detail }: SecurityEntry): string | null {
  const about = (detail as Record<string, unknown>).about
  return typeof about === 'string' && about.startsWith('people:') ? about.slice('people:'.length) : null
}
