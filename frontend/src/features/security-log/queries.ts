import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type SecurityEntry = Schemas['SecurityEntry']
export type Kind = Schemas['Kind']

const AT_ONCE = 100

/** The latest first; the next page is what is older than the last entry of the one before. */
export const securityLogQuery = (kind: Kind | undefined) =>
  infiniteQueryOptions({
    queryKey: ['security-log', kind ?? 'all'],
    queryFn: ({ pageParam: before }) =>
      read(api.GET('/api/v1/security-log', { params: { query: { kind, before, limit: AT_ONCE } } })),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: page => (page.length === AT_ONCE ? page.at(-1)?.entry : undefined),
  })
