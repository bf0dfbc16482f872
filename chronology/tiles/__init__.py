"""The log as static files: C2SP tlog-tiles."""

from chronology.tiles.bundles import decode_entries, encode_entries
from chronology.tiles.folder import FolderTiles
from chronology.tiles.paths import FULL_WIDTH, TilePath, parse_path, tiles_between
from chronology.tiles.proving import HashReader, TreeHashes, prove_consistency, prove_inclusion
from chronology.tiles.store import TileStore

__all__ = [
    "FULL_WIDTH",
    "FolderTiles",
    "HashReader",
    "TilePath",
    "TileStore",
    "TreeHashes",
    "decode_entries",
    "encode_entries",
    "parse_path",
    "prove_consistency",
    "prove_inclusion",
    "tiles_between",
]
