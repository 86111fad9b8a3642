import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { toInput } from '../../format'
import { begun, bodyOf, type Field, Fields, type Values, WhyCorrected } from '../../shell/fields'
import { Sheet } from '../../shell/sheet'
import { PreviewedForm } from '../costs/previewed-form'
import { useMay } from '../sign-in/use-session'
import { rememberBadge, useBadgeField, useSpentFields } from './fields'
import type { Entry } from './queries'

/** Tells time afterwards; or, with an entry, says what that entry should have said. */
export function TimeSheet({ entry, close }: { entry?: Entry; close: () => void }) {
  const badge = useBadgeField(entry?.operator)
  const times = timesOf(entry)
  const [values, setValues] = useState<Values>(() => ({
    ...begun([badge, ...times]),
    activity: entry?.activity ?? 'production',
    work_order: entry?.work_order ?? '',
    operation: entry?.operation ?? '',
    equipment: entry?.equipment ?? '',
  }))
  const [why, setWhy] = useState('')
  const [struck, setStruck] = useState(false)
  const may = useMay()
  const spent = useSpentFields(values.work_order ?? '')
  // An entry keeps its operator and its order: for another, it is struck and told anew.
  const asked = entry
    ? [...spent(values).filter(({ name }) => name !== 'work_order'), ...times]
    : [badge, ...spent(values), ...times]

  function body(): Record<string, unknown> | string {
    if (entry && struck) return { operator: entry.operator, entry: entry.entry, why: why.trim() }
    if (!values.started_at || !values.ended_at) return 'Say from when to when it was.'
    const { breaks_min, ...told } = bodyOf(asked, values)
    const breaks_s = Math.round(Number(breaks_min ?? 0) * 60_000) / 1000
    if (!entry) return { ...told, breaks_s }
    const { operator, work_order } = entry
    return {
      ...told,
      ...exactTimes(entry, values),
      breaks_s,
      operator,
      work_order,
      entry: entry.entry,
      why: why.trim(),
    }
  }

  return (
    <Sheet title={entry ? `Correct time of ${entry.operator}` : 'Tell time'} opened close={close}>
      <PreviewedForm
        label={entry ? 'Correct the time' : 'Tell the time'}
        command={entry ? (struck ? 'labor.strike_time' : 'labor.correct_time') : 'labor.record_time'}
        body={body}
        previewed={Boolean(entry?.work_order)}
        said={`Time of ${values.operator} ${entry ? (struck ? 'struck' : 'corrected') : 'told'}`}
        danger={struck}
        done={() => {
          if (!entry) rememberBadge((values.operator ?? '').trim())
          close()
        }}
      >
        {entry && may('labor.strike_time') && (
          <Checkbox
            label="It did not happen"
            checked={struck}
            onChange={event => setStruck(event.currentTarget.checked)}
          />
        )}
        {!struck && <Fields fields={asked} values={values} set={change => setValues(old => ({ ...old, ...change }))} />}
        {entry && <WhyCorrected value={why} set={setWhy} />}
      </PreviewedForm>
    </Sheet>
  )
}

function timesOf(entry?: Entry): Field[] {
  const now = Date.now()
  const field = (name: 'started_at' | 'ended_at', label: string, ago: number): Field => ({
    name,
    label,
    kind: 'moment',
    required: true,
    initial: toInput(new Date(entry?.[name] ?? now - ago)),
  })
  return [
    field('started_at', 'From', 3_600_000),
    field('ended_at', 'To', 0),
    {
      name: 'breaks_min',
      label: 'Breaks',
      kind: 'decimal',
      unit: 'min',
      initial: entry ? String(Number(entry.breaks_s) / 60) : '',
    },
  ]
}

/** A time that was not touched stays exact: the field holds no seconds. */
function exactTimes(entry: Entry, values: Values): { started_at: string; ended_at: string } {
  const exact = (name: 'started_at' | 'ended_at') =>
    values[name] === toInput(new Date(entry[name])) ? entry[name] : new Date(values[name] ?? '').toISOString()
  return { started_at: exact('started_at'), ended_at: exact('ended_at') }
}
