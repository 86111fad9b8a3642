import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { begun, bodyOf, Fields, HAPPENED, type Values } from '../../shell/fields'
import { CommandForm, Sheet } from '../../shell/sheet'
import { useMay } from '../sign-in/use-session'
import { rememberBadge, useBadgeField, useSpentFields } from './fields'

/**
 * Begins a job; with a badge, another one beside those that run. Who lacks a certificate is refused; a supervisor may let them all
 * the same, and says why.
 */
export function ClockOnSheet({ operator: beside, close }: { operator?: string; close: () => void }) {
  const may = useMay()
  const badge = useBadgeField(beside)
  const [values, setValues] = useState<Values>(() => ({ ...begun([badge]), activity: 'production' }))
  const [overriding, setOverriding] = useState(false)
  const [reason, setReason] = useState('')
  const spent = useSpentFields(values.work_order ?? '')
  const fields = [badge, ...spent(values), HAPPENED]
  const operator = (values.operator ?? '').trim()
  return (
    <Sheet title={beside ? `Another job of ${beside}` : 'Clock on'} opened close={close}>
      <CommandForm
        label="Clock on"
        command={overriding ? 'labor.start_job_with_override' : 'labor.start_job'}
        body={() => ({ ...bodyOf(fields, values), ...(overriding ? { override_reason: reason.trim() } : {}) })}
        said={`${operator} clocked on`}
        done={() => {
          rememberBadge(operator)
          close()
        }}
      >
        <Fields fields={fields} values={values} set={change => setValues(old => ({ ...old, ...change }))} />
        {may('labor.start_job_with_override') && (
          <Checkbox
            label="Without a certificate that the operation needs"
            checked={overriding}
            onChange={event => setOverriding(event.currentTarget.checked)}
          />
        )}
        {overriding && (
          <TextInput
            label="Why"
            description="It is shown with the job."
            required
            maxLength={1000}
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
          />
        )}
      </CommandForm>
    </Sheet>
  )
}
