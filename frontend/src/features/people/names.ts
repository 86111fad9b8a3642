import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, read } from '../../api/client'
import { useMe } from '../sign-in/use-session'

const namesQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async () => {
    const people = await read(api.GET('/api/v1/people'))
    return Object.fromEntries(people.map(({ user_id, name }) => [user_id, name]))
  },
  staleTime: 10 * 60_000,
})

/** What to call the person behind an id: "you", the name, or "somebody who was erased"; null where no person acted. */
export function useNameOf(): (id: string | null | undefined) => string | null {
  const me = useMe()
  const { data } = useQuery(namesQuery)
  return id => {
    if (!id) return null
    if (id === me?.user_id) return 'you'
    return data ? (data[id] ?? 'somebody who was erased') : '…'
  }
}
