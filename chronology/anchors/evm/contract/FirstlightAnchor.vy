# pragma version 0.4.3
# pragma evm-version shanghai
# pragma optimize gas
"""
@title Firstlight anchors
@notice Keeps, for each publisher and log, the size of the newest anchored tree and when it was anchored.
        The roots are in the events. Nobody owns this contract; nothing in it can be stopped, changed or taken over.
"""

event Anchored:
    publisher: indexed(address)
    logId: indexed(bytes32)
    size: uint64
    root: bytes32

# One word each: the size in the bits from 64 on, the block time in the lower 64. Vyper would give a struct's fields
# a slot each, which costs 5,000 gas more in every call.
heads: HashMap[address, HashMap[bytes32, uint256]]


@external
def anchor(logId: bytes32, size: uint64, root: bytes32):
    """
    @notice Put the tree of `size` entries with this root on record under the caller's address.
    @dev Refuses a size that does not grow, so that nobody, the publisher included, can show a shorter history later.
    @param logId SHA-256 of the log's verifier key in its text form
    @param size How many entries the tree has
    @param root The root of the tree, RFC 6962
    """
    assert convert(size, uint256) > self.heads[msg.sender][logId] >> 64, "size must grow"
    self.heads[msg.sender][logId] = (convert(size, uint256) << 64) | block.timestamp
    log Anchored(publisher=msg.sender, logId=logId, size=size, root=root)


@external
@view
def head(publisher: address, logId: bytes32) -> (uint64, uint64):
    """
    @notice The newest anchored size of this publisher's log and the block time of its anchor; zeros where there is none.
    """
    word: uint256 = self.heads[publisher][logId]
    return convert(word >> 64, uint64), convert(word & convert(max_value(uint64), uint256), uint64)
