import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type InStock = Schemas['StockShown']
export type OfMaterial = Schemas['MaterialInStock']
export type StockMovement = Schemas['MovementShown']
export type Suggestion = Schemas['Suggestion']
export type Reservation = Schemas['ReservationShown']
export type StorageLocation = Schemas['StorageLocationShown']

/** A list shows so many at most, and says so. */
export const LIMIT = 500

export function stockQuery(asOf: string | null) {
  return queryOptions({
    queryKey: ['stock', 'lots', asOf],
    queryFn: () => read(api.GET('/api/v1/stock', { params: { query: { as_of: asOf, limit: LIMIT } } })),
  })
}

export const materialsInStockQuery = queryOptions({
  queryKey: ['stock', 'materials'],
  queryFn: () => read(api.GET('/api/v1/stock/materials', { params: { query: { limit: LIMIT } } })),
})

export const reorderQuery = queryOptions({
  queryKey: ['stock', 'reorder'],
  queryFn: () => read(api.GET('/api/v1/stock/reorder', { params: { query: { limit: LIMIT } } })),
})

export function movementsQuery(corrected: boolean) {
  return queryOptions({
    queryKey: ['stock', 'movements', corrected],
    queryFn: () => read(api.GET('/api/v1/stock/movements', { params: { query: { corrected, limit: 200 } } })),
  })
}

/** One lot's movements with what they cost, as they stand. */
export function movementsOfLotQuery(lot: string) {
  return queryOptions({
    queryKey: ['stock', 'movements', 'of', lot],
    queryFn: () => read(api.GET('/api/v1/stock/movements', { params: { query: { lot, limit: LIMIT } } })),
  })
}

export const storageLocationsQuery = queryOptions({
  queryKey: ['stock', 'storage-locations'],
  queryFn: () => read(api.GET('/api/v1/stock/storage-locations', { params: { query: { limit: LIMIT } } })),
})

/** What is reserved: of an order, of a lot, or all of it. */
export function reservationsQuery(of: { work_order?: string; lot?: string }) {
  return queryOptions({
    queryKey: ['stock', 'reservations', of],
    queryFn: () => read(api.GET('/api/v1/stock/reservations', { params: { query: { ...of, limit: LIMIT } } })),
  })
}

/** Which lots should go first, for an order or for none; in the material's base unit. */
export function suggestionQuery(material: string, quantity: string, plant: string, workOrder?: string) {
  const query = { material, quantity, plant, ...(workOrder ? { work_order: workOrder } : {}) }
  return queryOptions({
    queryKey: ['stock', 'suggestion', query],
    queryFn: () => read(api.GET('/api/v1/stock/suggestion', { params: { query } })),
    enabled: material !== '' && Number(quantity) > 0,
  })
}

/** The storage locations that are in use, for a field that asks for one. */
export function storageLocationNames(locations: StorageLocation[] | undefined, plant?: string): string[] {
  const used = (locations ?? []).filter(
    location => location.retired_at === null && (!plant || location.plant === plant),
  )
  return [...new Set(used.map(({ location }) => location))]
}
