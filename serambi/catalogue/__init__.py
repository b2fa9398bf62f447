"""What the library has: records, works, authorities, items; MARC in and out.

Words: *BibRecord* one edition (MARC 21/INDOMARC kept whole in `marc`, beside the indexed description); *Work* groups
the editions of one intellectual work; *Authority* a controlled name, subject or series heading; *Item* (eksemplar) one
physical copy; *ImportBatch* a file being staged, matched, reviewed, committed or reverted; *StagedRecord* one record of
it.

Lock order: ImportBatch, BibRecord by id, Work by id, Item by id.
"""
