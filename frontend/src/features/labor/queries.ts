import { queryOptions } from '@tanstack/react-query'
import { api, GOES_ON_MS, read, type Schemas } from '../../api/client'

export type Job = Schemas['JobShown']
export type Entry = Schemas['EntryShown']
export type Certificate = Schemas['CertificateShown']
export type Hours = Schemas['Hours']
export type By = Schemas['projections__labor_hours__api__answers__By']

export const runningQuery = queryOptions({
  queryKey: ['labor_hours', 'running'],
  queryFn: () => read(api.GET('/api/v1/labor/running')),
  refetchInterval: GOES_ON_MS,
})

export const operatorsQuery = queryOptions({
  queryKey: ['labor_hours', 'operators'],
  queryFn: () => read(api.GET('/api/v1/labor/operators')),
})

export const certificatesQuery = queryOptions({
  queryKey: ['labor_hours', 'certificates'],
  queryFn: () => read(api.GET('/api/v1/labor/certificates')),
})

export function hoursQuery(by: readonly By[], days: number) {
  return queryOptions({
    queryKey: ['labor_hours', 'hours', by, days],
    queryFn: () => {
      const since = new Date(Date.now() - days * 86_400_000).toISOString()
      return read(api.GET('/api/v1/labor/hours', { params: { query: { by: [...by], since } } }))
    },
    refetchInterval: GOES_ON_MS,
  })
}

export const entriesQuery = queryOptions({
  queryKey: ['labor_hours', 'entries'],
  queryFn: () => read(api.GET('/api/v1/labor/entries', { params: { query: { limit: 200 } } })),
})
