"""How well people find: judged questions over the example library (`queries.tsv`), and the score of the search.

python -m bench.relevance            makes the example library below --work when it is not there, and scores it
python -m bench.relevance --pool     also lists what nobody has judged among the first ten answers
"""
