"""The queue: so many at a time, in order, and nobody waits for nothing."""

import asyncio
import time

import pytest

from service.errors import Refusal
from service.protection.queue import WorkQueue


def run(queue, work):
    async def do():
        await queue.enter()
        return await queue.run(work())

    return do()


def test_work_is_done_in_the_order_of_coming_so_many_at_a_time():
    queue = WorkQueue(at_once=2, waiting=10, seconds=10)
    order, most = [], 0

    async def one(number):
        async def work():
            nonlocal most
            most = max(most, queue.working)
            await asyncio.sleep(0.001)
            order.append(number)

        await run(queue, work)

    async def main():
        await asyncio.gather(*(one(number) for number in range(12)))

    asyncio.run(main())
    assert order == list(range(12))
    assert most == 2
    assert (queue.working, queue.waiting) == (0, 0)


def test_whoever_finds_the_queue_full_is_sent_away_at_once():
    queue = WorkQueue(at_once=1, waiting=2, seconds=10)

    async def main():
        release = asyncio.Event()
        tasks = [asyncio.create_task(run(queue, release.wait)) for _ in range(3)]
        await asyncio.sleep(0)
        assert (queue.working, queue.waiting) == (1, 2)
        began = time.perf_counter()
        with pytest.raises(Refusal) as caught:
            await queue.enter()
        assert time.perf_counter() - began < 0.1
        assert caught.value.code == "queue-full"
        assert caught.value.headers == {"Retry-After": "1"}
        release.set()
        await asyncio.gather(*tasks)

    asyncio.run(main())
    assert (queue.working, queue.waiting) == (0, 0)


def test_work_that_takes_too_long_is_given_up_but_keeps_its_place_until_it_ends():
    queue = WorkQueue(at_once=1, waiting=2, seconds=0.01)

    async def main():
        release = asyncio.Event()
        with pytest.raises(Refusal) as caught:
            await run(queue, release.wait)
        assert (caught.value.code, caught.value.status_code) == ("took-too-long", 503)
        next_one = asyncio.create_task(queue.enter())
        await asyncio.sleep(0.02)
        assert not next_one.done()
        release.set()
        assert await next_one > 0
        queue.leave()

    asyncio.run(main())
    assert queue.working == 0


def test_work_that_fails_gives_its_place_back(caplog):
    queue = WorkQueue(at_once=1, waiting=0, seconds=0.05)

    async def fail():
        raise ZeroDivisionError

    async def fail_late():
        await asyncio.sleep(0.1)
        raise ZeroDivisionError

    async def main():
        with pytest.raises(ZeroDivisionError):
            await run(queue, fail)
        with pytest.raises(Refusal):
            await run(queue, fail_late)
        await asyncio.sleep(0.1)

    asyncio.run(main())
    assert queue.working == 0
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("its_turn", [False, True])
def test_whoever_goes_away_while_waiting_holds_no_place(its_turn):
    queue = WorkQueue(at_once=1, waiting=5, seconds=1)

    async def main():
        await queue.enter()
        gone, stays = asyncio.create_task(queue.enter()), asyncio.create_task(queue.enter())
        await asyncio.sleep(0)
        if its_turn:
            queue.leave()
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        if not its_turn:
            queue.leave()
        await asyncio.wait_for(stays, 1)
        queue.leave()

    asyncio.run(main())
    assert (queue.working, queue.waiting) == (0, 0)
