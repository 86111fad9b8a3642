import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type NamedCommand = Schemas['NamedCommand']
export type Preview = Schemas['Preview']
export type Valuation = Schemas['Valuation']
export type Account = Schemas['AccountInFull']
export type CostOfLot = Schemas['LotCost']

export function valuationQuery(asOf: string | null) {
  return queryOptions({
    queryKey: ['costing', 'valuation', asOf],
    queryFn: () => read(api.GET('/api/v1/costing/valuation', { params: { query: { as_of: asOf } } })),
  })
}

export function inProcessQuery(asOf: string | null) {
  return queryOptions({
    queryKey: ['costing', 'wip', asOf],
    queryFn: () => read(api.GET('/api/v1/costing/wip', { params: { query: { as_of: asOf } } })),
  })
}

export function orderCostQuery(workOrder: string) {
  return queryOptions({
    queryKey: ['costing', 'order', workOrder],
    queryFn: () => read(api.GET('/api/v1/costing/order', { params: { query: { work_order: workOrder } } })),
  })
}

export function lotCostQuery(lot: string) {
  return queryOptions({
    queryKey: ['costing', 'lot', lot],
    queryFn: () => read(api.GET('/api/v1/costing/lot', { params: { query: { lot } } })),
    retry: false,
  })
}

export function layersQuery(material: string, plant: string) {
  return queryOptions({
    queryKey: ['costing', 'layers', material, plant],
    queryFn: () => read(api.GET('/api/v1/costing/layers', { params: { query: { material, plant } } })),
    enabled: plant !== '',
  })
}

export function costedMovementsQuery(material: string, plant: string) {
  return queryOptions({
    queryKey: ['costing', 'movements', material, plant],
    queryFn: () => read(api.GET('/api/v1/costing/movements', { params: { query: { material, plant, limit: 200 } } })),
    enabled: plant !== '',
  })
}

/** What a command that nobody has sent yet would change. Nothing is written. */
export function previewQuery(proposed: NamedCommand) {
  return queryOptions({
    queryKey: ['costing', 'preview', proposed],
    queryFn: () => read(api.POST('/api/v1/costing/preview', { body: proposed })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
}
