import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, read } from '../../api/client'
import { told } from '../../api/problems'
import { useMay } from '../sign-in/use-session'
import { exportQuery, FORMATS, type Format, save } from './queries'
import { isUnderWay, percent } from './telling'

/** Has a list made into a file, and saves it when it is made. `question` is the list's address with its parameters. */
export function ExportMenu({ question }: { question: string }) {
  const may = useMay()
  const [making, setMaking] = useState<string | null>(null)
  const made = useQuery(exportQuery(making)).data
  const { mutate, isPending } = useMutation({
    mutationFn: (format: Format) => read(api.POST('/api/v1/exports', { body: { question, format } })),
    onSuccess: ({ export_id }) => setMaking(export_id),
    onError: error => notifications.show({ title: 'Not exported', message: told(error), color: 'red' }),
  })
  useEffect(() => {
    if (made?.state === 'done' && made.file) save(made.file)
    if (made?.state === 'failed') notifications.show({ title: 'Not exported', message: made.reason, color: 'red' })
    if (made && !isUnderWay(made)) setMaking(null)
  }, [made])
  if (!may('exports.read')) return null
  const under_way = isPending || making !== null
  const so_far = made && percent(made)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" size="sm" leftSection={<IconDownload size={18} aria-hidden />} disabled={under_way}>
          <span aria-live="polite">{under_way ? `Exporting${so_far ? ` ${so_far} %` : ''}` : 'Export'}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(FORMATS).map(([format, name]) => (
          <Menu.Item key={format} onClick={() => mutate(format as Format)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
