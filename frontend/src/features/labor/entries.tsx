import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { clock, duration, moment, words } from '../../format'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { Empty, Queried } from '../../shell/states'
import { ToOrder } from '../../shell/to'
import { useNameOf } from '../people/names'
import { useMay } from '../sign-in/use-session'
import { type Entry, entriesQuery } from './queries'
import { TimeSheet } from './time-sheet'

/** Every entry of time; of what was corrected the forms before too, struck through. */
export function Entries() {
  const entries = useQuery(entriesQuery)
  return (
    <Queried query={entries}>
      {found => (found.length === 0 ? <Empty title="No time was told yet" /> : <Told entries={found} />)}
    </Queried>
  )
}

function Told({ entries }: { entries: Entry[] }) {
  const may = useMay()
  const nameOf = useNameOf()
  const [corrected, setCorrected] = useState<Entry | null>(null)
  return (
    <>
      <Columns label="Entries of time" heads={['Operator', 'For', 'When', { number: 'Paid' }, '']}>
        {entries.map(entry => {
          const worked = (Date.parse(entry.ended_at) - Date.parse(entry.started_at)) / 1000 - Number(entry.breaks_s)
          const shared = !entry.struck && worked - Number(entry.paid_s) > 0.5
          const stands = entry.stands && !entry.struck
          const as = stands ? 'span' : 'del'
          return (
            <Row key={`${entry.operator}/${entry.version}`} data-struck={!stands || undefined}>
              <Cell>
                {entry.operator}
                <Text size="sm" c="dimmed">
                  {entry.role}
                </Text>
              </Cell>
              <Cell>
                <Text size="sm" component={as}>
                  {words(entry.activity)} {entry.work_order && <ToOrder id={entry.work_order} />}
                  {entry.operation && `, ${entry.operation}`}
                </Text>
                {entry.why && (
                  <Text size="sm" className="warn-text">
                    {entry.struck ? 'Struck' : 'Corrected'}
                    {entry.by_user && ` by ${nameOf(entry.by_user)}`} {moment(entry.recorded_at)}: {entry.why}
                  </Text>
                )}
              </Cell>
              <Cell>
                <Text size="sm" component={as}>
                  {moment(entry.started_at)} to {clock(entry.ended_at)}
                </Text>
              </Cell>
              <Figure>
                <Text size="sm" component={as}>
                  {duration(Number(entry.paid_s))}
                </Text>
                {shared && (
                  <Text size="sm" c="dimmed" component={as}>
                    its share of {duration(worked)}
                  </Text>
                )}
              </Figure>
              <Cell ta="right">
                {stands && may('labor.correct_time') && (
                  <Button
                    variant="subtle"
                    size="sm"
                    onClick={() => setCorrected(entry)}
                    aria-label={`Correct time of ${entry.operator}, ${moment(entry.started_at)}`}
                  >
                    Correct
                  </Button>
                )}
              </Cell>
            </Row>
          )
        })}
      </Columns>
      {corrected && <TimeSheet entry={corrected} close={() => setCorrected(null)} />}
    </>
  )
}
