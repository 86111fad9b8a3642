/**
 * Who is signed in on this device.
 *
 * The access token lives in memory alone and dies with the page. The refresh token is kept in localStorage: it has to
 * outlive a reload without a network, and every tab has to see the newest one, because each counts once and one that
 * comes twice ends the sign-in. docs/frontend.md weighs this against the alternatives.
 */

import { failureOf } from '../../api/problems'
import type { components } from '../../api/schema'

type Tokens = components['schemas']['Tokens']
export type Me = components['schemas']['Me']

interface Kept {
  refreshToken: string
  me: Me
}

const KEPT = 'unison.session'
const ORGANIZATION = 'unison.organization'
const ALONE = 'unison.refresh'

/** The server no longer takes this device's refresh token: sign in again. */
export class SessionEnded extends Error {
  constructor() {
    super('Your sign-in has ended. Sign in again; what waits on this device stays.')
    this.name = 'SessionEnded'
  }
}

class Session {
  #access: { token: string; goodUntil: number } | null = null
  #renewing: Promise<string> | null = null
  #kept: Kept | null = readKept()
  #ended = false
  readonly #listeners = new Set<() => void>()

  constructor() {
    window.addEventListener('storage', event => {
      if (event.key === KEPT || event.key === null) this.#adopt(readKept())
    })
  }

  get me(): Me | null {
    return this.#kept?.me ?? null
  }

  /** Whose data is shown and sent: nothing of one owner is ever given to another. */
  get owner(): string | null {
    const me = this.me
    return me && `${me.organization_id}/${me.user_id}`
  }

  /** Whether the server ended the sign-in, and nobody here. */
  get ended(): boolean {
    return this.#ended
  }

  get lastOrganization(): string {
    return localStorage.getItem(ORGANIZATION) ?? ''
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async signIn(organization: string, login: string, password: string): Promise<void> {
    const tokens = await post<Tokens>('sign-in', { organization, login, password })
    const me = await whoAmI(tokens.access_token)
    localStorage.setItem(ORGANIZATION, me.organization)
    this.#take(tokens, me)
  }

  /** Forgets everything here at once; tells the server when it can be reached. */
  async signOut(): Promise<void> {
    const token = this.#kept?.refreshToken
    this.#forget()
    if (token) await post('sign-out', { refresh_token: token }).catch(() => undefined)
  }

  /** A token that is good for the next half minute at least. */
  async accessToken(): Promise<string> {
    if (this.#access && this.#access.goodUntil > Date.now()) return this.#access.token
    return this.renewedToken(this.#access?.token)
  }

  /** Another token than `refused`, which the server would not take. However many ask, one request goes out. */
  async renewedToken(refused: string | undefined): Promise<string> {
    if (this.#access && this.#access.token !== refused && this.#access.goodUntil > Date.now()) return this.#access.token
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null
    })
    return this.#renewing
  }

  async #renew(): Promise<string> {
    return alone(ALONE, async () => {
      const kept = readKept() // another tab may have used the one we knew
      if (!kept) throw new SessionEnded()
      try {
        const tokens = await post<Tokens>('refresh', { refresh_token: kept.refreshToken })
        if (readKept()?.refreshToken !== kept.refreshToken) {
          void post('sign-out', { refresh_token: tokens.refresh_token }).catch(() => undefined)
          throw new SessionEnded() // signed out meanwhile
        }
        this.#take(tokens, kept.me)
        void this.#refreshMe(tokens.access_token)
        return tokens.access_token
      } catch (error) {
        if (!isUnauthenticated(error)) throw error
        this.#ended = true
        this.#forget()
        throw new SessionEnded()
      }
    })
  }

  /** Roles change: what a person may do is read again with each new token. */
  async #refreshMe(token: string): Promise<void> {
    const me = await whoAmI(token).catch(() => null)
    if (me && this.#kept && JSON.stringify(me) !== JSON.stringify(this.#kept.me)) this.#keep({ ...this.#kept, me })
  }

  #take(tokens: Tokens, me: Me): void {
    const lasts = Date.parse(tokens.expires_at) - Date.now()
    // A device's clock may be wrong; the server's 401 then renews the token, so a short life is guess enough.
    this.#access = { token: tokens.access_token, goodUntil: Date.now() + Math.max(lasts - 30_000, 30_000) }
    this.#keep({ refreshToken: tokens.refresh_token, me })
  }

  #keep(kept: Kept): void {
    localStorage.setItem(KEPT, JSON.stringify(kept))
    this.#kept = kept
    this.#ended = false
    this.#tell()
  }

  #adopt(kept: Kept | null): void {
    if (kept?.me.user_id !== this.#kept?.me.user_id) this.#access = null
    this.#kept = kept
    this.#tell()
  }

  #forget(): void {
    localStorage.removeItem(KEPT)
    this.#access = null
    this.#kept = null
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

function readKept(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Kept | null
    return kept?.refreshToken && kept.me ? kept : null
  } catch {
    return null
  }
}

async function post<T>(what: string, body: object): Promise<T> {
  const response = await fetch(`/api/v1/auth/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw failureOf(response.status, answer)
  return answer as T
}

async function whoAmI(token: string): Promise<Me> {
  const response = await fetch('/api/v1/auth/me', { headers: { Authorization: `Bearer ${token}` } })
  if (!response.ok) throw failureOf(response.status, await response.json().catch(() => undefined))
  return (await response.json()) as Me
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof Error && 'problem' in error && (error.problem as { status: number }).status === 401
}

/** One tab at a time, where the browser can tell; pages without a secure origin have no locks. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? await navigator.locks.request(name, work) : await work()
}

export const session = new Session()
