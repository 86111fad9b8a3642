import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { moment } from '../../format'
import { CommandSheet, type Field } from '../../shell/fields'
import { useMay } from '../sign-in/use-session'
import type { BooksShown } from './house-rules'

const THROUGH: Field = { name: 'through', label: 'Through', kind: 'date' }
const REASON: Field = { name: 'reason', label: 'Reason', required: true, placeholder: 'the month is reported' }

/** Up to which day nothing is told or corrected any more. */
export function Books({ books }: { books: BooksShown }) {
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
