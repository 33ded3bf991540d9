"""The cells of a very large PX file read by a compiled loop (Numba, the extra ``alke[fast]``).

Eight bytes at a time: find the separator, check the digits, take out the point, multiply three times. Whatever is not a
plain number of seven characters, or digits one by one up to fifteen, or dots, or a dash, stops the loop; then another
reader must decide. Digits above nine are checked too: an unchecked kernel once read ``28138;`` as 281391.
Leaves out everything else of the format.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

import numpy as np

from alke.statistics.readers.px.cells import Cells, Unreadable, cell, tokens

_TAIL = 64  # bytes at the end of the file left to the tokenizer, so that eight can always be loaded
_SEARCH = 1 << 16


def read_with_kernel(data: bytes, start: int, count: int) -> Cells | None:
    """The `count` cells from the byte `start` on; None without Numba or where another reader must decide."""
    read = compiled()
    last = len(data) - _TAIL
    cut = (
        max(data.rfind(separator, max(start, last - _SEARCH), last) for separator in (b" ", b"\n"))
        if last > start
        else -1
    )
    if read is None or cut < 0:
        return None
    cells = Cells(np.empty(count), np.empty(count, np.uint8))
    found, bad = read(np.frombuffer(data, np.uint8), start, cut, cells.numbers, cells.statuses)
    if bad or found > count:
        return None
    signs = {sign: place for place, sign in enumerate(cells.signs)}
    for match in tokens(data, cut):
        if found == count:
            return None
        try:
            cells.numbers[found], cells.statuses[found] = cell(match[0], signs)
        except Unreadable:
            return None
        found += 1
    cells.signs = list(signs)
    return cells if found == count else None


@cache
def compiled() -> Any:
    """The compiled loop, or None where Numba is not installed or cannot compile here."""
    try:
        import numba
        from numba import types

        byte_array = types.Array(types.uint8, 1, "C", readonly=True)
        tuple_of: Any = types.Tuple
        result = tuple_of((types.int64, types.uint64))
        signature = result(byte_array, types.int64, types.int64, types.float64[::1], types.uint8[::1])
        loop = _loop(*_intrinsics())
        try:
            return numba.njit(signature, cache=True, nogil=True, error_model="numpy")(loop)
        except RuntimeError:  # no folder to keep the compiled loop in
            return numba.njit(signature, nogil=True, error_model="numpy")(loop)
    except ImportError:
        return None
    except Exception as problem:  # a compiler that breaks must not stop anyone from reading a file
        warnings.warn(f"the fast PX reader could not be compiled: {problem}", RuntimeWarning, stacklevel=2)
        return None


def _intrinsics() -> tuple[Any, Any]:
    """Count of trailing zero bits, and an unaligned load of eight bytes: Python has no words for these."""
    from llvmlite import ir
    from numba.core import types
    from numba.extending import intrinsic

    def trailing_zeros(typing_context: Any, word: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

        return types.uint64(types.uint64), generate

    def load(typing_context: Any, array: Any, place: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
            address = builder.bitcast(builder.gep(data, [arguments[1]]), ir.IntType(64).as_pointer())
            word = builder.load(address)
            word.align = 1
            return word

        return types.uint64(array, types.int64), generate

    return intrinsic(trailing_zeros), intrinsic(load)


def _loop(trailing_zeros: Any, load: Any) -> Any:  # noqa: C901
    """The loop to compile: statuses are counts of dots, 7 for a dash; a second result above zero: do not use it."""
    u = np.uint64
    high, ones, quoted_end = u(0x8080808080808080), u(0x0101010101010101), np.uint8(34)
    to_blank, points, zeros = u(0x5F5F5F5F5F5F5F5F), u(0x2E2E2E2E2E2E2E2E), u(0x3030303030303030)
    semicolons, commas = u(0x3B3B3B3B3B3B3B3B), u(0x2C2C2C2C2C2C2C2C)
    upper, lower, six = u(0xF0F0F0F0F0F0F0F0), u(0x0F0F0F0F0F0F0F0F), u(0x0606060606060606)
    pairs, fours = u(0x00FF00FF00FF00FF), u(0x0000FFFF0000FFFF)
    by_10, by_100, by_10000 = u(2561), u(6553601), u(42949672960001)
    u0, u1, u3, u8, u16, u32, u64, byte = u(0), u(1), u(3), u(8), u(16), u(32), u(64), u(0xFF)
    tens = np.array([10.0**power for power in range(23)])

    def loop(b, i, end, numbers, statuses):  # type: ignore[no-untyped-def]  # noqa: C901, PLR0912, PLR0915
        k = 0
        bad = u0
        size = numbers.shape[0]
        while i < end:
            w = load(b, i)
            c = w & byte
            if c <= u32 or c == u(59) or c == u(44):
                i += 1
                continue
            if k >= size:
                return size + 1, bad
            if c == u(34) or c == u(46):
                # Dots or a dash, in quotes or dots without; a number may not begin with its point here.
                j = i + 1 if c == u(34) else i
                dots = 0
                while dots < 7 and b[j + dots] == 46:
                    dots += 1
                stop = j + dots
                status = dots
                if c == u(34) and dots == 0 and b[j] == 45:
                    status = 7
                    stop = j + 1
                if c == u(34):
                    if b[stop] != quoted_end:
                        return k, u1
                    stop += 1
                after = b[stop]
                if status == 0 or dots == 7 or not (after <= 32 or after == 59 or after == 44):
                    return k, u1
                numbers[k] = np.nan
                statuses[k] = status
                k += 1
                i = stop
                continue
            separators = ~(w + to_blank) & high
            y = w ^ semicolons
            separators |= (y - ones) & ~y & high
            y = w ^ commas
            separators |= (y - ones) & ~y & high
            negative = c == u(45)
            if separators == u0:
                if negative:
                    i += 1
                mantissa = np.int64(0)
                digits = 0
                fraction = 0
                d = np.uint8(b[i] - 48)
                while d < 10:
                    digits += 1
                    if digits > 15:
                        return k, u1
                    mantissa = mantissa * 10 + d
                    i += 1
                    d = np.uint8(b[i] - 48)
                if b[i] == 46:
                    i += 1
                    d = np.uint8(b[i] - 48)
                    while d < 10:
                        digits += 1
                        if digits > 15:
                            return k, u1
                        mantissa = mantissa * 10 + d
                        i += 1
                        fraction += 1
                        d = np.uint8(b[i] - 48)
                after = b[i]
                if digits == 0 or not (after <= 32 or after == 59 or after == 44):
                    return k, u1
                value = np.float64(mantissa) / tens[fraction]
                numbers[k] = -value if negative else value
                statuses[k] = 0
                k += 1
                continue
            length = trailing_zeros(separators) >> u3
            i += np.int64(length) + 1
            if negative:
                w >>= u8
                length -= u1
                if length == u0:
                    numbers[k] = np.nan
                    statuses[k] = 7
                    k += 1
                    continue
            x = w ^ points
            point = (x - ones) & ~x & high & ((u1 << (u8 * length)) - u1)
            after_point = u0
            if point != u0:
                place = trailing_zeros(point) >> u3
                before = (u1 << (u8 * place)) - u1
                w = (w & before) | ((w >> u8) & ~before)
                after_point = length - place - u1
                length -= u1
                if length == u0:
                    return k, u1
            shift = u64 - u8 * length
            v = w << shift
            bad |= (v & upper) ^ (zeros << shift)
            v &= lower
            bad |= (v + six) & upper
            v = (v * by_10) >> u8
            v = ((v & pairs) * by_100) >> u16
            v = ((v & fours) * by_10000) >> u32
            value = np.float64(np.int64(v)) / tens[after_point]
            numbers[k] = -value if negative else value
            statuses[k] = 0
            k += 1
        return k, bad

    return loop
