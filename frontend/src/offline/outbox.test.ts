import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Problem } from '../api/problems'
import { type Batch, Outbox, type Result } from './outbox'
import { openStorage, type Storage } from './storage'

const ME = 'organization/me'
const OTHER = 'organization/other'

/** A server as the API describes itself: each id is carried out once, and a refusal does not stop the next one. */
class Server {
  reachable = true
  readonly carriedOut: string[] = []
  readonly batches: Batch[] = []
  readonly refusals = new Map<string, Problem>()
  readonly pendingCommands = new Map<string, string>()

  send = async (batch: Batch): Promise<Result[]> => {
    if (!this.reachable) throw new TypeError('Failed to fetch')
    this.batches.push(batch)
    return batch.commands.map(({ id, command, attended }) => {
      const problem = this.refusals.get(command)
      if (problem && !attended) {
        this.pendingCommands.set(id, command)
        return { id, status: 202, pending_command: id, problem }
      }
      if (problem) return { id, status: problem.status, problem }
      if (!this.carriedOut.includes(id)) this.carriedOut.push(id)
      return { id, status: 200 }
    })
  }
}

function problem(status: number, code: string): Problem {
  return { type: `/problems/${code}`, title: code, status, code, detail: `It is ${code}.`, errors: [], facts: {} }
}

let number = 0
let name: string
let storage: Promise<Storage>
let server: Server
let outbox: Outbox

beforeEach(() => {
  name = `test-${++number}`
  storage = openStorage(name)
  server = new Server()
  outbox = new Outbox(storage, server.send)
})

const states = async (owner = ME) => (await outbox.contents(owner)).entries.map(({ state }) => state)

describe('without a network', () => {
  it('keeps commands in order, with numbers that go up, and sends them once when it is back', async () => {
    server.reachable = false
    const made = [
      await outbox.put(ME, 'a', { n: 1 }),
      await outbox.put(ME, 'b', { n: 2 }),
      await outbox.put(ME, 'a', { n: 3 }),
    ]
    await expect(outbox.flush(ME)).rejects.toThrow('Failed to fetch')
    expect(await states()).toEqual(['waiting', 'waiting', 'waiting'])
    server.reachable = true
    expect(await outbox.flush(ME)).toBe('all answered')
    expect(server.carriedOut).toEqual(made.map(({ id }) => id))
    expect(server.batches[0]?.commands.map(({ device_seq }) => device_seq)).toEqual([1, 2, 3])
    expect(server.batches[0]?.device).toMatch(/^browser-/)
    expect(await states()).toEqual(['sent', 'sent', 'sent'])
    await outbox.flush(ME)
    expect(server.batches).toHaveLength(1)
  })

  it('survives a restart of the program', async () => {
    server.reachable = false
    const entry = await outbox.put(ME, 'a', { n: 1 })
    ;(await storage).close()
    const again = new Outbox(openStorage(name), server.send)
    server.reachable = true
    await again.flush(ME)
    expect(server.carriedOut).toEqual([entry.id])
    expect((await again.put(ME, 'a', {})).seq).toBe(2)
  })

  it('sends again under the same id when the answer was lost on its way', async () => {
    const entry = await outbox.put(ME, 'a', { n: 1 })
    const losing = new Outbox(storage, async batch => {
      await server.send(batch)
      throw new TypeError('Failed to fetch')
    })
    await expect(losing.flush(ME)).rejects.toThrow()
    await outbox.flush(ME)
    expect(server.batches).toHaveLength(2)
    expect(server.carriedOut).toEqual([entry.id])
  })
})

describe('a refused command', () => {
  it('is kept with the reason, while those behind it are sent', async () => {
    server.refusals.set('bad', problem(409, 'not_running'))
    await outbox.put(ME, 'bad', {})
    const good = await outbox.put(ME, 'good', {})
    expect(await outbox.flush(ME)).toBe('all answered')
    const { entries } = await outbox.contents(ME)
    expect(entries.map(({ state }) => state)).toEqual(['refused', 'sent'])
    expect(entries[0]?.problem?.detail).toBe('It is not_running.')
    expect(server.carriedOut).toEqual([good.id])
  })

  it('can be tried again as it is, under its id', async () => {
    server.refusals.set('bad', problem(404, 'unknown_work_order'))
    const entry = await outbox.put(ME, 'bad', {})
    await outbox.flush(ME)
    server.refusals.clear()
    await outbox.retry(entry.id)
    await outbox.flush(ME)
    expect(server.carriedOut).toEqual([entry.id])
    expect((await outbox.get(entry.id))?.problem).toBeUndefined()
  })

  it('goes only when a person throws it away; what waits cannot be thrown away', async () => {
    server.refusals.set('bad', problem(409, 'log_exists'))
    const refused = await outbox.put(ME, 'bad', {})
    await outbox.flush(ME)
    const waiting = await outbox.put(ME, 'good', {})
    await outbox.discard(waiting.id)
    await outbox.discard(refused.id)
    expect((await outbox.contents(ME)).entries.map(({ id }) => id)).toEqual([waiting.id])
  })
})

describe('a command that no longer fits when it is sent at last', () => {
  it('is delivered and pending, shown with the reason, and not sent again', async () => {
    server.refusals.set('bad', problem(409, 'not_running'))
    server.reachable = false
    const late = await outbox.put(ME, 'bad', {})
    await expect(outbox.flush(ME)).rejects.toThrow()
    server.reachable = true
    const now = Date.now()
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now + 3_600_000)
    expect(await outbox.flush(ME)).toBe('all answered')
    await outbox.flush(ME)
    clock.mockRestore()
    expect([...server.pendingCommands.keys()]).toEqual([late.id])
    const kept = await outbox.get(late.id)
    expect([kept?.state, kept?.problem?.detail]).toEqual(['pending_command', 'It is not_running.'])
    await outbox.retry(late.id)
    await outbox.discard(late.id)
    expect(await states()).toEqual(['pending_command'])
  })
})

describe('what the server may take later', () => {
  it.each([
    ['contended', 409],
    ['database_unavailable', 503],
  ])('waits on: %s', async (code, status) => {
    server.refusals.set('a', problem(status, code))
    await outbox.put(ME, 'a', {})
    expect(await outbox.flush(ME)).toBe('some wait')
    expect(await states()).toEqual(['waiting'])
  })
})

describe('two people on one device', () => {
  it('send what is theirs, and see how much of others waits', async () => {
    const mine = await outbox.put(ME, 'a', {})
    await outbox.put(OTHER, 'a', {})
    await outbox.flush(ME)
    expect(server.carriedOut).toEqual([mine.id])
    expect(await states(OTHER)).toEqual(['waiting'])
    expect((await outbox.contents(ME)).of_others).toBe(1)
  })
})

describe('many commands', () => {
  it('go in batches of 50, in order, and the last 30 sent are kept to be looked at', async () => {
    const made: string[] = []
    for (let n = 0; n < 120; n++) made.push((await outbox.put(ME, 'a', { n })).id)
    await outbox.flush(ME)
    expect(server.batches.map(({ commands }) => commands.length)).toEqual([50, 50, 20])
    expect(server.carriedOut).toEqual(made)
    expect((await outbox.contents(ME)).entries.map(({ id }) => id)).toEqual(made.slice(-30))
  })
})
