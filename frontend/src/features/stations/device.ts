/**
 * The station that this device is, if it is one.
 *
 * What makes it a station is in a cookie that no script reads; here are its short token, which dies with the page, and what people
 * see of it. Whoever identifies gets a token of minutes, which the session holds as long as they are there.
 */

import type { Schemas } from '../../api/client'
import { failureOf } from '../../api/problems'
import { alone, session } from '../sign-in/session'

export type Here = Schemas['StationHere']
export type Person = Schemas['PersonAtStation']
type Short = Schemas['IdentifiedHere']
type DeviceToken = Schemas['DeviceToken']

/** How somebody says who they are. */
export type By = { person: string; pin: string } | { badge: string }

const KEPT = 'unison.station'
const ALONE = 'unison.station'

class Device {
  #token: { value: string; goodUntil: number } | null = null
  #here: Here | null = readKept()
  readonly #listeners = new Set<() => void>()

  /** Null: this device is no station. */
  get here(): Here | null {
    return this.#here
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Becomes the station that the code was made for. */
  async pair(code: string): Promise<void> {
    this.#take(await post<DeviceToken>('pair', { code }))
    await this.look()
  }

  /** Reads again what it is bound to. */
  async look(): Promise<void> {
    this.#keep(await this.#ask<Here>('here'))
  }

  people(): Promise<Person[]> {
    return this.#ask<Person[]>('people')
  }

  /** Lets somebody in at this station: from then on they act here. */
  async identify(by: By): Promise<void> {
    const short = await this.#withToken(token => post<Short>('identify', by, token))
    await session.identified(short, () => this.#renewed())
  }

  /** Nobody is at the station any more. */
  async leave(): Promise<void> {
    window.history.replaceState(null, '', '/station') // whoever comes next begins there
    const token = session.leaveStation()
    if (token) await post('leave', undefined, token).catch(() => undefined)
  }

  #renewed(): Promise<Short> {
    return alone(ALONE, () => post<Short>('renew-person', undefined, session.shortToken ?? undefined))
  }

  #ask<T>(what: string): Promise<T> {
    return this.#withToken(async token => answered<T>(await fetch(`/api/v1/stations/${what}`, bearing(token))))
  }

  /** With a token that is good; one that is refused is renewed once. A device that was unpaired is no station any more. */
  async #withToken<T>(use: (token: string) => Promise<T>): Promise<T> {
    try {
      if (this.#token && this.#token.goodUntil > Date.now())
        try {
          return await use(this.#token.value)
        } catch (error) {
          if (!isUnauthenticated(error) || codeOf(error) === 'not_identified') throw error
        }
      this.#take(await alone(ALONE, () => post<DeviceToken>('renew-device')))
      return await use(this.#token?.value ?? '')
    } catch (error) {
      if (codeOf(error) === 'station_unpaired') this.#keep(null)
      throw error
    }
  }

  #take(token: DeviceToken): void {
    const lasts = Date.parse(token.expires_at) - Date.now()
    this.#token = { value: token.access_token, goodUntil: Date.now() + Math.max(lasts - 30_000, 30_000) }
  }

  #keep(here: Here | null): void {
    this.#here = here
    if (here) localStorage.setItem(KEPT, JSON.stringify(here))
    else {
      localStorage.removeItem(KEPT)
      this.#token = null
    }
    for (const listener of this.#listeners) listener()
  }
}

function readKept(): Here | null {
  try {
    const here = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Here | null
    return here?.station ? here : null
  } catch {
    return null
  }
}

async function post<T>(what: string, body?: object, token?: string): Promise<T> {
  const { headers } = bearing(token)
  return answered<T>(
    await fetch(`/api/v1/stations/${what}`, {
      method: 'POST',
      headers: body ? { ...headers, 'Content-Type': 'application/json' } : headers,
      body: body && JSON.stringify(body),
    }),
  )
}

function bearing(token: string | undefined): { headers: Record<string, string> } {
  return { headers: token ? { Authorization: `Bearer ${token}` } : {} }
}

async function answered<T>(response: Response): Promise<T> {
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw failureOf(response.status, answer)
  return answer as T
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'problem' in error ? (error.problem as { code?: string }).code : undefined
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof Error && 'problem' in error && (error.problem as { status: number }).status === 401
}

export const device = new Device()
