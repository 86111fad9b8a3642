import { Button, Group, Text } from '@mantine/core'
import { IconCertificate, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { day, toInput } from '../../format'
import { CommandSheet, type Field } from '../../shell/fields'
import { usePlantField } from '../../shell/plants'
import { Empty, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { useBadgeField } from './fields'
import { type Certificate, certificatesQuery, operatorsQuery } from './queries'

type Opened = 'operator' | 'certificate' | 'rate'

/** Badges with their roles, and the certificates that let them do an operation. */
export function Operators() {
  const operators = useQuery(operatorsQuery)
  const certificates = useQuery(certificatesQuery)
  const may = useMay()
  const [opened, setOpened] = useState<Opened | null>(null)
  const [revoked, setRevoked] = useState<Certificate | null>(null)
  const badge: Field = { ...useBadgeField(), initial: '' }
  const plant = usePlantField()
  const close = () => setOpened(null)
  const roles = [...new Set(operators.data?.map(({ role }) => role))]
  return (
    <>
      <Group gap="sm">
        {may('labor.register_operator') && (
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setOpened('operator')}
          >
            New badge
          </Button>
        )}
        {may('labor.grant_certificate') && (
          <Button
            variant="default"
            leftSection={<IconCertificate size={18} aria-hidden />}
            onClick={() => setOpened('certificate')}
          >
            Grant a certificate
          </Button>
        )}
        {may('labor.set_rate') && (
          <Button variant="default" onClick={() => setOpened('rate')}>
            Set a rate
          </Button>
        )}
      </Group>
      <Queried query={operators}>
        {found =>
          found.length === 0 ? (
            <Empty title="No badge is known">Register the badges of those who log their time.</Empty>
          ) : (
            <ul className="rows" aria-label="Operators">
              {found.map(operator => (
                <li key={operator.operator} className="row outbox-row">
                  <div>
                    <Text fw={600} component={operator.retired ? 'del' : 'div'}>
                      {operator.operator}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {operator.role}, plant {operator.plant}
                    </Text>
                  </div>
                  <div>
                    {(certificates.data ?? [])
                      .filter(held => held.operator === operator.operator)
                      .map(held => (
                        <Held key={held.certificate} held={held} revoke={() => setRevoked(held)} />
                      ))}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Queried>
      {opened === 'operator' && (
        <CommandSheet
          title="New badge"
          command="labor.register_operator"
          fields={[
            {
              name: 'operator',
              label: 'Badge',
              required: true,
              placeholder: 'B-106',
              description: 'No name of a person.',
            },
            { name: 'role', label: 'Role', required: true, choices: roles, description: 'Its hours have a rate.' },
            ...plant,
          ]}
          said={({ operator }) => `${operator} registered`}
          close={close}
        />
      )}
      {opened === 'certificate' && (
        <CommandSheet
          title="Grant a certificate"
          command="labor.grant_certificate"
          fields={[
            badge,
            { name: 'certificate', label: 'Certificate', required: true },
            { name: 'valid_from', label: 'Valid from', kind: 'moment', required: true, initial: toInput(new Date()) },
            { name: 'expires_at', label: 'Expires', kind: 'moment', description: 'Left empty: it does not run out.' },
          ]}
          said={({ certificate, operator }) => `${certificate} granted to ${operator}`}
          close={close}
        />
      )}
      {opened === 'rate' && (
        <CommandSheet
          title="Set a rate"
          command="labor.set_rate"
          fields={[
            { name: 'role', label: 'Role', required: true, choices: roles },
            { name: 'rate_per_hour', label: 'Rate of an hour', kind: 'decimal', required: true },
            {
              name: 'valid_from',
              label: 'Valid from',
              kind: 'moment',
              required: true,
              initial: toInput(new Date()),
              description: 'One in the past costs anew what was done since.',
            },
          ]}
          said={({ role }) => `Rate of ${role} set`}
          close={close}
        />
      )}
      {revoked && (
        <CommandSheet
          title={`Revoke ${revoked.certificate} of ${revoked.operator}`}
          command="labor.revoke_certificate"
          fixed={{ operator: revoked.operator, certificate: revoked.certificate }}
          fields={[{ name: 'reason', label: 'Reason', required: true }]}
          said={`${revoked.certificate} of ${revoked.operator} revoked`}
          danger
          close={() => setRevoked(null)}
        />
      )}
    </>
  )
}

const SOON_MS = 30 * 86_400_000

function Held({ held, revoke }: { held: Certificate; revoke: () => void }) {
  const may = useMay()
  const { certificate, expires_at, revoked_reason, expired } = held
  const soon = !expired && expires_at !== null && Date.parse(expires_at) - Date.now() < SOON_MS
  return (
    <Group gap="xs" justify="space-between">
      <Text size="sm" className={expired ? 'bad-text' : soon ? 'warn-text' : undefined}>
        {revoked_reason ? <del>{certificate}</del> : certificate}
        {revoked_reason
          ? `, revoked: ${revoked_reason}`
          : expires_at && `, ${expired ? 'expired' : 'expires'} ${day(expires_at)}`}
      </Text>
      {!revoked_reason && may('labor.revoke_certificate') && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={revoke}
          aria-label={`Revoke ${certificate} of ${held.operator}`}
        >
          Revoke
        </Button>
      )}
    </Group>
  )
}
