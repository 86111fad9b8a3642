/** When the outbox is sent: at once, when the network is back, when someone signs in, and again after a failure. */
import { api, read } from '../api/client'
import { now } from '../api/clock'
import { told } from '../api/problems'
import { alone, SessionEnded, session } from '../features/sign-in/session'
import { Outbox, PATIENCE_MS, warningsOf } from './outbox'
import { type Outgoing, storage } from './storage'
import { uuid7 } from './uuid7'

const FIRST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 60_000

export const outbox = new Outbox(storage(), async (batch, owner) => {
  await session.accessToken()
  if (session.owner !== owner) throw new SessionEnded() // somebody else has signed in meanwhile
  return read(api.POST('/api/v1/commands', { body: { ...batch, dry_run: false } }))
})

/** Why the last try did not get through; null when it did. */
export let lastFailure: string | null = null

const elsewhere = 'BroadcastChannel' in window ? new BroadcastChannel('unison.outbox') : null
let telling = false
outbox.subscribe(() => {
  if (!telling) elsewhere?.postMessage('changed')
})
if (elsewhere) {
  elsewhere.onmessage = () => {
    telling = true // what another tab told is not told back
    outbox.changed()
    telling = false
  }
}

let timer: ReturnType<typeof setTimeout> | undefined
let pause_ms = FIRST_PAUSE_MS
let running: Promise<void> | null = null

/** Sends what waits. Calls while it runs are answered by one more run, which sees what came in meanwhile. */
export function sendOutbox(): Promise<void> {
  const before = running ?? Promise.resolve()
  const run = before.then(once).finally(() => {
    if (running === run) running = null
  })
  running = run
  return run
}

async function once(): Promise<void> {
  clearTimeout(timer)
  const owner = session.owner
  if (!owner) return
  try {
    const left = await alone('unison.outbox', () => outbox.flush(owner))
    lastFailure = null
    if (left === 'all answered') {
      pause_ms = FIRST_PAUSE_MS
      return
    }
  } catch (error) {
    if (error instanceof SessionEnded) return // signing in sends it
    lastFailure = told(error)
    outbox.changed()
  }
  timer = setTimeout(sendOutbox, pause_ms)
  pause_ms = Math.min(pause_ms * 2, LONGEST_PAUSE_MS)
}

/** From now on the outbox is sent without anybody asking. */
export function startSending(): void {
  const soon = () => {
    pause_ms = FIRST_PAUSE_MS
    void sendOutbox()
  }
  window.addEventListener('online', soon)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') soon()
  })
  let owner: string | null = null
  const signedIn = () => {
    if (session.owner !== owner) {
      owner = session.owner
      soon()
    }
  }
  session.subscribe(signedIn)
  signedIn()
  void navigator.storage?.persist?.()
}

const QUESTION_MS = 3_000

/**
 * What the server finds implausible or doubled about a command, before it is sent; nothing where it cannot be asked, or would
 * refuse: sending it tells.
 */
export async function doubtsAbout(name: string, body: Record<string, unknown>): Promise<string[]> {
  if (!navigator.onLine) return []
  try {
    const [result] = await read(
      api.POST('/api/v1/commands', {
        body: { dry_run: true, commands: [{ id: uuid7(), command: name, body, attended: true }] },
        signal: AbortSignal.timeout(QUESTION_MS),
      }),
    )
    return result ? warningsOf(result) : []
  } catch {
    return []
  }
}

/**
 * Puts a command into the outbox and sends it. It happens now, unless its fields tell when it happened. Resolves with
 * what became of it: `waiting` when the server has not answered within 5 s, or cannot be reached.
 */
export async function command(name: string, body: Record<string, unknown>): Promise<Outgoing> {
  const owner = session.owner
  if (!owner) throw new SessionEnded()
  const entry = await outbox.put(owner, name, { occurred_at: now().toISOString(), ...body })
  await Promise.race([sendOutbox(), new Promise(resolve => setTimeout(resolve, PATIENCE_MS))])
  return (await outbox.get(entry.id)) ?? { ...entry, state: 'sent' }
}
