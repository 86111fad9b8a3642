/**
 * The outbox: every command made here goes into IndexedDB first, and from there to the server, in order. So a cut in the
 * network costs time and nothing else. The server carries out each id once, however often it is sent.
 */
import { type Problem, passing } from '../api/problems'
import type { Outgoing, Storage } from './storage'
import { uuid7 } from './uuid7'

/** The server's answer to one command of a batch. */
export interface Result {
  id: string | null
  status: number
  /** The pending command under which the server has set it aside. */
  pending_command?: string | null
  problem?: Problem | null
  answer?: { warnings?: { detail: string }[]; streams?: { stream: string }[] } | null
}

export interface Batch {
  device: string
  commands: { id: string; command: string; body: Record<string, unknown>; device_seq: number; attended: boolean }[]
}

/** How the outbox reaches the server. Rejects when it cannot: then everything waits on. */
export type Send = (batch: Batch, owner: string) => Promise<Result[]>

const BATCH = 50

/** So long somebody waits at the screen for what becomes of a command, and can correct it. */
export const PATIENCE_MS = 5_000
const SENT_KEPT = 30

export interface Contents {
  device: string
  /** This owner's commands, oldest first. */
  entries: Outgoing[]
  /** How many commands of other people who signed in on this device wait for them. */
  of_others: number
}

export class Outbox {
  readonly #listeners = new Set<() => void>()

  constructor(
    private readonly storage: Promise<Storage>,
    private readonly send: Send,
  ) {}

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Puts a command in. It is safe on this device when the promise resolves. */
  async put(owner: string, command: string, body: Record<string, unknown>): Promise<Outgoing> {
    const db = await this.storage
    const tx = db.transaction(['outbox', 'device'], 'readwrite', { durability: 'strict' })
    const device = await nextPlace(tx.objectStore('device'))
    const entry: Outgoing = {
      id: uuid7(),
      seq: device.seq,
      owner,
      command,
      body,
      made_at: new Date().toISOString(),
      state: 'waiting',
    }
    await tx.objectStore('outbox').put(entry)
    await tx.done
    this.changed()
    return entry
  }

  async contents(owner: string): Promise<Contents> {
    const db = await this.storage
    const all = await db.getAll('outbox')
    return {
      device: (await db.get('device', 'device'))?.name ?? '',
      entries: all.filter(entry => entry.owner === owner).sort((a, b) => a.seq - b.seq),
      of_others: all.filter(entry => entry.owner !== owner && entry.state === 'waiting').length,
    }
  }

  async get(id: string): Promise<Outgoing | undefined> {
    return (await this.storage).get('outbox', id)
  }

  /**
   * Sends what waits, in order. What the server may take later (it is busy, or a command was contended) waits on; what
   * it refuses is kept with the reason, and what it set aside for a supervisor is delivered. Rejects when the server cannot be reached.
   */
  async flush(owner: string): Promise<'all answered' | 'some wait'> {
    for (;;) {
      const { device, entries } = await this.contents(owner)
      const waiting = entries.filter(entry => entry.state === 'waiting').slice(0, BATCH)
      if (waiting.length === 0) return 'all answered'
      const results = await this.send({ device, commands: waiting.map(sendable) }, owner)
      await this.#settle(waiting, results)
      if (
        results.length < waiting.length ||
        results.some(result => result.problem && !result.pending_command && passing(result.problem))
      )
        return 'some wait'
    }
  }

  /**
   * Tries a refused command again as it is: somebody may have mended what was in its way. When it is refused still, it
   * goes to a supervisor.
   */
  async retry(id: string): Promise<void> {
    const db = await this.storage
    const entry = await db.get('outbox', id)
    if (entry?.state !== 'refused') return
    const { problem: _, settled_at: __, ...again } = entry
    await db.put('outbox', { ...again, state: 'waiting' })
    this.changed()
  }

  /** Throws a refused command away: a person has decided so, or put a corrected one in its place. */
  async discard(id: string): Promise<void> {
    const db = await this.storage
    const tx = db.transaction('outbox', 'readwrite')
    if ((await tx.store.get(id))?.state === 'refused') await tx.store.delete(id)
    await tx.done
    this.changed()
  }

  async #settle(asked: Outgoing[], results: Result[]): Promise<void> {
    const db = await this.storage
    const tx = db.transaction('outbox', 'readwrite')
    const settled_at = new Date().toISOString()
    for (const entry of asked) {
      const result = results.find(({ id }) => id === entry.id)
      if (!result || (result.problem && passing(result.problem) && !result.pending_command)) continue
      await tx.store.put(
        result.problem
          ? {
              ...entry,
              state: result.pending_command ? 'pending_command' : 'refused',
              settled_at,
              problem: result.problem,
            }
          : {
              ...entry,
              state: 'sent',
              settled_at,
              warnings: warningsOf(result),
              streams: (result.answer?.streams ?? []).map(({ stream }) => stream),
            },
      )
    }
    const sent = (await tx.store.getAll())
      .filter(({ state }) => state === 'sent' || state === 'pending_command')
      .sort((a, b) => b.seq - a.seq)
    for (const old of sent.slice(SENT_KEPT)) await tx.store.delete(old.id)
    await tx.done
    this.changed()
  }

  /** Tells whoever listens to look again. */
  changed(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** What is to be asked about a command that was, or would be, carried out. */
export function warningsOf({ answer }: Result): string[] {
  return (answer?.warnings ?? []).map(({ detail }) => detail)
}

/** What was made longer ago is sent unattended: when it no longer fits, the server sets it aside for a supervisor. */
function sendable({ id, command, body, seq, made_at }: Outgoing) {
  return { id, command, body, device_seq: seq, attended: Date.now() - Date.parse(made_at) < PATIENCE_MS }
}

interface DeviceStore {
  get(key: 'device'): Promise<{ name: string; seq: number } | undefined>
  put(value: { name: string; seq: number }, key: 'device'): Promise<unknown>
}

/** The device's name, made once, and its next number: taken in the transaction that stores the command. */
async function nextPlace(store: DeviceStore): Promise<{ name: string; seq: number }> {
  const known = await store.get('device')
  const next = { name: known?.name ?? `browser-${uuid7().slice(-12)}`, seq: (known?.seq ?? 0) + 1 }
  await store.put(next, 'device')
  return next
}
