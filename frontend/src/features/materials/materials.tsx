import { Button, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { words } from '../../format'
import { Empty, Page, Queried } from '../../shell/states'
import { useView, Views } from '../../shell/views'
import { asked } from '../exports/telling'
import { useMay } from '../sign-in/use-session'
import { RegisterSheet } from './material-sheets'
import { type Material, materialsQuery } from './queries'

const VIEWS = { used: 'In use', retired: 'Retired' } as const

/** What is bought, made and sold: find it by number, name, trade number or SAP number. */
export function Screen() {
  const view = useView(VIEWS)
  const retired = view === 'retired'
  const may = useMay()
  const [text, setText] = useState('')
  const [sought] = useDebouncedValue(text.trim(), 250)
  const [adding, setAdding] = useState(false)
  const materials = useQuery({ ...materialsQuery(sought, retired), placeholderData: keepPreviousData })
  return (
    <Page
      title="Materials"
      exported={asked('/materials', { search: sought, retired })}
      aside={
        may('materials.register') && (
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            New material
          </Button>
        )
      }
    >
      <div className="filters side-by-side">
        <Views views={VIEWS} view={view} />
        <TextInput
          type="search"
          aria-label="Find a material"
          placeholder="Number, name, GTIN or SAP number"
          leftSection={<IconSearch size={18} aria-hidden />}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
        />
      </div>
      <Queried query={materials}>{found => <Found materials={found} sought={sought} retired={retired} />}</Queried>
      {adding && <RegisterSheet close={() => setAdding(false)} />}
    </Page>
  )
}

function Found({ materials, sought, retired }: { materials: Material[]; sought: string; retired: boolean }) {
  if (materials.length === 0 && sought)
    return <Empty title={`No material has “${sought}” in its number, name or other numbers`} />
  if (materials.length === 0)
    return (
      <Empty title={retired ? 'No material is retired' : 'No materials yet'}>
        {!retired && (
          <>
            Register one here, or all of them with <code>unison import materials</code>.
          </>
        )}
      </Empty>
    )
  return (
    <ul className="rows" aria-label="Materials">
      {materials.map(material => (
        <li key={material.material} className="row lot-row">
          <div className="what">
            <Link to="/material" search={{ id: material.material }} className="row-link">
              {material.material}
            </Link>
            <Text size="sm" c="dimmed" truncate>
              {material.name}
            </Text>
          </div>
          <Text size="sm">kept in {material.base_unit}</Text>
          <Text size="sm" c="dimmed">
            {material.tracking === 'none' ? 'without lot numbers' : `by ${words(material.tracking)}`}
            {material.components.length > 0 &&
              ` · made of ${material.components.length} ${material.components.length === 1 ? 'component' : 'components'}`}
          </Text>
          <Text size="sm" c="dimmed">
            {material.sap_material && `SAP ${material.sap_material.replace(/^0+/, '')}`}
          </Text>
        </li>
      ))}
    </ul>
  )
}
