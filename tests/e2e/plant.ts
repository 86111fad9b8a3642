/** The server under test, and what the test itself does with it over HTTP, as another device would. */
import { randomBytes } from 'node:crypto'

export interface Server {
  url: string
  organization: string
  login: string
  password: string
}

export function server(): Server {
  const told = process.env.UNISON_E2E
  if (!told) throw new Error('The set-up has not run.')
  return JSON.parse(told) as Server
}

export interface OrderInFull {
  good_pcs: number
  rejected_pcs: number
  reports: { log: string; good_pcs: number; stands: boolean }[]
}

export class OtherDevice {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async signIn({ url, organization, login, password }: Server): Promise<OtherDevice> {
    const answer = await fetch(`${url}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ organization, login, password }),
    })
    const { access_token } = (await answer.json()) as { access_token: string }
    return new OtherDevice(url, access_token)
  }

  async send(command: string, body: object): Promise<void> {
    const answer = await fetch(`${this.url}/api/v1/commands`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ device: 'e2e', commands: [{ id: uuid7(), command, body }] }),
    })
    const results = (await answer.json()) as { status: number; problem: { detail: string } | null }[]
    if (results[0]?.status !== 200) throw new Error(`${command}: ${results[0]?.problem?.detail ?? answer.status}`)
  }

  /** A route of its own for a command, which answers more than the batch does. */
  async post<T>(path: string, body: object): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1/${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': uuid7(),
        Authorization: `Bearer ${this.token}`,
      },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }

  async read<T>(path: string, query: Record<string, string>): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1/${path}?${new URLSearchParams(query)}`, {
      headers: { Authorization: `Bearer ${this.token}` },
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }

  order(work_order: string): Promise<OrderInFull> {
    return this.read<OrderInFull>('work-orders/order', { work_order })
  }
}

/** An id as clients make them: later ones are greater. */
export function uuid7(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The moment so many days before now. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString()
}
