"""A chain node over JSON-RPC by web3: the only room that knows that library and its untyped answers."""

from chronology.anchors.evm.recursion import bound_recursion
from chronology.anchors.evm.rpc.client import RpcClient

__all__ = ["RpcClient"]

bound_recursion()
