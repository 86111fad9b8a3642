import { readFile } from 'node:fs/promises'
import { type Download, expect, test } from '@playwright/test'
import { go, noSeriousViolations, noSidewaysScroll, signIn } from './page'
import { OtherDevice, server } from './plant'
import { isSigned, receiver } from './receiver'

const BORE = 'E2E bore'
const LOT = 'E2E-HELD'
const ORDER = 'E2E-STOPPED'
const MACHINE = 'E2E saw'

test('what happens leads to something: a lot is held, an order is paused, and people are told', async ({ page }) => {
  const plant = server()
  const floor = await OtherDevice.signIn(plant)
  await floor.send('quality.define_characteristic', { characteristic: BORE, unit: 'mm', lsl: '9', usl: '11' })
  await floor.send('quality.set_violation_response', { characteristic: BORE, response: 'hold_out_of_specification' })
  await floor.send('materials.register', { material: 'E2E brass', base_unit: 'kg', tracking: 'lot' })
  await floor.send('lots.receive', { lot: LOT, material: 'E2E brass', quantity: '20', unit: 'kg' })
  await floor.send('equipment.register', { equipment: MACHINE, work_center: 'sawing' })
  await floor.send('work_orders.create', { work_order: ORDER, product: 'Flange F-80', quantity_pcs: 10 })
  await floor.send('work_orders.release', { work_order: ORDER })
  await floor.send('work_orders.start', { work_order: ORDER, equipment: MACHINE })
  await signIn(page, plant)

  await test.step('a value out of specification holds the lot that was measured', async () => {
    await page.goto(`${plant.url}/lot?id=${LOT}`)
    await expect(page.getByRole('heading', { name: LOT })).toBeVisible()
    await floor.send('quality.record_subgroup', { characteristic: BORE, subgroup: '1', values: ['12'], lot: LOT })
    await expect(page.getByText(`On hold: ${BORE}, subgroup 1: out of specification (12)`).first()).toBeVisible()
    const because = page.getByRole('region', { name: 'What happened by itself' })
    await expect(because).toContainText('because')
    await noSeriousViolations(page, 'a lot that was held')
    await noSidewaysScroll(page)
    await because
      .getByRole('link', { name: new RegExp(BORE) })
      .first()
      .click()
    await expect(page.getByRole('heading', { name: BORE })).toBeVisible()
  })

  await test.step('a breakdown pauses the order that runs on the machine', async () => {
    await page.goto(`${plant.url}/order?id=${ORDER}`)
    await expect(page.getByText('running').first()).toBeVisible()
    await floor.send('equipment.change_state', { equipment: MACHINE, state: 'breakdown', reason: 'belt torn' })
    await expect(page.getByText('paused').first()).toBeVisible()
    await expect(page.getByText(`${MACHINE} has broken down: belt torn`).first()).toBeVisible()
    await expect(page.getByRole('region', { name: 'What happened by itself' })).toContainText(MACHINE)
    await noSidewaysScroll(page)
  })

  await test.step('the bell tells it', async () => {
    const bell = page.getByRole('link', { name: /^Notices, \d+ unread$/ })
    await expect(bell).toBeVisible()
    await bell.click()
    await expect(page.getByText(`${BORE} is out of specification`)).toBeVisible()
    await expect(page.getByText('Customer 12 waits for SO-3003')).toHaveCount(2) // the plant's own extension: two lines
    await noSeriousViolations(page, 'notices')
    await noSidewaysScroll(page)
  })

  await test.step('a list is made into a file, which is found again', async () => {
    await go(page, 'Orders')
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const saved = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    expect(await textOf(await saved)).toContain(ORDER)
    await go(page, 'Exports')
    const made = page.getByRole('list', { name: 'Exports' }).getByRole('listitem').first()
    await expect(made).toContainText(/\d+ rows, .*here until/)
    const again = page.waitForEvent('download')
    await made.getByRole('button', { name: /^Save / }).click()
    expect(await textOf(await again)).toContain(ORDER)
    await noSeriousViolations(page, 'exports')
    await noSidewaysScroll(page)
  })
})

test('an administrator has another system told, and sees what it answered', async ({ page }) => {
  const plant = { ...server(), login: 'admin' }
  const floor = await OtherDevice.signIn(plant)
  const system = await receiver()
  try {
    await signIn(page, plant)
    await go(page, 'Webhooks')
    await page.getByRole('button', { name: 'New webhook' }).first().click()
    const form = page.getByRole('form', { name: 'New webhook' })
    await form.getByLabel('Name').fill('Planning')
    await form.getByLabel('Address').fill(system.url)
    await form.getByRole('combobox', { name: 'It is told when' }).fill('Equipment registered')
    await page.getByRole('option', { name: 'Equipment registered' }).click()
    await page.keyboard.press('Escape')
    await noSeriousViolations(page, 'new webhook')
    await form.getByRole('button', { name: 'Add it' }).click()
    const secret = (await page.getByText(/^whsec_/).textContent()) ?? ''
    await page.getByRole('button', { name: 'I have stored it' }).click()
    await page.getByRole('link', { name: 'Planning' }).click()
    await expect(page.getByText(/Its receiver agreed/)).toBeVisible()

    await floor.send('equipment.register', { equipment: 'E2E drill', work_center: 'drilling' })
    const told = page.getByRole('list', { name: 'What it was told' }).getByRole('listitem')
    await expect(told.filter({ hasText: 'E2E drill' })).toContainText(/accepted .* with 204/)
    const event = system.arrived.find(({ body }) => body.includes('E2E drill'))
    expect(event && isSigned(event, secret)).toBe(true)
    await noSeriousViolations(page, 'webhook')
    await noSidewaysScroll(page)

    await go(page, 'Jobs')
    await expect(page.getByRole('heading', { name: 'Jobs and schedules' })).toBeVisible()
    await expect(page.getByRole('list', { name: 'Kinds of jobs' }).getByRole('listitem').first()).toBeVisible()
    await noSeriousViolations(page, 'jobs')
    await noSidewaysScroll(page)
  } finally {
    system.close()
  }
})

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8')
}
