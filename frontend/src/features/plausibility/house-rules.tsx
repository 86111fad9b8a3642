import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { moment, words } from '../../format'
import { useCommand } from '../../offline/use-command'
import { CommandSheet, type Field } from '../../shell/fields'
import { Page, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { type BooksShown, booksQuery, type WarningShown, warningsQuery } from './queries'

/** What the organization has decided for everybody. */
export function Screen() {
  const warnings = useQuery(warningsQuery)
  const books = useQuery(booksQuery)
  return (
    <Page title="House rules">
      <section aria-label="Books">
        <h2>Books</h2>
        <Queried query={books}>{found => <Books books={found} />}</Queried>
      </section>
      <section aria-label="Warnings">
        <h2>What is asked</h2>
        <Text size="sm" c="dimmed" mb="xs">
          What is hard to believe or looks doubled is taken with a warning. Where you want it refused, it is; words in
          braces are the facts of the case.
        </Text>
        <Queried query={warnings}>{found => <Warnings warnings={found} />}</Queried>
      </section>
    </Page>
  )
}

const THROUGH: Field = { name: 'through', label: 'Through', kind: 'date' }
const REASON: Field = { name: 'reason', label: 'Reason', required: true, placeholder: 'the month is reported' }

/** Up to which day nothing is told or corrected any more. */
function Books({ books }: { books: BooksShown }) {
  const may = useMay()
  const [opened, setOpened] = useState<'close' | 'open' | null>(null)
  const zone = { time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone }
  return (
    <>
      <Text>
        {books.closed_through
          ? `Closed through ${books.closed_through}: nothing is told or corrected of what was before the end of that day.`
          : 'Not closed: anything may be told late and corrected.'}
      </Text>
      <Group gap="sm" my="xs">
        {may('books.close') && (
          <Button variant="default" onClick={() => setOpened('close')}>
            Close the books
          </Button>
        )}
        {may('books.open') && books.closed_through && (
          <Button variant="default" onClick={() => setOpened('open')}>
            Open them again
          </Button>
        )}
      </Group>
      <ul className="rows" aria-label="Closings and openings">
        {books.changes.map(({ at, closed, through, reason, by_name }) => (
          <li key={at} className="row">
            <Text fw={600}>
              {closed ? `Closed through ${through}` : through ? `Opened, closed through ${through} still` : 'Opened'}
            </Text>
            <Text size="sm" c="dimmed">
              {moment(at)} by {by_name ?? 'somebody'}: {reason}
            </Text>
          </li>
        ))}
      </ul>
      {opened === 'close' && (
        <CommandSheet
          title="Close the books"
          command="books.close"
          fixed={zone}
          fields={[{ ...THROUGH, required: true, description: 'The last day that is closed, on your clock.' }, REASON]}
          said={({ through }) => `Closed through ${through}`}
          close={() => setOpened(null)}
        />
      )}
      {opened === 'open' && (
        <CommandSheet
          title="Open the books"
          command="books.open"
          fixed={zone}
          fields={[{ ...THROUGH, description: 'The last day that stays closed. Left empty: none does.' }, REASON]}
          said="The books are open"
          close={() => setOpened(null)}
        />
      )}
    </>
  )
}

function Warnings({ warnings }: { warnings: WarningShown[] }) {
  const may = useMay()
  const { busy, failure, carryOut } = useCommand()
  const set = (warning: string, policy: string) =>
    void carryOut(
      'plausibility.set_policy',
      { warning, policy },
      `${words(warning)}: ${policy === 'refuse' ? 'refused' : 'taken'}`,
    )
  return (
    <>
      {failure && (
        <Text className="bad-text" role="alert">
          {failure}
        </Text>
      )}
      <ul className="rows" aria-label="Warnings">
        {warnings.map(({ warning, meaning, policy, set_at, set_by_name }) => (
          <li key={warning} className="row outbox-row">
            <div>
              <Text fw={600}>{words(warning)}</Text>
              <Text size="sm">{meaning}</Text>
              <Text size="sm" c="dimmed">
                {policy === 'refuse' ? 'Refused' : 'Taken with a warning'}
                {set_at && ` since ${moment(set_at)}, by ${set_by_name ?? 'somebody'}`}
              </Text>
            </div>
            {may('plausibility.set_policy') && (
              <Button
                variant="default"
                size="sm"
                loading={busy}
                onClick={() => set(warning, policy === 'refuse' ? 'tell' : 'refuse')}
                aria-label={`${policy === 'refuse' ? 'Take' : 'Refuse'}: ${words(warning)}`}
              >
                {policy === 'refuse' ? 'Take it' : 'Refuse it'}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
