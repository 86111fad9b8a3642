import { Button, Code, Group, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, read } from '../../api/client'
import { told } from '../../api/problems'
import { count, moment } from '../../format'
import { Empty, Page, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { proofOf, type Verification, verificationQuery } from './queries'

/** Whether the records still say what they said, and what shows it to others. */
export function Screen() {
  const verification = useQuery(verificationQuery)
  return (
    <Page title="Verification" aside={<Start running={verification.data?.running ?? false} />}>
      <Queried query={verification}>
        {found => (
          <>
            <section aria-label="Result">
              <Result found={found} />
            </section>
            {found.head && (
              <>
                <section aria-label="Proof of a lot">
                  <h2>Proof of a lot</h2>
                  <ProofOfLot />
                </section>
                <section aria-label="Signed head">
                  <h2>Signed head</h2>
                  <Head head={found.head} />
                </section>
              </>
            )}
          </>
        )}
      </Queried>
    </Page>
  )
}

function Start({ running }: { running: boolean }) {
  const may = useMay()
  const queries = useQueryClient()
  const { mutate, error } = useMutation({
    mutationFn: () => read(api.POST('/api/v1/verify')),
    onSuccess: found => queries.setQueryData(verificationQuery.queryKey, found),
  })
  if (!may('feed.verify')) return null
  return (
    <div>
      <Button loading={running} onClick={() => mutate()}>
        Verify now
      </Button>
      <Problem error={error} />
    </div>
  )
}

function Result({ found }: { found: Verification }) {
  if (found.holds === null)
    return (
      <Empty title={found.running ? 'Being verified' : 'Not verified yet'}>
        Every record is read again and held against its hash, every night and when you ask for it.
      </Empty>
    )
  return (
    <>
      <Text fw={600} className={found.holds ? undefined : 'bad-text'} role={found.holds ? 'status' : 'alert'}>
        {found.holds
          ? `All ${count(found.checked ?? 0)} records hold`
          : `Record number ${found.fault_seq} does not hold: ${found.fault}`}
      </Text>
      <Text size="sm" c="dimmed">
        verified {found.ended_at && moment(found.ended_at)}
        {found.running && ', and being verified again'}
      </Text>
    </>
  )
}

function Head({ head }: { head: NonNullable<Verification['head']> }) {
  return (
    <>
      <Text size="sm">
        Everything up to record number {count(head.seq)}, signed {moment(head.signed_at)}. Keep the key somewhere else:
        by it others check what you show them.
      </Text>
      <Code block className="wraps">
        {head.key}
      </Code>
      <Group gap="xs">
        <Button variant="default" onClick={() => save('head.txt', head.note)}>
          Save the head
        </Button>
      </Group>
    </>
  )
}

function ProofOfLot() {
  const [lot, setLot] = useState('')
  const { mutate, error, isPending } = useMutation({
    mutationFn: proofOf,
    onSuccess: proof =>
      save(`${proof.stream.replace(/[^\w.-]+/g, '-')}-proof.json`, JSON.stringify(proof, undefined, 1)),
  })
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        mutate(lot.trim())
      }}
    >
      <Group gap="xs" align="end">
        <TextInput label="Lot" value={lot} onChange={event => setLot(event.currentTarget.value)} required />
        <Button type="submit" variant="default" loading={isPending} disabled={!lot.trim()}>
          Save its proof
        </Button>
      </Group>
      <Problem error={error} />
    </form>
  )
}

function Problem({ error }: { error: unknown }) {
  if (!error) return null
  return (
    <Text className="bad-text" role="alert">
      {told(error)}
    </Text>
  )
}

function save(name: string, text: string) {
  const address = URL.createObjectURL(new Blob([text]))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
