import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type Session = Schemas['SessionShown']

/** No view tells when these have changed: they are read whenever they are shown. */
const ALWAYS_READ = { staleTime: 0, refetchOnMount: 'always' } as const

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => read(api.GET('/api/v1/auth/sessions')),
  ...ALWAYS_READ,
})

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: () => read(api.GET('/api/v1/auth/second-factor')),
  ...ALWAYS_READ,
})
