import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type JobsOfKind = Schemas['JobsOfKind']
export type DeadJob = Schemas['DeadJob']
export type ScheduleShown = Schemas['ScheduleShown']

/** Nothing tells of jobs as they come and go, so they are read again while one looks. */
export const jobsQuery = queryOptions({
  queryKey: ['jobs', 'list'],
  queryFn: () => read(api.GET('/api/v1/jobs')),
  refetchInterval: 10_000,
})

export const schedulesQuery = queryOptions({
  queryKey: ['jobs', 'schedules'],
  queryFn: () => read(api.GET('/api/v1/schedules')),
})
