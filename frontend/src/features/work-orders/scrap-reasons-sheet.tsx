import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCommand } from '../../offline/use-command'
import { begun, bodyOf, type Field, Fields } from '../../shell/fields'
import { CommandForm, Sheet } from '../../shell/sheet'
import { Queried } from '../../shell/states'
import { scrapReasonsQuery } from './queries'

const FIELDS: readonly Field[] = [
  { name: 'scrap_reason', label: 'Code', required: true, placeholder: 'burr' },
  { name: 'text', label: 'What it is called', required: true, placeholder: 'Burr on the edge' },
]

/** The list of reasons that rejected pieces name. Defined again, a retired one is in use again. */
export function ScrapReasonsSheet({ close }: { close: () => void }) {
  const reasons = useQuery(scrapReasonsQuery)
  const { busy, failure, carryOut } = useCommand()
  const [values, setValues] = useState(() => begun(FIELDS))
  const retire = (code: string) =>
    void carryOut('work_orders.retire_scrap_reason', { scrap_reason: code }, `${code} retired`)
  return (
    <Sheet title="Scrap reasons" opened close={close}>
      <Stack gap="lg">
        <Queried query={reasons}>
          {found => (
            <ul className="plain-list" aria-label="Scrap reasons">
              {found.length === 0 && <li>None yet. Once there is one, rejected pieces name one.</li>}
              {found.map(({ scrap_reason, text, retired }) => (
                <li key={scrap_reason}>
                  <Group justify="space-between" wrap="nowrap">
                    <Text component={retired ? 'del' : 'span'}>{text}</Text>
                    {!retired && (
                      <Button
                        variant="subtle"
                        size="sm"
                        loading={busy}
                        onClick={() => retire(scrap_reason)}
                        aria-label={`Retire ${text}`}
                      >
                        Retire
                      </Button>
                    )}
                  </Group>
                </li>
              ))}
            </ul>
          )}
        </Queried>
        {failure && (
          <Text className="bad-text" role="alert">
            {failure}
          </Text>
        )}
        <CommandForm
          label="Define a scrap reason"
          command="work_orders.define_scrap_reason"
          body={() => bodyOf(FIELDS, values)}
          said={`${values.text} defined`}
          done={() => setValues(begun(FIELDS))}
        >
          <Fields fields={FIELDS} values={values} set={change => setValues(old => ({ ...old, ...change }))} />
        </CommandForm>
      </Stack>
    </Sheet>
  )
}
