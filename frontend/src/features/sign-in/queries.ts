import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type Session = Schemas['SessionShown']

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => read(api.GET('/api/v1/auth/sessions')),
})

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: () => read(api.GET('/api/v1/auth/second-factor')),
})
