import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type Verification = Schemas['Verification']
export type Head = Schemas['Head']
export type Proof = Schemas['Proof']

/** While a worker reads the feed it is asked again; nothing else tells of it. */
export const verificationQuery = queryOptions({
  queryKey: ['verification'],
  queryFn: () => read(api.GET('/api/v1/verify')),
  refetchInterval: ({ state }) => (state.data?.running ? 2_000 : false),
})

const HEADS_AT_ONCE = 10

/** The signed heads, the latest first. `latest` is the number of the newest: with another one they are read again. */
export const headsQuery = (latest: number) =>
  infiniteQueryOptions({
    queryKey: ['signed-heads', latest],
    queryFn: ({ pageParam: before }) =>
      read(api.GET('/api/v1/verify/heads', { params: { query: { before, limit: HEADS_AT_ONCE } } })),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: page => (page.length === HEADS_AT_ONCE ? page.at(-1)?.seq : undefined),
  })

/** Everything that shows a lot's facts, in as many parts as it takes. */
export async function proofOf(lot: string): Promise<Proof> {
  const first = await read(api.GET('/api/v1/verify/proof', { params: { query: { lot } } }))
  const facts = [...first.facts]
  for (let more = first.more; more; ) {
    const after = Number(facts.at(-1)?.seq)
    const next = await read(api.GET('/api/v1/verify/proof', { params: { query: { lot, after } } }))
    if (next.head !== first.head) return proofOf(lot)
    facts.push(...next.facts)
    more = next.more
  }
  return { ...first, facts, more: false }
}
