import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
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

export type Change = Schemas['Change']

const AT_ONCE = 100

/** The latest first, of everybody or of one person, role or machine account. */
export const changesQuery = (holder: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['rights', 'changes', holder ?? 'all'],
    queryFn: ({ pageParam: offset }) =>
      read(api.GET('/api/v1/rights/changes', { params: { query: { holder, offset, limit: AT_ONCE } } })),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => (page.length === AT_ONCE ? pages.length * AT_ONCE : undefined),
  })

/** Who may do something, in a plant or in any, now or at a moment. */
export const holdersQuery = (permission: string | null, plant: string | null, asOf: string | null) =>
  queryOptions({
    queryKey: ['rights', 'holders', permission, plant, asOf],
    queryFn: () =>
      read(
        api.GET('/api/v1/rights/holders', {
          params: { query: { permission: permission ?? '', plant, as_of: asOf } },
        }),
      ),
    enabled: permission !== null,
  })

export const permissionsQuery = queryOptions({
  queryKey: ['people', 'permissions'],
  queryFn: () => read(api.GET('/api/v1/people/permissions')),
  staleTime: 60 * 60_000,
})
