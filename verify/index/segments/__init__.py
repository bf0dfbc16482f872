"""Exact Hamming search in immutable, memory-mapped files: many 256-bit codes, sought by chunks as wide as fits.

`building.build` writes a segment, `Segment.open` maps it, `Segment.search` answers every code within a radius. A code
within radius R of another must, in at least one of m chunks, differ by few bits (`layout.radii_of`); so looking at the
buckets of nearly equal chunks finds all. Source: Norouzi, Punjani, Fleet, "Fast exact search in Hamming space with
multi-index hashing" (2014), and the tight form of the pigeonhole rule by Qin et al., "GPH" (2018).
"""
