/**
 * Who is signed in on this device.
 *
 * The access token lives in memory alone and dies with the page. The refresh token is in a cookie that no script reads; who it
 * belongs to is kept beside it, so that a page opened without a network knows whose it is. docs/sign-in.md says why.
 */

import { ApiProblem, failureOf } from '../../api/problems'
import type { components } from '../../api/schema'

type Tokens = components['schemas']['Tokens']
type Confirmed = components['schemas']['Confirmed']
export type Me = components['schemas']['Me']

const KEPT = 'unison.me'
const ORGANIZATION = 'unison.organization'
/** Somebody has left here whom the server could not be told of: the cookie is still there. */
const LEAVING = 'unison.leaving'
const ALONE = 'unison.refresh'

/** The server no longer takes this device's session: sign in again. */
export class SessionEnded extends Error {
  constructor() {
    super('Your sign-in has ended. Sign in again; what waits on this device stays.')
    this.name = 'SessionEnded'
  }
}

/** A token of minutes, of somebody at a station. */
interface Short {
  access_token: string
  expires_at: string
}

interface AtStation {
  me: Me
  renew: () => Promise<Short>
  token: string
  goodUntil: number
}

const SHORT_MARGIN_MS = 30_000

/** A device's clock may be wrong; the server's 401 then renews the token, so a short life is guess enough. */
function goodUntil({ expires_at }: { expires_at: string }, margin_ms: number): number {
  return Date.now() + Math.max(Date.parse(expires_at) - Date.now() - margin_ms, margin_ms)
}

class Session {
  #access: { token: string; goodUntil: number } | null = null
  #renewing: Promise<string> | null = null
  #me: Me | null = readKept()
  #ended = false
  #here: AtStation | null = null
  readonly #listeners = new Set<() => void>()

  constructor() {
    window.addEventListener('storage', event => {
      if (event.key === KEPT || event.key === null) this.#adopt(readKept())
    })
    window.addEventListener('online', () => void leave())
    void leave()
  }

  get me(): Me | null {
    return this.#here?.me ?? this.#me
  }

  /** Whether somebody is here who identified at the station that this device is. */
  get atStation(): boolean {
    return this.#here !== null
  }

  /** The token of whoever identified, good or not. */
  get shortToken(): string | null {
    return this.#here?.token ?? null
  }

  /** Somebody has identified at the station: they are here as long as the station renews their token, and until the page ends. */
  async identified(short: Short, renew: () => Promise<Short>): Promise<void> {
    const me = await whoAmI(short.access_token)
    this.#here = { me, renew, token: short.access_token, goodUntil: goodUntil(short, SHORT_MARGIN_MS) }
    this.#ended = false
    this.#tell()
  }

  /** They have left the station. Answers the token that they had. */
  leaveStation(): string | null {
    const token = this.shortToken
    this.#here = null
    this.#tell()
    return token
  }

  /** Whose data is shown and sent: nothing of one owner is ever given to another. */
  get owner(): string | null {
    const me = this.me
    return me && `${me.organization_id}/${me.user_id}`
  }

  /** Whether the server ended the session, and nobody here. */
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

  /** Whoever has a second factor is asked for its code by a refusal, `second_factor_needed`, and tries again with it. */
  async signIn(organization: string, login: string, password: string, code?: string): Promise<void> {
    await leave()
    await this.#begin(await post<Tokens>('sign-in', { organization, login, password, code: code || null }))
  }

  /** Takes over the session that the organization's provider has led to: the cookie is there already. */
  async arrive(): Promise<void> {
    await this.#begin(await post<Tokens>('refresh'))
  }

  async #begin(tokens: Tokens): Promise<void> {
    const me = await whoAmI(tokens.access_token)
    localStorage.setItem(ORGANIZATION, me.organization)
    localStorage.removeItem(LEAVING)
    this.#take(tokens, me)
  }

  /** Sets up the second factor by its first code. Answers the recovery codes; the session goes on with other tokens. */
  async confirmFactor(code: string): Promise<string[]> {
    const confirmed = await post<Confirmed>('second-factor/confirm', { code }, await this.accessToken())
    this.#carryOn(confirmed)
    return confirmed.recovery_codes
  }

  /** Shows the second factor to a session that has not asked for it. */
  async showFactor(code: string): Promise<void> {
    this.#carryOn(await post<Tokens>('second-factor/show', { code }, await this.accessToken()))
    await this.readMe()
  }

  #carryOn(tokens: Tokens): void {
    if (this.#me?.user_id === tokens.account_id) this.#take(tokens, this.#me)
  }

  /** Forgets everything here at once; tells the server when it can be reached. */
  async signOut(): Promise<void> {
    localStorage.setItem(LEAVING, 'yes')
    this.#forget()
    await leave()
  }

  /** What somebody may do has changed by what they did here. */
  async readMe(): Promise<void> {
    await this.#refreshMe(await this.accessToken())
  }

  /** A token that is good for the next half minute at least. */
  async accessToken(): Promise<string> {
    if (this.#here) return this.#here.goodUntil > Date.now() ? this.#here.token : this.renewedToken(this.#here.token)
    if (this.#access && this.#access.goodUntil > Date.now()) return this.#access.token
    return this.renewedToken(this.#access?.token)
  }

  /** Another token than `refused`, which the server would not take. However many ask, one request goes out. */
  async renewedToken(refused: string | undefined): Promise<string> {
    if (this.#here && this.#here.token !== refused && this.#here.goodUntil > Date.now()) return this.#here.token
    if (this.#access && this.#access.token !== refused && this.#access.goodUntil > Date.now()) return this.#access.token
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null
    })
    return this.#renewing
  }

  async #renewHere(here: AtStation): Promise<string> {
    try {
      const short = await here.renew()
      here.token = short.access_token
      here.goodUntil = goodUntil(short, SHORT_MARGIN_MS)
      return short.access_token
    } catch (error) {
      if (!isUnauthenticated(error)) throw error
      if (this.#here === here) this.leaveStation()
      throw new SessionEnded()
    }
  }

  async #renew(): Promise<string> {
    if (this.#here) return this.#renewHere(this.#here)
    return alone(ALONE, async () => {
      const me = readKept()
      if (!me) throw new SessionEnded()
      try {
        const tokens = await post<Tokens>('refresh')
        // another tab may have signed somebody else in, or out, meanwhile
        if (tokens.account_id !== me.user_id || readKept()?.user_id !== me.user_id) throw new SessionEnded()
        this.#take(tokens, me)
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
    if (me && this.#me && JSON.stringify(me) !== JSON.stringify(this.#me)) this.#keep(me)
  }

  #take(tokens: Tokens, me: Me): void {
    this.#access = { token: tokens.access_token, goodUntil: goodUntil(tokens, SHORT_MARGIN_MS) }
    this.#keep(me)
  }

  #keep(me: Me): void {
    localStorage.setItem(KEPT, JSON.stringify(me))
    this.#me = me
    this.#ended = false
    this.#tell()
  }

  #adopt(me: Me | null): void {
    if (me?.user_id !== this.#me?.user_id) this.#access = null
    this.#me = me
    this.#tell()
  }

  #forget(): void {
    localStorage.removeItem(KEPT)
    this.#access = null
    this.#me = null
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

function readKept(): Me | null {
  try {
    const me = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Me | null
    return me?.user_id && me.organization_id ? me : null
  } catch {
    return null
  }
}

/** Ends the session of whoever has left, if the server was not told yet. */
async function leave(): Promise<void> {
  if (!localStorage.getItem(LEAVING) || readKept()) return
  try {
    await post('sign-out')
    localStorage.removeItem(LEAVING)
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status < 500) localStorage.removeItem(LEAVING)
  }
}

async function post<T>(what: string, body?: object, token?: string): Promise<T> {
  const response = await fetch(`/api/v1/auth/${what}`, {
    method: 'POST',
    headers: {
      'Unison-Session': 'cookie',
      ...(body && { 'Content-Type': 'application/json' }),
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
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
  return error instanceof ApiProblem && error.problem.status === 401
}

/** One tab at a time, where the browser can tell; pages without a secure origin have no locks. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? await navigator.locks.request(name, work) : await work()
}

export const session = new Session()
