import { Alert, Button, Code, Group, List, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, read } from '../../api/client'
import { told } from '../../api/problems'
import { count, moment } from '../../format'
import { Empty, Page, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { type Head, headsQuery, type Proof, proofOf, type Verification, verificationQuery } from './queries'

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
                <section aria-label="Signed heads">
                  <h2>Signed heads</h2>
                  <Heads latest={found.head} />
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
  const verified = `verified ${moment(found.ended_at ?? '')}${found.running ? ', and being verified again' : ''}`
  if (!found.holds) return <Fault found={found} verified={verified} />
  return (
    <>
      <Text fw={600} role="status">
        All {count(found.checked ?? 0)} records hold
      </Text>
      <Text size="sm" c="dimmed">
        {verified}
      </Text>
    </>
  )
}

/** What was found, and what to do about it: nothing mends itself. */
function Fault({ found, verified }: { found: Verification; verified: string }) {
  const number = count(found.fault_seq ?? 0)
  return (
    <Alert color="red" variant="outline" icon={<IconAlertTriangle />} title={`Record number ${number} does not hold`}>
      <Stack gap="xs">
        <Text>
          Found: {found.fault}. Everything before it still says what it said; nothing is known of what comes behind it.
        </Text>
        <Text size="sm" c="dimmed">
          {verified}
        </Text>
        <List type="ordered" aria-label="What to do" spacing={4}>
          <List.Item>
            Whoever runs the server keeps a copy of the database as it is, and shuts it to everybody but Unison: records
            change only where somebody writes past it.
          </List.Item>
          <List.Item>
            Compare record {number} with a backup from before, and with what others have: a signed head, a proof, what
            was told to other systems.
          </List.Item>
          <List.Item>Restore the backup, and verify again. Until all holds, this stays.</List.Item>
        </List>
      </Stack>
    </Alert>
  )
}

function Heads({ latest }: { latest: Head }) {
  const heads = useInfiniteQuery(headsQuery(latest.seq))
  return (
    <Stack gap="xs">
      <Text size="sm">
        Each says what all records up to its number were when it was signed. Keep the key somewhere else: by it others
        check what you show them.
      </Text>
      <Code block className="wraps" aria-label="The key" tabIndex={0}>
        {latest.key}
      </Code>
      <Queried query={heads}>
        {({ pages }) => (
          <ul className="rows" aria-label="Signed heads">
            {pages.flat().map(head => (
              <SignedHead key={head.seq} head={head} isOfLatestKey={head.key === latest.key} />
            ))}
          </ul>
        )}
      </Queried>
      {heads.hasNextPage && (
        <Button variant="default" loading={heads.isFetchingNextPage} onClick={() => void heads.fetchNextPage()}>
          Show older ones
        </Button>
      )}
    </Stack>
  )
}

function SignedHead({ head, isOfLatestKey }: { head: Head; isOfLatestKey: boolean }) {
  const number = count(head.seq)
  return (
    <li className="row outbox-row">
      <div>
        <Text fw={600}>Up to record number {number}</Text>
        <Text size="sm" c="dimmed">
          signed {moment(head.signed_at)}
        </Text>
        {!isOfLatestKey && (
          <Text size="sm" className="wraps">
            by an earlier key, {head.key}
          </Text>
        )}
      </div>
      <Button
        variant="default"
        size="sm"
        aria-label={`Save the head of number ${number}`}
        onClick={() => save(`head-${head.seq}.txt`, head.note)}
      >
        Save
      </Button>
    </li>
  )
}

function ProofOfLot() {
  const [lot, setLot] = useState('')
  const {
    data: proof,
    mutate,
    error,
    isPending,
  } = useMutation({ mutationFn: proofOf, onSuccess: each => save(nameOf(each), JSON.stringify(each, undefined, 1)) })
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        mutate(lot.trim())
      }}
    >
      <Text size="sm" mb="xs">
        What was recorded of the lot, for somebody who has nothing of Unison: they check it with the key below, a
        program of their own or <Code>docs/verify.mjs</Code>, and no network.
      </Text>
      <Group gap="xs" align="end">
        <TextInput label="Lot" value={lot} onChange={event => setLot(event.currentTarget.value)} required />
        <Button type="submit" variant="default" loading={isPending} disabled={!lot.trim()}>
          Save its proof
        </Button>
      </Group>
      <Problem error={error} />
      {proof && !isPending && (
        <Text size="sm" role="status">
          Saved {nameOf(proof)}: {count(proof.facts.length)} {proof.facts.length === 1 ? 'record' : 'records'}, as they
          stood when the latest head was signed.
        </Text>
      )}
    </form>
  )
}

function nameOf(proof: Proof): string {
  return `${proof.stream.replace(/[^\w.-]+/g, '-')}-proof.json`
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
