/**
 * The queries' cache. What was read is kept in IndexedDB under its owner, so that the last board can be read without a
 * network; it is thrown away when that person signs out.
 */
import { type Query, QueryClient } from '@tanstack/react-query'
import type { PersistedClient, Persister } from '@tanstack/react-query-persist-client'
import { ApiProblem } from './api/problems'
import { SessionEnded } from './features/sign-in/session'
import { storage } from './offline/storage'

export const KEPT_MS = 7 * 24 * 3_600_000

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        gcTime: KEPT_MS,
        staleTime: 5_000,
        networkMode: 'offlineFirst',
        retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem || error instanceof SessionEnded),
      },
    },
  })
}

export function persisterOf(owner: string): Persister {
  let latest: PersistedClient | undefined
  let scheduled = false
  const write = async () => {
    scheduled = false
    const client = latest
    latest = undefined
    if (client) await (await storage()).put('views', client, owner)
  }
  return {
    persistClient: client => {
      latest = readable(client)
      if (!scheduled) setTimeout(() => void write(), 300) // many changes, one write
      scheduled = true
    },
    restoreClient: async () => (await (await storage()).get('views', owner)) as PersistedClient | undefined,
    removeClient: async () => {
      latest = undefined
      await (await storage()).delete('views', owner)
    },
  }
}

/** What was read stays readable when reading it again has failed since: only the failure is forgotten. */
function readable(client: PersistedClient): PersistedClient {
  const queries = client.clientState.queries.map(query => ({
    ...query,
    state: { ...query.state, status: 'success' as const, error: null, fetchFailureReason: null, fetchFailureCount: 0 },
  }))
  return { ...client, clientState: { ...client.clientState, queries } }
}

/** What is kept: every answer there is. */
export const KEPT = { shouldDehydrateQuery: (query: Query) => query.state.data !== undefined }

/** Throws away everything that was read, whoever read it. The outbox stays. */
export async function forgetViews(): Promise<void> {
  await (await storage()).clear('views')
}
