import { queryOptions } from '@tanstack/react-query'
import { api, read } from '../../api/client'

/** The production days of a plant from one on that have reports: a new clock cuts them anew. */
export function daysFromQuery(plant: string, since: string) {
  return queryOptions({
    queryKey: ['oee', 'days of plant', plant, since],
    queryFn: () => read(api.GET('/api/v1/oee', { params: { query: { by: ['day'], plant, since } } })),
    enabled: /^\d{4}-\d{2}-\d{2}$/.test(since),
  })
}
