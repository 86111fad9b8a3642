import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type ChartAnswer = Schemas['ChartAnswer']
export type ControlChart = Schemas['ControlChart']
export type Point = Schemas['Point']
export type CharacteristicState = Schemas['CharacteristicState']
export type Violation = Schemas['Violation']

export function characteristicsQuery() {
  return queryOptions({
    queryKey: ['spc', 'characteristics'],
    queryFn: () => read(api.GET('/api/v1/spc/characteristics', { params: { query: { limit: 1000 } } })),
  })
}

/** `last` null: every subgroup. */
export function chartQuery(characteristic: string, last: number | null) {
  return queryOptions({
    queryKey: ['spc', 'chart', characteristic, last],
    queryFn: () =>
      read(api.GET('/api/v1/spc/chart', { params: { query: { characteristic, last: last ?? undefined } } })),
  })
}
