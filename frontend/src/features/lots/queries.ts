import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type Lot = Schemas['Lot']
export type LotInFull = Schemas['LotInFull']
export type Trace = Schemas['Trace']
export type Traced = Schemas['Traced']

export function lotsQuery(search: string) {
  return queryOptions({
    queryKey: ['genealogy', 'lots', search],
    queryFn: () =>
      read(api.GET('/api/v1/genealogy/lots', { params: { query: { search: search || null, limit: 100 } } })),
  })
}

export function lotQuery(lot: string) {
  return queryOptions({
    queryKey: ['genealogy', 'lot', lot],
    queryFn: () => read(api.GET('/api/v1/genealogy/lot', { params: { query: { lot } } })),
  })
}

export type Recall = Schemas['Recall']
export type Shipment = Schemas['Shipment']

/** All that is concerned: from this lot on (`lot`), or from all that it was made from (`sources`). */
export function recallQuery(lot: string, begin: 'lot' | 'sources', asOf: string | null) {
  return queryOptions({
    queryKey: ['genealogy', 'recall', lot, begin, asOf],
    queryFn: () =>
      read(api.GET('/api/v1/lots/{lot}/recall', { params: { path: { lot }, query: { begin, as_of: asOf } } })),
  })
}

/** `depth` null: however far. */
export function traceQuery(lot: string, depth: number | null) {
  return queryOptions({
    queryKey: ['genealogy', 'trace', lot, depth],
    queryFn: () =>
      read(
        api.GET('/api/v1/genealogy/trace', {
          params: { query: { lot, direction: 'both', depth: depth ?? undefined } },
        }),
      ),
  })
}
