/**
 * Live updates: the server says which view has something new, and the queries of that view are read again. Query keys
 * begin with the view's name for this. Without a connection the open queries are read again every few seconds.
 */
import type { QueryClient } from '@tanstack/react-query'
import { session } from '../features/sign-in/session'

const VIEWS = [
  'work_order_board',
  'genealogy',
  'oee',
  'spc',
  'pending_command_list',
  'stock',
  'costing',
  'labor_hours',
  'material_list',
  'sales_order_list',
]
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
const POLL_MS = 10_000
/** A busy floor reports many times a second; a person reads more slowly. */
const AT_MOST_EVERY_MS = 400

export type Connection = 'live' | 'polling' | 'offline'

let state: Connection = navigator.onLine ? 'polling' : 'offline'
const listeners = new Set<() => void>()

export const connection = {
  get: (): Connection => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

function become(next: Connection): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

interface News {
  projection?: string
  subscribed?: string[]
}

/** Keeps the queries current until the returned function is called. */
export function followLive(queries: QueryClient): () => void {
  let socket: WebSocket | null = null
  let pause_ms = FIRST_PAUSE_MS
  let retry: ReturnType<typeof setTimeout> | undefined
  let ended = false
  const refresh = gently(view => void queries.invalidateQueries({ queryKey: [view] }))

  async function connect(): Promise<void> {
    clearTimeout(retry)
    if (ended || socket) return
    try {
      const token = await session.accessToken()
      if (ended || socket) return
      socket = new WebSocket(`${window.location.origin.replace(/^http/, 'ws')}/api/v1/live`)
      socket.onopen = () => socket?.send(JSON.stringify({ token, subscribe: VIEWS }))
      socket.onmessage = message => hear(JSON.parse(message.data as string) as News)
      socket.onclose = event => closed(event.code)
    } catch {
      later()
    }
  }

  function hear(news: News): void {
    if (news.subscribed) {
      pause_ms = FIRST_PAUSE_MS
      become('live')
      for (const view of VIEWS) refresh(view) // whatever was missed while there was no connection
    } else if (news.projection) {
      refresh(news.projection)
    }
  }

  function closed(code: number): void {
    socket = null
    if (ended) return
    become(navigator.onLine ? 'polling' : 'offline')
    if (code === 4401) void session.renewedToken(undefined).then(connect, later)
    else later()
  }

  function later(): void {
    clearTimeout(retry)
    if (ended) return
    retry = setTimeout(connect, pause_ms * (0.75 + Math.random() / 2))
    pause_ms = Math.min(pause_ms * 2, LONGEST_PAUSE_MS)
  }

  function online(): void {
    become(socket?.readyState === WebSocket.OPEN ? 'live' : 'polling')
    pause_ms = FIRST_PAUSE_MS
    void connect()
  }

  function offline(): void {
    become('offline')
    socket?.close()
  }

  const poll = setInterval(() => {
    if (state === 'polling') void queries.invalidateQueries({ refetchType: 'active' })
  }, POLL_MS)
  window.addEventListener('online', online)
  window.addEventListener('offline', offline)
  void connect()

  return () => {
    ended = true
    clearInterval(poll)
    clearTimeout(retry)
    window.removeEventListener('online', online)
    window.removeEventListener('offline', offline)
    socket?.close()
  }
}

/** Calls at once, then at most once in each pause for each view, and never drops the last one. */
function gently(call: (view: string) => void): (view: string) => void {
  const pausing = new Map<string, boolean>()
  function run(view: string): void {
    if (pausing.has(view)) {
      pausing.set(view, true)
      return
    }
    pausing.set(view, false)
    call(view)
    setTimeout(() => {
      const again = pausing.get(view)
      pausing.delete(view)
      if (again) run(view)
    }, AT_MOST_EVERY_MS)
  }
  return run
}
