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

/** The machines of a plant, by name. */
export function machinesOfPlantQuery(plant: string) {
  return queryOptions({
    queryKey: ['oee', 'machines of', plant],
    queryFn: () => read(api.GET('/api/v1/oee', { params: { query: { by: ['equipment'], plant } } })),
    select: ({ rows }) => rows.flatMap(({ equipment }) => (equipment ? [equipment] : [])),
  })
}

/** Whether one has a PIN and a badge; read whenever it is shown. */
export const ownPinQuery = queryOptions({
  queryKey: ['own-pin'],
  queryFn: () => read(api.GET('/api/v1/stations/own-pin')),
  staleTime: 0,
  refetchOnMount: 'always',
})
