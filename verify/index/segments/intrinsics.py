"""Two instructions of the processor that plain numba has no name for."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

_BYTE_POINTER = ir.IntType(8).as_pointer()
_INT = ir.IntType(32)
_PREFETCH = ir.FunctionType(ir.VoidType(), [_BYTE_POINTER, _INT, _INT, _INT])
# Of llvm.prefetch: for reading, into the nearest cache, data.
_READ, _NEAR, _DATA = 0, 3, 1


@intrinsic
def prefetch(_typing: Any, _address: Any) -> Any:
    """Ask for the cache line at an address without waiting; a wrong address does nothing."""

    def emit(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        place = builder.inttoptr(arguments[0], _BYTE_POINTER)
        function = cgutils.get_or_insert_function(builder.module, _PREFETCH, "llvm.prefetch.p0")
        builder.call(function, [place, _INT(_READ), _INT(_NEAR), _INT(_DATA)])
        return context.get_dummy_value()

    return types.none(types.intp), emit


@intrinsic
def ones(_typing: Any, _word: Any) -> Any:
    """The number of set bits of an unsigned word of 64 bits."""

    def emit(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.int64(types.uint64), emit
