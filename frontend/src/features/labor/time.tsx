import { Button, Group } from '@mantine/core'
import { IconClockPlay, IconClockPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Page } from '../../shell/states'
import { useView, Views } from '../../shell/views'
import { useMay } from '../sign-in/use-session'
import { ClockOnSheet } from './clock-on-sheet'
import { Entries } from './entries'
import { HoursSpent } from './hours'
import { Operators } from './operators'
import { TimeSheet } from './time-sheet'
import { Working } from './working'

const VIEWS = { now: 'At work', hours: 'Hours', entries: 'Entries', operators: 'Operators' } as const
const EXPORTED: Record<keyof typeof VIEWS, string> = {
  now: '/labor/running',
  hours: '/labor/hours',
  entries: '/labor/entries',
  operators: '/labor/operators',
}

/** Who works on what now, how the hours were spent, and who may do what. */
export function Screen() {
  const view = useView(VIEWS)
  const may = useMay()
  const [opened, setOpened] = useState<'on' | 'time' | null>(null)
  return (
    <Page
      title="Time"
      exported={EXPORTED[view]}
      aside={
        <Group gap="sm">
          {may('labor.start_job') && (
            <Button leftSection={<IconClockPlay size={18} aria-hidden />} onClick={() => setOpened('on')}>
              Clock on
            </Button>
          )}
          {may('labor.record_time') && (
            <Button
              variant="default"
              leftSection={<IconClockPlus size={18} aria-hidden />}
              onClick={() => setOpened('time')}
            >
              Tell time
            </Button>
          )}
        </Group>
      }
    >
      <Views views={VIEWS} view={view} />
      {view === 'now' && <Working />}
      {view === 'hours' && <HoursSpent />}
      {view === 'entries' && <Entries />}
      {view === 'operators' && <Operators />}
      {opened === 'on' && <ClockOnSheet close={() => setOpened(null)} />}
      {opened === 'time' && <TimeSheet close={() => setOpened(null)} />}
    </Page>
  )
}
