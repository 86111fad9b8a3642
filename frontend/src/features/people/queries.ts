import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type Person = Schemas['Person']
export type Role = Schemas['Role']

export const peopleQuery = queryOptions({
  queryKey: ['people', 'accounts'],
  queryFn: () => read(api.GET('/api/v1/people/accounts')),
})

export const rolesQuery = queryOptions({
  queryKey: ['people', 'roles'],
  queryFn: () => read(api.GET('/api/v1/people/roles')),
})

export const permissionsQuery = queryOptions({
  queryKey: ['people', 'permissions'],
  queryFn: () => read(api.GET('/api/v1/people/permissions')),
  staleTime: 60 * 60_000,
})
