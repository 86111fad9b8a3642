import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type Station = Schemas['StationShown']

/** Devices are paired and leave without any view telling so. */
const AGAIN_MS = 4_000

export const stationsQuery = queryOptions({
  queryKey: ['stations'],
  queryFn: () => read(api.GET('/api/v1/stations', { params: { query: { limit: 1000 } } })),
  refetchInterval: AGAIN_MS,
})
