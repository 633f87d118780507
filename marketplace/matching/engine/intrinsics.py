"""What compiled loops need of the machine and Numba has no name for."""

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic


def _pointer(context: Any, address: Any) -> Any:
    """An address as a pointer."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.inttoptr(given[0], cgutils.voidptr_t)

    return types.voidptr(types.uintp), generate


def _ones(context: Any, word: Any) -> Any:
    """How many bits of a word are set."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.ctpop(given[0])

    return types.uint64(types.uint64), generate


def _lowest(context: Any, word: Any) -> Any:
    """The place of the lowest bit that is set; there is one."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.cttz(given[0], cgutils.true_bit)

    return types.uint64(types.uint64), generate


def _load(bits: int, found: Any) -> Any:
    """A number of so many bits from memory: the address of a row of them, and which one."""

    def load(context: Any, address: Any, place: Any) -> Any:
        def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
            first = builder.inttoptr(given[0], ir.IntType(bits).as_pointer())
            value = builder.load(builder.gep(first, [given[1]]))
            return value if bits == 64 else builder.sext(value, ir.IntType(64))

        return found(types.int64, types.int64), generate

    return load


def _fetch(context: Any, address: Any) -> Any:
    """Have the line of memory at an address brought near; nothing waits for it."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        flag = ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [cgutils.voidptr_t, flag, flag, flag])
        named = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        at = builder.inttoptr(given[0], cgutils.voidptr_t)
        builder.call(named, [at, flag(0), flag(3), flag(1)])
        return _context.get_dummy_value()

    return types.void(types.int64), generate


#: As compiled code calls them: without the context.
pointer: Any = intrinsic(_pointer)
ones: Any = intrinsic(_ones)
lowest: Any = intrinsic(_lowest)
fetch: Any = intrinsic(_fetch)
short: Any = intrinsic(_load(16, types.int64))
long: Any = intrinsic(_load(32, types.int64))
word: Any = intrinsic(_load(64, types.uint64))
