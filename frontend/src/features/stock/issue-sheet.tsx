import { Alert, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { amount, day } from '../../format'
import { begun, bodyOf, type Field, Fields, HAPPENED, type Values } from '../../shell/fields'
import { Sheet } from '../../shell/sheet'
import { Failed } from '../../shell/states'
import { PreviewedForm } from '../costs/previewed-form'
import { materialQuery, materialsQuery } from '../materials/queries'
import { chosenLot, issueBody, OTHER } from './issuing'
import { type Suggestion, suggestionQuery } from './queries'

interface IssueSheetProps {
  workOrder: string
  product: string
  plant: string
  close: () => void
}

/** Takes material for an order. What should go first is proposed; who takes another lot says why. */
export function IssueSheet({ workOrder, product, plant, close }: IssueSheetProps) {
  const materials = useQuery(materialsQuery())
  const components = useQuery(materialQuery(product)).data?.components.map(({ material }) => material) ?? []
  const others = materials.data?.map(({ material }) => material) ?? []
  const fields: Field[] = [
    {
      name: 'material',
      label: 'Material',
      required: true,
      choices: [...new Set([...components, ...others])],
      description: components.length > 0 ? `Of its component list: ${components.join(', ')}` : undefined,
    },
    { name: 'quantity', label: 'Quantity', kind: 'quantity', required: true },
  ]
  const [values, setValues] = useState<Values>(() => ({
    ...begun(fields),
    material: components.length === 1 ? (components[0] ?? '') : '',
  }))
  const [choice, setChoice] = useState<string | null>(null)
  const [other, setOther] = useState('')
  const [reason, setReason] = useState('')
  const set = (change: Values) => setValues(old => ({ ...old, ...change }))

  const [wanted] = useDebouncedValue(`${values.material ?? ''}\n${values.quantity ?? ''}`, 300)
  const [material = '', quantity = ''] = wanted.split('\n')
  const suggestion = useQuery(suggestionQuery(material, quantity, plant))
  const first = suggestion.data?.lots[0]?.lot
  const lot = chosenLot(choice, other, first)
  const overridden = lot !== '' && first !== undefined && lot !== first

  const body = () =>
    issueBody({
      workOrder,
      lot,
      quantity: values.quantity ?? '',
      first,
      reason,
      happened: bodyOf([HAPPENED], values).occurred_at,
    })

  return (
    <Sheet title={`Issue material to ${workOrder}`} opened close={close}>
      <PreviewedForm
        label="Issue"
        command="work_orders.consume_lot"
        body={body}
        previewed={Boolean(values.occurred_at)}
        said={`${lot} issued to ${workOrder}`}
        done={close}
      >
        <Fields fields={fields} values={values} set={set} />
        {suggestion.error && <Failed error={suggestion.error} />}
        {suggestion.data && <Lots suggestion={suggestion.data} chosen={choice ?? first ?? OTHER} choose={setChoice} />}
        {(choice === OTHER || (suggestion.data && !first)) && (
          <TextInput
            label="Lot"
            required
            maxLength={120}
            value={other}
            onChange={event => setOther(event.currentTarget.value)}
          />
        )}
        {overridden && (
          <TextInput
            label={`Why not ${first}?`}
            description="It is kept with the movement."
            required
            maxLength={1000}
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
          />
        )}
        <Fields fields={[HAPPENED]} values={values} set={set} />
      </PreviewedForm>
    </Sheet>
  )
}

interface LotsProps {
  suggestion: Suggestion
  chosen: string
  choose: (lot: string) => void
}

function Lots({ suggestion, chosen, choose }: LotsProps) {
  const { lots, short, material } = suggestion
  const unit = lots[0]?.unit
  return (
    <Radio.Group
      label="Lot"
      description="What expires first goes first, then what is oldest."
      value={chosen}
      onChange={choose}
    >
      <Stack gap="xs" mt="xs">
        {lots.map((lot, index) => (
          <Radio
            key={lot.lot}
            value={lot.lot}
            label={`${lot.lot}: ${amount(lot.on_hand, lot.unit)}${lot.location ? ` at ${lot.location}` : ''}`}
            description={`${index === 0 ? 'Goes first. ' : ''}${
              lot.expires_at ? `Expires ${day(lot.expires_at)}` : `Since ${day(lot.first_at)}`
            }; gives ${amount(lot.quantity, lot.unit)}`}
          />
        ))}
        <Radio value={OTHER} label="Another lot" />
        {Number(short) > 0 && (
          <Alert color="yellow" variant="outline" title={`${amount(short, unit)} short`}>
            All lots of {material} that may be used hold less than that. What is on hold or expired is not proposed.
          </Alert>
        )}
        {lots.length > 1 && (
          <Text size="sm" c="dimmed">
            One lot is issued at a time: {lots.length} lots make up this quantity.
          </Text>
        )}
      </Stack>
    </Radio.Group>
  )
}
