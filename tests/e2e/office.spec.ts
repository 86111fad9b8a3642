import { expect, test } from '@playwright/test'
import { go, noSeriousViolations, noSidewaysScroll, signIn } from './page'
import { daysAgo, OtherDevice, server } from './plant'

const [ORDER, BADGE, MATERIAL, LOT, SALE] = ['E2E-OFFICE-1', 'E2E-B-1', 'E2E gasket', 'E2E-GASKETS-1', 'E2E-SO-1']

const YESTERDAY = daysAgo(1).slice(0, 10)

test('time is clocked, told and corrected; a material is registered; a sales order is delivered from a lot; costs are read', async ({
  page,
}) => {
  const plant = server()
  const other = await OtherDevice.signIn(plant)
  await signIn(page, plant)
  const sheet = page.getByRole('dialog')

  await test.step('a material with another unit and a component list', async () => {
    await go(page, 'Materials')
    await page.getByRole('button', { name: 'New material' }).click()
    await sheet.getByRole('textbox', { name: 'Material', exact: true }).fill(MATERIAL)
    await sheet.getByLabel('Base unit').fill('pcs')
    await sheet.getByLabel('Name').fill('Flat gasket, 60 mm')
    await sheet.getByLabel('Other units').fill('box is 12')
    await noSeriousViolations(page, 'register sheet')
    await sheet.getByRole('button', { name: 'Register the material' }).click()
    await expect(sheet.getByRole('alert')).toContainText('“box is 12” cannot be read')
    await sheet.getByLabel('Other units').fill('box = 12')
    await sheet.getByRole('button', { name: 'Register the material' }).click()
    await expect(sheet).toHaveCount(0)
    await page.getByRole('link', { name: MATERIAL, exact: true }).click()
    await expect(page.getByRole('main')).toContainText('1 box = 12 pcs')
    await page.getByRole('button', { name: 'Component list' }).click()
    await sheet.getByLabel('Components').fill('Brass rod 20; 0.2 kg; 3 %')
    await sheet.getByRole('button', { name: 'Set the component list' }).click()
    await expect(page.getByRole('region', { name: 'Made of' }).last()).toContainText('0.2 kg')
    await noSeriousViolations(page, 'material')
    await noSidewaysScroll(page)
  })

  await test.step('who lacks a certificate is refused, unless a supervisor says why', async () => {
    await other.send('work_orders.create', {
      work_order: ORDER,
      product: MATERIAL,
      quantity_pcs: 20,
      occurred_at: daysAgo(2),
      operations: [{ operation: 'punching', sequence: 10, certificates: ['press'] }],
    })
    await other.send('work_orders.release', { work_order: ORDER, occurred_at: daysAgo(2) })
    await other.send('labor.register_operator', { operator: BADGE, role: 'turner', occurred_at: daysAgo(2) })
    await go(page, 'Time')
    await page.getByRole('button', { name: 'Clock on' }).click()
    const form = page.getByRole('form', { name: 'Clock on' })
    await form.getByLabel('Badge').fill(BADGE)
    await form.getByRole('combobox', { name: 'Order' }).fill(ORDER)
    await form.getByRole('combobox', { name: 'Operation' }).fill('punching')
    await noSeriousViolations(page, 'clock on sheet')
    await form.getByRole('button', { name: 'Clock on' }).click()
    await expect(form.getByRole('alert')).toContainText('press')
    await form.getByLabel('Without a certificate that the operation needs').check()
    await form.getByRole('textbox', { name: 'Why', exact: true }).fill('under the eyes of the foreman')
    await form.getByRole('button', { name: 'Clock on' }).click()
    await expect(sheet).toHaveCount(0)
    const job = page.getByRole('list', { name: 'At work' }).getByRole('listitem').filter({ hasText: BADGE })
    await expect(job).toContainText('under the eyes of the foreman')
    await job.getByRole('button', { name: 'Break' }).click()
    await expect(job).toContainText('break')
    await job.getByRole('button', { name: 'Go on' }).click()
    await job.getByRole('button', { name: `Clock off ${BADGE}` }).click()
    await sheet.getByRole('button', { name: `Clock off ${BADGE}` }).click()
    await expect(job).toHaveCount(0)
  })

  await test.step('an entry is corrected and stays, struck through', async () => {
    await page.getByText('Entries', { exact: true }).click()
    const entries = page.getByRole('region', { name: 'Entries of time' })
    await entries.getByRole('button', { name: `Correct time of ${BADGE}` }).click()
    await sheet.getByLabel('From').fill(`${YESTERDAY}T06:00`)
    await sheet.getByLabel('To').fill(`${YESTERDAY}T08:30`)
    await sheet.getByLabel('Breaks').fill('30')
    await sheet.getByLabel('Why it is corrected').fill('the clock was forgotten')
    await sheet.getByRole('button', { name: 'Show what it changes' }).click()
    await expect(sheet.getByRole('region', { name: 'What it changes' })).toContainText(ORDER)
    await noSeriousViolations(page, 'preview of a corrected time')
    await sheet.getByRole('button', { name: 'Correct the time' }).click()
    await expect(sheet).toHaveCount(0)
    await expect(entries).toContainText('Corrected by you')
    await expect(entries.locator('tr').filter({ hasText: 'the clock was forgotten' })).toContainText('2 h')
    await expect(entries.locator('tr[data-struck]').filter({ hasText: BADGE }).locator('del').first()).toBeVisible()
    await noSeriousViolations(page, 'entries of time')
    await noSidewaysScroll(page)
  })

  await test.step('a sales order is delivered from the lot that goes first', async () => {
    const received = { lot: LOT, material: MATERIAL, quantity: '2', unit: 'box', location: 'Finished goods' }
    await other.send('lots.receive', { ...received, unit_cost: '6.00', currency: 'EUR' })
    await go(page, 'Sales')
    await page.getByRole('button', { name: 'New order' }).click()
    await sheet.getByRole('textbox', { name: 'Order', exact: true }).fill(SALE)
    await sheet.getByLabel('Customer').fill('Customer 12')
    await noSeriousViolations(page, 'sales order sheet')
    await sheet.getByRole('button', { name: 'New sales order' }).click()
    await page.getByRole('button', { name: 'Add a line' }).click()
    await sheet.getByLabel('Product').fill(MATERIAL)
    await sheet.getByLabel('Quantity').fill('10')
    await sheet.getByRole('button', { name: 'Add a line' }).click()
    await page.getByRole('button', { name: 'Deliver line 10' }).click()
    await expect(sheet.getByLabel('From the lot')).toHaveValue(`${MATERIAL}/${LOT}`)
    await sheet.getByLabel('Delivery note').fill('E2E-D-2')
    await sheet.getByRole('button', { name: 'Deliver line 10' }).click()
    await expect(sheet).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'Delivered and returned' }).last()).toContainText('E2E-D-2')
    await expect(page.getByRole('main')).toContainText('fully delivered')
    await noSeriousViolations(page, 'sales order')
    await noSidewaysScroll(page)
  })

  await test.step('what the stock is worth, down to its movements', async () => {
    await go(page, 'Costs')
    const worth = page.getByRole('region', { name: 'Value of the stock' })
    await expect(worth.getByRole('row').filter({ hasText: MATERIAL })).toContainText('7.00')
    await noSeriousViolations(page, 'costs')
    await page.getByRole('link', { name: MATERIAL, exact: true }).click()
    const moved = page.getByRole('region', { name: 'Movements with their cost' })
    await expect(moved.getByRole('row').filter({ hasText: 'shipped' })).toContainText('-5.00')
    await noSeriousViolations(page, 'cost of a stock')
    await noSidewaysScroll(page)
  })
})
