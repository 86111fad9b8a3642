import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type Caused = Schemas['Caused']
export type Cause = Schemas['Cause']
export type ReactionShown = Schemas['ReactionShown']
export type RefusedCommand = Schemas['RefusedCommand']
export type StreamSetAside = Schemas['StreamSetAside']

/** What the facts of a lot or an order followed from; read again with the view `view`. */
export function causesQuery(view: string, stream: string) {
  return queryOptions({
    queryKey: [view, 'causes', stream],
    queryFn: () => read(api.GET('/api/v1/causes', { params: { query: { stream } } })),
  })
}

export function reactionsQuery() {
  return queryOptions({
    queryKey: ['reactions', 'list'],
    queryFn: () => read(api.GET('/api/v1/reactions', {})),
    refetchInterval: 10_000,
  })
}

export function refusalsQuery() {
  return queryOptions({
    queryKey: ['reactions', 'refusals'],
    queryFn: () => read(api.GET('/api/v1/reactions/refusals', { params: { query: { limit: 100 } } })),
    refetchInterval: 10_000,
  })
}

export function parkedQuery() {
  return queryOptions({
    queryKey: ['reactions', 'parked'],
    queryFn: () => read(api.GET('/api/v1/parked-streams', { params: { query: { limit: 100 } } })),
    refetchInterval: 10_000,
  })
}
