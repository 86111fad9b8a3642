"""Fair shares: one organization waits for itself, and the others do not."""

import asyncio
from uuid import uuid4

import pytest

from unison.infrastructure.shares import Shares, TooMuchAtOnce

ONE, ANOTHER = uuid4(), uuid4()


def test_one_has_its_share_and_another_finds_a_place_at_once() -> None:
    async def story() -> None:
        shares = Shares("commands", 3, waiting=100, patience_s=5)
        under_way = most = 0
        full, go_on = asyncio.Event(), asyncio.Event()

        async def work() -> None:
            nonlocal under_way, most
            async with shares.of(ONE):
                under_way += 1
                most = max(most, under_way)
                if under_way == 3:
                    full.set()
                await go_on.wait()
                under_way -= 1

        working = [asyncio.create_task(work()) for _ in range(20)]
        await full.wait()
        async with asyncio.timeout(1), shares.of(ANOTHER):
            assert under_way == 3
        go_on.set()
        await asyncio.gather(*working)
        assert most == 3

    asyncio.run(story())


def test_who_would_wait_behind_too_many_or_for_too_long_is_told_to_come_again() -> None:
    async def story() -> None:
        shares = Shares("commands", 1, waiting=1, patience_s=0.05)
        async with shares.of(ONE):

            async def come() -> None:
                async with shares.of(ONE):
                    raise AssertionError("there was no place")

            waiting = asyncio.create_task(come())
            await asyncio.sleep(0)
            with pytest.raises(TooMuchAtOnce, match="1 commands under way"):
                await come()
            with pytest.raises(TooMuchAtOnce):
                await waiting
        async with asyncio.timeout(1), shares.of(ONE):
            pass

    asyncio.run(story())


def test_who_goes_away_while_waiting_leaves_the_place_to_the_next() -> None:
    async def story() -> None:
        shares = Shares("commands", 1, waiting=10, patience_s=5)
        done: list[int] = []

        async def come(number: int) -> None:
            async with shares.of(ONE):
                done.append(number)

        async with shares.of(ONE):
            first, second = (asyncio.create_task(come(n)) for n in (1, 2))
            await asyncio.sleep(0)
            first.cancel()
        await second
        assert done == [2]
        async with asyncio.timeout(1), shares.of(ONE):
            pass

    asyncio.run(story())
