import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { moment, words } from '../../format'
import { CommandSheet, type Field, type Values } from '../../shell/fields'
import { Page, Queried } from '../../shell/states'
import { session } from '../sign-in/session'
import { useMay } from '../sign-in/use-session'
import { scrapReasonsQuery } from '../work-orders/queries'
import { ScrapReasonsSheet } from '../work-orders/scrap-reasons-sheet'
import { Books } from './books'
import { booksQuery, warningsQuery } from './house-rules'
import { type NumberRule, type Settings, settingsQuery } from './queries'
import { Warnings } from './warnings'

/** What the organization has decided for everybody. Each of it is a fact: who said so, and when, is shown with it. */
export function Screen() {
  const settings = useQuery(settingsQuery)
  const warnings = useQuery(warningsQuery)
  const books = useQuery(booksQuery)
  return (
    <Page title="Settings">
      <section aria-label="Organization">
        <Queried query={settings}>{found => <Said settings={found} />}</Queried>
      </section>
      <section aria-label="Books">
        <h2>Books</h2>
        <Queried query={books}>{found => <Books books={found} />}</Queried>
      </section>
      <section aria-label="Warnings">
        <h2>What is asked</h2>
        <Text size="sm" c="dimmed" mb="xs">
          What is hard to believe or looks doubled is taken with a warning. Where you want it refused, it is; words in
          braces are the facts of the case.
        </Text>
        <Queried query={warnings}>{found => <Warnings warnings={found} />}</Queried>
      </section>
    </Page>
  )
}

const LANGUAGES: Record<string, string> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  it: 'Italian',
  es: 'Spanish',
  pl: 'Polish',
  cs: 'Czech',
}

function Said({ settings }: { settings: Settings }) {
  const may = useMay()
  const [sheet, setSheet] = useState<string | null>(null)
  const reasons = useQuery(scrapReasonsQuery)
  const used = reasons.data?.filter(({ retired }) => !retired)
  const close = () => setSheet(null)
  const by = (setting: string) => {
    const change = settings.changes.find(each => each.setting === setting)
    return change && `since ${moment(change.set_at)}, by ${change.set_by_name ?? 'somebody at the server'}`
  }
  const shown = { close, settings }
  return (
    <>
      <ul className="rows" aria-label="Settings">
        <Setting
          label="Name"
          value={settings.name}
          more={`People sign in to ${settings.organization}. ${by('name') ?? ''}`}
          change={may('organizations.rename') && (() => setSheet('name'))}
        />
        <Setting
          label="Plants"
          value="Time zones, and when production days begin"
          aside={
            <Button variant="default" size="sm" renderRoot={props => <Link {...props} to="/plants" />}>
              Show
            </Button>
          }
        />
        <Setting
          label="Currency"
          value={settings.currency}
          more={by('currency') ?? 'Not settled yet: it can be said once, before amounts are told.'}
          change={
            may('costing.set_currency') &&
            !settings.changes.some(({ setting }) => setting === 'currency') &&
            (() => setSheet('currency'))
          }
        />
        <Setting
          label="Stock below zero"
          value={settings.negative_stock === 'flag' ? 'Taken, and the lot is flagged' : 'Refused'}
          more={by('negative_stock')}
          change={may('inventory.set_negative_stock') && (() => setSheet('negative stock'))}
        />
        <Setting
          label="Languages"
          value={settings.languages.map(each => LANGUAGES[each] ?? each).join(', ')}
          more={[
            `Numbers and dates are written as in ${LANGUAGES[settings.language] ?? settings.language}; words are in English.`,
            by('languages'),
          ]
            .filter(Boolean)
            .join(' ')}
          change={may('organizations.set_languages') && (() => setSheet('languages'))}
        />
        {settings.number_rules.map(rule => (
          <Setting
            key={rule.numbered}
            label={`Number of a ${words(rule.numbered)}`}
            value={rule.pattern ?? 'Somebody names each'}
            more={by(`number_rule:${rule.numbered}`)}
            change={may('organizations.set_number_rule') && (() => setSheet(rule.numbered))}
          />
        ))}
        <Setting label="Number of a lot" value="By the rule of its material" more="Said with each material." />
        <Setting
          label="Scrap reasons"
          value={used?.length ? used.map(({ text }) => text).join(', ') : 'None: rejected pieces need no reason'}
          change={may('work_orders.define_scrap_reason') && (() => setSheet('scrap reasons'))}
        />
      </ul>
      {sheet === 'name' && (
        <CommandSheet
          title="Rename the organization"
          command="organizations.rename"
          fields={[{ name: 'name', label: 'Name', required: true, initial: settings.name }]}
          said={({ name }) => `It is called ${name}`}
          close={close}
        />
      )}
      {sheet === 'currency' && (
        <CommandSheet
          title="Settle the currency"
          command="costing.set_currency"
          fields={[
            {
              name: 'currency',
              label: 'Currency',
              required: true,
              initial: settings.currency,
              description: 'ISO 4217, as in CHF. It stays: amounts are not converted.',
            },
          ]}
          said={({ currency }) => `The books are in ${currency}`}
          close={close}
        />
      )}
      {sheet === 'negative stock' && (
        <CommandSheet
          title="Stock below zero"
          command="inventory.set_negative_stock"
          fields={[
            {
              name: 'negative_stock',
              label: 'When more is taken than the books have',
              kind: 'choice',
              required: true,
              initial: settings.negative_stock,
              choices: [
                { value: 'refuse', label: 'It is refused' },
                { value: 'flag', label: 'It is taken, and the lot is flagged' },
              ],
            },
          ]}
          said="Changed"
          close={close}
        />
      )}
      {sheet === 'languages' && <LanguagesSheet {...shown} />}
      {settings.number_rules.map(
        rule => sheet === rule.numbered && <NumberRuleSheet key={rule.numbered} rule={rule} close={close} />,
      )}
      {sheet === 'scrap reasons' && <ScrapReasonsSheet close={close} />}
    </>
  )
}

interface SettingProps {
  label: string
  value: string
  more?: string | false
  change?: (() => void) | false
  aside?: React.ReactNode
}

function Setting({ label, value, more, change, aside }: SettingProps) {
  return (
    <li className="row outbox-row">
      <div>
        <Text size="sm" c="dimmed">
          {label}
        </Text>
        <Text fw={600}>{value}</Text>
        {more && (
          <Text size="sm" c="dimmed">
            {more}
          </Text>
        )}
      </div>
      <Group gap="xs">
        {aside}
        {change && (
          <Button variant="default" size="sm" onClick={change} aria-label={`Change: ${label}`}>
            Change
          </Button>
        )}
      </Group>
    </li>
  )
}

function LanguagesSheet({ settings, close }: { settings: Settings; close: () => void }) {
  const choices = (values: Values) =>
    (values.languages ?? settings.languages.join(', '))
      .split(',')
      .map(each => each.trim())
      .filter(Boolean)
      .map(value => ({ value, label: LANGUAGES[value] ?? value }))
  return (
    <CommandSheet
      title="Languages"
      command="organizations.set_languages"
      fields={(values): Field[] => [
        {
          name: 'languages',
          label: 'Languages',
          kind: 'list',
          required: true,
          initial: settings.languages.join(', '),
          description: 'ISO 639-1, with commas: en, de',
        },
        {
          name: 'language',
          label: 'Numbers and dates are written as in',
          kind: 'choice',
          required: true,
          initial: settings.language,
          choices: choices(values),
        },
      ]}
      said="Changed"
      close={close}
      done={() => void session.readMe()}
    />
  )
}

function NumberRuleSheet({ rule, close }: { rule: NumberRule; close: () => void }) {
  return (
    <CommandSheet
      title={`Number of a ${words(rule.numbered)}`}
      command="organizations.set_number_rule"
      fixed={{ numbered: rule.numbered }}
      fields={[
        {
          name: 'pattern',
          label: 'Pattern',
          initial: rule.pattern ?? '',
          placeholder: rule.numbered === 'work_order' ? 'WO-{year}-{n:05}' : 'SO-{year}-{n:05}',
          description:
            '{n} is the count, {n:05} with five digits; {year}, {yy}, {month}, {week} and {day} are of the day. Left empty: somebody names each.',
        },
        {
          name: 'first',
          label: 'The count begins with',
          kind: 'count',
          initial: String(rule.first),
          min: 1,
          description: 'Numbers that are taken already are passed over.',
        },
      ]}
      said={({ pattern }) => (pattern ? `Numbered ${pattern}` : 'Somebody names each')}
      close={close}
    />
  )
}
