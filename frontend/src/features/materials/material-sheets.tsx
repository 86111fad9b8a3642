import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { begun, bodyOf, CommandSheet, type Field, Fields, type Values } from '../../shell/fields'
import { usePlantField } from '../../shell/plants'
import { CommandForm, Sheet } from '../../shell/sheet'
import { readComponents, readUnits, writtenComponents, writtenUnits } from './components'
import type { Material } from './queries'

function ownFields(material?: Material): Field[] {
  return [
    { name: 'name', label: 'Name', initial: material?.name ?? '' },
    { name: 'description', label: 'Description', kind: 'long', initial: material?.description ?? '' },
    {
      name: 'units',
      label: 'Other units',
      placeholder: 't = 1000, sheet = 2/3',
      description: 'How many base units each of them is. Grams, pounds, litres and other known units need not be told.',
      initial: writtenUnits(material?.units ?? {}),
    },
    {
      name: 'shelf_life_days',
      label: 'Shelf life',
      kind: 'count',
      unit: 'days',
      initial: material?.shelf_life_days == null ? '' : String(material.shelf_life_days),
    },
    { name: 'gtin', label: 'GTIN', initial: material?.gtin ?? '' },
    { name: 'sap_material', label: 'SAP material number', initial: material?.sap_material ?? '' },
  ]
}

/** The fields as a command takes them: units as a table. */
function bodyWithUnits(fields: readonly Field[], values: Values): Record<string, unknown> | string {
  const units = readUnits(values.units ?? '')
  return typeof units === 'string' ? units : { ...bodyOf(fields, values), units }
}

export function RegisterSheet({ close }: { close: () => void }) {
  const fields: Field[] = [
    { name: 'material', label: 'Material', required: true },
    { name: 'base_unit', label: 'Base unit', required: true, placeholder: 'kg', description: 'It stays for good.' },
    {
      name: 'tracking',
      label: 'Kept',
      kind: 'choice',
      required: true,
      initial: 'lot',
      choices: [
        { value: 'lot', label: 'by lot' },
        { value: 'serial', label: 'by serial number' },
        { value: 'none', label: 'without numbers' },
      ],
      description: 'It stays for good.',
    },
    ...ownFields(),
  ]
  const [values, setValues] = useState(() => begun(fields))
  return (
    <Sheet title="New material" opened close={close}>
      <CommandForm
        label="Register the material"
        command="materials.register"
        body={() => bodyWithUnits(fields, values)}
        said={`${values.material} registered`}
        done={close}
      >
        <Fields fields={fields} values={values} set={change => setValues(old => ({ ...old, ...change }))} />
      </CommandForm>
    </Sheet>
  )
}

const CLEARABLE = ['name', 'description', 'shelf_life_days', 'gtin', 'sap_material']

export function ChangeSheet({ material, close }: { material: Material; close: () => void }) {
  const fields = ownFields(material)
  const [values, setValues] = useState(() => begun(fields))

  function body(): Record<string, unknown> | string {
    const told = bodyWithUnits(fields, values)
    if (typeof told === 'string') return told
    const clear = CLEARABLE.filter(
      name => !(values[name] ?? '').trim() && fields.some(f => f.name === name && f.initial),
    )
    return { material: material.material, ...told, clear }
  }

  return (
    <Sheet title={`Change ${material.material}`} opened close={close}>
      <CommandForm
        label="Change the material"
        command="materials.change"
        body={body}
        said={`${material.material} changed`}
        done={close}
      >
        <Fields fields={fields} values={values} set={change => setValues(old => ({ ...old, ...change }))} />
      </CommandForm>
    </Sheet>
  )
}

export function ComponentsSheet({ material, close }: { material: Material; close: () => void }) {
  const batch: Field = {
    name: 'batch_quantity',
    label: 'For so many',
    kind: 'decimal',
    unit: material.base_unit,
    required: true,
    initial: material.batch_quantity,
  }
  const [values, setValues] = useState(() => begun([batch]))
  const [text, setText] = useState(() => writtenComponents(material.components))

  function body(): Record<string, unknown> | string {
    const components = readComponents(text)
    if (typeof components === 'string') return components
    return { product: material.material, components, batch_quantity: values.batch_quantity }
  }

  return (
    <Sheet title={`What ${material.material} is made of`} opened close={close}>
      <CommandForm
        label="Set the component list"
        command="materials.set_components"
        body={body}
        said={`Component list of ${material.material} set`}
        done={close}
      >
        <Fields fields={[batch]} values={values} set={change => setValues(old => ({ ...old, ...change }))} />
        <Textarea
          label="Components"
          description="One a line: material; quantity unit; percent used up on the way."
          placeholder="AlMgSi bar 60; 0.8 kg; 2 %"
          autosize
          minRows={4}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
        />
      </CommandForm>
    </Sheet>
  )
}

export function ReorderPointSheet({ material, close }: { material: Material; close: () => void }) {
  const [first] = material.plants
  const plant = usePlantField('Plant', first?.plant)
  return (
    <CommandSheet
      title={`Reorder point of ${material.material}`}
      command="materials.set_reorder_point"
      fixed={{ material: material.material }}
      fields={[
        ...plant,
        {
          name: 'quantity',
          label: 'To be ordered below',
          kind: 'quantity',
          unit: material.base_unit,
          initial: first?.reorder_point ?? '',
          description: 'Left empty: none.',
        },
      ]}
      said={`Reorder point of ${material.material} set`}
      close={close}
    />
  )
}
