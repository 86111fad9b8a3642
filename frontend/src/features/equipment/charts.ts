import type { Inks } from '../../charts/chart'
import type { Option } from '../../charts/echarts'
import { escaped } from '../../charts/escaped'
import { clock, dateOnly, duration, moment, percent, pieces, words } from '../../format'
import type { OeeRow, Timeline } from './queries'
import { piecesByDay, plusDays } from './shift-days'

/** In the order they are drawn: where they overlap, the last of these counts. */
const KINDS = ['idle', 'production', 'setup', 'breakdown', 'planned_stop'] as const
type Kind = (typeof KINDS)[number]

function colourOf(kind: string, inks: Inks): string {
  const colours: Record<Kind, string> = {
    production: inks.good,
    setup: inks.info,
    breakdown: inks.bad,
    idle: inks.warn,
    planned_stop: inks.quiet,
  }
  return colours[kind as Kind] ?? inks.quiet
}

/** Each shift day's hours by what they went to, and its OEE. */
export function daysOption(rows: OeeRow[]): (inks: Inks, width: number) => Option {
  const days = rows.map(row => row.day ?? '')
  const top = Math.max(1, ...rows.map(row => Math.ceil(row.oee_ratio ?? 0))) * 100
  return (inks, width) => ({
    legend: { bottom: 0, textStyle: { color: inks.text }, itemWidth: 14, itemHeight: 10 },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: inks.surface,
      borderColor: inks.line,
      textStyle: { color: inks.text },
      formatter: (marks: { dataIndex: number }[]) => dayTold(rows[marks[0]?.dataIndex ?? -1]),
    },
    grid: { top: 34, left: 40, right: 46, bottom: width < 500 ? 62 : 44 },
    xAxis: {
      type: 'category',
      data: days.map(dateOnly),
      axisLabel: { color: inks.dimmed, hideOverlap: true },
      axisLine: { lineStyle: { color: inks.line } },
      axisTick: { show: false },
    },
    yAxis: [
      {
        type: 'value',
        name: 'hours',
        nameTextStyle: { color: inks.dimmed },
        axisLabel: { color: inks.dimmed },
        splitLine: { lineStyle: { color: inks.line } },
      },
      {
        type: 'value',
        name: 'OEE',
        min: 0,
        max: top,
        interval: top / 4,
        nameTextStyle: { color: inks.dimmed },
        axisLabel: { color: inks.dimmed, formatter: '{value} %' },
        splitLine: { show: false },
      },
    ],
    series: [
      ...(['production', 'setup', 'breakdown', 'idle'] as const).map(kind => ({
        type: 'bar',
        name: words(kind),
        stack: 'time',
        barMaxWidth: 36,
        itemStyle: { color: colourOf(kind, inks) },
        data: rows.map(row => row[`${kind}_s`] / 3600),
      })),
      {
        type: 'line',
        name: 'OEE',
        yAxisIndex: 1,
        connectNulls: false,
        symbolSize: 7,
        lineStyle: { color: inks.text, width: 2 },
        itemStyle: { color: inks.text },
        data: rows.map(row => (row.oee_ratio == null ? null : row.oee_ratio * 100)),
      },
    ],
  })
}

function dayTold(row: OeeRow | undefined): string {
  if (!row?.day) return ''
  return [
    `<b>${dateOnly(row.day)}: OEE ${percent(row.oee_ratio)}</b>`,
    `availability ${percent(row.availability_ratio)}`,
    `performance ${percent(row.performance_ratio)}`,
    `quality ${percent(row.quality_ratio)}`,
    `${pieces(row.good_pcs)} good, ${pieces(row.rejected_pcs)} rejected`,
    ...(['production', 'setup', 'breakdown', 'idle'] as const)
      .filter(kind => row[`${kind}_s`] > 0)
      .map(kind => `${words(kind)} ${duration(row[`${kind}_s`])}`),
  ].join('<br>')
}

interface Api {
  value(dimension: number): number
  coord(at: [number, number]): [number, number]
  size(of: [number, number]): [number, number]
}

/** One row for each shift day, from its start to its end on the plant's clock. Drawn is what stands. */
export function timelineOption(machine: Timeline): (inks: Inks, width: number) => Option {
  const { time_zone: zone, day_starts_at: starts } = machine
  const standing = machine.told.filter(told => told.stands)
  const cut = standing.flatMap((told, index) =>
    piecesByDay(told.started_at, told.ended_at, starts, zone).map(piece => ({ ...piece, index, kind: told.kind })),
  )
  const days = daysBetween(cut.map(({ day }) => day))
  return (inks, width) => ({
    tooltip: {
      confine: true,
      backgroundColor: inks.surface,
      borderColor: inks.line,
      textStyle: { color: inks.text },
      formatter: ({ value }: { value: number[] }) => {
        const told = standing[value[3] ?? -1]
        if (!told) return ''
        const made = told.good_pcs ? `${pieces(told.good_pcs)} good, ${pieces(told.rejected_pcs ?? 0)} rejected` : ''
        return [
          `<b>${words(told.kind)}</b>`,
          `${moment(told.started_at, new Date(), zone)} to ${told.goes_on ? 'now' : clock(told.ended_at, zone)}`,
          escaped([told.work_order, told.product].filter(Boolean).join(', ')),
          made,
          escaped(told.reason ?? ''),
        ]
          .filter(Boolean)
          .join('<br>')
      },
    },
    legend: { bottom: 0, textStyle: { color: inks.text }, itemWidth: 14, itemHeight: 10, selectedMode: false },
    grid: { top: 10, left: 58, right: 16, bottom: width < 500 ? 72 : 52 },
    xAxis: {
      type: 'value',
      min: 0,
      max: 24,
      interval: width < 500 ? 6 : 3,
      axisLabel: { color: inks.dimmed, formatter: (hours: number) => clockAt(starts, hours) },
      splitLine: { lineStyle: { color: inks.line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: days.map(dateOnly),
      axisLabel: { color: inks.dimmed },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    series: KINDS.map(kind => ({
      type: 'custom',
      name: words(kind),
      itemStyle: { color: colourOf(kind, inks) },
      encode: { x: [1, 2], y: 0 },
      clip: true,
      data: cut
        .filter(piece => piece.kind === kind)
        .map(piece => [days.indexOf(piece.day), piece.from_s / 3600, piece.to_s / 3600, piece.index]),
      renderItem: (_: unknown, api: Api) => {
        const [x, y] = api.coord([api.value(1), api.value(0)])
        const [end] = api.coord([api.value(2), api.value(0)])
        const height = Math.min(api.size([0, 1])[1] * 0.64, 20)
        return {
          type: 'rect',
          shape: { x, y: y - height / 2, width: Math.max(end - x, 1), height },
          style: { fill: colourOf(kind, inks) },
        }
      },
    })),
  })
}

function daysBetween(days: string[]): string[] {
  const sorted = [...days].sort()
  const [first = '9', last = ''] = [sorted[0], sorted.at(-1)]
  const all: string[] = []
  for (let day = first; day <= last && all.length < 400; day = plusDays(day, 1)) all.push(day)
  return all
}

function clockAt(starts: string, hours: number): string {
  const [hour = 0, minute = 0] = starts.split(':').map(Number)
  return `${String((hour + hours) % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
