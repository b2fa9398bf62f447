"""SRU (searchRetrieve by URL) 1.1, 1.2 and 2.0: asking other libraries' catalogues for MARC records.

`asking` makes addresses and CQL, `answers` and `explaining` read what comes back, `fetching` is the only place that
talks to the network. Nothing here knows the database.

Protocol: SRU 1.1/1.2 (Library of Congress, namespace http://www.loc.gov/zing/srw/), searchRetrieve 2.0 (OASIS,
http://docs.oasis-open.org/ns/search-ws/sruResponse), CQL 1.1/1.2, ZeeRex 2.0/2.1 for explain.
"""
