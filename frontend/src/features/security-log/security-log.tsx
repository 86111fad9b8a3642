import { Button, NativeSelect, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { count, moment } from '../../format'
import { Empty, Page, Queried } from '../../shell/states'
import { useNameOf } from '../people/names'
import { type Kind, type SecurityEntry, securityLogQuery } from './queries'
import { aboutEntry, calledKind, isWarning, KINDS, personOf } from './telling'

const CHOICES = [
  { value: '', label: 'Everything' },
  ...Object.entries(KINDS).map(([value, label]) => ({ value, label })),
]

/** Who came in, who was turned away, and who changed what others may do. */
export function Screen() {
  const [kind, setKind] = useState<Kind | undefined>()
  const log = useInfiniteQuery(securityLogQuery(kind))
  return (
    <Page
      title="Security log"
      aside={
        <NativeSelect
          aria-label="What is shown"
          data={CHOICES}
          value={kind ?? ''}
          onChange={event => setKind((event.currentTarget.value || undefined) as Kind | undefined)}
        />
      }
    >
      <Queried query={log}>{({ pages }) => <Entries entries={pages.flat()} />}</Queried>
      {log.hasNextPage && (
        <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Show older ones
        </Button>
      )}
    </Page>
  )
}

function Entries({ entries }: { entries: SecurityEntry[] }) {
  const nameOf = useNameOf()
  if (entries.length === 0)
    return <Empty title="Nothing yet">Sign-ins, refusals and changes of rights are kept here for 400 days.</Empty>
  return (
    <ul className="rows" aria-label="Security log">
      {entries.map(entry => {
        const person = nameOf(personOf(entry))
        const about = [person, aboutEntry(entry)].filter(Boolean).join(': ')
        return (
          <li key={entry.entry} className="row outbox-row">
            <div>
              <Text fw={600} c={isWarning(entry.kind) ? 'red' : undefined}>
                {calledKind(entry.kind)}
                {entry.times > 1 && `, ${count(entry.times)} times in a minute`}
              </Text>
              {about && (
                <Text size="sm" className="wraps">
                  {about}
                </Text>
              )}
              <Text size="sm" c="dimmed">
                {[nameOf(entry.account), entry.address && `from ${entry.address}`].filter(Boolean).join(', ')}
              </Text>
            </div>
            <Text size="sm" c="dimmed">
              {moment(entry.at)}
            </Text>
          </li>
        )
      })}
    </ul>
  )
}
