import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { begun, bodyOf, type Field, Fields, HAPPENED, type Values } from '../../shell/fields'
import { usePlantField } from '../../shell/plants'
import { Sheet } from '../../shell/sheet'
import { PreviewedForm } from '../costs/previewed-form'
import { type Material, materialsQuery, unitsOf } from '../materials/queries'
import { type StorageLocation, storageLocationNames, storageLocationsQuery } from './queries'

/** Takes in a delivery. One that is told late is shown with what it changes first. */
export function ReceiveSheet({ close }: { close: () => void }) {
  const materials = useQuery(materialsQuery())
  const locations = useQuery(storageLocationsQuery)
  const plant = usePlantField()
  const of = (values: Values) => fieldsOf(values, materials.data, locations.data, plant)
  const [values, setValues] = useState<Values>(() => begun(of({})))
  const fields = of(values)
  const { cost_of: _, ...body } = bodyOf(fields, { ...values, unit: unitChosen(values, materials.data) })
  return (
    <Sheet title="Receive a delivery" opened close={close}>
      <PreviewedForm
        label="Receive"
        command="lots.receive"
        body={() => body}
        previewed={Boolean(body.occurred_at)}
        said={`${values.lot || values.material} received`}
        done={close}
      >
        <Fields
          fields={fields}
          values={{ ...values, unit: unitChosen(values, materials.data) }}
          set={change => setValues(old => ({ ...old, ...change }))}
        />
      </PreviewedForm>
    </Sheet>
  )
}

/** The unit that was chosen; another material begins with its own. */
function unitChosen(values: Values, materials: Material[] | undefined): string {
  const units = unitsOf(materials, values.material ?? '')
  const chosen = values.unit ?? ''
  return units.length === 0 || units.includes(chosen) ? chosen : (units[0] ?? '')
}

function fieldsOf(
  values: Values,
  materials: Material[] | undefined,
  locations: StorageLocation[] | undefined,
  plant: Field[],
): Field[] {
  const units = unitsOf(materials, values.material ?? '')
  const unit = unitChosen(values, materials) || 'unit'
  return [
    { name: 'material', label: 'Material', required: true, choices: materials?.map(each => each.material) ?? [] },
    {
      name: 'lot',
      label: 'Lot number',
      description: 'A number that is there already: the delivery joins that lot. Left empty where a rule numbers it.',
    },
    { name: 'quantity', label: 'Quantity', kind: 'quantity', required: true },
    units.length > 0
      ? { name: 'unit', label: 'Unit', kind: 'choice', choices: units, required: true }
      : { name: 'unit', label: 'Unit', required: true, placeholder: 'kg' },
    { name: 'location', label: 'Put at', choices: storageLocationNames(locations, values.plant) },
    { name: 'supplier', label: 'Supplier' },
    { name: 'supplier_lot', label: 'Supplier’s lot number' },
    { name: 'purchase_reference', label: 'Purchase order', placeholder: 'PO-4711' },
    {
      name: 'cost_of',
      label: 'What it cost',
      kind: 'choice',
      required: true,
      initial: 'unit_cost',
      choices: [
        { value: 'unit_cost', label: `for one ${unit}` },
        { value: 'total_cost', label: 'in all' },
      ],
    },
    {
      name: values.cost_of === 'total_cost' ? 'total_cost' : 'unit_cost',
      label: values.cost_of === 'total_cost' ? 'Cost in all' : `Cost of one ${unit}`,
      kind: 'decimal',
      places: 12,
      description: 'Left empty: the stock’s own.',
    },
    { name: 'currency', label: 'Currency', placeholder: 'EUR', description: 'Left empty: that of the books.' },
    ...(values.currency
      ? [
          {
            name: 'exchange_rate',
            label: `Exchange rate of one ${values.currency}`,
            kind: 'decimal' as const,
            places: 12,
            description: 'In the currency of the books; left empty where it is the same.',
          },
        ]
      : []),
    { name: 'expires_at', label: 'Expires', kind: 'moment', description: 'Left empty: by the shelf life.' },
    ...plant,
    HAPPENED,
  ]
}
