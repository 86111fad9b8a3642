import { queryOptions } from '@tanstack/react-query'
import { api, GOES_ON_MS, read, type Schemas } from '../../api/client'

export type OeeRow = Schemas['OeeRow']
export type Timeline = Schemas['EquipmentTimeline']
export type Statement = Schemas['TimelineEntry']

export const PERIODS = { '7': 'Last 7 days', '14': 'Last 14 days', '30': 'Last 30 days', '90': 'Last 90 days' } as const
export type Days = keyof typeof PERIODS

/** The first day of a period, a date in the browser's zone; shift days are dates of the plant. */
export function since(days: Days): string {
  const at = new Date(Date.now() - (Number(days) - 1) * 86_400_000)
  return new Intl.DateTimeFormat('en-CA').format(at)
}

export function machinesQuery(days: Days = '14') {
  return queryOptions({
    queryKey: ['oee', 'machines', days],
    queryFn: () => read(api.GET('/api/v1/oee', { params: { query: { by: ['equipment'], since: since(days) } } })),
    refetchInterval: GOES_ON_MS,
  })
}

export function daysQuery(equipment: string, days: Days) {
  return queryOptions({
    queryKey: ['oee', 'days', equipment, days],
    queryFn: () => read(api.GET('/api/v1/oee', { params: { query: { by: ['day'], equipment, since: since(days) } } })),
    refetchInterval: GOES_ON_MS,
  })
}

export function timelineQuery(equipment: string, days: Days) {
  return queryOptions({
    queryKey: ['oee', 'timeline', equipment, days],
    queryFn: () =>
      read(api.GET('/api/v1/oee/equipment', { params: { query: { equipment, since: since(days), limit: 5000 } } })),
    refetchInterval: GOES_ON_MS,
  })
}
